//! What makes corrections possible: activities that can be restored, timers, what each member has looked at, and tiers.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, integer, string_len, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// One timer a child and kind runs at a time. Both databases know indexes over some rows only; the query builder does not.
const ONE_RUNNING: &str = "CREATE UNIQUE INDEX timers_running ON timers (family_id, child_id, kind) WHERE ended_at IS NULL";

/// The indexes of activities, over those that are not deleted: a list is counted from its index alone.
const BY: [(&str, &str); 2] =
    [("activities_by_child_and_time", "child_id"), ("activities_by_member_and_time", "created_by")];

async fn index_activities(schema: &SchemaManager<'_>, which: &str) -> Result<(), DbErr> {
    for (name, column) in BY {
        schema.drop_index(Index::drop().name(name).table("activities").to_owned()).await?;
        let create = format!(
            "CREATE INDEX {name} ON activities (family_id, {column}, start_at, id) {which}"
        );
        schema.get_connection().execute_unprepared(&create).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("accounts", string_len("tier", 8).default("free").to_owned()),
            ("members", big_integer("looked_seq").default(0).to_owned()),
            ("members", timestamp_with_time_zone_null("looked_at")),
            ("activities", integer("paused_seconds").default(0).to_owned()),
            ("activities", timestamp_with_time_zone_null("deleted_at")),
        ];
        for (table, column) in columns {
            schema.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        index_activities(schema, "WHERE deleted_at IS NULL").await?;
        let timers = Table::create()
            .table("timers")
            .col(uuid("family_id"))
            .col(uuid("id"))
            .col(uuid("child_id"))
            .col(string_len("kind", 16))
            .col(string_len("state", 16))
            .col(uuid("started_by"))
            .col(timestamp_with_time_zone("start_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(uuid_null("activity_id"))
            .col(binary("sealed"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(integer("version"))
            .primary_key(Index::create().col("family_id").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("timers", ("family_id", "child_id"))
                    .to("children", ("family_id", "id")),
            )
            .to_owned();
        schema.create_table(timers).await?;
        schema.get_connection().execute_unprepared(ONE_RUNNING).await?;
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("timers").to_owned()).await?;
        index_activities(schema, "").await?;
        for (table, column) in [
            ("activities", "deleted_at"),
            ("activities", "paused_seconds"),
            ("members", "looked_at"),
            ("members", "looked_seq"),
            ("accounts", "tier"),
        ] {
            schema.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
