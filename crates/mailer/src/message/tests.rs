use mail_parser::{HeaderValue, MessageParser};
use proptest::prelude::*;
use tidemark_vocab::{Lang, Moment};

use super::{Composer, is_id};
use crate::words::on_one_line;
use crate::{Address, Lasting, MailError, Outgoing};

/// What a message has, in this order, and nothing else: nothing of the program, the machine or the way.
const HEADERS: [&str; 10] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
];

fn composer() -> Composer {
    let from = Address::new("desk@example.org", Some("Вестник, \"Tidemark\"")).unwrap();
    let reply_to = Address::new("answers@example.org", None).unwrap();
    Composer::new(from, Some(reply_to))
}

fn composed(to: &str, subject: &str, plain: &str, html: &str) -> Result<Vec<u8>, MailError> {
    let lang: Lang = "fa".parse().unwrap();
    let letter = Outgoing {
        id: "01jdq2v9",
        to,
        subject,
        plain,
        html,
        at: Moment::from_millis(1_795_771_800_250),
        lang: &lang,
    };
    composer().compose(&letter).map(|parcel| parcel.bytes)
}

fn names(message: &[u8]) -> Vec<String> {
    let parsed = MessageParser::default().parse(message).unwrap();
    parsed
        .headers()
        .iter()
        .map(|header| header.name().to_owned())
        .collect()
}

#[test]
fn a_message_is_read_as_it_was_written() {
    let subject = "یادآوری: سه پاسخ هنوز منتظر شماست، لطفاً تا پایان ماه آن‌ها را بررسی کنید";
    let plain = "سلام،\n.\n..\nFrom here  \nسه پاسخ هنوز منتظر شماست.\n";
    let html =
        "<p dir=\"rtl\" lang=\"fa\">سه پاسخ — <a href=\"https://x.example/?a=1&amp;b=2\">اینجا</a></p>";
    let message = composed("ana@пример.рф", subject, plain, html).unwrap();
    assert!(message.is_ascii());
    let parsed = MessageParser::default().parse(&message).unwrap();
    assert_eq!(names(&message), HEADERS);
    assert_eq!(parsed.subject(), Some(subject));
    assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), plain);
    assert_eq!(parsed.body_html(0).unwrap(), html);
    assert_eq!(parsed.message_id(), Some("01jdq2v9@example.org"));
    assert_eq!(parsed.date().unwrap().to_rfc3339(), "2026-11-27T09:30:00Z");
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Вестник, \"Tidemark\""));
    assert_eq!(from.address(), Some("desk@example.org"));
    assert_eq!(
        parsed.reply_to().unwrap().first().unwrap().address(),
        Some("answers@example.org")
    );
    assert_eq!(
        parsed.to().unwrap().first().unwrap().address(),
        Some("ana@xn--e1afmkfd.xn--p1ai")
    );
    let text = |name: &str| {
        parsed
            .header(name)
            .and_then(HeaderValue::as_text)
            .unwrap()
            .to_owned()
    };
    assert_eq!(text("Auto-Submitted"), "auto-generated");
    assert_eq!(parsed.header_raw("Content-Language").unwrap().trim(), "fa");
    let kind = parsed
        .header("Content-Type")
        .and_then(HeaderValue::as_content_type)
        .unwrap();
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
    let parts: Vec<_> = parsed
        .parts
        .iter()
        .filter_map(|part| part.headers.first())
        .collect();
    assert_eq!(parts.len(), 3);
}

#[test]
fn the_same_message_is_the_same_bytes() {
    let make = || composed("ana@example.org", "Три ответа", "a", "<p>a</p>").unwrap();
    assert_eq!(make(), make());
}

#[test]
fn no_line_is_longer_than_mail_servers_take() {
    let long = "слово".repeat(2000) + &"a".repeat(5000);
    let message = composed("ana@example.org", &long, &long, &long).unwrap();
    for line in message.split(|&byte| byte == b'\n') {
        assert!(line.len() <= 77, "{}", String::from_utf8_lossy(line));
    }
}

#[test]
fn what_is_no_address_gets_no_message() {
    for to in [
        "",
        "ana",
        "ana@example.org\r\nBcc: x@y.org",
        "a@b.org, c@d.org",
        "<a@b.org>",
    ] {
        let refused = composed(to, "s", "p", "h").unwrap_err();
        assert_eq!(refused, MailError::Lasting(Lasting::Address), "{to}");
    }
}

#[test]
fn an_id_is_safe_wherever_it_stands() {
    for right in ["a", "01jdq2v0000000000000000000", "A-b_c.d", &"a".repeat(64)] {
        assert!(is_id(right), "{right}");
    }
    for wrong in [
        "",
        "a b",
        "a@b",
        "../a",
        ".a",
        "a/b",
        "a\r\nb",
        "é",
        "a>b",
        "a..b",
        &"a".repeat(65),
    ] {
        assert!(!is_id(wrong), "{wrong}");
    }
}

/// Texts, and such as are made to end a header or to look encoded.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        Just("\r\nBcc: eve@example.org\r\n".to_owned()),
        Just("\n\n<p>".to_owned()),
        Just("\r".to_owned()),
        Just("=?utf-8?B?DQpCY2M6IGVAZi5nDQo=?=".to_owned()),
        Just("=?utf-8?Q?=0D=0ABcc:_e@f.g?=".to_owned()),
        Just("\r\n--=_01jdq2v9--\r\n".to_owned()),
        Just("\u{2028}\u{85}\0\u{b}".to_owned()),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_words_make_a_header_or_a_body(subject in hostile(), plain in hostile(), html in hostile()) {
        let message = composed("ana@example.org", &subject, &plain, &html).unwrap();
        prop_assert_eq!(names(&message), HEADERS);
        let parsed = MessageParser::default().parse(&message).unwrap();
        prop_assert_eq!(parsed.subject().unwrap_or_default(), on_one_line(&subject));
        prop_assert_eq!((parsed.text_body.len(), parsed.html_body.len(), parsed.attachments.len()), (1, 1, 0));
        let end = message.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(message[..end].to_vec()).unwrap();
        let lines = head.split("\r\n").filter(|line| !line.starts_with(' ')).count();
        prop_assert_eq!(lines, HEADERS.len());
        prop_assert!(head.split("\r\n").all(|line| !line.contains(['\r', '\n'])));
    }

    #[test]
    fn no_address_makes_a_header(to in hostile()) {
        if let Ok(message) = composed(&format!("{to}@example.org"), "s", "p", "h") {
            prop_assert_eq!(names(&message), HEADERS);
        }
    }
}
