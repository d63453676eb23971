//! Tokens that are sent by mail, one of a kind for each address; addresses are told by their keyed hash, as some have no
//! account.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, binary_null, integer, string, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let tokens = Table::create()
            .table("mailed_tokens")
            .col(string("good_for"))
            .col(binary("email_index"))
            .primary_key(Index::create().col("good_for").col("email_index"))
            // Absent once it was used.
            .col(binary_null("hash"))
            .col(timestamp_with_time_zone("expires_at"))
            // How many were sent since.
            .col(integer("sent"))
            .col(timestamp_with_time_zone("since"))
            .to_owned();
        schema.create_table(tokens).await?;
        let by_hash = Index::create()
            .name("mailed_tokens_by_hash")
            .table("mailed_tokens")
            .col("hash")
            .unique()
            .to_owned();
        schema.create_index(by_hash).await?;
        let by_end = Index::create()
            .name("mailed_tokens_by_end")
            .table("mailed_tokens")
            .col("expires_at")
            .to_owned();
        schema.create_index(by_end).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("mailed_tokens").to_owned()).await
    }
}
