use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub family_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub account_id: Uuid,
    pub at: DateTimeUtc,
    pub event: String,
    pub entity: String,
    pub entity_id: Option<Uuid>,
    pub sealed: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
