//! Every route for everybody: who gets in is said in one table, and a route that is missing there fails the test.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

/// Whom a route lets in, but for those without a token.
#[derive(Clone, Copy, PartialEq)]
enum To {
    /// Anybody, without a token.
    Anyone,
    /// Whoever is signed in: it is about themselves.
    Signed,
    /// Whom it belongs to; to others there is no such thing.
    Owner,
    /// Members of the family; to strangers there is no such thing.
    Members,
    /// Those who may log: not viewers.
    Loggers,
    /// Those who may add or edit children: nobody but parents, unless they were invited so.
    Parents,
}

use crate::{
    assistant::CHAT,
    astrologer::{ASK, question},
};

const TABLE: &[(&str, To)] = {
    use To::{Anyone, Loggers, Members, Owner, Parents, Signed};
    &[
        ("POST /api/v1/auth/register", Anyone),
        ("POST /api/v1/auth/login", Anyone),
        ("POST /api/v1/auth/refresh", Anyone),
        ("POST /api/v1/auth/signup", Anyone),
        ("POST /api/v1/auth/forgot_password", Anyone),
        ("POST /api/v1/auth/reset_password", Anyone),
        ("POST /api/v1/auth/verify-email", Anyone),
        ("POST /api/v1/auth/verify-email/send", Signed),
        ("GET /api/v1/auth/me", Signed),
        ("PATCH /api/v1/auth/settings", Signed),
        ("POST /api/v1/auth/change-password", Signed),
        ("GET /api/v1/users/me", Signed),
        ("PUT /api/v1/users/me", Signed),
        ("GET /api/v1/users/{user_id}", Signed),
        ("GET /", Anyone),
        ("POST /auth/send-otp", Anyone),
        ("POST /auth/verify-otp", Anyone),
        ("GET /auth/me", Signed),
        ("DELETE /auth/me", Signed),
        ("GET /auth/verify-token", Signed),
        ("POST /auth/logout", Signed),
        // The first of these paths to be called, after which everybody has told of their birth.
        ("POST /auth/register-details", Signed),
        ("POST /chat/astrologer", Signed),
        ("GET /chat/sessions", Signed),
        ("GET /chat/sessions/{session_id}", Owner),
        ("DELETE /chat/sessions/{session_id}", Owner),
        ("DELETE /chat/sessions/{session_id}/messages/{message_id}", Owner),
        ("GET /chat/charts/{session_id}.svg", Owner),
        ("GET /auth/user-details", Signed),
        ("PUT /auth/user-details", Signed),
        ("GET /api/v1/health", Anyone),
        ("GET /livez", Anyone),
        ("GET /readyz", Anyone),
        ("POST /api/v1/auth/logout", Signed),
        ("POST /api/v1/ws/ticket", Signed),
        ("GET /api/v1/devices", Signed),
        ("GET /api/v1/devices/{device}", Owner),
        ("PATCH /api/v1/devices/{device}", Owner),
        ("DELETE /api/v1/devices/{device}", Owner),
        ("GET /api/v1/notifications", Signed),
        ("POST /api/v1/notifications/read-all", Signed),
        ("GET /api/v1/notifications/settings", Signed),
        ("PATCH /api/v1/notifications/settings", Signed),
        ("POST /api/v1/notifications/{notification}/read", Owner),
        ("DELETE /api/v1/notifications/{notification}", Owner),
        ("POST /api/v1/test/notification", Owner),
        ("GET /api/v1/families", Signed),
        ("POST /api/v1/families", Signed),
        ("POST /api/v1/families/invite", Parents),
        ("POST /api/v1/families/join", Signed),
        ("GET /api/v1/families/{family}", Members),
        ("PATCH /api/v1/families/{family}", Parents),
        ("DELETE /api/v1/families/{family}", Parents),
        ("GET /api/v1/families/{family}/invitations", Parents),
        ("GET /api/v1/families/{family}/invitations/{invitation}", Parents),
        ("PATCH /api/v1/families/{family}/invitations/{invitation}", Parents),
        ("DELETE /api/v1/families/{family}/invitations/{invitation}", Parents),
        ("GET /api/v1/families/{family}/members", Members),
        ("GET /api/v1/families/{family}/members/{member}", Members),
        ("PATCH /api/v1/families/{family}/members/{member}", Parents),
        ("DELETE /api/v1/families/{family}/members/{member}", Parents),
        ("POST /api/v1/families/{family}/share-code", Parents),
        ("GET /api/v1/families/{family}/since-last-look", Members),
        ("GET /api/v1/children", Members),
        ("POST /api/v1/children", Parents),
        ("GET /api/v1/children/{child}", Members),
        ("PATCH /api/v1/children/{child}", Parents),
        ("DELETE /api/v1/children/{child}", Parents),
        ("GET /api/v1/children/{child}/photos/{photo}", Members),
        ("GET /api/v1/consent", Anyone),
        ("GET /api/v1/children/{child}/consent", Members),
        ("PUT /api/v1/children/{child}/consent", Parents),
        ("DELETE /api/v1/children/{child}/consent", Parents),
        ("GET /api/v1/children/{child}/growth", Members),
        ("GET /api/v1/children/{child}/growth.svg", Members),
        ("GET /api/v1/children/{child}/activities.csv", Members),
        ("POST /api/v1/families/{family}/import", Loggers),
        ("POST /api/v1/activities/*", Loggers),
        ("GET /api/v1/activities", Members),
        ("GET /api/v1/activities/{activity}", Members),
        ("PATCH /api/v1/activities/{activity}", Loggers),
        ("DELETE /api/v1/activities/{activity}", Loggers),
        ("POST /api/v1/activities/{activity}/restore", Loggers),
        ("GET /api/v1/milestones", Members),
        ("GET /api/v1/timers", Members),
        ("POST /api/v1/timers", Loggers),
        ("GET /api/v1/timers/{timer}", Members),
        ("DELETE /api/v1/timers/{timer}", Loggers),
        ("POST /api/v1/timers/{timer}/*", Loggers),
        ("GET /api/v1/appointments", Members),
        ("POST /api/v1/appointments", Loggers),
        ("GET /api/v1/appointments/{appointment}", Members),
        ("PATCH /api/v1/appointments/{appointment}", Loggers),
        ("DELETE /api/v1/appointments/{appointment}", Loggers),
        ("GET /api/v1/insights", Members),
        ("DELETE /api/v1/insights/{insight}", Loggers),
        ("GET /api/v1/insights/{child}/patterns", Members),
        ("GET /api/v1/insights/{child}/predictions", Members),
        ("POST /api/v1/ai/chat", Members),
        ("GET /api/v1/ai/conversations", Signed),
        ("GET /api/v1/ai/conversations/{conversation}", Owner),
        ("DELETE /api/v1/ai/conversations/{conversation}", Owner),
        ("POST /api/v1/ai/command", Loggers),
        ("POST /api/v1/ai/voice", Loggers),
        ("GET /api/v1/sync", Members),
        ("POST /api/v1/sync", Members),
        ("GET /api/v1/users/profile", Signed),
        ("POST /api/v1/users/profile/photo", Signed),
        ("DELETE /api/v1/users/profile/photo", Signed),
        ("GET /api/v1/users/{user}/photos/{photo}", Members),
        ("GET /api/v1/users/profile/setup", Owner),
        ("POST /api/v1/users/profile/setup", Signed),
        ("PATCH /api/v1/users/profile/setup", Owner),
        ("GET /api/v1/users/settings", Signed),
        ("PUT /api/v1/users/settings", Signed),
        ("PUT /api/v1/users/settings/profile", Signed),
        ("PUT /api/v1/users/settings/notifications", Signed),
        ("PUT /api/v1/users/settings/app", Signed),
        ("PUT /api/v1/users/password", Signed),
        ("GET /api/v1/users/child-profiles", Signed),
        ("POST /api/v1/users/child-profiles", Parents),
        ("GET /api/v1/users/child-profiles/{child}", Members),
        ("PATCH /api/v1/users/child-profiles/{child}", Parents),
        ("DELETE /api/v1/users/child-profiles/{child}", Parents),
        ("POST /api/v1/users/child-profiles/{child}/upload-picture", Parents),
        ("POST /api/v1/users/early-access", Anyone),
    ]
};

