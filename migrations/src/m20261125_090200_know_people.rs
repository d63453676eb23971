//! What people tell of themselves and how they want to be told more: when they last signed in, how they may be reached, and the
//! whole numbers by which one contract knows accounts and families.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables of numbers, what they number, and the column that names it.
const NUMBERS: [(&str, &str, &str); 2] =
    [("account_numbers", "accounts", "account_id"), ("family_numbers", "families", "family_id")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("accounts", timestamp_with_time_zone_null("last_login_at")),
            ("notification_settings", boolean("email_enabled").default(true).take()),
            ("notification_settings", boolean("sms_enabled").default(false).take()),
        ] {
            schema.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        for (table, whose, column) in NUMBERS {
            let numbers = Table::create()
                .table(table)
                .col(big_integer("number").primary_key().auto_increment())
                .col(uuid(column).unique_key())
                .foreign_key(
                    ForeignKey::create()
                        .from(table, column)
                        .to(whose, "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned();
            schema.create_table(numbers).await?;
            let known = format!(
                "INSERT INTO {table} ({column}) SELECT id FROM {whose} ORDER BY created_at, id"
            );
            schema.get_connection().execute_unprepared(&known).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, ..) in NUMBERS {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for (table, column) in [
            ("notification_settings", "sms_enabled"),
            ("notification_settings", "email_enabled"),
            ("accounts", "last_login_at"),
        ] {
            schema.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
