//! What is private of an account, as its sealed column keeps it.

use chrono::NaiveDate;
use domain::{
    About, Account, AccountId, Email, Locale, Name, Preferences, Profile, Subscription, Tier,
    Visibility, Word,
};
use serde::{Deserialize, Serialize};

use super::TABLE;
use crate::{
    Result,
    entities::account,
    error::corrupt,
    seal::{Key, Place, Vault},
};

/// What came later is absent in older rows.
#[derive(Serialize, Deserialize)]
struct Sealed {
    email: String,
    name: String,
    /// The bytes of the first name.
    #[serde(default)]
    first: Option<usize>,
    phone: Option<String>,
    #[serde(default)]
    about: SealedAbout,
    #[serde(default)]
    preferences: Option<SealedPreferences>,
}

#[derive(Default, Serialize, Deserialize)]
struct SealedAbout {
    bio: Option<String>,
    birth_date: Option<NaiveDate>,
    state: Option<String>,
    country: Option<String>,
    occupation: Option<String>,
    photo: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
struct SealedPreferences {
    dark_mode: bool,
    voice_enabled: Option<bool>,
    chat_history_visible: bool,
    milestone_reminders: bool,
    family_visibility: bool,
    community_visibility: String,
}

pub(super) fn seal(key: &Key, account: &Account) -> Result<Vec<u8>> {
    let Profile { email, name, phone, about, .. } = account.profile.clone();
    let chosen = account.preferences;
    let sealed = Sealed {
        email: email.as_str().into(),
        first: Some(name.first().len()),
        name: name.to_string(),
        phone,
        about: SealedAbout {
            bio: about.bio,
            birth_date: about.birth_date,
            state: about.state,
            country: about.country,
            occupation: about.occupation,
            photo: about.photo,
        },
        preferences: Some(SealedPreferences {
            dark_mode: chosen.dark_mode,
            voice_enabled: chosen.voice_enabled,
            chat_history_visible: chosen.chat_history_visible,
            milestone_reminders: chosen.milestone_reminders,
            family_visibility: chosen.family_visibility,
            community_visibility: chosen.community_visibility.word().into(),
        }),
    };
    key.seal(Place(TABLE, &account.id.0), &sealed)
}

/// An account as its row tells of it, and its key.
pub(super) fn opened(vault: &Vault, row: &account::Model) -> Result<(Account, Key)> {
    let key = vault.unwrap(Place(TABLE, &row.id), &row.wrapped_key)?;
    Ok((open(vault, row)?, key))
}

/// Likewise, without the key.
pub(crate) fn open(vault: &Vault, row: &account::Model) -> Result<Account> {
    let place = Place(TABLE, &row.id);
    let sealed: Sealed = vault.unwrap(place, &row.wrapped_key)?.open(place, &row.sealed)?;
    let about = sealed.about;
    let profile = Profile {
        email: Email::new(&sealed.email).map_err(corrupt)?,
        name: Name::kept(sealed.name, sealed.first).map_err(corrupt)?,
        phone: sealed.phone,
        locale: Locale::parse("locale", &row.locale).map_err(corrupt)?,
        zone: row.zone.parse().map_err(corrupt)?,
        about: About {
            bio: about.bio,
            birth_date: about.birth_date,
            state: about.state,
            country: about.country,
            occupation: about.occupation,
            photo: about.photo,
        },
    };
    Ok(Account {
        id: AccountId(row.id),
        profile,
        email_verified: row.email_verified,
        subscription: Subscription {
            tier: Tier::parse("tier", &row.tier).map_err(corrupt)?,
            until: row.tier_until,
        },
        preferences: sealed.preferences.map_or_else(|| Ok(Preferences::default()), preferences)?,
        created_at: row.created_at,
        updated_at: row.updated_at,
        last_login_at: row.last_login_at,
        version: row.version,
    })
}

fn preferences(sealed: SealedPreferences) -> Result<Preferences> {
    let word = sealed.community_visibility;
    Ok(Preferences {
        dark_mode: sealed.dark_mode,
        voice_enabled: sealed.voice_enabled,
        chat_history_visible: sealed.chat_history_visible,
        milestone_reminders: sealed.milestone_reminders,
        family_visibility: sealed.family_visibility,
        community_visibility: Visibility::parse("community_visibility", &word).map_err(corrupt)?,
    })
}
