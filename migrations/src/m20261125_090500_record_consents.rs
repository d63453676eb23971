//! That a parent agreed to what is kept about a child: who, when, how, and to which text. It goes with the child.

use sea_orm_migration::{
    prelude::*,
    schema::{string_len, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let consents = Table::create()
            .table("consents")
            .col(uuid("family_id"))
            .col(uuid("child_id"))
            .col(uuid("account_id"))
            .col(string_len("how", 16))
            .col(string_len("text", 16))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("family_id").col("child_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("consents", ("family_id", "child_id"))
                    .to("children", ("family_id", "id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(consents).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("consents").to_owned()).await
    }
}
