//! What can be changed, through the same use-cases as on the REST face. Fields are null where they were refused, so that
//! one refusal does not hide what the others did.

mod activities;
mod notifications;
mod once;
mod timers;

use async_graphql::{Context, MergedObject};

use super::loaders::Loaders;

/// What can be changed. Each change can be sent again: a client's own `id` names one thing, and an `idempotencyKey`, any text
/// of 1 to 255 characters that is good for a day, one change; a retry under the same key does nothing and answers with the thing
/// as it is then.
#[derive(Default, MergedObject)]
pub struct Mutation(
    activities::ActivityMutation,
    notifications::NotificationMutation,
    timers::TimerMutation,
);

/// What was looked up before a change is looked up again.
fn forget(ctx: &Context<'_>) {
    if let Ok(loaders) = ctx.data::<Loaders>() {
        loaders.forget();
    }
}
