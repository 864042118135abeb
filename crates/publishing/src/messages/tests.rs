use super::*;

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

#[test]
fn english_stands_in_for_languages_that_are_missing() {
    let messages = Messages::new(&lang("zz-ZZ"));
    assert_eq!(messages.lang().as_str(), "en");
    assert_eq!(messages.get("status-not_known"), "not known");
    assert_eq!(Messages::new(&lang("en-GB")).lang().as_str(), "en");
}

#[test]
fn the_pseudo_locale_marks_every_text_and_is_never_listed() {
    let pseudo = Messages::new(&lang(PSEUDO_TAG));
    assert_eq!(pseudo.dir(), Direction::Rtl);
    assert_eq!(pseudo.get("status-not_known"), "⟦ñóóť ķñóóŵñ⟧");
    assert!(
        Messages::available()
            .iter()
            .all(|lang| lang.as_str() != PSEUDO_TAG)
    );
    for id in Messages::ids() {
        let text = pseudo.get(id);
        assert!(text.starts_with('⟦') && text.ends_with('⟧'), "{id}: {text}");
    }
}

#[test]
fn a_missing_message_shows_its_id() {
    assert_eq!(Messages::english().get("no-such-message"), "[no-such-message]");
    assert_eq!(Messages::english().find("no-such-message"), None);
}

#[test]
fn numbers_print_as_they_were_given() {
    for text in ["0", "12", "-3", "2020", "1000000", "9007199254740992"] {
        assert!(matches!(argument(text), FluentValue::Number(number) if number.as_string() == text));
    }
    for text in ["007", "+3", "4.50", "", "1,000", "-0", "9223372036854775807"] {
        assert!(matches!(argument(text), FluentValue::String(kept) if kept == text));
    }
}

#[test]
fn every_message_file_is_sound() {
    for lang in Messages::available() {
        for (path, text) in bundle::files(lang.as_str()) {
            let read = fluent_bundle::FluentResource::try_new(text.to_owned());
            assert!(read.is_ok(), "{path}: {:?}", read.err().map(|(_, errors)| errors));
        }
    }
}

#[test]
fn no_message_is_defined_twice() {
    let ids: Vec<&str> = Messages::ids().collect();
    for pair in ids.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
    assert!(!ids.is_empty());
}
