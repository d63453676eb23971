//! Activities. What days and reports are summed from stands in plain columns, the rest is sealed.

use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, double_null, integer, string_len, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let activities = Table::create()
            .table("activities")
            .col(uuid("family_id"))
            .col(uuid("id"))
            .col(uuid("child_id"))
            .col(string_len("kind", 16))
            .col(string_len("variant", 16))
            .col(double_null("amount_ml"))
            .col(timestamp_with_time_zone("start_at"))
            .col(timestamp_with_time_zone_null("end_at"))
            .col(binary("sealed"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(integer("version"))
            .primary_key(Index::create().col("family_id").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("activities", ("family_id", "child_id"))
                    .to("children", ("family_id", "id")),
            )
            .to_owned();
        schema.create_table(activities).await?;
        let by = |name: &str, column: &'static str| {
            Index::create()
                .name(name)
                .table("activities")
                .col("family_id")
                .col(column)
                .col("start_at")
                .col("id")
                .to_owned()
        };
        schema.create_index(by("activities_by_child_and_time", "child_id")).await?;
        schema.create_index(by("activities_by_member_and_time", "created_by")).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("activities").to_owned()).await
    }
}