fn rule(route: &str) -> To {
    let exact = TABLE.iter().find(|(known, _)| *known == route);
    let any = TABLE.iter().find(|(known, _)| {
        let prefix = known.strip_suffix('*');
        prefix.is_some_and(|prefix| {
            route.strip_prefix(prefix).is_some_and(|rest| !rest.contains(['/', '{']))
        })
    });
    exact.or(any).unwrap_or_else(|| panic!("{route} is missing in the table")).1
}

const AVATAR: &str = "/api/v1/users/profile/photo";
const SETUP: &str = "/api/v1/users/profile/setup";
const DETAILS: &str = "/auth/register-details";

/// What stands in the path of a person's picture.
fn photo_of(url: &Value) -> String {
    url.as_str().unwrap().strip_prefix("/api/v1/users/").unwrap().into()
}

/// Whether somebody who may was let in: nobody's code is not found either, and whoever has told of themselves has told.
fn is_let_in(reply: &Reply, path: &str) -> bool {
    let told_before = [(SETUP, 409), (DETAILS, 400)].contains(&(path, reply.status));
    reply.status < 300 || path.ends_with("join") || told_before
}

/// Somebody with a family of their own, whose address is known to be theirs.
async fn somebody<'a>(gateway: &'a Gateway, name: &str) -> Person<'a> {
    gateway.parent(name).await.verified().await
}

