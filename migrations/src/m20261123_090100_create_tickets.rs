//! Tickets with which browsers, which cannot set headers, open a socket.

use sea_orm_migration::{
    prelude::*,
    schema::{binary, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let tickets = Table::create()
            .table("tickets")
            .col(binary("hash").primary_key())
            .col(uuid("account_id"))
            .col(uuid("session_id"))
            .col(timestamp_with_time_zone("signed_in_until"))
            .col(timestamp_with_time_zone("expires_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("tickets", "session_id")
                    .to("sessions", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(tickets).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("tickets").to_owned()).await
    }
}
