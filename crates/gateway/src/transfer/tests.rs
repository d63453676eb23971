//! Small files as each app writes them, made up by us.

use chrono::DateTime;
use chrono_tz::Tz;
use domain::{
    AccountId, Activity, ActivityId, Actor, Amount, ChildId, Details, FamilyId, Growth, Kind,
    Length, Membership, NewActivity, Pumping, Role, SessionId, Temperature, TemperatureReading,
    Volume, Weight, Word,
};
use proptest::{collection::vec, option, prelude::*, sample::select, strategy::ValueTree};

use super::*;

const PARIS: Tz = Tz::Europe__Paris;

/// A line in short: its number, and what it says.
fn short(line: &Line) -> String {
    let said = match &line.said {
        Ok(Said::Activity(told)) => {
            let notes = told.notes.as_ref().map(|notes| format!(" «{notes}»")).unwrap_or_default();
            let paused = match told.paused.num_minutes() {
                0 => String::new(),
                minutes => format!(" paused {minutes}"),
            };
            let said = identity(told.start, told.end, &told.details);
            let said = said.replace(":00.000Z", "Z").replace("2024-01-", "");
            format!("{said}{paused}{notes}")
        }
        Ok(Said::NotKept(kind)) => format!("not kept: {kind}"),
        Err(Error::Invalid { field, reason }) => format!("{field} {reason}"),
        Err(error) => panic!("{error}"),
    };
    format!("{} {said}", line.number)
}

fn lines(text: &str) -> Vec<String> {
    read(text.as_bytes(), PARIS, None).unwrap().lines.iter().map(short).collect()
}

#[test]
fn a_file_of_huckleberry_is_read() {
    let file = include_str!("../../../../tests/fixtures/huckleberry.csv");
    assert_eq!(
        lines(file),
        [
            "2 type=feeding|start=08T07:00Z|end=08T07:10Z|variant=breast|side=both|foodType=breastmilk|leftSeconds=240|rightSeconds=360",
            "3 type=feeding|start=08T09:00Z|end=08T09:15Z|variant=breast|side=both|foodType=breastmilk|leftSeconds=300|rightSeconds=600",
            "4 type=feeding|start=08T11:00Z|variant=bottle|foodType=formula|amount=120|amountUnit=ml|amountGivenIn=ml «Took it all»",
            "5 type=feeding|start=08T13:00Z|variant=bottle|amount=118.29|amountUnit=ml|amountGivenIn=oz «Cow Milk»",
            "6 type=feeding|start=08T15:00Z|variant=solid «Carrot, sweet potato; LOVED»",
            "7 type=sleep|start=08T12:00Z|end=08T13:05Z|variant=nap|location=stroller «Upset; Woke \"happy\"»",
            "8 type=sleep|start=08T18:30Z|end=09T04:00Z|variant=night",
            "9 type=diaper|start=08T08:00Z|variant=both|consistency=loose|color=yellow",
            "10 type=diaper|start=08T10:00Z|variant=wet «Two lines\nof notes»",
            "12 type=diaper|start=08T14:00Z|variant=dirty «black»",
            "13 not kept: Diaper (Dry)",
            "14 type=medication|start=08T17:00Z|name=Vitamin D|dose=2.5|doseUnit=ml",
            "15 type=growth|start=08T08:30Z|weight=3.26|weightUnit=kg|height=68|heightUnit=cm|headCircumference=41.5|headCircumferenceUnit=cm",
            "16 type=temperature|start=08T21:00Z|temperature=37.4|temperatureUnit=°C",
            "17 type=pumping|start=08T06:00Z|end=08T06:20Z|side=both|amount=40|amountUnit=ml|amountGivenIn=ml",
            "18 type=bath|start=08T17:30Z|end=08T17:40Z",
            "19 type=tummy-time|start=08T09:40Z|end=08T09:44Z",
            "20 not kept: Story time",
            "21 Start is not of the form moment",
            "22 End Condition is not of the form quantity",
        ]
    );
}

