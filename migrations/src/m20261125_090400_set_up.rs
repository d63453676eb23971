//! What people told when they set out, and who wants to be told when the product is ready.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let setups = Table::create()
            .table("setups")
            .col(uuid("account_id").primary_key())
            .col(binary("sealed"))
            .col(integer("version"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("setups", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(setups).await?;
        // Each row is sealed under a key of its own, as these people have no account.
        let early_access = Table::create()
            .table("early_access")
            .col(uuid("id").primary_key())
            .col(binary("email_index").unique_key())
            .col(binary("wrapped_key"))
            .col(binary("sealed"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned();
        schema.create_table(early_access).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in ["early_access", "setups"] {
            schema.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
