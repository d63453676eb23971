//! Codes with which people sign in, and what they tell of their birth.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, integer, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // How often a code was tried.
        let tries = Table::alter()
            .table("mailed_tokens")
            .add_column(integer("tries").default(0))
            .to_owned();
        schema.alter_table(tries).await?;
        let birth_details = Table::create()
            .table("birth_details")
            .col(uuid("account_id").primary_key())
            .col(uuid("id"))
            .col(binary("sealed"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("birth_details", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(birth_details).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("birth_details").to_owned()).await?;
        let tries = Table::alter().table("mailed_tokens").drop_column("tries").to_owned();
        schema.alter_table(tries).await
    }
}
