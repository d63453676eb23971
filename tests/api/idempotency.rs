use futures_util::future::join_all;
use rstest::rstest;
use serde_json::json;
use tests::{
    Gateway,
    Storage::{self, PostgresAndRedis, Sqlite},
};

const FEEDING: &str = "/api/v1/activities/feeding";

#[rstest]
#[tokio::test]
async fn a_repeated_key_gets_the_first_answer_and_another_body_is_refused(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let body = jane.bottle(&child, 5);
    let first = jane.post_once("key", FEEDING, body.clone()).await;
    let again = jane.post_once("key", FEEDING, body.clone()).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other = jane.post_once("key", FEEDING, jane.bottle(&child, 6)).await;
    assert_eq!(other.refusal(), (422, "VALIDATION_ERROR", "Idempotency-Key"));
    let long = jane.post_once(&"x".repeat(256), FEEDING, body).await;
    assert_eq!(long.refusal(), (400, "VALIDATION_ERROR", "Idempotency-Key"));

    let total = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(total["cursor"]["total"], 1);
}

#[rstest]
#[tokio::test]
async fn forty_quadruple_posts_store_forty(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (jane, child) = (&jane, child.as_str());
    let posts = (0..40).flat_map(|post| {
        let mut body = jane.bottle(child, post);
        // Half by key, half by the client's own id.
        if post % 2 == 1 {
            body["id"] = domain::ActivityId::fresh().to_string().into();
        }
        (0..4).map(move |_| {
            let body = body.clone();
            async move {
                let key = format!("post-{post}");
                let reply = match post % 2 {
                    0 => jane.post_once(&key, FEEDING, body).await,
                    _ => jane.post(FEEDING, body).await,
                };
                (post, reply.data(201)["id"].clone())
            }
        })
    });
    let mut answers = join_all(posts).await;
    answers.sort_by_key(|(post, _)| *post);
    assert!(answers.chunks(4).all(|four| four.iter().all(|answer| *answer == four[0])));
    let list = jane.get(&format!("/api/v1/activities?childId={child}")).await.data(200);
    assert_eq!(list["cursor"]["total"], 40);
}

#[rstest]
#[tokio::test]
async fn a_clients_id_names_one_activity(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (emma, ivy) = (jane.child("Emma").await, eve.child("Ivy").await);
    let id = domain::ActivityId::fresh().to_string();
    let with_id = |mut body: serde_json::Value| {
        body["id"] = id.clone().into();
        body
    };
    let body = with_id(jane.bottle(&emma, 5));
    let first = jane.post(FEEDING, body.clone()).await.data(201);
    assert_eq!(first["id"], json!(id));
    assert_eq!(jane.post(FEEDING, body).await.data(201), first);
    let other = jane.post(FEEDING, with_id(jane.bottle(&emma, 6))).await;
    assert_eq!(other.refusal(), (409, "SYNC_CONFLICT", ""));
    // Another family's activity of the same id is nobody's business.
    eve.post(FEEDING, with_id(eve.bottle(&ivy, 5))).await.data(201);
}

#[rstest]
#[tokio::test]
async fn every_write_that_logs_can_be_repeated(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let register =
        json!({ "email": "jane@example.com", "password": "SecurePass123!", "name": "Jane Doe" });
    let anyone = gateway.anyone();
    let calls = (0..4).map(|_| anyone.post_once("r", "/api/v1/auth/register", register.clone()));
    let replies = join_all(calls).await;
    assert!(replies.iter().all(|reply| reply.status == 201 && reply.body == replies[0].body));

    let (jane, john) = (gateway.parent("Jane Roe").await, gateway.parent("John Roe").await);
    let invite = json!({ "email": "john@example.com", "role": "parent" });
    let child = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15" });
    for (path, body) in [("/api/v1/families/invite", &invite), ("/api/v1/children", &child)] {
        let calls = (0..4).map(|_| jane.post_once("same", path, body.clone()));
        let replies = join_all(calls).await;
        assert!(replies.iter().all(|reply| reply.status == 201), "{path} {:?}", replies[0].body);
        assert!(replies.iter().all(|reply| reply.body == replies[0].body), "{path}");
    }
    assert_eq!(gateway.letters().len(), 1);
    let join = json!({ "shareCode": jane.share_code });
    let calls = (0..4).map(|_| john.post_once("j", "/api/v1/families/join", join.clone()));
    let replies = join_all(calls).await;
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
}