/// A family with one of everything.
struct World<'a> {
    jane: Person<'a>,
    names: Vec<(&'static str, String)>,
}

impl<'a> World<'a> {
    async fn of(jane: &Person<'a>, leaver: &Person<'_>) -> World<'a> {
        jane.welcome(leaver, "viewer", None).await;
        let photo = crate::photos::picture();
        let child = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15", "photo": photo });
        let child = jane.post("/api/v1/children", child).await.data(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (id, photo) = (text(&child["id"]), text(&child["photoUrl"]));
        let activity = jane.feed(&id, 5).await.data(201);
        let timer = json!({ "childId": id, "type": "feeding", "side": "left" });
        let timer = jane.post("/api/v1/timers", timer).await.data(201);
        let visit =
            json!({ "childId": id, "title": "Vaccination", "scheduledFor": jane.gateway.now() });
        let appointment = jane.post("/api/v1/appointments", visit).await.data(201);
        let insight = crate::insights::a_record(jane, &id).await;
        let invite = json!({ "email": "x@example.com", "role": "viewer", "familyId": jane.family });
        let invitation = jane.post("/api/v1/families/invite", invite).await.data(201);
        let told = jane.get("/api/v1/notifications").await.data(200);
        jane.on("phone", "ios", "token").await;
        let avatar = leaver.send_file(AVATAR, &crate::photos::jpeg(20, 10)).await.bare(200);
        jane.post(SETUP, json!({})).await;
        jane.post(DETAILS, crate::birth_details::told()).await;
        let chat = jane.post(ASK, question()).await.bare(200);
        let session = text(&chat["session_id"]);
        let said = jane.get(&format!("/chat/sessions/{session}")).await.bare(200);
        let asked = crate::assistant::ask(jane, &id, "How much sleep is enough?").await;
        let names = vec![
            ("{user}/photos/{photo}", photo_of(&avatar["data"]["avatar_url"])),
            ("{child}", id),
            ("{photo}", photo.rsplit('/').next().unwrap().into()),
            ("{activity}", text(&activity["id"])),
            ("{appointment}", text(&appointment["id"])),
            ("{insight}", insight),
            ("{timer}", text(&timer["id"])),
            ("{invitation}", text(&invitation["invitationId"])),
            ("{family}", jane.family.clone()),
            ("{member}", leaver.id.clone()),
            ("{user_id}", leaver.id.clone()),
            ("{device}", "phone".into()),
            ("{session_id}", session),
            ("{message_id}", text(&said["messages"][0]["id"])),
            ("{conversation}", text(&asked["conversationId"])),
            ("{notification}", text(&told["notifications"][0]["id"])),
        ];
        World { jane: jane.clone(), names }
    }

    fn named(&self, name: &str) -> &str {
        &self.names.iter().find(|(known, _)| *known == name).unwrap().1
    }

