use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "points")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub total: i32,
    pub day: Date,
    pub today: i32,
    pub next_level_at: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
