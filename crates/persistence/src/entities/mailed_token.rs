use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mailed_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub good_for: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub email_index: Vec<u8>,
    pub hash: Option<Vec<u8>>,
    pub expires_at: DateTimeUtc,
    pub since: DateTimeUtc,
    pub tries: i32,
    pub times: String,
}

impl ActiveModelBehavior for ActiveModel {}
