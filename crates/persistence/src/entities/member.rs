use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub family_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub role: String,
    pub can_add_children: bool,
    pub can_edit_children: bool,
    pub can_log_activities: bool,
    pub can_view_reports: bool,
    pub access_children: Option<String>,
    pub access_from: Option<DateTimeUtc>,
    pub access_until: Option<DateTimeUtc>,
    pub joined_at: DateTimeUtc,
    pub version: i32,
    pub looked_seq: i64,
    pub looked_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "account_id", to = "id")]
    pub account: BelongsTo<super::account::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
