use super::*;

const NOW: &str = "2024-02-10T12:00:00Z";
const BORN: &str = "2023-06-15";

/// A girl who weighed so many kilograms so many days ago.
fn weighed(weighings: &[(i64, f64)]) -> Evidence {
    let girl = nothing(BORN, NOW);
    let measuring = |(days, kilograms): &(i64, f64)| {
        let at = at(NOW) - TimeDelta::days(*days);
        #[expect(clippy::cast_possible_truncation, reason = "children are light")]
        let weight = Weight::from_grams((kilograms * 1_000.0) as i32);
        let growth = Growth { weight: Some(weight), ..Growth::default() };
        let (id, on) = (ActivityId::fresh(), CLOCK.date(at));
        Measuring::of(&girl.child.profile, id, at, on, growth)
    };
    let measurings = weighings.iter().map(measuring).collect();
    Evidence { measurings, ..girl }
}

fn crossing(evidence: &Evidence) -> Vec<ActivityId> {
    let found = evidence.findings().into_iter();
    let crossing = found.filter_map(|found| match found.finding {
        Finding::WeightCrossedLines { weighing, .. } => Some(weighing),
        _ => None,
    });
    crossing.collect()
}

#[test]
fn a_crossing_is_told_for_two_weeks_whatever_is_weighed_after_it() {
    let mut evidence = weighed(&[(40, 7.9), (10, 7.0)]);
    let crossed = [evidence.measurings[1].id];
    assert_eq!(crossing(&evidence), crossed);
    evidence.measurings.extend(weighed(&[(3, 7.05)]).measurings);
    assert_eq!(crossing(&evidence), crossed, "a later ordinary weighing changes nothing");
    evidence.now += TimeDelta::days(4);
    assert_eq!(crossing(&evidence), []);
}

#[test]
fn of_two_crossings_the_last_is_told() {
    let evidence = weighed(&[(3, 8.2), (40, 7.9), (10, 7.0)]);
    assert_eq!(crossing(&evidence), [evidence.measurings[0].id]);
}

#[test]
fn what_no_child_weighs_is_to_be_looked_at_and_is_no_crossing() {
    let evidence = weighed(&[(40, 7.9), (10, 79.0), (5, 0.79), (1, 7.9)]);
    let unlikely = evidence.measurings[1..3].iter().map(|measuring| {
        let indicator = Indicator::Weight;
        let (measuring, on) = (measuring.id, measuring.on);
        Finding::UnlikelyMeasure { measuring, indicator, on }
    });
    let found: Vec<_> = evidence.findings().iter().map(|found| found.finding).collect();
    assert_eq!(found, unlikely.collect::<Vec<_>>());
    assert!(found.iter().all(|it| it.priority() == Priority::High && it.is_actionable()));
}
