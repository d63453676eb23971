//! What people are told, what of it is still to be pushed to which device, and how they want to be told. What was told is
//! sealed under the account's own key.

use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, boolean, integer, string, time_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let of = |table: &str, columns: &[&str], whose: &str, ids: &[&str]| {
            let mut key = ForeignKey::create();
            for (column, id) in columns.iter().zip(ids) {
                key.from(table.to_owned(), (*column).to_owned())
                    .to(whose.to_owned(), (*id).to_owned());
            }
            key.on_delete(ForeignKeyAction::Cascade).to_owned()
        };
        let tables = [
            Table::create()
                .table("notifications")
                .col(uuid("account_id"))
                .col(uuid("id"))
                .col(string("kind"))
                .col(uuid_null("family_id"))
                .col(binary("sealed"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("read_at"))
                .primary_key(Index::create().col("account_id").col("id"))
                .foreign_key(&mut of("notifications", &["account_id"], "accounts", &["id"]))
                .to_owned(),
            // A row is there while something is to be pushed.
            Table::create()
                .table("deliveries")
                .col(uuid("account_id"))
                .col(uuid("notification_id"))
                .col(string("device_id"))
                .col(integer("attempts"))
                .col(timestamp_with_time_zone("next_attempt_at"))
                .primary_key(
                    Index::create().col("account_id").col("notification_id").col("device_id"),
                )
                .foreign_key(&mut of(
                    "deliveries",
                    &["account_id", "notification_id"],
                    "notifications",
                    &["account_id", "id"],
                ))
                .foreign_key(&mut of(
                    "deliveries",
                    &["account_id", "device_id"],
                    "devices",
                    &["account_id", "id"],
                ))
                .to_owned(),
            Table::create()
                .table("notification_settings")
                .col(uuid("account_id").primary_key())
                .col(boolean("push_enabled"))
                // By the clock on the account's wall.
                .col(time_null("daily_reminder"))
                .col(timestamp_with_time_zone_null("next_reminder_at"))
                .foreign_key(&mut of("notification_settings", &["account_id"], "accounts", &["id"]))
                .to_owned(),
        ];
        for table in tables {
            schema.create_table(table).await?;
        }
        for (name, table, column) in [
            ("notifications_by_age", "notifications", "created_at"),
            ("deliveries_by_time", "deliveries", "next_attempt_at"),
            ("reminders_by_time", "notification_settings", "next_reminder_at"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["notification_settings", "deliveries", "notifications"] {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
