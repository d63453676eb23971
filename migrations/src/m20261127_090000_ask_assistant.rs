//! Conversations about children, which go with the child and with its family; and how often accounts asked on a day.

use sea_orm_migration::{
    prelude::*,
    schema::{date, integer, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        // SQLite knows no other way to add a column that refers to something.
        let family =
            uuid_null("family_id").extra("REFERENCES families (id) ON DELETE CASCADE").to_owned();
        for column in [family, uuid_null("child_id")] {
            let table = Table::alter().table("conversations").add_column(column).to_owned();
            schema.alter_table(table).await?;
        }
        let by_child = Index::create()
            .name("conversations_by_child")
            .table("conversations")
            .col("family_id")
            .col("child_id")
            .to_owned();
        schema.create_index(by_child).await?;
        let asked = Table::create()
            .table("questions_asked")
            .col(uuid("account_id"))
            // By UTC.
            .col(date("day"))
            .col(integer("questions"))
            .primary_key(Index::create().col("account_id").col("day"))
            .foreign_key(
                ForeignKey::create()
                    .from("questions_asked", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(asked).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("questions_asked").to_owned()).await?;
        schema
            .drop_index(
                Index::drop().name("conversations_by_child").table("conversations").to_owned(),
            )
            .await?;
        for column in ["child_id", "family_id"] {
            let table = Table::alter().table("conversations").drop_column(column).to_owned();
            schema.alter_table(table).await?;
        }
        Ok(())
    }
}
