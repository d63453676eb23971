//! Answers that are kept for retries know the conversation in which they were given, so that they go with it.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let conversation = Table::alter()
            .table("idempotency_keys")
            .add_column(uuid_null("conversation_id"))
            .to_owned();
        schema.alter_table(conversation).await?;
        let by_conversation = Index::create()
            .name("idempotency_keys_by_conversation")
            .table("idempotency_keys")
            .col("conversation_id")
            .to_owned();
        schema.create_index(by_conversation).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let by_conversation = Index::drop()
            .name("idempotency_keys_by_conversation")
            .table("idempotency_keys")
            .to_owned();
        schema.drop_index(by_conversation).await?;
        let conversation =
            Table::alter().table("idempotency_keys").drop_column("conversation_id").to_owned();
        schema.alter_table(conversation).await
    }
}
