//! A mail server that takes the message.

use mail_parser::MessageParser;
use tidemark_mailer::{Login, Security, Smtp};

use crate::letters::{PLAIN, SUBJECT, TO, letter, mailer, relay, russian};
use crate::server::{Answer, Server};

#[tokio::test]
async fn a_message_arrives_whole() {
    let server = Server::plain(vec![]).await;
    let mailer = mailer(relay(&server, Security::None));
    mailer.clone().send(&letter(TO, &russian())).await.unwrap();
    let message = server.message();
    let parsed = MessageParser::default().parse(message.as_bytes()).unwrap();
    assert_eq!(parsed.subject(), Some(SUBJECT));
    assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), PLAIN);
    assert!(parsed.body_html(0).unwrap().contains("<b>swordfish</b>"));
    assert_eq!(parsed.message_id(), Some("01jdq2v9@example.org"));
}

#[tokio::test]
async fn the_conversation_says_no_more_than_it_must() {
    let server = Server::plain(vec![]).await;
    mailer(relay(&server, Security::None))
        .send(&letter(TO, &russian()))
        .await
        .unwrap();
    let text = server.text();
    let commands: Vec<_> = text.lines().take(4).collect();
    let wanted = [
        "EHLO example.org",
        "MAIL FROM:<desk@example.org>",
        "RCPT TO:<ana.secret@example.net>",
        "DATA",
    ];
    assert_eq!(commands, wanted);
    assert_eq!(text.lines().last(), Some("QUIT"));
    let lower = text.to_lowercase();
    for word in [
        "user-agent",
        "x-mailer",
        "received",
        "lettre",
        "localhost",
        "127.0.0.1",
    ] {
        assert!(!lower.contains(word), "{word} in {text}");
    }
}

#[tokio::test]
async fn the_name_we_call_ourselves_is_a_setting() {
    let server = Server::plain(vec![]).await;
    let smtp = Smtp {
        hello: Some("Почта.example.org".to_owned()),
        ..relay(&server, Security::None)
    };
    mailer(smtp).send(&letter(TO, &russian())).await.unwrap();
    assert!(
        server.text().starts_with("EHLO xn--80a1acny.example.org\r\n"),
        "{}",
        server.text()
    );
}

#[tokio::test]
async fn the_same_message_again_has_the_same_id() {
    let server = Server::plain(vec![(".", Answer::SayAndLeave(""))]).await;
    let mailer = mailer(relay(&server, Security::None));
    mailer.send(&letter(TO, &russian())).await.unwrap_err();
    let first = server.message();
    mailer.send(&letter(TO, &russian())).await.unwrap_err();
    assert_eq!(server.message(), first);
    assert!(first.contains("Message-ID: <01jdq2v9@example.org>\r\n"));
}

#[tokio::test]
async fn a_login_comes_before_the_message() {
    let server = Server::plain(vec![]).await;
    let smtp = Smtp {
        login: Some(Login {
            user: "desk".into(),
            password: "open sesame".into(),
        }),
        ..relay(&server, Security::None)
    };
    mailer(smtp).send(&letter(TO, &russian())).await.unwrap();
    let text = server.text();
    // \0desk\0open sesame
    assert_eq!(
        text.lines().nth(1),
        Some("AUTH PLAIN AGRlc2sAb3BlbiBzZXNhbWU="),
        "{text}"
    );
}

#[tokio::test]
async fn an_address_beyond_ascii_is_announced() {
    let server = Server::plain(vec![]).await;
    let mailer = mailer(relay(&server, Security::None));
    mailer.send(&letter("нур@пример.рф", &russian())).await.unwrap();
    let text = server.text();
    assert!(
        text.contains("MAIL FROM:<desk@example.org> SMTPUTF8 BODY=8BITMIME\r\n"),
        "{text}"
    );
    assert!(text.contains("RCPT TO:<нур@xn--e1afmkfd.xn--p1ai>\r\n"), "{text}");
}
