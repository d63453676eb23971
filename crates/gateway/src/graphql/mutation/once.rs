//! Changes that may come again under a key. What is kept of the first answer is which thing it was about: a document may
//! ask for something else of it the next time.

use std::{collections::BTreeMap, fmt::Display, sync::Arc};

use async_graphql::{Context, Result};
use domain::{Error, Names, Reason};
use persistence::idempotency::RequestKey;

use crate::{
    graphql::home::asked,
    usecases::idempotency::{self, Once, Outcome},
};

/// What makes this change one that may come again, if it has a key; `names` is what its answer is about.
pub(super) fn once<T, N: Display>(
    ctx: &Context<'_>,
    key: Option<String>,
    names: impl Fn(&T) -> N + Send + Sync + 'static,
) -> Result<Option<Once<T>>> {
    let Some(key) = key else { return Ok(None) };
    if !(1..=idempotency::MOST).contains(&key.chars().count()) {
        let reason = Reason::Length(1, idempotency::MOST);
        return Err(Error::invalid("idempotencyKey", reason).into());
    }
    let (app, actor) = asked(ctx)?;
    let field = ctx.field();
    // The same in another order is the same: JSON's objects are sorted here.
    let arguments = field.arguments()?.into_iter();
    let arguments = arguments.map(|(name, value)| Ok((name, value.into_json()?)));
    let asked = serde_json::to_vec(&arguments.collect::<Result<BTreeMap<_, _>>>()?)?;
    let fingerprint = app.vault.index("request", [field.name().as_bytes(), b"\0", &asked].concat());
    let route = format!("mutation {}", field.name());
    let request = RequestKey { account: actor.account.0, route, key };
    Ok(Some(Once { request, fingerprint, render: Arc::new(move |it| names(it).to_string()) }))
}

/// What a change is about: the thing itself, or which it was the first time.
pub(super) enum About<T, I> {
    Thing(T),
    Known(I),
}

/// What a change is about.
pub(super) fn about<T, I: Names>(outcome: Outcome<T>) -> domain::Result<About<T, I>> {
    Ok(match outcome {
        Outcome::Done(thing) | Outcome::Existing(thing) => About::Thing(thing),
        Outcome::Repeated(id) => About::Known(id.parse()?),
    })
}
