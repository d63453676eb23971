//! Families, who is in them, and the log of what changes in them. Every key leads with the family.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, integer, small_integer, string, string_len,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The four permissions of the contract.
fn permissions(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(boolean("can_add_children"))
        .col(boolean("can_edit_children"))
        .col(boolean("can_log_activities"))
        .col(boolean("can_view_reports"))
}

fn family_of(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "family_id").to("families", "id").to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            Table::create()
                .table("families")
                .col(uuid("id").primary_key())
                .col(big_integer("seq"))
                .col(binary("share_code_index").unique_key())
                .col(binary("wrapped_key"))
                .col(binary("sealed"))
                .col(string("zone"))
                .col(small_integer("day_start_minutes"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(integer("version"))
                .to_owned(),
            permissions(
                Table::create()
                    .table("members")
                    .col(uuid("family_id"))
                    .col(uuid("account_id"))
                    .col(string_len("role", 16)),
            )
            .col(timestamp_with_time_zone("joined_at"))
            .col(integer("version"))
            .primary_key(Index::create().col("family_id").col("account_id"))
            .foreign_key(&mut family_of("members"))
            .foreign_key(ForeignKey::create().from("members", "account_id").to("accounts", "id"))
            .to_owned(),
            permissions(
                Table::create()
                    .table("invitations")
                    .col(uuid("family_id"))
                    .col(uuid("id"))
                    .col(binary("code_index").unique_key())
                    .col(binary("sealed"))
                    .col(string_len("role", 16)),
            )
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("accepted_at"))
            .col(uuid_null("accepted_by"))
            .col(integer("version"))
            .primary_key(Index::create().col("family_id").col("id"))
            .foreign_key(&mut family_of("invitations"))
            .to_owned(),
            Table::create()
                .table("children")
                .col(uuid("family_id"))
                .col(uuid("id"))
                .col(binary("sealed"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .col(integer("version"))
                .primary_key(Index::create().col("family_id").col("id"))
                .foreign_key(&mut family_of("children"))
                .to_owned(),
            Table::create()
                .table("changes")
                .col(uuid("family_id"))
                .col(big_integer("seq"))
                .col(uuid("account_id"))
                .col(timestamp_with_time_zone("at"))
                .col(string_len("event", 32))
                .col(string_len("entity", 16))
                .col(uuid_null("entity_id"))
                .col(binary("sealed"))
                .primary_key(Index::create().col("family_id").col("seq"))
                .foreign_key(&mut family_of("changes"))
                .to_owned(),
            // Requests that carried an Idempotency-Key, with the answer they got.
            Table::create()
                .table("idempotency_keys")
                .col(uuid("account_id"))
                .col(string_len("route", 64))
                .col(string_len("key", 255))
                .col(uuid("family_id"))
                .col(binary("fingerprint"))
                .col(binary("sealed"))
                .col(timestamp_with_time_zone("created_at"))
                .primary_key(Index::create().col("account_id").col("route").col("key"))
                .to_owned(),
        ];
        for table in tables {
            schema.create_table(table).await?;
        }
        let index = |name: &str, table: &str, column: &str| {
            Index::create().name(name).table(table.to_owned()).col(column.to_owned()).to_owned()
        };
        schema.create_index(index("members_by_account", "members", "account_id")).await?;
        schema
            .create_index(index("idempotency_keys_by_age", "idempotency_keys", "created_at"))
            .await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["idempotency_keys", "changes", "children", "invitations", "members", "families"];
        for table in tables {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
