//! What an operator knows of an account, and notes about it; the database is only read and written, so that it may be of
//! gateways that serve.

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use clap::Subcommand;
use domain::{Email, FamilyClock, Subscription, Tier, Word};
use persistence::Db;

use super::{Result, connect, make_folder};
use crate::{config::Settings, keys::Keys};

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Note what an account has paid for: how large the families may be whose parent it is
    Tier {
        /// The address that the account signs in with
        email: String,
        /// `free` or `pro`
        tier: String,
        /// The last day of it, in UTC, or the moment at which it ends; absent, it has no end
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Show what is known of an account beside what is private
    Show {
        /// The address that the account signs in with
        email: String,
    },
}

pub(super) async fn run(command: AccountCommand) -> Result<()> {
    match command {
        AccountCommand::Tier { email, tier, until } => {
            let paid = subscription(&tier, until.as_deref())?;
            set_subscription(&email, paid).await
        }
        AccountCommand::Show { email } => show(&email).await,
    }
}

fn subscription(tier: &str, until: Option<&str>) -> Result<Subscription> {
    let paid = Tier::parse("tier", tier)
        .map_err(|_| format!("The tier is `free` or `pro`, not `{tier}`."))?;
    let until = until.map(end).transpose()?;
    if paid == Tier::Free && until.is_some() {
        return Err("`free` has no end: --until goes with `pro`.".into());
    }
    Ok(Subscription { tier: paid, until })
}

/// The moment at which something ends; a date is over with its day, in UTC.
fn end(text: &str) -> Result<DateTime<Utc>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(moment.to_utc());
    }
    let date = domain::date("until", text)
        .map_err(|_| format!("`{text}` is no date and no moment, such as 2027-05-26."))?;
    Ok(FamilyClock { zone: Tz::UTC, day_start_minutes: 0 }.day(date).end)
}

async fn set_subscription(email: &str, paid: Subscription) -> Result<()> {
    let address = address(email)?;
    let (db, keys) = database().await?;
    let noted =
        persistence::accounts::set_subscription(db.write(), &keys.vault, &address, paid).await?;
    if !noted {
        return Err(nobody(email).into());
    }
    let end = paid.until.map(|until| format!(" until {}", spelt(until))).unwrap_or_default();
    println!("{email} has the tier {}{end}.", paid.tier.word());
    Ok(())
}

async fn show(email: &str) -> Result<()> {
    let address = address(email)?;
    let (db, keys) = database().await?;
    let found = persistence::accounts::find_by_email(db.read(), &keys.vault, &address).await?;
    let account = found.ok_or_else(|| nobody(email))?.account;
    let seen = persistence::accounts::last_seen(db.read(), account.id).await?;
    let Subscription { tier, until } = account.subscription;
    for (what, value) in [
        ("id", account.id.to_string()),
        ("tier", tier.word().into()),
        ("until", until.map_or_else(|| "-".into(), spelt)),
        ("verified", if account.email_verified { "yes" } else { "no" }.into()),
        ("created", spelt(account.created_at)),
        ("last seen", seen.map_or_else(|| "-".into(), spelt)),
    ] {
        println!("{what:<10} {value}");
    }
    Ok(())
}

fn address(email: &str) -> Result<Email> {
    Ok(Email::new(email).map_err(|_| format!("`{email}` is no address."))?)
}

fn nobody(email: &str) -> String {
    format!("There is no account of {email}.")
}

pub(super) fn spelt(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The database as it is, and the keys that open it.
pub(super) async fn database() -> Result<(Db, Keys)> {
    let settings = Settings::load()?;
    make_folder(&settings)?;
    let keys = Keys::load(&settings)?;
    let db = connect(&settings).await?;
    db.claim(&keys.vault).await.map_err(|why| format!("The keys do not fit: {why}."))?;
    Ok((db, keys))
}
