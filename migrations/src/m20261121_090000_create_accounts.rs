//! People and their sign-ins. Sealed columns hold what is private, under the account's own key, which `wrapped_key` holds
//! under the master key; `email_index` finds an address without telling it.

use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, binary_null, boolean, integer, string, string_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            // What holds for the whole installation, such as which master key its data is sealed with.
            Table::create()
                .table("installation")
                .col(string("name").primary_key())
                .col(string("value"))
                .to_owned(),
            Table::create()
                .table("accounts")
                .col(uuid("id").primary_key())
                .col(binary("email_index").unique_key())
                .col(string("password_hash"))
                .col(binary("wrapped_key"))
                .col(binary("sealed"))
                .col(string("locale"))
                .col(string("zone"))
                .col(boolean("email_verified"))
                .col(timestamp_with_time_zone("last_active_at"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(integer("version"))
                .to_owned(),
            Table::create()
                .table("devices")
                .col(uuid("account_id"))
                .col(string("id"))
                .col(string("platform"))
                .col(binary("sealed"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(integer("version"))
                .primary_key(Index::create().col("account_id").col("id"))
                .foreign_key(
                    ForeignKey::create().from("devices", "account_id").to("accounts", "id"),
                )
                .to_owned(),
            Table::create()
                .table("sessions")
                .col(uuid("id").primary_key())
                .col(uuid("account_id"))
                .col(string_null("device_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .foreign_key(
                    ForeignKey::create().from("sessions", "account_id").to("accounts", "id"),
                )
                .to_owned(),
            // One row a generation: the refresh token, by its hash, and the access token given out beside it.
            Table::create()
                .table("refresh_tokens")
                .col(binary("hash").primary_key())
                .col(uuid("session_id"))
                .col(uuid("access_id"))
                .col(boolean("access_used"))
                .col(timestamp_with_time_zone_null("used_at"))
                .col(binary_null("successor_hash"))
                .col(binary_null("sealed_successor"))
                .col(timestamp_with_time_zone("expires_at"))
                .foreign_key(
                    ForeignKey::create().from("refresh_tokens", "session_id").to("sessions", "id"),
                )
                .to_owned(),
        ];
        for table in tables {
            schema.create_table(table).await?;
        }
        let index = |name: &str, table: &str, column: &str| {
            Index::create().name(name).table(table.to_owned()).col(column.to_owned()).to_owned()
        };
        schema.create_index(index("sessions_by_account", "sessions", "account_id")).await?;
        schema
            .create_index(index("refresh_tokens_by_session", "refresh_tokens", "session_id"))
            .await?;
        schema.create_index(index("refresh_tokens_by_end", "refresh_tokens", "expires_at")).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["refresh_tokens", "sessions", "devices", "accounts", "installation"] {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
