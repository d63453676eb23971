//! Letters that bring tokens are counted in any day, by the times of the last of them.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // In milliseconds, so wide each that they sort; `since` is the latest.
        let times = text("times").default("").to_owned();
        replace(schema, "sent", times).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let sent = integer("sent").default(0).to_owned();
        replace(schema, "times", sent).await
    }
}

async fn replace(schema: &SchemaManager<'_>, old: &str, new: ColumnDef) -> Result<(), DbErr> {
    let table = || Table::alter().table("mailed_tokens").to_owned();
    schema.alter_table(table().add_column(new).to_owned()).await?;
    schema.alter_table(table().drop_column(old.to_owned()).to_owned()).await
}
