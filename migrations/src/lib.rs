//! The schema, one step per file, for SQLite and PostgreSQL alike.

use sea_orm_migration::{MigrationTrait, MigratorTrait};

mod m20261121_090000_create_accounts;
mod m20261121_090100_create_families;
mod m20261121_090200_create_activities;
mod m20261122_090000_limit_access;
mod m20261122_090100_correct_and_time;
mod m20261122_090200_create_notifications;
mod m20261123_090000_plan_and_find;
mod m20261123_090100_create_tickets;
mod m20261124_090000_review_families;
mod m20261125_090000_send_letters;
mod m20261125_090100_count_points;
mod m20261125_090200_know_people;
mod m20261125_090300_mail_tokens;
mod m20261125_090400_set_up;
mod m20261125_090500_record_consents;
mod m20261126_090000_sign_in_by_code;
mod m20261126_090100_converse;
mod m20261127_090000_ask_assistant;
mod m20261128_090000_forget_answers;
mod m20261128_090100_count_letters;

/// Brings a database up to date.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_090000_create_accounts::Migration),
            Box::new(m20261121_090100_create_families::Migration),
            Box::new(m20261121_090200_create_activities::Migration),
            Box::new(m20261122_090000_limit_access::Migration),
            Box::new(m20261122_090100_correct_and_time::Migration),
            Box::new(m20261122_090200_create_notifications::Migration),
            Box::new(m20261123_090000_plan_and_find::Migration),
            Box::new(m20261123_090100_create_tickets::Migration),
            Box::new(m20261124_090000_review_families::Migration),
            Box::new(m20261125_090000_send_letters::Migration),
            Box::new(m20261125_090100_count_points::Migration),
            Box::new(m20261125_090200_know_people::Migration),
            Box::new(m20261125_090300_mail_tokens::Migration),
            Box::new(m20261125_090400_set_up::Migration),
            Box::new(m20261125_090500_record_consents::Migration),
            Box::new(m20261126_090000_sign_in_by_code::Migration),
            Box::new(m20261126_090100_converse::Migration),
            Box::new(m20261127_090000_ask_assistant::Migration),
            Box::new(m20261128_090000_forget_answers::Migration),
            Box::new(m20261128_090100_count_letters::Migration),
        ]
    }
}
