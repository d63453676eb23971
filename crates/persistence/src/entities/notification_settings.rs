use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub push_enabled: bool,
    pub email_enabled: bool,
    pub sms_enabled: bool,
    pub daily_reminder: Option<Time>,
    pub next_reminder_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
