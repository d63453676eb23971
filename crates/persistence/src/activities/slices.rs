//! Parts of lists, many in one statement.

use chrono::{DateTime, Utc};
use domain::{Activity, ActivityId, ChildId, FamilyId, Kind, Word};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Order,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, Expr, Query, SelectStatement, SimpleExpr, UnionType},
};

use super::{ARMS, rows::open, united};
use crate::{Result, entities::activity, error::corrupt, seal::Key};

/// Which activities of a child to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// The family.
    pub family: FamilyId,
    /// The child.
    pub child: ChildId,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only from this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Only before this instant.
    pub until: Option<DateTime<Utc>>,
}

impl Filter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add(activity::Column::FamilyId.eq(self.family.0))
            .add(activity::Column::ChildId.eq(self.child.0))
            .add(activity::Column::DeletedAt.is_null())
            .add_option(self.kind.map(|kind| activity::Column::Kind.eq(kind.word())))
            .add_option(self.from.map(|from| activity::Column::StartAt.gte(from)))
            .add_option(self.until.map(|until| activity::Column::StartAt.lt(until)))
    }
}

/// Where a page ends: begin and id of its last activity.
pub type Position = (DateTime<Utc>, ActivityId);

/// A part of a list: what the filter lets through after a position, the latest first, `limit` at most.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// Of which list.
    pub filter: Filter,
    /// After this position.
    pub after: Option<Position>,
    /// So many at most.
    pub limit: u64,
}

impl Slice {
    fn rows(&self) -> Select<activity::Entity> {
        let beyond = self.after.map(|(start, id)| {
            let at = activity::Column::StartAt;
            // Said twice, so that the index is entered at the right place on both databases.
            Condition::all().add(at.lte(start)).add(at.lt(start).or(activity::Column::Id.lt(id.0)))
        });
        activity::Entity::find()
            .filter(self.filter.condition().add_option(beyond))
            .order_by_desc(activity::Column::StartAt)
            .order_by_desc(activity::Column::Id)
            .limit(self.limit)
    }

    fn query(&self, arm: i64) -> SelectStatement {
        // Both in one round trip.
        let count = activity::Entity::find()
            .select_only()
            .column_as(activity::Column::Id.count(), "total")
            .filter(self.filter.condition())
            .into_query();
        self.rows()
            .expr_as(SimpleExpr::SubQuery(None, Box::new(count.into())), "total")
            .expr_as(Expr::value(arm), "arm")
            .into_query()
    }
}

/// The activities of a slice, however many its filter lets through in all.
pub async fn slice(db: &impl ConnectionTrait, key: &Key, slice: &Slice) -> Result<Vec<Activity>> {
    let rows = slice.rows().all(db).await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// The activities of each of these slices, and how many its filter lets through in all.
pub async fn slices(
    db: &impl ConnectionTrait,
    key: &Key,
    slices: &[Slice],
) -> Result<Vec<(Vec<Activity>, u64)>> {
    let mut found = Vec::with_capacity(slices.len());
    for some in slices.chunks(ARMS) {
        let first = found.len();
        found.resize_with(first + some.len(), || (Vec::new(), 0));
        for row in db.query_all(&slices_query(some)).await? {
            let arm = usize::try_from(row.try_get::<i64>("", "arm")?).map_err(corrupt)?;
            let (activities, total) = &mut found[first + arm];
            activities.push(open(key, &activity::Model::from_query_result(&row, "")?)?);
            *total = row.try_get::<i64>("", "total")?.unsigned_abs();
        }
    }
    for (slice, (activities, total)) in slices.iter().zip(&mut found) {
        if activities.is_empty() && slice.after.is_some() {
            *total = count_all(db, &slice.filter).await?;
        }
    }
    Ok(found)
}

/// One statement whose arms each read the first rows of an index.
fn slices_query(slices: &[Slice]) -> SelectStatement {
    if let [only] = slices {
        return only.query(0);
    }
    let arm = |(arm, slice): (i64, &Slice)| {
        Query::select().column(Asterisk).from_subquery(slice.query(arm), "newest").to_owned()
    };
    let mut query = united(UnionType::All, (0..).zip(slices).map(arm)).unwrap_or_default();
    query.order_by("start_at", Order::Desc).order_by("id", Order::Desc).to_owned()
}

async fn count_all(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64> {
    Ok(activity::Entity::find().filter(filter.condition()).count(db).await?)
}

#[cfg(test)]
mod tests {
    use sea_orm::DbBackend;

    use super::*;

    #[test]
    fn a_slice_counts_only_where_it_is_asked_how_many_there_are() {
        let (family, child) = (FamilyId::fresh(), ChildId::fresh());
        let filter = Filter { family, child, kind: None, from: None, until: None };
        let after = Some((DateTime::UNIX_EPOCH, ActivityId::fresh()));
        let slice = Slice { filter, after, limit: 500 };
        for backend in [DbBackend::Sqlite, DbBackend::Postgres] {
            let counts = |query: &SelectStatement| backend.build(query).sql.contains("COUNT(");
            assert!(counts(&slice.query(0)) && !counts(&slice.rows().into_query()));
        }
    }
}
