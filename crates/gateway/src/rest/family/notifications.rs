//! What the signed-in person was told.

use actix_web::{delete, get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{DeviceId, Error, NoticeKind, NotificationId, Reached, Reason, Result, Word};
use persistence::notifications::Range;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::path_id;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::Spoken,
    rest::{
        body::{Body, Empty, Idempotency, Input},
        envelope::{self, DeletedBody, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::notifications::{self, Shown, Tested},
};

const DEFAULT_LIMIT: u64 = 20;
const MOST: u64 = 100;

/// Which notifications to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::rest) struct NotificationsQuery {
    /// `cursor.next` of the page before.
    cursor: Option<String>,
    /// 1 to 100; absent: 20.
    limit: Option<String>,
    /// `true`: only what you have not read.
    unread: Option<String>,
}

impl NotificationsQuery {
    fn read(&self) -> Result<Range> {
        let cursor = self.cursor.as_deref().map(str::parse::<NotificationId>).transpose();
        let limit = match self.limit.as_deref().map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit @ 1..=MOST)) => limit,
            Some(_) => {
                return Err(Error::invalid("limit", Reason::between(1, MOST)));
            }
        };
        let unread = match self.unread.as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(Error::invalid("unread", Reason::OneOf(&["true", "false"]))),
        };
        let before = cursor.map_err(|_| Error::invalid("cursor", Reason::Forged))?;
        Ok(Range { before, unread, limit })
    }
}

#[derive(Serialize, ToSchema)]
struct NotificationsBody {
    notifications: Vec<NotificationBody>,
    cursor: NextBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NextBody {
    /// For the next page; absent on the last.
    next: Option<id::Notification>,
    has_more: bool,
}

/// Something you were told.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NotificationBody {
    id: id::Notification,
    r#type: word::NoticeKind,
    /// In your language.
    title: String,
    /// In your language.
    body: String,
    data: DataBody,
    /// The family it is about, if it is about one.
    family_id: Option<id::Family>,
    created_at: DateTime<Utc>,
    /// When you read it; `null` until then.
    read_at: Option<DateTime<Utc>>,
}

/// What it is about, for the app.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DataBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    member_id: Option<id::Account>,
}

impl From<Shown> for NotificationBody {
    fn from(Shown { notification, words }: Shown) -> Self {
        Self {
            id: Id(notification.id),
            r#type: OneOf(notification.notice.kind()),
            title: words.title,
            body: words.body,
            data: DataBody { member_id: notification.notice.member().map(Id) },
            family_id: notification.family.map(Id),
            created_at: notification.created_at,
            read_at: notification.read_at,
        }
    }
}

/// What you were told, the latest first
#[utoipa::path(
    tag = "notifications",
    params(NotificationsQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<NotificationsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/notifications")]
pub(in crate::rest) async fn list_notifications(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    query: web::Query<NotificationsQuery>,
) -> Result<Envelope<NotificationsBody>, Problem> {
    let page = notifications::list(&app, &actor, query.read()?, locale).await?;
    Ok(Envelope::ok(NotificationsBody {
        notifications: page.notifications.into_iter().map(Into::into).collect(),
        cursor: NextBody { has_more: page.next.is_some(), next: page.next.map(Id) },
    }))
}

/// Mark a notification as read
#[utoipa::path(
    tag = "notifications",
    params(("notification" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<NotificationBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/notifications/{notification}/read")]
pub(in crate::rest) async fn read_notification(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    notification: web::Path<String>,
) -> Result<Envelope<NotificationBody>, Problem> {
    let shown = notifications::read(&app, &actor, path_id(&notification)?, locale).await?;
    Ok(Envelope::ok(shown.into()))
}

#[derive(Serialize, ToSchema)]
struct AllReadBody {
    /// Always true.
    read: bool,
}

/// Mark all notifications as read
#[utoipa::path(
    tag = "notifications",
    params(Idempotency),
    security(("bearer" = [])),
    responses((status = 200, body = Success<AllReadBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/notifications/read-all")]
pub(in crate::rest) async fn read_all_notifications(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Empty>,
) -> Result<Envelope<AllReadBody>, Problem> {
    let show = |(): &()| AllReadBody { read: true };
    let (_, once) = body.once(actor.account.0, move |done| envelope::text(show(done)));
    let outcome = notifications::read_all(&app, &actor, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, show))
}

/// Remove a notification from your list
#[utoipa::path(
    tag = "notifications",
    params(("notification" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<DeletedBody>), (status = "4XX", body = ErrorBody)),
)]
#[delete("/api/v1/notifications/{notification}")]
pub(in crate::rest) async fn delete_notification(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    notification: web::Path<String>,
) -> Result<Envelope<DeletedBody>, Problem> {
    let id: NotificationId = path_id(&notification)?;
    notifications::delete(&app, &actor, id).await?;
    Ok(Envelope::ok(DeletedBody::of(&id)))
}

/// A device to try.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct TestNotification {
    /// `test`.
    r#type: String,
    device_id: String,
}

impl Input for TestNotification {}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TestedBody {
    notification_id: id::Notification,
    device_id: String,
    /// How far it came.
    status: word::Reached,
    /// Whether the push service took it.
    delivered: bool,
}

impl From<&Tested> for TestedBody {
    fn from(tested: &Tested) -> Self {
        Self {
            notification_id: Id(tested.id),
            device_id: tested.device.as_str().into(),
            status: OneOf(tested.reached),
            delivered: tested.reached == Reached::Sent,
        }
    }
}

/// Send yourself a notification to try a device
#[utoipa::path(
    tag = "notifications",
    params(Idempotency),
    request_body = TestNotification,
    security(("bearer" = [])),
    responses((status = 200, body = Success<TestedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/test/notification")]
pub(in crate::rest) async fn test_notification(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<TestNotification>,
) -> Result<Envelope<TestedBody>, Problem> {
    let render = |tested: &Tested| envelope::text(TestedBody::from(tested));
    let (asked, once) = body.once(actor.account.0, render);
    if asked.r#type != NoticeKind::Test.word() {
        return Err(Error::invalid("type", Reason::OneOf(&["test"])).into());
    }
    let device = DeviceId::new(&asked.device_id)?;
    let outcome = notifications::test(&app, &actor, device, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |tested| tested.into()))
}
