//! What accounts have earned by logging, and until when they have paid.

use sea_orm_migration::{
    prelude::*,
    schema::{date, integer, integer_null, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Who has a level to be told of. Both databases know indexes over some rows only; the query builder does not.
const TO_TELL: &str =
    "CREATE INDEX points_to_tell ON points (account_id) WHERE total >= next_level_at";

/// What was logged so far counts, by the logs, and nobody is told of levels that were reached by it. Its days are those of
/// UTC, and the day on which this runs begins anew.
const SO_FAR: &str = "
    INSERT INTO points (account_id, total, day, today, next_level_at)
    SELECT account_id, total, day, 0, CASE
        WHEN total < 10 THEN 10
        WHEN total < 35 THEN 35
        WHEN total < 75 THEN 75
        WHEN total < 150 THEN 150
        WHEN total < 300 THEN 300
        WHEN total < 600 THEN 600
    END
    FROM (
        SELECT account_id, SUM(CASE WHEN logged < 10 THEN logged ELSE 10 END) AS total, MAX(day) AS day
        FROM (
            SELECT account_id, DATE(at) AS day, COUNT(*) AS logged
            FROM changes JOIN accounts ON accounts.id = changes.account_id
            WHERE event = 'activity-logged'
            GROUP BY account_id, DATE(at)
        ) AS days
        GROUP BY account_id
    ) AS totals";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let points = Table::create()
            .table("points")
            .col(uuid("account_id").primary_key())
            .col(integer("total"))
            // The last day on which something was earned, by a family's clock, and how much.
            .col(date("day"))
            .col(integer("today"))
            // The total at which the account is told of its next level; none after the last.
            .col(integer_null("next_level_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("points", "account_id")
                    .to("accounts", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        schema.create_table(points).await?;
        for statement in [TO_TELL, SO_FAR] {
            schema.get_connection().execute_unprepared(statement).await?;
        }
        let until = timestamp_with_time_zone_null("tier_until");
        schema.alter_table(Table::alter().table("accounts").add_column(until).to_owned()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let until = Table::alter().table("accounts").drop_column("tier_until").to_owned();
        schema.alter_table(until).await?;
        schema.drop_table(Table::drop().table("points").to_owned()).await
    }
}