    fn path(&self, path: &str) -> String {
        let filled =
            self.names.iter().fold(path.to_owned(), |path, (name, id)| path.replace(name, id));
        assert!(!filled.contains('{'), "nothing is known that fills {filled}");
        let query = match path {
            "/api/v1/activities" | "/api/v1/milestones" | "/api/v1/insights" => {
                format!("?childId={}", self.named("{child}"))
            }
            "/api/v1/children" | "/api/v1/timers" | "/api/v1/sync" | "/api/v1/appointments" => {
                format!("?familyId={}", self.jane.family)
            }
            "/api/v1/children/{child}/growth.svg" => "?measure=weight".into(),
            _ => String::new(),
        };
        filled + &query
    }

    /// A body in which only the permission can be wrong.
    fn body(&self, method: &Method, path: &str) -> Value {
        let (child, now) = (self.named("{child}"), self.jane.gateway.now());
        let logs = method == Method::POST && path.starts_with("/api/v1/activities/");
        if logs && !path.contains('{') {
            let kind = path.rsplit('/').next().unwrap();
            let r#type = match kind {
                "feeding" => "breast",
                "sleep" => "nap",
                _ => "wet",
            };
            return json!({
                "childId": child, "startTime": now, "timestamp": now, "type": r#type, "name": "Vitamin D",
                "notes": "Hm", "weight": { "value": 8, "unit": "kg" },
                "temperature": { "value": 37, "unit": "°C" },
            });
        }
        let family = &self.jane.family;
        match (method.as_str(), path) {
            ("POST", "/api/v1/auth/change-password") | ("PUT", "/api/v1/users/password") => {
                crate::passwords::the_same_again()
            }
            ("POST", "/api/v1/children") => {
                json!({ "familyId": family, "name": "Ella", "birthDate": "2023-06-15" })
            }
            ("POST", "/api/v1/families/invite") => {
                json!({ "familyId": family, "email": "y@example.com", "role": "viewer" })
            }
            ("POST", "/api/v1/families/join") => json!({ "shareCode": "QQQQQQ" }),
            ("POST", "/api/v1/families") => json!({ "name": "Another" }),
            ("POST", ASK) => question(),
            ("POST", DETAILS) => crate::birth_details::told(),
            ("POST", "/api/v1/timers") => json!({ "childId": child, "type": "bath" }),
            ("POST", "/api/v1/appointments") => {
                json!({ "childId": child, "title": "Check-up", "scheduledFor": now })
            }
            ("POST", CHAT) => json!({ "childId": child, "message": "How much sleep is enough?" }),
            ("POST", "/api/v1/ai/command") => {
                json!({ "childId": child, "text": "log a wet diaper" })
            }
            ("POST", "/api/v1/sync") => json!({ "familyId": family, "items": [] }),
            ("POST", "/api/v1/test/notification") => json!({ "type": "test", "deviceId": "phone" }),
            ("POST", "/api/v1/users/child-profiles") => {
                json!({ "family_id": family, "full_name": "Ella", "date_of_birth": "2023-06-15" })
            }
            ("POST", "/api/v1/users/early-access") => json!({ "email": "x@example.com" }),
            ("PATCH", "/api/v1/children/{child}") => json!({ "name": "Ella" }),
            ("PUT", "/api/v1/children/{child}/consent") => {
                json!({ "textVersion": domain::Consent::TEXT })
            }
            ("PATCH", path) if path.contains("members") || path.contains("invitations") => {
                json!({ "role": "caregiver" })
            }
            ("PATCH", "/api/v1/families/{family}") => json!({ "name": "The Others" }),
            ("PATCH", "/api/v1/appointments/{appointment}") => json!({ "title": "Dentist" }),
            ("PATCH", "/api/v1/activities/{activity}") => json!({ "notes": "Well" }),
            _ => json!({}),
        }
    }

    async fn call(&self, person: &Person<'_>, method: &Method, path: &str) -> Reply {
        let call = person.call(method.clone(), &self.path(path));
        if *method == Method::GET || *method == Method::DELETE {
            return send(call).await;
        }
        if path.ends_with("/voice") {
            let child = [("childId", self.named("{child}"))];
            return person.speak(&child, crate::voice::WET).await;
        }
        if path.ends_with("/import") {
            let (child, file) = (self.named("{child}"), crate::transfers::HUCKLEBERRY);
            let upload = person.upload(&self.path(path), &[("childId", child)], file.as_bytes());
            return send(upload).await;
        }
        if path == AVATAR || path.ends_with("/upload-picture") {
            return person.send_file(&self.path(path), &crate::photos::jpeg(20, 10)).await;
        }
        send(call.json(&self.body(method, path))).await
    }
}