#[test]
fn a_file_of_baby_connect_is_read() {
    let file = include_str!("../../../../tests/fixtures/baby-connect.csv");
    assert_eq!(
        lines(file),
        [
            "2 type=feeding|start=31T21:27Z|end=31T21:59Z|variant=breast|side=both|foodType=breastmilk|leftSeconds=1020|rightSeconds=840",
            "3 type=feeding|start=31T19:26Z|end=31T19:56Z|variant=bottle|foodType=formula|amount=90|amountUnit=ml|amountGivenIn=ml paused 9",
            "4 type=pumping|start=31T18:10Z|end=31T18:25Z|side=both|amount=60|amountUnit=ml|amountGivenIn=ml",
            "5 type=diaper|start=31T17:56Z|variant=both|color=green «leak»",
            "6 not kept: Diaper (Dry)",
            "7 type=sleep|start=31T11:30Z|end=31T13:00Z|variant=nap",
            "8 type=growth|start=31T20:00Z|weight=3.345|weightUnit=kg",
            "9 type=growth|start=31T08:00Z|height=53.34|heightUnit=cm",
            "10 type=temperature|start=31T07:30Z|temperature=37.5|temperatureUnit=°C",
            "11 type=medication|start=31T07:10Z|name=Vitamin D|dose=2.5 «Emma took medicine»",
            "12 type=milestone|start=31T07:00Z|name=First smile «At the dog»",
            "13 type=note|start=31T06:40Z «No more cord!»",
            "14 not kept: Message",
            "15 Quantity must be one of ml, oz",
        ]
    );
}

#[test]
fn a_file_of_baby_connect_may_call_the_start_date_and_time() {
    let file = "Date and Time,End Time,Duration (min),Activity,Quantity,Extra data,Text,Notes,Caregiver\n\
                1/31/24 7:05 PM,1/31/24 7:36 PM,30,Bottle,8.2,Formula,Emma drank 8.2 oz of formula (30m),,J\n\
                1/32/24 7:05 PM,,,Sleep,,,Emma slept,,J\n";
    assert_eq!(
        lines(file),
        [
            "2 type=feeding|start=31T18:05Z|end=31T18:36Z|variant=bottle|foodType=formula|amount=242.5|amountUnit=ml|amountGivenIn=oz",
            "3 Date and Time is not of the form moment",
        ]
    );
}

#[test]
fn each_file_of_baby_buddy_is_known_by_its_columns() {
    for (file, said) in [
        (
            "id,child_id,start,end,notes\n7,1,2024-01-08 19:37:16,2024-01-08 22:43:16,",
            "2 type=sleep|start=08T18:37:16.000Z|end=08T21:43:16.000Z|variant=night",
        ),
        (
            "child_id,start,end,nap\n1,2024-01-08 19:37:00,2024-01-08 20:43:00,1",
            "2 type=sleep|start=08T18:37Z|end=08T19:43Z|variant=nap",
        ),
        (
            "child_id,start,end,type,method,amount,notes\n1,2024-01-08 03:04:00,2024-01-08 03:12:00,breast milk,right breast,,",
            "2 type=feeding|start=08T02:04Z|end=08T02:12Z|variant=breast|side=right|foodType=breastmilk",
        ),
        (
            "child_id,start,end,type,method,amount,notes\n1,2024-01-08 03:04:00,2024-01-08 03:12:00,fortified breast milk,bottle,4,",
            "2 type=feeding|start=08T02:04Z|end=08T02:12Z|variant=bottle|foodType=breastmilk|amount=118.29|amountUnit=ml|amountGivenIn=oz «fortified breast milk»",
        ),
        (
            "child_id,time,wet,solid,color,amount\n1,2024-01-08 17:09:00,1,1,brown,1.7",
            "2 type=diaper|start=08T16:09Z|variant=both|color=normal",
        ),
        (
            "child_id,time,wet,solid,color,amount\n1,2024-01-08 17:09:00,0,0,,",
            "2 not kept: Diaper (dry)",
        ),
        (
            "child_id,temperature,time\n1,100.4,2024-01-08 09:31:00",
            "2 type=temperature|start=08T08:31Z|temperature=38|temperatureUnit=°C",
        ),
        (
            "child_id,weight,date,notes\n1,6.5,2024-01-08,At the doctor's",
            "2 type=growth|start=07T23:00Z|weight=6.5|weightUnit=kg «At the doctor's»",
        ),
        (
            "child_id,height,date,notes\n1,25,2024-01-08,",
            "2 type=growth|start=07T23:00Z|height=63.5|heightUnit=cm",
        ),
        (
            "child_id,head_circumference,date\n1,41,2024-01-08",
            "2 type=growth|start=07T23:00Z|headCircumference=41|headCircumferenceUnit=cm",
        ),
        (
            "child_id,amount,time\n1,100.2,2024-01-08 09:31:00",
            "2 type=pumping|start=08T08:31Z|amount=100.2|amountUnit=ml|amountGivenIn=ml",
        ),
        (
            "child_id,start,end,milestone\n1,2024-01-08 04:08:00,2024-01-08 04:11:00,Rolled",
            "2 type=tummy-time|start=08T03:08Z|end=08T03:11Z «Rolled»",
        ),
        ("child_id,note,time\n1,Hm,2024-01-08 06:37:00", "2 type=note|start=08T05:37Z «Hm»"),
        ("child_id,bmi,date\n1,11.8,2024-01-08", "2 not kept: BMI"),
    ] {
        assert_eq!(lines(file), [said], "{file}");
    }
    let weight = b"child_id,weight,date\n1,14,2024-01-08";
    let read = read(weight, PARIS, Some(System::Imperial)).unwrap();
    assert!(short(&read.lines[0]).contains("weight=6.35|"), "{read:?}");
}

