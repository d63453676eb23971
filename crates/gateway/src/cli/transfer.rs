//! Histories in and out of files, for whoever runs the product: on the machine of the database, also while gateways serve.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono_tz::Tz;
use clap::Args;
use domain::{
    AccountId, Actor, ChildId, Email, Error, FamilyId, Locale, Membership, Role, SessionId, System,
    Word,
};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Result, open};
use crate::{
    App,
    config::Settings,
    language,
    transfer::{self, Ground, Units},
    usecases::{
        exports,
        idempotency::Outcome,
        imports::{self, Import, Report},
    },
};

/// A file to import.
#[derive(Args)]
pub(super) struct ImportCommand {
    /// A CSV file of Baby Buddy, Baby Connect, Huckleberry or Maternal
    file: PathBuf,
    /// The child's id
    #[arg(long)]
    child: String,
    /// The address of the member who logs it
    #[arg(long = "as", value_name = "EMAIL")]
    email: String,
    /// The zone that the file's times are of; absent, the family's
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<Tz>,
    /// What numbers without a unit are in: `metric` or `imperial`; absent, as their size tells, if it does
    #[arg(long)]
    units: Option<String>,
    /// Log it; else only what would be is told
    #[arg(long)]
    apply: bool,
}

/// What to export.
#[derive(Args)]
pub(super) struct ExportCommand {
    /// The child's id
    #[arg(long)]
    child: String,
    /// The file to write; absent, it is printed
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Imports a file, or tells what that would do.
pub(super) async fn import(command: ImportCommand) -> Result<()> {
    let ImportCommand { file, child, email, time_zone, units, apply } = command;
    let shown = file.display();
    let child: ChildId = child.parse().map_err(|_| format!("`{child}` is no id of a child."))?;
    let units = units.map(|units| System::parse("units", &units)).transpose();
    let units = units.map_err(|_| "The units are `metric` or `imperial`.")?;
    let bytes = read(&file).map_err(|why| format!("{shown} cannot be read: {why}."))?;
    let app = open(Settings::load()?).await?;
    let actor = member(&app, &email).await?;
    let missing = || format!("{email} knows no child {child}.");
    let family = app.family_of_child(&actor, child).await.map_err(|_| missing())?;
    let progress = Some(progress());
    let import = Import { child, zone: time_zone, units, apply, bytes, progress };
    let imported = Box::pin(imports::import(&app, &actor, family, import, None)).await;
    match imported.map_err(|error| refused(&shown.to_string(), &error))? {
        Outcome::Done(report) | Outcome::Existing(report) => print(&report),
        Outcome::Repeated(_) => {}
    }
    Ok(())
}

/// The file, unless it is larger than any that is taken.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(file)?.len() > transfer::MOST_BYTES as u64 {
        return Err(io::Error::other("it is larger than 10 MB"));
    }
    fs::read(file)
}

fn refused(name: &str, error: &Error) -> String {
    match language::details(Locale::EnUs, error) {
        Some(("file", reason)) => format!("{name}: {reason}."),
        Some((field, reason)) => format!("{field}: {reason}."),
        None => format!("{}.", language::message(Locale::EnUs, error)),
    }
}

/// The account of this address, with what it may do.
async fn member(app: &App, email: &str) -> Result<Actor> {
    let parsed = Email::new(email).map_err(|_| format!("`{email}` is no address."))?;
    let (db, vault) = (app.db.read(), &app.vault);
    let found = persistence::accounts::find_by_email(db, vault, &parsed).await?;
    let found = found.ok_or_else(|| format!("There is no account of {email}."))?;
    let mut memberships = persistence::members::of_account(db, found.account.id).await?;
    memberships.retain(|place| place.access.holds(app.now()));
    Ok(actor(found.account.id, memberships))
}

fn actor(account: AccountId, memberships: Vec<Membership>) -> Actor {
    Actor { account, session: SessionId::fresh(), memberships: memberships.into() }
}

/// Draws how far it got, on a terminal.
fn progress() -> imports::Progress {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len}, {eta} to go");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    Box::new(move |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        if done == all {
            bar.finish_and_clear();
        }
    })
}

fn print(report: &Report) {
    let (of, began) = (report.source, |at: Option<chrono::DateTime<_>>| {
        at.map_or_else(|| "-".to_owned(), |at| at.to_rfc3339())
    });
    let added = if report.applied { "added" } else { "would be added" };
    println!(
        "A file of {of}: {} lines, {} to {}",
        report.lines,
        began(report.from),
        began(report.until)
    );
    if let Some(Units { system, ground }) = report.units {
        let how = match ground {
            Ground::Told => "",
            Ground::Likely => ", as is likely",
            Ground::Open => ", though their size does not tell; --apply wants --units",
        };
        println!("Numbers without a unit are taken to be {}{how}", system.word());
    }
    let counts = [
        (added, report.added),
        ("known already", report.known),
        ("skipped", report.skipped),
        ("refused", report.refused),
    ];
    for (what, count) in counts {
        println!("{count:>8}  {what}");
    }
    for (kind, count) in &report.by_kind {
        println!("{count:>8}  {added}: {}", kind.word());
    }
    if !report.problems.is_empty() {
        println!("\n{:>8}  {:<16}  why", "line", "column");
    }
    for problem in &report.problems {
        let (field, why) = language::line_problem(Locale::EnUs, &problem.why);
        println!("{:>8}  {:<16}  {why}", problem.line, field.unwrap_or_default());
    }
    if report.truncated {
        println!("There are more of these.");
    }
    if !report.applied {
        println!("\nNothing was stored; --apply does it.");
    }
}

/// Writes everything that was logged about a child.
pub(super) async fn export(command: ExportCommand) -> Result<()> {
    let ExportCommand { child, output } = command;
    let child: ChildId = child.parse().map_err(|_| format!("`{child}` is no id of a child."))?;
    let app = open(Settings::load()?).await?;
    let homes = persistence::children::homes(app.db.read(), child).await?;
    let [family] = homes[..] else {
        return Err(format!("{} families have a child {child}.", homes.len()).into());
    };
    let written = match &output {
        None => write(&app, family, child, io::stdout().lock()).await,
        Some(file) => match fs::File::create(file) {
            Ok(out) => write(&app, family, child, io::BufWriter::new(out)).await,
            Err(why) => Err(why.into()),
        },
    };
    let name = output.map_or_else(|| "The output".into(), |file| file.display().to_string());
    written.map_err(|why| format!("{name} cannot be written: {why}."))?;
    Ok(())
}

async fn write(
    app: &Arc<App>,
    family: FamilyId,
    child: ChildId,
    mut out: impl Write,
) -> Result<()> {
    // Who runs the product may see what a parent may.
    let operator = actor(AccountId::fresh(), vec![Membership::of(family, Role::Parent)]);
    let mut export = exports::begin(app, &operator, child, None, None).await?;
    let bar =
        if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    out.write_all(transfer::header().as_bytes())?;
    while let Some(page) = export.next(app).await? {
        for activity in &page {
            out.write_all(transfer::line(activity, export.zone).as_bytes())?;
        }
        bar.inc(page.len() as u64);
    }
    out.flush()?;
    bar.finish_and_clear();
    Ok(())
}
