use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub route: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub family_id: Uuid,
    pub fingerprint: Vec<u8>,
    pub sealed: Vec<u8>,
    pub created_at: DateTimeUtc,
    pub conversation_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
