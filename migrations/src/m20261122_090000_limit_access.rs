//! Access that reaches only some children, or only for a time: of members, and of those who are invited.

use sea_orm_migration::{
    prelude::*,
    schema::{text_null, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["members", "invitations"];
const COLUMNS: [&str; 3] = ["access_children", "access_from", "access_until"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            for column in COLUMNS {
                let column = match column {
                    // Ids, separated by spaces.
                    "access_children" => text_null(column),
                    _ => timestamp_with_time_zone_null(column),
                };
                let table = Table::alter().table(table).add_column(column).to_owned();
                schema.alter_table(table).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            for column in COLUMNS {
                schema
                    .alter_table(Table::alter().table(table).drop_column(column).to_owned())
                    .await?;
            }
        }
        Ok(())
    }
}