#[test]
fn units_are_guessed_and_it_is_told_whether_the_other_ones_would_be_believed_too() {
    let heads = "child_id,date,head_circumference";
    let heights = "child_id,date,height";
    let amounts = "child_id,time,amount";
    let metric = |ground| Some(Units { system: System::Metric, ground });
    let imperial = |ground| Some(Units { system: System::Imperial, ground });
    for (head, numbers, units) in [
        (amounts, &["4", "16"][..], imperial(Ground::Open)),
        (amounts, &["4", "16.5"], metric(Ground::Likely)),
        (amounts, &["", "0"], None),
        (heights, &["20", "44"], imperial(Ground::Open)),
        (heights, &["19.5", "44"], imperial(Ground::Likely)),
        (heights, &["19.5", "50"], metric(Ground::Likely)),
        (heads, &["15", "25"], imperial(Ground::Open)),
        (heads, &["14", "17"], imperial(Ground::Likely)),
        (heads, &["25.5"], metric(Ground::Likely)),
        ("child_id,date,weight", &["3.5"], metric(Ground::Likely)),
        ("child_id,time,temperature", &["38"], None),
    ] {
        let lines = numbers.iter().map(|number| format!("\n1,2024-01-08 09:00,{number}"));
        let file = head.to_owned() + &lines.collect::<String>();
        let units_of = |told| read(file.as_bytes(), PARIS, told).unwrap().units;
        assert_eq!(units_of(None), units, "{file}");
        let told = units.and(metric(Ground::Told));
        assert_eq!(units_of(Some(System::Metric)), told, "{file}");
    }
    let file = read(b"Type,Start,End,Start Condition,End Condition\n", PARIS, None).unwrap();
    assert_eq!(file.units, None);
}

#[test]
fn of_two_numbers_that_may_be_meant_the_one_that_is_believed_is_taken() {
    let head = "Type,Start,Start Condition,Start Location,End Condition,End\n";
    for (cells, said) in [
        ("Feed,2024-01-08 10:00,,Bottle,\"1.234,5 ml\"", "amount=1234.5|"),
        ("Feed,2024-01-08 10:00,,Bottle,\"118.294 ml\"", "amount=118.29|"),
        ("Feed,2024-01-08 10:00,,Bottle,\"4,125 oz\"", "amount=121.99|"),
        ("Feed,2024-01-08 10:00,,Bottle,\"1,200 ml\"", "End Condition can mean 1.2 or 1200"),
        ("Feed,2024-01-08 10:00,,Bottle,\"1.200 ml\"", "End Condition can mean 1.2 or 1200"),
        ("Growth,2024-01-08 10:00,\"3,345 kg\",,", "weight=3.345|"),
        ("Growth,2024-01-08 10:00,\"3,345 g\",,", "weight=3.345|"),
        ("Growth,2024-01-08 10:00,\"7lb 3.125oz\",,", "weight=3.264|"),
        ("Temp,2024-01-08 10:00,\"37,500 C\",,", "temperature=37.5|"),
        ("Meds,2024-01-08 10:00,\"1,000 IU\",Vitamin D,", "name=Vitamin D «1,000 IU»"),
    ] {
        let line = lines(&format!("{head}{cells}")).remove(0);
        assert!(line.contains(said), "{line} has no {said}");
    }
    let own = header();
    let dose = |dose: &str| {
        let mut cells = vec![String::new(); own.trim_end().split(',').count()];
        for (name, cell) in [
            ("type", "medication"),
            ("start", "2024-01-08T10:00:00Z"),
            ("name", "D"),
            ("dose", dose),
        ] {
            let at = own.trim_end().split(',').position(|it| it == name).unwrap();
            cells[at] = format!("\"{cell}\"");
        }
        lines(&format!("{own}{}", cells.join(","))).remove(0)
    };
    assert!(dose("2.125").contains("dose=2.125"), "{}", dose("2.125"));
    assert_eq!(dose("2,125"), "2 dose can mean 2.125 or 2125");
}

