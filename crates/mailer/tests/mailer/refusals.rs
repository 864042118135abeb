//! Mail servers that refuse, break off, keep silent and repeat what they heard.

use std::time::Duration;

use tidemark_mailer::{Lasting, Login, MailError, Passing, Security, Smtp};
use tokio::net::TcpListener;

use crate::letters::{SECRETS, TO, letter, mailer, relay, russian};
use crate::server::{Answer, Rule, Server};

/// What comes of sending to a server with these rules, with a login. The error is searched for secrets.
async fn refused(rules: Vec<Rule>) -> MailError {
    refused_within(Duration::from_secs(10), rules).await
}

async fn refused_within(timeout: Duration, rules: Vec<Rule>) -> MailError {
    let server = Server::plain(rules).await;
    let login = Login {
        user: "desk".into(),
        password: "open sesame".into(),
    };
    refusal_of(Smtp {
        login: Some(login),
        timeout,
        ..relay(&server, Security::None)
    })
    .await
}

async fn refusal_of(smtp: Smtp) -> MailError {
    let error = mailer(smtp).send(&letter(TO, &russian())).await.unwrap_err();
    let told = format!(
        "{error} {error:?} {:?}",
        std::error::Error::source(&error).map(ToString::to_string)
    );
    for secret in SECRETS.iter().chain(&["sesame"]) {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    error
}

fn say(start: &'static str, words: &'static str) -> Vec<Rule> {
    vec![(start, Answer::Say(words))]
}

#[tokio::test]
async fn try_later_is_passing_at_every_step() {
    for start in ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."] {
        let error = refused(say(
            start,
            "451 4.7.1 <ana.secret@example.net> greylisted, swordfish\r\n",
        ))
        .await;
        assert!(!error.lasts());
        assert!(
            matches!(error, MailError::Passing(Passing::Later(_))),
            "{start}: {error:?}"
        );
        assert_eq!(
            error.to_string(),
            "the mail server asks to try again later (451 4.7.1)"
        );
    }
}

#[tokio::test]
async fn a_refused_address_and_a_refused_message_last() {
    let address = refused(say(
        "RCPT",
        "550-5.1.1 <ana.secret@example.net>:\r\n550 5.1.1 ana.secret is unknown\r\n",
    ))
    .await;
    assert!(
        matches!(address, MailError::Lasting(Lasting::Recipient(_))),
        "{address:?}"
    );
    assert!(address.lasts() && address.to_string().contains("(550 5.1.1): ask for another one"));
    for start in ["DATA", "."] {
        let message = refused(say(
            start,
            "554 ana.secret@example.net: swordfish is a forbidden word\r\n",
        ))
        .await;
        assert!(
            matches!(message, MailError::Lasting(Lasting::Message(_))),
            "{start}: {message:?}"
        );
        assert!(message.to_string().contains("(554)"), "{message}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_us_does_not_cost_the_message() {
    for start in ["greeting", "EHLO", "MAIL"] {
        let error = refused(say(start, "550 5.7.1 go away, desk@example.org\r\n")).await;
        assert!(
            matches!(error, MailError::Passing(Passing::Sender(_))),
            "{start}: {error:?}"
        );
    }
    let wrong = refused(say("AUTH", "535 5.7.8 bad password open sesame\r\n")).await;
    assert!(
        matches!(wrong, MailError::Passing(Passing::Login(_))),
        "{wrong:?}"
    );
    let missing = refused(say("RCPT", "530 5.7.0 log in first\r\n")).await;
    assert!(
        matches!(missing, MailError::Passing(Passing::Login(_))),
        "{missing:?}"
    );
    let none = refused(say("EHLO", "250-mail.test\r\n250 AUTH GSSAPI\r\n")).await;
    assert_eq!(none, MailError::Passing(Passing::NoLogin));
}

#[tokio::test]
async fn a_connection_that_ends_is_passing() {
    for start in ["greeting", "EHLO", "MAIL", "RCPT", "."] {
        let error = refused(vec![(start, Answer::SayAndLeave(""))]).await;
        assert_eq!(error, MailError::Passing(Passing::BrokenOff), "{start}");
    }
    let in_the_message = refused(vec![("DATA", Answer::SayAndLeave("354 go on\r\n"))]).await;
    assert_eq!(in_the_message, MailError::Passing(Passing::BrokenOff));
    let other_tongue = refused(say("greeting", "HTTP/1.1 400 swordfish\r\n\r\n")).await;
    assert_eq!(other_tongue, MailError::Passing(Passing::BrokenOff));
}

#[tokio::test]
async fn silence_is_passing() {
    for start in ["greeting", "RCPT", "."] {
        let error = refused_within(Duration::from_millis(500), vec![(start, Answer::Sleep)]).await;
        assert_eq!(error, MailError::Passing(Passing::TimedOut), "{start}");
    }
}

#[tokio::test]
async fn a_slow_farewell_does_not_send_the_message_again() {
    let server = Server::plain(vec![("QUIT", Answer::Sleep)]).await;
    let mailer = mailer(Smtp {
        // Less than we wait to take leave.
        timeout: Duration::from_millis(1500),
        ..relay(&server, Security::None)
    });
    mailer.send(&letter(TO, &russian())).await.unwrap();
}

#[tokio::test]
async fn no_server_is_passing() {
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    for security in [Security::None, Security::Tls, Security::StartTls] {
        let smtp = Smtp {
            port: free,
            ..Smtp::new("127.0.0.1", security)
        };
        assert_eq!(refusal_of(smtp).await, MailError::Passing(Passing::NoConnection));
    }
}

#[tokio::test]
async fn a_server_of_ascii_gets_no_other_address() {
    let server = Server::plain(say("EHLO", "250-mail.test\r\n250 8BITMIME\r\n")).await;
    let mailer = mailer(relay(&server, Security::None));
    let error = mailer
        .send(&letter("нур@пример.рф", &russian()))
        .await
        .unwrap_err();
    assert_eq!(error, MailError::Lasting(Lasting::AsciiOnly));
    assert!(!server.text().contains("MAIL"), "{}", server.text());
    mailer.send(&letter("nur@пример.рф", &russian())).await.unwrap();
}
