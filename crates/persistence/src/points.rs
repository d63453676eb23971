//! What accounts have earned by logging, and which levels they are to be told of.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{AccountId, Level, Points};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use crate::{Result, entities::points};

/// The most that a day brings.
const MOST: i32 = Points::A_DAY.cast_signed();

/// What accounts have logged on their days, in an order in which nobody waits for one another.
#[derive(Default)]
pub(crate) struct Logged(BTreeMap<AccountId, (NaiveDate, i32)>);

impl Logged {
    /// Counts an activity; those around midnight all count for the later day.
    pub(crate) fn count(&mut self, account: AccountId, day: NaiveDate) {
        let (latest, logged) = self.0.entry(account).or_insert((day, 0));
        if day > *latest {
            *latest = day;
        }
        if *logged < MOST {
            *logged += 1;
        }
    }

    /// Gives the accounts their points, in one statement.
    pub(crate) async fn earn(self, tx: &impl ConnectionTrait) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let first = Level::Seedling.next().map(|level| level.threshold().cast_signed());
        let rows = self.0.into_iter().map(|(account, (day, logged))| points::ActiveModel {
            account_id: Set(account.0),
            total: Set(logged),
            day: Set(day),
            today: Set(logged),
            next_level_at: Set(first),
        });
        points::Entity::insert_many(rows).on_conflict(added()).exec_without_returning(tx).await?;
        Ok(())
    }
}

/// What becomes of a row that is there; the database counts, so that nodes that write at once count right. Days do not go
/// back: an account in families east and west has one day at a time, the latest of theirs.
fn added() -> OnConflict {
    use points::Column::{AccountId, Day, Today, Total};
    let known = |column| Expr::col((points::Entity, column));
    let new = |column| Expr::col(("excluded", column));
    let is_new_day = || new(Day).gt(known(Day));
    let before = || Expr::expr(Expr::case(is_new_day(), 0).finally(known(Today)));
    let both = || before().add(new(Today));
    let after = || Expr::expr(Expr::case(both().gt(MOST), MOST).finally(both()));
    let day = Expr::case(is_new_day(), new(Day)).finally(known(Day));
    OnConflict::column(AccountId)
        .values([
            (Total, known(Total).add(after()).sub(before())),
            (Today, after()),
            (Day, day.into()),
        ])
        .action_and_where(is_new_day().or(known(Today).lt(MOST)))
        .to_owned()
}

/// What an account has earned.
pub async fn find(db: &impl ConnectionTrait, account: AccountId) -> Result<Points> {
    let row = points::Entity::find_by_id(account.0).one(db).await?;
    Ok(row.map(|row| earned(&row)).unwrap_or_default())
}

/// An account that has reached a level and was not told of it.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Whose.
    pub account: AccountId,
    /// What it has earned.
    pub points: Points,
    /// The total at which it was to be told.
    at: i32,
}

/// Accounts that are to be told of a level, `limit` at most.
pub async fn due(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Due>> {
    let rows = points::Entity::find()
        .filter(Expr::col(points::Column::Total).gte(Expr::col(points::Column::NextLevelAt)))
        .order_by_asc(points::Column::AccountId)
        .limit(limit)
        .all(db)
        .await?;
    let due = |row: points::Model| {
        Some(Due {
            account: AccountId(row.account_id),
            points: earned(&row),
            at: row.next_level_at?,
        })
    };
    Ok(rows.into_iter().filter_map(due).collect())
}

/// Takes what an account is to be told, and sets the level after that; of many nodes, one succeeds.
pub async fn take(tx: &impl ConnectionTrait, due: Due) -> Result<bool> {
    let next = due.points.level().next().map(|level| level.threshold().cast_signed());
    let taken = points::Entity::update_many()
        .col_expr(points::Column::NextLevelAt, Expr::value(next))
        .filter(points::Column::AccountId.eq(due.account.0))
        .filter(points::Column::NextLevelAt.eq(due.at))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

fn earned(row: &points::Model) -> Points {
    Points { total: row.total.cast_unsigned() }
}
