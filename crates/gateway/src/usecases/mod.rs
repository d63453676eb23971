//! Everything people can do, as plain functions, one file a noun.
//!
//! Each takes the app, the actor and domain values; asks whether the actor may; owns its transaction if it writes; and
//! tells others after the commit. No face is in sight.

pub mod accounts;
pub mod activities;
pub mod addresses;
pub mod appointments;
pub mod assistant;
pub mod astrologer;
pub mod birth_details;
pub mod children;
mod claims;
pub mod codes;
pub mod commands;
pub mod consents;
pub mod conversations;
pub mod credentials;
pub mod deliveries;
pub mod devices;
pub mod early_access;
pub mod edits;
pub mod erasure;
pub mod exports;
pub mod families;
pub mod growth;
pub mod health;
pub mod idempotency;
pub mod imports;
pub mod insights;
pub mod invitations;
pub mod letters;
pub mod looks;
mod mailed_tokens;
pub mod members;
pub mod milestones;
mod names;
pub mod notification_settings;
pub mod notifications;
mod outbox;
pub mod passwords;
pub mod people;
pub mod photos;
pub mod points;
pub mod portraits;
pub mod reminders;
pub mod reports;
pub mod rhythms;
pub mod sessions;
pub mod setups;
pub mod summaries;
pub mod sync;
pub mod tickets;
pub mod timers;