#[test]
fn a_sleep_across_the_hour_that_the_clock_shows_twice_ends_after_it_begins() {
    for file in [
        "child_id,start,end\n1,2024-10-27 02:50,2024-10-27 02:10",
        "Type,Start,End,Start Condition,End Condition\nSleep,2024-10-27 02:50,2024-10-27 02:10",
        "Start Time,End Time,Activity,Text\n10/27/24 2:50,10/27/24 2:10,Sleep,Emma slept",
    ] {
        let line = lines(file).remove(0);
        assert!(line.contains("start=2024-10-27T00:50Z|end=2024-10-27T01:10Z"), "{line}");
    }
}

#[test]
fn whatever_it_was_saved_with_a_file_is_the_same() {
    let plain = "Type,Start,End,Start Condition,Start Location,End Condition,Notes\n\
                 Diaper,2024-01-08 09:00,,,,Pee,Größe\nBath,2024-01-08 10:00,,,,,\n";
    let expected =
        ["2 type=diaper|start=08T08:00Z|variant=wet «Größe»", "3 type=bath|start=08T09:00Z"];
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        let text = plain.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(text).collect::<Vec<u8>>()
    };
    for bytes in [
        plain.as_bytes().to_vec(),
        format!("\u{feff}{plain}").into_bytes(),
        plain.replace('\n', "\r\n").into_bytes(),
        plain.replace('\n', "\r").into_bytes(),
        plain.replace(',', ";").into_bytes(),
        plain.replace(',', "\t").into_bytes(),
        encoding_rs::WINDOWS_1252.encode(plain).0.into_owned(),
        utf16([0xff, 0xfe], u16::to_le_bytes),
        utf16([0xfe, 0xff], u16::to_be_bytes),
    ] {
        let lines = read(&bytes, PARIS, None).unwrap().lines;
        assert_eq!(lines.iter().map(short).collect::<Vec<_>>(), expected);
    }
    let noted = format!("sep=;\r\n{}", plain.replace(',', ";"));
    assert!(lines(&noted)[0].starts_with("3 type=diaper"));
}

#[test]
fn times_are_read_as_people_write_them() {
    let file = |times: &[&str]| {
        let rows = times.iter().map(|time| format!("Bath,\"{time}\",,,,,\n"));
        let head = "Type,Start,End,Start Condition,Start Location,End Condition,Notes\n";
        lines(&(head.to_owned() + &rows.collect::<String>()))
    };
    let at = |line: &String| line.split("start=").nth(1).unwrap_or(line).to_owned();
    for (text, expected) in [
        ("2024-01-08 15:30", "08T14:30Z"),
        ("2024-01-08T15:30:00+05:00", "08T10:30Z"),
        ("2024-01-08T15:30:00Z", "08T15:30Z"),
        ("1/8/24 3:30 PM", "08T14:30Z"),
        ("01/08/2024, 3:30:00\u{202f}p.m.", "08T14:30Z"),
        ("1/8/2024 12:05 AM", "07T23:05Z"),
        ("8.1.2024 15:30", "08T14:30Z"),
        ("2024-03-31 02:07", "2024-03-31T01:00Z"),
        ("2024-10-27 02:30", "2024-10-27T00:30Z"),
    ] {
        assert_eq!(at(&file(&[text])[0]), expected, "{text}");
    }
    // One that can only be so makes all so.
    let days: Vec<_> = file(&["8/1/24 15:30", "31/1/24 15:30"]).iter().map(at).collect();
    assert_eq!(days, ["08T14:30Z", "31T14:30Z"]);
    for text in
        ["2024-02-30 10:00", "25:00", "1/8/24 13:00 PM", "2024-01-08 10", "9999999-1-1 1:00"]
    {
        assert!(file(&[text])[0].contains("Start is not of the form moment"), "{text}");
    }
}

