//! Letters, sent through a real mail server.

use std::{
    collections::HashSet,
    fs::{self, File},
    time::Duration,
};

use chrono::{DateTime, TimeDelta};
use domain::{Letter, Locale, OneTimeCode, SecurityEvent, Word};
use reqwest::{Client, Method};
use rstest::rstest;
use serde_json::json;
use tests::{
    Gateway, MailServer, Person, Process,
    Storage::{self, PostgresAndRedis, Sqlite},
    maternal,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

const INVITE: &str = "/api/v1/families/invite";

async fn invite(jane: &Person<'_>, address: &str) -> String {
    let body =
        json!({ "email": address, "role": "viewer", "message": "<b>Tea</b> & cake?\nCome!" });
    jane.post(INVITE, body).await.data(201)["shareCode"].as_str().unwrap().to_owned()
}

/// Goes on an hour at a time, so that whatever waits is tried again.
async fn later(gateway: &Gateway) {
    gateway.pass(TimeDelta::hours(1));
    gateway.send_due().await;
}

#[rstest]
#[case::tls("(over submission+TLS", MailServer::url)]
#[case::starttls("(over submission,", MailServer::starttls_url)]
#[tokio::test]
async fn a_letter_arrives_over_tls_in_the_language_of_its_reader(
    #[case] way: &str,
    #[case] url: fn(&MailServer) -> String,
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mail = MailServer::start();
    let url = url(&mail);
    let gateway = mail.gateway(on, &[("MATERNAL_SMTP_URL", Some(&url))]).await;
    let jane = gateway.parent("Zoë Müller").await;
    let reader = json!({
        "email": "li@example.org", "password": "SecurePass123!", "name": "Li Wei", "locale": "zh-CN",
    });
    gateway.anyone().post("/api/v1/auth/register", reader).await.data(201);
    let code = invite(&jane, "li@example.org").await;

    // One asks her for her address.
    let letters = mail.letters(2).await;
    assert_eq!(letters.len(), 2);
    let letter = letters.iter().find(|letter| letter.text().contains(&code)).unwrap();
    // It was encrypted, and the gateway had signed in (RFC 3848).
    let received = letter.header("Received");
    assert!(received.contains(way) && received.contains("ESMTPSA"), "{received}");
    assert_eq!(letter.to(), "li@example.org");
    assert_eq!(letter.header("From"), "Maternal <hello@example.org>");
    assert_eq!(letter.subject(), "Zoë Müller 邀请您加入 The Müller Family");
    assert!(letter.header("Subject").is_ascii());
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    assert_eq!(letter.header("Content-Language"), "zh-CN");
    assert!(letter.header("Content-Type").starts_with("multipart/alternative"));
    assert!(letter.header("Message-ID").ends_with("@example.org>"));
    let date = DateTime::parse_from_rfc2822(&letter.header("Date")).unwrap();
    assert!((date.to_utc() - gateway.now()).abs() < TimeDelta::minutes(1));
    let (text, html) = (letter.text(), letter.html());
    assert!(text.contains(&format!("应用中输入邀请码 {code}")), "{text}");
    assert!(text.contains("<b>Tea</b> & cake?\nCome!"), "{text}");
    assert!(html.contains("<html lang=\"zh-CN\">") && html.contains(&code), "{html}");
    assert!(html.contains("&lt;b&gt;Tea&lt;/b&gt; &amp; cake?<br>\nCome!"), "{html}");
    assert_eq!(gateway.letters_to_send().await, 0);
}

#[rstest]
#[tokio::test]
async fn every_letter_is_written_in_every_language(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mail = MailServer::start();
    let gateway = mail.gateway(on, &[]).await;
    let until = gateway.now() + TimeDelta::hours(1);
    let token = "canarytoken-0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let security = |event| Letter::Security { event, at: until };
    let letters = [
        (Letter::ResetPassword { token: token.into(), until }, Some("/reset-password")),
        (Letter::VerifyEmail { token: token.into(), until }, Some("/verify-email")),
        (security(SecurityEvent::PasswordChanged), None),
        (security(SecurityEvent::PasswordReset), None),
        (security(SecurityEvent::EmailChanged), None),
        (security(SecurityEvent::FirstCode), None),
        (security(SecurityEvent::FirstReset), None),
        (security(SecurityEvent::Erased), None),
        (Letter::SignIn { code: OneTimeCode::from_random(12_345), until }, None),
    ];
    for locale in Locale::ALL {
        for (index, (letter, _)) in letters.iter().enumerate() {
            let to = format!("{}-{index}@example.org", locale.word());
            gateway.post(&to, *locale, letter.clone()).await;
        }
    }
    gateway.send_due().await;
    let arrived = mail.letters(letters.len() * Locale::ALL.len()).await;
    let mut openings = HashSet::new();
    for locale in Locale::ALL {
        for (index, (letter, page)) in letters.iter().enumerate() {
            let to = format!("{}-{index}@example.org", locale.word());
            let one = arrived.iter().find(|one| one.to() == to).unwrap();
            assert_eq!(one.header("Content-Language"), locale.word());
            let (text, html) = (one.text(), one.html());
            assert!(!one.subject().is_empty() && !one.subject().contains("letter-"));
            if let Some(page) = page {
                let link = format!("https://family.example.org{page}#{token}");
                assert!(text.lines().any(|line| line == link), "{text}");
                assert!(html.contains(&format!("<a href=\"{link}\"")), "{html}");
            } else {
                assert!(!html.contains("href"), "{html}");
            }
            if matches!(letter, Letter::SignIn { .. }) {
                assert!(text.contains("012345") && html.contains("012345"), "{text}");
            }
            openings.insert((locale.word(), letter.kind(), text));
        }
    }
    let different: HashSet<_> = openings.iter().map(|(_, _, text)| text).collect();
    assert_eq!(different.len(), letters.len() * Locale::ALL.len());
}

#[rstest]
#[tokio::test]
async fn letters_wait_for_a_server_that_is_away(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let mut mail = MailServer::start();
    let gateway = mail.gateway(on, &[]).await;
    let jane = gateway.parent("Jane Doe").await;
    invite(&jane, "first@example.org").await;
    assert_eq!(mail.letters(1).await.len(), 1);
    mail.stop();
    invite(&jane, "second@example.org").await;
    invite(&jane, "third@example.org").await;
    later(&gateway).await;
    assert_eq!(gateway.letters_to_send().await, 2);
    mail.again();
    later(&gateway).await;
    let letters = mail.letters(3).await;
    let readers: HashSet<_> = letters.iter().map(tests::Received::to).collect();
    assert_eq!((letters.len(), readers.len()), (3, 3));
    assert_eq!(gateway.letters_to_send().await, 0);
    later(&gateway).await;
    assert_eq!(mail.letters(3).await.len(), 3);
}

#[rstest]
#[tokio::test]
async fn what_nobody_takes_ends_after_days_and_what_is_over_is_not_sent(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mut mail = MailServer::start();
    let gateway = mail.gateway(on, &[]).await;
    let jane = gateway.parent("Jane Doe").await;
    mail.stop();
    let until = gateway.now() + TimeDelta::hours(1);
    let reset = Letter::ResetPassword { token: "canarytoken".into(), until };
    gateway.post("reset@example.org", Locale::EnUs, reset).await;
    invite(&jane, "guest@example.org").await;
    later(&gateway).await;
    gateway.pass(TimeDelta::days(3));
    gateway.send_due().await;
    assert_eq!(gateway.letters_to_send().await, 1);
    gateway.pass(TimeDelta::days(1));
    mail.again();
    gateway.send_due().await;
    assert_eq!(gateway.letters_to_send().await, 0);
    let changed = Letter::Security { event: SecurityEvent::EmailChanged, at: gateway.now() };
    gateway.post("other@example.org", Locale::EnUs, changed).await;
    gateway.send_due().await;
    let letters = mail.letters(1).await;
    assert_eq!((letters.len(), letters[0].to()), (1, "other@example.org".into()));
}

#[rstest]
#[tokio::test]
async fn a_refused_letter_is_given_up_a_delayed_one_tried_again_and_others_are_sent(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mail = MailServer::start();
    let gateway = mail.gateway(on, &[]).await;
    let jane = gateway.parent("Jane Doe").await;
    mail.refuse("never@example.org", "never");
    mail.refuse("later@example.org", "later");
    for name in ["never", "later", "now"] {
        invite(&jane, &format!("{name}@example.org")).await;
    }
    assert_eq!(mail.letters(1).await[0].to(), "now@example.org");
    gateway.settled().await;
    assert_eq!(gateway.letters_to_send().await, 1);
    later(&gateway).await;
    assert_eq!(gateway.letters_to_send().await, 1);
    mail.refuse_nothing();
    later(&gateway).await;
    let letters = mail.letters(2).await;
    assert_eq!((letters.len(), letters[1].to()), (2, "later@example.org".into()));
    assert_eq!(gateway.letters_to_send().await, 0);
}

#[rstest]
#[case::nobody_knows_the_certificate(&[("MATERNAL_SMTP_CA", None)], "@", "@")]
#[case::the_certificate_has_another_name(&[], "@localhost", "@127.0.0.1")]
#[case::the_password_is_wrong(&[], "s3cret", "s3kret")]
#[tokio::test]
async fn a_server_that_is_not_to_be_trusted_or_does_not_trust_us_gets_no_letter(
    #[case] other: &[(&str, Option<&str>)],
    #[case] right: &str,
    #[case] wrong: &str,
    #[values(MailServer::url, MailServer::starttls_url)] url: fn(&MailServer) -> String,
) {
    let mail = MailServer::start();
    let url = url(&mail).replace(right, wrong);
    let other = [other, &[("MATERNAL_SMTP_URL", Some(&url))]].concat();
    let gateway = mail.gateway(Sqlite, &other).await;
    let jane = gateway.parent("Jane Doe").await;
    invite(&jane, "guest@example.org").await;
    later(&gateway).await;
    assert!(mail.letters(0).await.is_empty());
    // It is not lost: somebody may set right what is wrong.
    assert_eq!(gateway.letters_to_send().await, 1);
}

/// A server, or somebody before it, that leaves out that it can be spoken to over TLS; gives what it was told.
async fn plain(listener: TcpListener) -> Vec<String> {
    let (stream, _) = listener.accept().await.unwrap();
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 localhost\r\n").await.unwrap();
    let mut told = Vec::new();
    while let Ok(Some(line)) = lines.next_line().await {
        told.push(line);
        if write.write_all(b"250-localhost\r\n250 AUTH PLAIN LOGIN\r\n").await.is_err() {
            break;
        }
    }
    told
}

#[tokio::test]
async fn without_tls_a_server_is_told_nothing() {
    let mail = MailServer::start();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("smtp://name:s3cret@localhost:{port}");
    let gateway = mail.gateway(Sqlite, &[("MATERNAL_SMTP_URL", Some(&url))]).await;
    let jane = gateway.parent("Jane Doe").await;
    invite(&jane, "guest@example.org").await;
    let told = plain(listener).await;
    assert_eq!(told, ["EHLO family.example.org"]);
    assert_eq!(gateway.letters_to_send().await, 1);
}

#[rstest]
#[tokio::test]
async fn many_letters_by_two_nodes_arrive_once_each(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mail = MailServer::start();
    let one = mail.gateway(on, &[]).await;
    let two = one.beside().await;
    let jane = one.parent("Jane Doe").await;
    for index in 0..30 {
        let there = jane.at(if index % 2 == 0 { &one } else { &two });
        invite(&there, &format!("guest{index}@example.org")).await;
    }
    for _ in 0..3 {
        tokio::join!(one.send_due(), two.send_due());
    }
    one.nothing_to_send().await;
    let letters = mail.letters(30).await;
    let names: HashSet<_> = letters.iter().map(|letter| letter.header("Message-ID")).collect();
    let readers: HashSet<_> = letters.iter().map(tests::Received::to).collect();
    assert_eq!((letters.len(), names.len(), readers.len()), (30, 30, 30));
}

/// A gateway as a process on the database and the data of another.
fn process(gateway: &Gateway, settings: &[(&str, String)]) -> std::process::Command {
    let mut command = maternal(gateway.data.path());
    if let (Some(url), Some(redis)) = (&gateway.database.url, &gateway.database.redis) {
        command.env("DATABASE_URL", url).env("REDIS_URL", redis);
    }
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

#[rstest]
#[tokio::test]
async fn what_a_killed_node_had_committed_and_not_sent_another_sends_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mail = MailServer::start();
    let gateway = mail.gateway(on, &[]).await;
    let jane = gateway.parent("Jane Doe").await;
    // To one that never says a word, so that the node is killed while it sends.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = mail.settings();
    settings[0].1 = format!("smtp://localhost:{}?tls=none", silent.local_addr().unwrap().port());
    let node = Process::start(process(&gateway, &settings));
    let body = json!({ "email": "guest@example.org", "role": "viewer" });
    let invited = node.post(&Client::new(), &jane.token, INVITE, &body).await;
    assert!(invited.is_some());
    let _conversation = silent.accept().await.unwrap();
    node.signal("KILL");
    drop(node);
    assert_eq!(gateway.letters_to_send().await, 1);
    gateway.pass(TimeDelta::minutes(2));
    gateway.send_due().await;
    assert_eq!(mail.letters(1).await.len(), 1);
    assert_eq!(gateway.letters_to_send().await, 0);
    later(&gateway).await;
    assert_eq!(mail.letters(1).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn neither_the_log_nor_the_database_tells_whom_what_was_written(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mail = MailServer::start();
    // It sends nothing itself, but for what it is asked to.
    let gateway = mail.gateway(on, &[]).await;
    let jane = gateway.parent("Jane Canarydoe").await;
    let until = gateway.now() + TimeDelta::hours(1);
    for (address, why) in [("canarynever", "never"), ("canarylater", "later"), ("canarynow", "")] {
        mail.refuse(&format!("{address}@example.org"), why);
    }
    let log = gateway.data.path().join("log");
    let mut command = process(&gateway, &mail.settings());
    command.env("RUST_LOG", "trace,sqlx=debug").stderr(File::create(&log).unwrap());
    let node = Process::start(command);
    let client = Client::new();
    let mut codes = Vec::new();
    for name in ["canarynever", "canarylater", "canarynow"] {
        let address = format!("{name}@example.org");
        let reset = Letter::ResetPassword { token: "canarytoken".into(), until };
        gateway.post(&address, Locale::FrFr, reset).await;
        let body = json!({ "email": address, "role": "viewer", "message": "canarymessage" });
        let invited = node.post(&client, &jane.token, INVITE, &body).await.unwrap();
        codes.push(invited["shareCode"].as_str().unwrap().to_owned());
    }
    // All were tried: what is to be tried again still lies there.
    while gateway.letters_to_send().await > 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let dump = crate::sealed::dump(&gateway).await;
    node.signal("TERM");
    drop(node);
    assert_eq!(gateway.letters_to_send().await, 2);
    let log = fs::read(log).unwrap();
    assert!(crate::sealed::holds(&log, "a letter could not be sent"), "the log is one");
    let password = "s3cret";
    for secret in
        ["anarynever", "anarylater", "anarynow", "anarydoe", "anarytoken", "anarymessage", password]
            .into_iter()
            .chain(codes.iter().map(String::as_str))
    {
        assert!(!crate::sealed::holds(&log, secret), "the log tells {secret}");
        assert!(!crate::sealed::holds(&dump, secret), "the database tells {secret}");
    }
}

#[rstest]
#[tokio::test]
async fn no_name_and_no_address_adds_a_header(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let mail = MailServer::start();
    let gateway = mail.gateway(on, &[]).await;
    let jane = gateway.parent("Jane Doe").await;
    for address in [
        "guest@example.org\r\nBcc: eve@example.org",
        "guest\r\nBcc: eve@example.org",
        "\"guest\\\r\nBcc: eve\"@example.org",
        "\"guest\r\n Bcc: eve\"@example.org",
        "guest@example.org>\r\nRCPT TO:<eve@example.org",
    ] {
        let refused = jane.post(INVITE, json!({ "email": address, "role": "viewer" })).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "email"), "{address:?}");
    }
    // As if such names had got into the database.
    let evil = "Doe\r\nBcc: eve@example.org\r\n\r\nClick here";
    let letter = Letter::Invitation {
        by: evil.into(),
        family: evil.into(),
        code: domain::ShareCode::from_random([7; 16]),
        until: gateway.now() + TimeDelta::days(1),
        message: Some("\r\n.\r\nMAIL FROM:<eve@example.org>\r\n".into()),
    };
    gateway.post("guest@example.org", Locale::EnUs, letter).await;
    gateway.send_due().await;
    let letters = mail.letters(1).await;
    assert_eq!(letters.len(), 1);
    let read = letters[0].read();
    assert!(read.bcc().is_none() && read.subject().unwrap().contains("invites you"));
    let head = letters[0].raw().replace("\r\n", "\n");
    let head = head.split("\n\n").next().unwrap();
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert!(letters[0].text().contains(".\nMAIL FROM:<eve@example.org>"), "{}", letters[0].text());
}

/// What a program that looks at links gets, and a browser.
async fn page(
    gateway: &Gateway,
    path: &str,
    languages: &str,
) -> (reqwest::header::HeaderMap, String) {
    let call = gateway.anyone().speaking(languages).call(Method::GET, path);
    let answer = call.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    (answer.headers().clone(), answer.text().await.unwrap())
}

#[tokio::test]
async fn letters_lead_to_pages_that_may_do_nothing_but_ask() {
    let gateway = Gateway::start(Sqlite).await;
    let mut titles = HashSet::new();
    for path in ["/reset-password", "/verify-email"] {
        for locale in Locale::ALL {
            let (headers, html) = page(&gateway, path, locale.word()).await;
            let header = |name: &str| headers[name].to_str().unwrap().to_owned();
            assert_eq!(header("content-type"), "text/html; charset=utf-8");
            assert_eq!(header("content-language"), locale.word());
            assert_eq!(header("cache-control"), "no-store");
            assert_eq!(header("referrer-policy"), "no-referrer");
            assert!(html.contains(&format!("<html lang=\"{}\">", locale.word())));
            assert!(!html.contains("page-") && !html.contains("letter-"), "{html}");
            let policy = header("content-security-policy");
            for rule in ["default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'"] {
                assert!(policy.contains(rule), "{policy}");
            }
            for tag in ["style", "script"] {
                let (_, rest) = html.split_once(&format!("<{tag}>")).unwrap();
                let (text, _) = rest.split_once(&format!("</{tag}>")).unwrap();
                assert!(policy.contains(&hash(text)), "{tag} may not be used");
            }
            assert!(!html.contains(" style="), "{html}");
            let (_, rest) = html.split_once("<title>").unwrap();
            titles.insert((locale.word(), rest.split_once("</title>").unwrap().0.to_owned()));
        }
    }
    assert_eq!(titles.len(), 2 * Locale::ALL.len());
    let (headers, _) = page(&gateway, "/verify-email", "de").await;
    assert_eq!(headers["content-language"], "en-US");
}

fn hash(text: &str) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use sha2::{Digest, Sha256};
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}
