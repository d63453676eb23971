//! Answers as they are written, as server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).

use std::{convert::Infallible, time::Duration};

use actix_web::{
    HttpResponse,
    http::header::CACHE_CONTROL,
    rt::{spawn, task::JoinHandle},
    web::{self, Bytes},
};
use domain::{Actor, Error, Locale, Result, Word};
use futures_util::{Stream, stream};
use serde::Serialize;
use serde_json::{Value, json, value::RawValue};
use tokio::{
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::timeout,
};

use super::chat::{ChatReply, counted};
use crate::{
    App,
    error::{Problem, log_if_internal},
    language,
    usecases::{
        assistant::{self, Answered, Asked, Heard},
        idempotency::{Once, Outcome},
    },
};

pub(super) const MEDIA: &str = "text/event-stream";

/// A stream says something at least so often, for what lies between to keep it open.
const SILENCE: Duration = Duration::from_secs(15);

type Answering = JoinHandle<Result<Outcome<Answered>>>;

/// Answers a question as it is written. What is refused before anything was said has its status.
pub(super) async fn answer(
    app: web::Data<App>,
    actor: Actor,
    locale: Locale,
    asked: Asked,
    once: Option<Once<Answered>>,
    limit: impl Future<Output = Result<()>> + 'static,
) -> Result<HttpResponse, Problem> {
    let (sender, mut parts) = unbounded_channel();
    // Goes on and is kept when the client hangs up.
    let answering = spawn(async move {
        assistant::ask(&app, &actor, locale, asked, once, Some(sender), limit).await
    });
    let Some(first) = parts.recv().await else {
        let said = ended(answering.await, locale, false)?;
        return Ok(events(stream::iter([Ok(said)])));
    };
    let quota = match &first {
        Heard::Begun(_, quota) => *quota,
        _ => None,
    };
    let saying = Saying { parts, answering: Some(answering), locale };
    let rest = stream::unfold(saying, |mut saying| async {
        let said = saying.next().await?;
        Some((Ok(said), saying))
    });
    let first = stream::iter([Ok(event(&first))]);
    let mut response = events(futures_util::StreamExt::chain(first, rest));
    counted(&mut response, quota);
    Ok(response)
}

fn events(events: impl Stream<Item = Result<Bytes, Infallible>> + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(MEDIA)
        .insert_header((CACHE_CONTROL, "no-store"))
        // Proxies and compression would keep it until there is more of it.
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header((actix_web::http::header::CONTENT_ENCODING, "identity"))
        .streaming(events)
}

/// An answer on its way.
struct Saying {
    parts: UnboundedReceiver<Heard>,
    /// Taken when it is over.
    answering: Option<Answering>,
    locale: Locale,
}

impl Saying {
    /// What comes next.
    async fn next(&mut self) -> Option<Bytes> {
        self.answering.as_ref()?;
        match timeout(SILENCE, self.parts.recv()).await {
            Err(_) => Some(Bytes::from_static(b": still there\n\n")),
            Ok(Some(part)) => Some(event(&part)),
            Ok(None) => {
                let ended = ended(self.answering.take()?.await, self.locale, true);
                Some(ended.unwrap_or_else(|problem| failed(&problem.error, self.locale)))
            }
        }
    }
}

fn event(part: &Heard) -> Bytes {
    match part {
        Heard::Begun(conversation, _) => {
            named("begun", &json!({ "conversationId": conversation.to_string() }))
        }
        Heard::Text(text) => named("delta", &json!({ "text": text })),
        Heard::Again => named("again", &json!({})),
    }
}

/// The last event: all of the answer. What was heard of another is void if the same question was answered meanwhile.
fn ended<E: std::error::Error + Send + Sync + 'static>(
    answered: std::result::Result<Result<Outcome<Answered>>, E>,
    locale: Locale,
    was_heard: bool,
) -> Result<Bytes, Problem> {
    Ok(match answered.map_err(Error::internal)?? {
        Outcome::Done(answered) | Outcome::Existing(answered) => {
            named("done", &ChatReply::new(locale, &answered))
        }
        Outcome::Repeated(text) => {
            #[derive(serde::Deserialize)]
            struct Enveloped {
                data: Box<RawValue>,
            }
            let first: Enveloped = serde_json::from_str(&text).map_err(Error::internal)?;
            let again = if was_heard { event(&Heard::Again) } else { Bytes::new() };
            [again, named("done", &first.data)].concat().into()
        }
    })
}

fn failed(error: &Error, locale: Locale) -> Bytes {
    log_if_internal(error);
    let message = language::message(locale, error);
    named("error", &json!({ "code": error.code(), "message": message, "locale": locale.word() }))
}

fn named(name: &str, data: &impl Serialize) -> Bytes {
    let data = serde_json::to_string(data).unwrap_or_else(|_| Value::Null.to_string());
    format!("event: {name}\ndata: {data}\n\n").into()
}
