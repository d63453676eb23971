//! What a family plans for its children, and what was found out about them.

use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, integer, small_integer, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: [(&str, &str, &[&str]); 4] = [
    ("appointments_by_time", "appointments", &["family_id", "at", "id"]),
    ("appointments_by_child_and_time", "appointments", &["family_id", "child_id", "at", "id"]),
    ("insights_by_child_and_time", "insights", &["family_id", "child_id", "expires_at"]),
    ("insights_by_age", "insights", &["expires_at"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let of_child = |table: &str| {
            ForeignKey::create()
                .from(table.to_owned(), ("family_id", "child_id"))
                .to("children", ("family_id", "id"))
                .to_owned()
        };
        let appointments = Table::create()
            .table("appointments")
            .col(uuid("family_id"))
            .col(uuid("id"))
            .col(uuid("child_id"))
            .col(timestamp_with_time_zone("at"))
            .col(binary("sealed"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(integer("version"))
            .primary_key(Index::create().col("family_id").col("id"))
            .foreign_key(&mut of_child("appointments"))
            .to_owned();
        let insights = Table::create()
            .table("insights")
            .col(uuid("family_id"))
            .col(uuid("id"))
            .col(uuid("child_id"))
            // The more it matters, the higher.
            .col(small_integer("rank"))
            .col(binary("sealed"))
            .col(timestamp_with_time_zone("found_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("dismissed_at"))
            .primary_key(Index::create().col("family_id").col("id"))
            .foreign_key(&mut of_child("insights"))
            .to_owned();
        schema.create_table(appointments).await?;
        schema.create_table(insights).await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["insights", "appointments"] {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
