use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email_index: Vec<u8>,
    pub password_hash: String,
    pub wrapped_key: Vec<u8>,
    pub sealed: Vec<u8>,
    pub locale: String,
    pub zone: String,
    pub email_verified: bool,
    pub last_active_at: DateTimeUtc,
    pub last_login_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i32,
    pub tier: String,
    pub tier_until: Option<DateTimeUtc>,
    #[sea_orm(has_many)]
    pub memberships: HasMany<super::member::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