#[test]
fn a_quotation_mark_without_an_end_costs_its_own_line_only() {
    let head = "Type,Start,End,Start Condition,Start Location,End Condition,Notes\n";
    let open = format!("{head}Bath,2024-01-08 10:00,,,,,\"oh\nBath,2024-01-08 11:00,,,,,\n");
    assert_eq!(
        lines(&open),
        ["2 line has a quotation mark that does not end", "3 type=bath|start=08T10:00Z"]
    );
    // Where each line could take the rest of the file with it.
    let many = head.to_owned() + &"a\",\"\n".repeat(20_000);
    assert_eq!(lines(&many).len(), 20_000);
}

#[test]
fn a_file_of_nobody_is_refused_with_what_is_known() {
    for text in ["", "a,b\n1,2\n", "\0\0\0", "id,first_name,last_name\n1,Emma,Doe"] {
        let error = read(text.as_bytes(), PARIS, None).unwrap_err();
        let expected = Error::invalid("file", Reason::NotAFileOf(Source::NAMES));
        assert_eq!(error.to_string(), expected.to_string(), "{text}");
    }
    assert!(read(&vec![b','; MOST_BYTES + 1], PARIS, None).is_err());
    let head = "Type,Start,End,Start Condition,End Condition\n".to_owned();
    let long = head.clone() + &"Bath,2024-01-08 10:00\n".repeat(MOST_LINES + 1);
    assert!(matches!(
        read(long.as_bytes(), PARIS, None).unwrap_err(),
        Error::Invalid { reason: Reason::TooMany(MOST_LINES), .. }
    ));
    let wide = head + "Bath,2024-01-08 10:00" + &",".repeat(100_000);
    assert_eq!(lines(&wide), ["2 type=bath|start=08T09:00Z"]);
}

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    select(W::ALL)
}

fn text() -> impl Strategy<Value = String> {
    let awkward =
        select(vec!["=1+1", "+49", "-", "@x", "'", "''='", "a\"b", "a,b;c", "a\nb", "ø\tø", "00"]);
    prop_oneof![awkward.prop_map(str::to_owned), "[ -~äß😀]{1,20}"]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("a text", |text| !text.is_empty())
}

fn amount() -> impl Strategy<Value = Amount> {
    let volume = (0..200_000_i32).prop_map(|it| Volume::from_millilitres(f64::from(it) / 100.0));
    (volume, word()).prop_map(|(volume, unit)| Amount { volume, unit })
}

fn sides() -> impl Strategy<Value = domain::Sides> {
    let side = || (0..86_400_i64).prop_map(TimeDelta::seconds);
    (side(), side()).prop_map(|(left, right)| domain::Sides { left, right })
}

fn details() -> impl Strategy<Value = Details> {
    let feeding =
        (word(), option::of(word()), option::of(sides()), option::of(amount()), option::of(word()))
            .prop_map(|(method, side, sides, amount, food)| {
                Details::Feeding(domain::Feeding { method, side, sides, amount, food })
            });
    let sleep = (word(), option::of(word()), option::of(word()))
        .prop_map(|(kind, place, quality)| Details::Sleep(domain::Sleep { kind, place, quality }));
    let diaper = (word(), option::of(word()), option::of(word()), option::of(any::<bool>()))
        .prop_map(|(contents, consistency, color, has_rash)| {
            Details::Diaper(domain::Diaper { contents, consistency, color, has_rash })
        });
    let length = |steps: std::ops::Range<i32>| {
        steps.prop_map(|it| Length::from_centimetres(f64::from(it) / 100.0))
    };
    let growth = (
        (200..100_000_i32).prop_map(Weight::from_grams),
        option::of(length(1_000..20_000)),
        option::of(length(1_500..8_000)),
        option::of(word()),
    )
        .prop_map(|(weight, height, head, position)| {
            Details::Growth(Growth { weight: Some(weight), height, head, position })
        });
    let milestone = prop_oneof![
        text().prop_map(|name| domain::Milestone { milestone: None, name: Some(name) }),
        Just(domain::Milestone { milestone: Some("rolls-over".into()), name: None }),
    ]
    .prop_map(Details::Milestone);
    let line = || text().prop_map(|text| text.replace(char::is_control, "_"));
    let medication = (line(), option::of(0.0..10_000.0_f64), option::of(line())).prop_map(
        |(name, dose, unit)| Details::Medication(domain::Medication { name, dose, unit }),
    );
    let temperature = ((2_500..4_500_i32), option::of(word())).prop_map(|(steps, site)| {
        let temperature = Temperature::from_celsius(f64::from(steps) / 100.0);
        Details::Temperature(TemperatureReading { temperature, site })
    });
    let pumping = (option::of(word()), option::of(sides()), option::of(amount()))
        .prop_map(|(side, sides, amount)| Details::Pumping(Pumping { side, sides, amount }));
    prop_oneof![
        feeding,
        sleep,
        diaper,
        growth,
        milestone,
        medication,
        temperature,
        pumping,
        select(vec![Details::Bath, Details::TummyTime, Details::Note]),
    ]
}

