//! How far each family's log was looked at for what it makes known, by whichever node.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let reviews = Table::create()
            .table("reviews")
            .col(uuid("family_id").primary_key())
            .col(big_integer("seq"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(ForeignKey::create().from("reviews", "family_id").to("families", "id"))
            .to_owned();
        schema.create_table(reviews).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("reviews").to_owned()).await
    }
}
