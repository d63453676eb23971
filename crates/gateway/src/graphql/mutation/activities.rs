//! Logging activities, correcting, deleting and restoring them.

use async_graphql::{
    Context, ErrorExtensions, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject,
};
use chrono::{DateTime, Utc};
use domain::{Error, Mood, Word};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    forget,
    once::{About, about, once},
};
use crate::{
    graphql::{
        activity::ActivityNode,
        home::{Home, asked},
        words::{ActivityType, MoodWord},
    },
    rest::forms::{self, Patch, path_id},
    usecases::{
        activities::{self, Correction},
        edits::Edited,
        growth::Shown,
        idempotency::Outcome,
    },
};

/// An activity to log, in the form in which activities are shown.
#[derive(InputObject)]
struct ActivityInput {
    /// Your own id, `act_…`: the same activity that comes again is known by it and stored once.
    id: Option<ID>,
    /// Whose.
    child_id: ID,
    /// What it was.
    r#type: ActivityType,
    /// When it was, or began.
    timestamp: DateTime<Utc>,
    /// When it ended, for what takes its time.
    end_time: Option<DateTime<Utc>>,
    /// What its type has that others have not, as `Activity.details` shows it: `{ type: "bottle", amount: 120, unit: "ml" }`.
    details: Option<Value>,
    /// A remark.
    notes: Option<String>,
    /// How the child was.
    mood: Option<MoodWord>,
}

impl ActivityInput {
    fn fields(self) -> Map<String, Value> {
        let fields = json!({
            "id": self.id.as_deref(),
            "childId": self.child_id.as_str(),
            "type": domain::Kind::from(self.r#type).word(),
            "timestamp": self.timestamp,
            "endTime": self.end_time,
            "details": self.details,
            "notes": self.notes,
            "mood": self.mood.map(|mood| Mood::from(mood).word()),
        });
        fields.as_object().cloned().unwrap_or_default()
    }
}

/// The fields to change; null takes one away.
#[derive(InputObject)]
struct ActivityCorrection {
    /// Whose it was.
    child_id: MaybeUndefined<ID>,
    /// When it was, or began.
    timestamp: MaybeUndefined<DateTime<Utc>>,
    /// When it ended.
    end_time: MaybeUndefined<DateTime<Utc>>,
    /// The fields of the details to change; null takes one away.
    details: MaybeUndefined<Value>,
    /// A remark.
    notes: MaybeUndefined<String>,
    /// How the child was.
    mood: MaybeUndefined<MoodWord>,
}

impl ActivityCorrection {
    fn patch(self) -> Patch {
        let mut fields = Map::new();
        set(&mut fields, "childId", &self.child_id.map_value(|id| id.0));
        set(&mut fields, "timestamp", &self.timestamp);
        set(&mut fields, "endTime", &self.end_time);
        set(&mut fields, "details", &self.details);
        set(&mut fields, "notes", &self.notes);
        set(&mut fields, "mood", &self.mood.map_value(|mood| Mood::from(mood).word()));
        Patch::of(fields)
    }
}

fn set<T: Serialize>(fields: &mut Map<String, Value>, name: &str, value: &MaybeUndefined<T>) {
    if !value.is_undefined() {
        fields.insert(name.into(), json!(value));
    }
}

/// An activity that was deleted.
#[derive(SimpleObject)]
struct DeletedActivity {
    /// Its id.
    id: ID,
    /// Until when it can be restored.
    restorable_until: Option<DateTime<Utc>>,
    /// Counts the changes, from 1.
    version: i32,
}

#[derive(Default)]
pub(super) struct ActivityMutation;

#[Object]
impl ActivityMutation {
    /// Log an activity; for those who may. The family sees it at once.
    async fn log_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it was.")] input: ActivityInput,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<ActivityNode>> {
        let (app, actor) = asked(ctx)?;
        let once = once(ctx, idempotency_key, |shown: &Shown| shown.activity.id)?;
        let new = forms::read(forms::shaped(input.fields())?)?;
        let logged = activities::log(app, actor, new, once).await.map_err(forms::as_shown)?;
        match about(logged)? {
            About::Thing(shown) => node(ctx, shown).await,
            About::Known(id) => node(ctx, activities::get(app, actor, id).await?).await,
        }
    }

    /// Correct an activity; for those who may log. If it has another version than the one you know, it is left as it is:
    /// the error's extensions hold `yourVersion`, `currentVersion` and the activity as it is, `current`.
    async fn correct_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "The version that you know.")] version: Option<i32>,
        #[graphql(desc = "What to change.")] input: ActivityCorrection,
    ) -> Result<Option<ActivityNode>> {
        let (app, actor) = asked(ctx)?;
        let correction = forms::correction(input.patch());
        let edited = activities::edit(app, actor, path_id(&id)?, version, correction).await;
        node(ctx, applied(edited.map_err(forms::as_shown)?)?).await
    }

    /// Delete an activity; for those who may log. It can be restored for 30 days. Another version is refused likewise.
    async fn delete_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "The version that you know.")] version: Option<i32>,
    ) -> Result<Option<DeletedActivity>> {
        let (app, actor) = asked(ctx)?;
        let id = path_id(&id)?;
        let edited = activities::edit(app, actor, id, version, Correction::Delete).await?;
        let deleted = applied(edited)?.activity;
        forget(ctx);
        Ok(Some(DeletedActivity {
            id: id.to_string().into(),
            restorable_until: deleted.restorable_until(),
            version: deleted.version,
        }))
    }

    /// Take the deletion of an activity back; for those who may log. Another version is refused likewise.
    async fn restore_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ID,
        #[graphql(desc = "The version that you know.")] version: Option<i32>,
        #[graphql(desc = "So that a retry is known.")] idempotency_key: Option<String>,
    ) -> Result<Option<ActivityNode>> {
        let (app, actor) = asked(ctx)?;
        let once = once(ctx, idempotency_key, |shown: &Shown| shown.activity.id)?;
        let id = path_id(&id)?;
        match activities::restore(app, actor, id, version, once).await? {
            Outcome::Done(edited) | Outcome::Existing(edited) => node(ctx, applied(edited)?).await,
            Outcome::Repeated(_) => node(ctx, activities::get(app, actor, id).await?).await,
        }
    }
}

async fn node(ctx: &Context<'_>, shown: Shown) -> Result<Option<ActivityNode>> {
    forget(ctx);
    let home = Home::of(ctx, shown.activity.family).await?;
    Ok(Some(ActivityNode::new(shown, &home)))
}

/// The activity as the change left it, or a refusal that shows what it is meanwhile.
fn applied(edited: Edited<Shown>) -> Result<Shown> {
    match edited {
        Edited::Applied { now: it, .. } | Edited::Unchanged(it) => Ok(it),
        Edited::Stale { sent, current: it } => {
            let current = it.activity.version;
            let refused = async_graphql::Error::from(Error::Stale { sent, current });
            Err(refused.extend_with(|_, extensions| {
                extensions.set("yourVersion", sent);
                extensions.set("currentVersion", current);
                let shown = async_graphql::Value::from_json(forms::activity(&it));
                extensions.set("current", shown.unwrap_or_default());
            }))
        }
    }
}
