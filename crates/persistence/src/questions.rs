//! How often accounts asked the assistant on a day.

use chrono::NaiveDate;
use domain::AccountId;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{Result, entities::questions_asked};

/// Counts a question of an account on a day on which it may ask `most`; tells how many it has asked with this one, or `None` if
/// it had asked as many. The database counts, so that nodes that ask at once count right.
pub async fn count(
    db: &impl ConnectionTrait,
    account: AccountId,
    day: NaiveDate,
    most: u32,
) -> Result<Option<u32>> {
    use questions_asked::Column::{AccountId, Day, Questions};
    let known = || Expr::col((questions_asked::Entity, Questions));
    if most == 0 {
        return Ok(None);
    }
    let one_more = OnConflict::columns([AccountId, Day])
        .value(Questions, known().add(1))
        .action_and_where(known().lt(i64::from(most)))
        .to_owned();
    let first = questions_asked::ActiveModel {
        account_id: Set(account.0),
        day: Set(day),
        questions: Set(1),
    };
    let counted = questions_asked::Entity::insert_many([first])
        .on_conflict(one_more)
        .exec_with_returning(db)
        .await?;
    Ok(counted.first().map(|row| row.questions.cast_unsigned()))
}

/// Gives a question back that was not answered.
pub async fn give_back(
    db: &impl ConnectionTrait,
    account: AccountId,
    day: NaiveDate,
) -> Result<()> {
    use questions_asked::Column::{AccountId, Day, Questions};
    questions_asked::Entity::update_many()
        .col_expr(Questions, Expr::col(Questions).sub(1))
        .filter(AccountId.eq(account.0))
        .filter(Day.eq(day))
        .filter(Questions.gt(0))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets the days before one.
pub async fn forget(db: &impl ConnectionTrait, day: NaiveDate) -> Result<()> {
    let days = questions_asked::Entity::delete_many();
    days.filter(questions_asked::Column::Day.lt(day)).exec(db).await?;
    Ok(())
}
