mod acts;
mod sentences;

use chrono_tz::Tz;
use uuid::Uuid;

use super::*;

const EMMA: ChildId = ChildId(Uuid::from_u128(1));
const LEO: ChildId = ChildId(Uuid::from_u128(2));
const CHILDREN: &[(ChildId, &str)] = &[(EMMA, "Emma"), (LEO, "Leo")];

fn moment_at(now: &str, locale: Locale) -> Moment<'static> {
    let units = if locale == Locale::EnUs { System::Imperial } else { System::Metric };
    let clock = FamilyClock { zone: Tz::America__New_York, day_start_minutes: 0 };
    let now = now.parse().unwrap();
    Moment { now, clock, units, children: CHILDREN.to_vec(), about: Some(EMMA) }
}

fn moment(locale: Locale) -> Moment<'static> {
    moment_at("2026-03-04T21:40:00Z", locale)
}