#[rstest]
#[tokio::test]
async fn every_route_is_open_to_whom_the_table_says_and_closed_to_others(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let limits = [("MATERNAL_FREE_CHILDREN", "200")];
    let gateway = Gateway::with(on, &limits).await;
    let (jane, eve) = (somebody(&gateway, "Jane Doe").await, somebody(&gateway, "Eve Else").await);
    let (gran, sue) =
        (somebody(&gateway, "Gran Doe").await, somebody(&gateway, "Sue Sitter").await);
    jane.welcome(&gran, "viewer", None).await;
    jane.welcome(&sue, "caregiver", None).await;
    let leaver = gateway.parent("Leaver Doe").await;
    let world = World::of(&jane, &leaver).await;
    let document = gateway.anyone().get("/openapi.json").await.body;
    let (mut routes, mut held_back) = (Vec::new(), Vec::new());
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let route = (method.clone(), path.as_str());
            // What ends things is done by their owner at the end.
            let last = method == Method::DELETE
                || ["cancel", "stop", "logout"].iter().any(|it| path.ends_with(it));
            if last {
                held_back.push(route.clone());
            }
            routes.push(route);
        }
    }
    assert_eq!(
        TABLE.iter().filter(|(known, _)| !known.ends_with('*')).count()
            + routes
                .iter()
                .filter(|(method, path)| {
                    !TABLE.iter().any(|(known, _)| *known == format!("{method} {path}"))
                })
                .count(),
        routes.len(),
        "the table names routes that there are not",
    );
    for (method, path) in &routes {
        let route = format!("{method} {path}");
        let to = rule(&route);
        let anyone = world.call(&gateway.anyone(), method, path).await;
        if to == To::Anyone {
            assert_ne!((anyone.status, anyone.refusal().1), (401, "UNAUTHORIZED"), "{route}");
            continue;
        }
        assert_eq!(anyone.refusal(), (401, "UNAUTHORIZED", ""), "{route}");
        // Nobody goes on after these.
        if path.ends_with("logout") || route == "DELETE /auth/me" {
            continue;
        }
        let eves = world.call(&eve, method, path).await;
        match to {
            To::Signed => assert!(is_let_in(&eves, path), "{route} {}", eves.body),
            _ => assert_eq!(eves.refusal(), (404, "NOT_FOUND", ""), "{route}"),
        }
        for (person, may) in [
            (&gran, matches!(to, To::Members | To::Signed)),
            (&sue, matches!(to, To::Members | To::Signed | To::Loggers)),
        ] {
            let ends = held_back.contains(&(method.clone(), *path));
            if may && ends {
                continue;
            }
            let reply = world.call(person, method, path).await;
            match (may, to) {
                (true, _) => assert!(is_let_in(&reply, path), "{route} {}", reply.body),
                (false, To::Owner) => {
                    assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""), "{route}");
                }
                (false, _) => assert_eq!(reply.refusal(), (403, "FORBIDDEN", ""), "{route}"),
            }
        }
        if !held_back.contains(&(method.clone(), *path)) {
            let own = world.call(&jane, method, path).await;
            assert!(is_let_in(&own, path), "{route} {}", own.body);
        }
    }
    // Each from a world of its own, as one ends what another needs.
    for (number, (method, path)) in held_back.iter().enumerate() {
        let jane = somebody(&gateway, &format!("Jane {number}")).await;
        let leaver = gateway.parent(&format!("Leaver {number}")).await;
        let world = World::of(&jane, &leaver).await;
        let done = world.call(&jane, method, path).await;
        assert!(done.status < 300, "{method} {path} {}", done.body);
    }
}
