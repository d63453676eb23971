//! How well predictions would have done on a history: of a file, of a child that is kept, or of families that do not exist.

use std::{fs, path::PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use clap::{ArgGroup, Args};
use domain::{
    ActivityId, ChildId, Details, Entry, FamilyClock, Life, Locale, NewActivity, Score, Target,
    Way, Word,
};
use indicatif::ProgressBar;

use super::{Result, open};
use crate::{
    config::Settings,
    language,
    transfer::{self, Line, Said, Told},
};

/// Whose history to walk through.
#[derive(Args)]
#[command(group = ArgGroup::new("history").required(true).args(["files", "child", "simulated"]))]
pub(super) struct BacktestCommand {
    /// CSV files of one child, of Baby Buddy, Baby Connect, Huckleberry or Maternal
    files: Vec<PathBuf>,
    /// The id of a child that is kept here
    #[arg(long)]
    child: Option<String>,
    /// So many made-up families that live by the clock, and so many that do not
    #[arg(long, value_name = "COUNT")]
    simulated: Option<u64>,
    /// The day that the child of the files was born; absent, the day of the first entry
    #[arg(long, value_name = "DATE", requires = "files")]
    birth_date: Option<NaiveDate>,
    /// The zone that the files' times are of
    #[arg(long, value_name = "ZONE", default_value = "UTC", requires = "files")]
    time_zone: Tz,
}

/// What is known of a child.
struct History {
    born: NaiveDate,
    zone: Tz,
    entries: Vec<Entry>,
}

/// Walks through a history and prints how each way to predict did.
pub(super) async fn backtest(command: BacktestCommand) -> Result<()> {
    let BacktestCommand { files, child, simulated, birth_date, time_zone } = command;
    if let Some(count) = simulated {
        for (life, name) in [(Life::REGULAR, "by the clock"), (Life::NOISY, "like most")] {
            let children = (0..count).map(|seed| {
                let (born, entries) = life.child(seed);
                History { born, zone: Tz::UTC, entries }
            });
            println!("## {count} made-up families that live {name}, 150 days each\n");
            walk(&children.collect::<Vec<_>>());
        }
        return Ok(());
    }
    let history = match child {
        Some(child) => of_child(&child).await?,
        None => of_files(&files, birth_date, time_zone)?,
    };
    println!("## {} sleeps and feedings since {}\n", history.entries.len(), history.born);
    walk(&[history]);
    Ok(())
}

/// The history of a child that is kept here.
async fn of_child(child: &str) -> Result<History> {
    let id: ChildId = child.parse().map_err(|_| format!("`{child}` is no id of a child."))?;
    let app = open(Settings::load()?).await?;
    let db = app.db.read();
    let homes = persistence::children::homes(db, id).await?;
    let [home] = homes[..] else {
        return Err(format!("{} families have a child {id}.", homes.len()).into());
    };
    let key = app.family_key(home).await?;
    let found = persistence::children::find(db, &key, home, id).await?;
    let family = persistence::families::find(db, &app.vault, home).await?;
    let (Some(found), Some(family)) = (found, family) else {
        return Err(format!("There is no child {id}.").into());
    };
    let entries =
        persistence::activities::slept_and_fed(db, home, &[id], NewActivity::EARLIEST).await?;
    let (_, born) = found.profile.birth.counted(found.profile.birth.date);
    Ok(History { born, zone: family.clock.zone, entries })
}

/// The history that files tell.
fn of_files(files: &[PathBuf], born: Option<NaiveDate>, zone: Tz) -> Result<History> {
    let (mut entries, mut broken) = (Vec::new(), 0);
    for path in files {
        let name = path.display();
        let bytes = fs::read(path).map_err(|why| format!("{name} cannot be read: {why}."))?;
        let file = transfer::read(&bytes, zone, None).map_err(|error| {
            let details = language::details(Locale::EnUs, &error);
            format!("{name}: {}.", details.map_or_else(|| error.to_string(), |(_, why)| why))
        })?;
        broken += file.lines.iter().filter(|line| line.said.is_err()).count();
        entries.extend(file.lines.into_iter().filter_map(entry));
    }
    if broken > 0 {
        eprintln!("maternal: {broken} lines cannot be read; `maternal import` tells why");
    }
    entries.sort_by_key(|entry| entry.start);
    let first = entries.first().map(|entry| entry.start.with_timezone(&zone).date_naive());
    let born = born.or(first).ok_or("The files tell of no sleep and of no feeding.")?;
    Ok(History { born, zone, entries })
}

/// The sleep or feeding that a line tells of.
fn entry(line: Line) -> Option<Entry> {
    let Said::Activity(told) = line.said.ok()? else { return None };
    let Told { start, end, paused, details, .. } = *told;
    let kind = details.kind();
    let sleep = match details {
        Details::Sleep(sleep) => Some(sleep.kind),
        Details::Feeding(_) => None,
        _ => return None,
    };
    let (id, child) = (ActivityId::fresh(), ChildId::fresh());
    Some(Entry { id, child, kind, sleep, amount: None, start, end, paused })
}

/// Prints how predictions did on these children, taken together.
fn walk(children: &[History]) {
    let bar = ProgressBar::new((children.len() * Target::ALL.len()) as u64);
    let scores: Vec<_> = Target::ALL
        .iter()
        .filter_map(|target| {
            let scores = children.iter().map(|child| {
                let score = score(*target, child);
                bar.inc(1);
                score
            });
            scores.reduce(|mut all, one| {
                all.add(&one);
                all
            })
        })
        .collect();
    bar.finish_and_clear();
    for score in &scores {
        print(score);
    }
}

fn score(target: Target, child: &History) -> Score {
    let last = child.entries.iter().map(|entry| entry.end.unwrap_or(entry.start)).max();
    let now: DateTime<Utc> = last.unwrap_or_default() + TimeDelta::days(1);
    let clock = FamilyClock { zone: child.zone, day_start_minutes: 0 };
    domain::backtest(target, child.born, clock, &child.entries, now)
}

fn print(score: &Score) {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    println!("### {}: {} predictions\n", score.target.word(), score.count());
    if score.count() == 0 {
        println!("Too little was logged.\n");
        return;
    }
    println!("| way | mean error, min | median, min | within 30 min |");
    println!("|---|--:|--:|--:|");
    for way in Way::ALL {
        let errors = score.of(*way);
        let (mean, median, near) = (errors.mean(), errors.median(), percent(errors.near()));
        println!("| {} | {mean:.1} | {median:.1} | {near} |", way.word());
    }
    let claim = score.claim();
    println!("\nThe interval of 80 % held {}.", percent(score.coverage()));
    println!(
        "Stated confidence {}, observed {}:\n",
        percent(claim.stated()),
        percent(claim.observed())
    );
    println!("| stated | observed | predictions |\n|--:|--:|--:|");
    for claim in score.claims.iter().filter(|claim| claim.count > 0) {
        let (stated, observed) = (percent(claim.stated()), percent(claim.observed()));
        println!("| {stated} | {observed} | {} |", claim.count);
    }
    println!();
}