fn activity() -> impl Strategy<Value = Activity> {
    let times =
        (1_700_000_000_000_i64..1_800_000_000_000, option::of(0..86_400_000_i64), 0..600_i64);
    (details(), times, text(), option::of(word::<Mood>())).prop_map(
        |(details, times, notes, mood)| {
            let family = FamilyId::fresh();
            let memberships = [Membership::of(family, Role::Parent)].into();
            let actor =
                Actor { account: AccountId::fresh(), session: SessionId::fresh(), memberships };
            let start = DateTime::from_timestamp_millis(times.0).unwrap();
            let end = times.1.map(|length| start + TimeDelta::milliseconds(length));
            let new = NewActivity {
                id: None,
                child: ChildId::fresh(),
                start,
                end,
                paused: TimeDelta::seconds(times.2),
                details,
                notes: Some(notes),
                mood,
            };
            let may = actor.member_of(family).unwrap().may().unwrap();
            new.log(&may, start + TimeDelta::days(2)).unwrap()
        },
    )
}

proptest! {
    #[test]
    fn bytes_are_never_a_surprise(bytes in vec(any::<u8>(), 0..2_000), lines in vec("[\"',;A-Za-z0-9:./ -]{0,80}", 0..20)) {
        let _ = read(&bytes, PARIS, None);
        let body = lines.join("\n");
        for head in [
            "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes",
            "Start Time,End Time,Activity,Duration (min),Quantity,Extra data,Text,Notes",
            "child_id,start,end,type,method,amount,notes",
            header().trim_end(),
        ] {
            let file = [head.as_bytes(), b"\n", &bytes, b"\n", body.as_bytes()].concat();
            let read = read(&file, PARIS, None).unwrap();
            prop_assert!(read.lines.is_sorted_by_key(|line| line.number));
        }
    }

    #[test]
    fn cells_are_never_a_surprise(kind in select(vec!["Feed", "Sleep", "Diaper", "Growth", "Meds", "Temp", "Pump", "Solids"]), cells in vec("[0-9]{0,9}[:.,/ ]?[0-9]{0,12}[ °a-zL-R\"']{0,6}", 6)) {
        let cells: Vec<_> = cells.iter().map(|cell| cell.replace('"', "\"\"")).collect();
        let row = cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let dated = format!("{kind},2024-01-08 10:00,,{row}\n{kind},{row}\n");
        let head = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n";
        prop_assert_eq!(lines(&(head.to_owned() + &dated)).len(), 2);
    }

    #[test]
    fn what_is_written_reads_back_the_same(activities in vec(activity(), 1..8)) {
        let file = activities.iter().fold(header(), |file, it| file + &line(it, PARIS));
        for bytes in [file.clone(), file.replace("\r\n", "\n")] {
            let read = read(bytes.as_bytes(), PARIS, None).unwrap();
            prop_assert_eq!(read.source, Source::Own);
            prop_assert_eq!(read.lines.len(), activities.len());
            for (line, activity) in read.lines.into_iter().zip(&activities) {
                let Ok(Said::Activity(told)) = line.said else { panic!("{line:?}") };
                let id: Option<ActivityId> = told.id;
                prop_assert_eq!((id, told.child), (Some(activity.id), Some(activity.child)));
                prop_assert_eq!(&told.details, &activity.details);
                prop_assert_eq!((told.start, told.end), (activity.start, activity.end));
                prop_assert_eq!((&told.notes, told.mood), (&activity.notes, activity.mood));
                prop_assert_eq!(told.paused.num_seconds(), activity.paused.num_seconds());
            }
        }
    }

    #[test]
    fn no_cell_is_a_formula(activity in activity()) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(std::io::Cursor::new(line(&activity, PARIS)));
        let record = reader.records().next().unwrap().unwrap();
        prop_assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{:?}", record);
    }
}

#[test]
fn every_kind_goes_out() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kind = || details().new_tree(&mut runner).unwrap().current().kind();
    let kinds: std::collections::BTreeSet<_> = (0..500).map(|_| kind()).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), Kind::ALL);
}
