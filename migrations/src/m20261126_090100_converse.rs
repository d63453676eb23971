//! Conversations of an account and what was said in them, sealed under the account's own key.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer, string_len, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let conversations = Table::create()
            .table("conversations")
            .col(uuid("account_id"))
            .col(uuid("id"))
            // Whom it is held with.
            .col(string_len("kind", 16))
            .col(binary("sealed"))
            // How many it has, so that a list of conversations reads none.
            .col(integer("messages"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .primary_key(Index::create().col("account_id").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("conversations", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(conversations).await?;
        let by_kind = Index::create()
            .name("conversations_by_kind")
            .table("conversations")
            .col("account_id")
            .col("kind")
            .col("id")
            .to_owned();
        schema.create_index(by_kind).await?;
        let messages = Table::create()
            .table("messages")
            .col(uuid("account_id"))
            .col(uuid("conversation_id"))
            .col(uuid("id"))
            .col(string_len("sender", 16))
            .col(binary("sealed"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("account_id").col("conversation_id").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("messages", ("account_id", "conversation_id"))
                    .to("conversations", ("account_id", "id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(messages).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["messages", "conversations"] {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
