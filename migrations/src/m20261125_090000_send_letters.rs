//! Letters that are still to be sent. Each is sealed under a key of its own, as its reader may have no account.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // A row is there while the letter is to be sent.
        let letters = Table::create()
            .table("letters")
            .col(uuid("id").primary_key())
            .col(binary("wrapped_key"))
            .col(binary("sealed"))
            .col(integer("attempts"))
            .col(timestamp_with_time_zone("next_attempt_at"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        schema.create_table(letters).await?;
        let by_time = Index::create()
            .name("letters_by_time")
            .table("letters")
            .col("next_attempt_at")
            .to_owned();
        schema.create_index(by_time).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("letters").to_owned()).await
    }
}
