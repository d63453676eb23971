use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "insights")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub family_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub child_id: Uuid,
    pub rank: i16,
    pub sealed: Vec<u8>,
    pub found_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub dismissed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
