//! Files that are missing, unknown, or not text; rows and tables that are not in form.

use super::support::copy;

const SERVICES: &str = "observations/services.csv";

#[test]
fn the_intact_world_is_silent() {
    assert_eq!(copy().problems(), Vec::<String>::new());
    assert!(copy().read().dataset.is_some());
}

#[test]
fn a_problem_leaves_no_dataset() {
    let broken = copy().replace("edition.toml", "2024-06-30", "soon");
    assert_eq!(broken.problems(), ["edition.toml:2 check-malformed"]);
    assert!(broken.read().into_result().is_err());
}

#[test]
fn compile_and_ledger_are_ignored() {
    let more = copy()
        .add("compile/notes.csv", "\u{feff}x")
        .add("ledger/hiv.csv", "");
    assert_eq!(more.problems(), Vec::<String>::new());
}

#[test]
fn any_other_file_is_unknown() {
    let more = copy()
        .add("source.csv", "")
        .add("observations/deep/x.csv", "")
        .add("indicators/x.json", "{}");
    assert_eq!(
        more.problems(),
        [
            "indicators/x.json:1 check-unknown-file",
            "observations/deep/x.csv:1 check-unknown-file",
            "source.csv:1 check-unknown-file"
        ]
    );
    let mend = &more.read().problems[2].mend;
    assert_eq!(mend.args, [("nearest", "sources.csv".to_owned())]);
}

#[test]
fn each_missing_file_is_one_problem() {
    let several = ["indicators/", "observations/"];
    for (path, _) in tidemark_testkit::FILES
        .iter()
        .filter(|(path, _)| !several.iter().any(|s| path.starts_with(s)))
    {
        let broken = copy().remove(path);
        assert_eq!(broken.problems(), [format!("{path}:1 check-missing-file")]);
    }
}

#[test]
fn a_directory_without_observations_is_one_problem() {
    let broken = copy()
        .remove("observations/law.csv")
        .remove("observations/people.csv")
        .remove(SERVICES);
    assert_eq!(broken.problems(), ["observations/*.csv:1 check-missing-file"]);
}

#[test]
fn an_empty_directory_misses_everything() {
    let problems = tidemark_evidence::text::read(&[]).problems;
    assert_eq!(problems.len(), 13);
    assert!(problems.iter().all(|p| p.what.id == "check-missing-file"));
}

#[test]
fn bytes_that_are_not_utf8() {
    let latin1 = copy().bytes("sources.csv", |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let (head, tail) = text.split_once("clinic").unwrap();
        [head.as_bytes(), b"caf\xe9", tail.as_bytes()].concat()
    });
    assert_eq!(latin1.problems(), ["sources.csv:4 check-not-utf8"]);
}

#[test]
fn bytes_that_are_not_utf8_hide_nothing_else() {
    let broken = copy()
        .bytes("sources.csv", |bytes| replace(&bytes, b"clinic", b"caf\xe9 \xff"))
        .bytes("sources.csv", |bytes| replace(&bytes, b",unread,", b",read,"))
        .bytes("reporters.toml", |bytes| {
            replace(&bytes, b"name.en = \"The Observers\"", b"name.en = \"The \xff\"")
        })
        .replace("areas/members.csv", "XAE,obs_2022", "XAE,obs_2023");
    assert_eq!(
        broken.problems(),
        [
            "areas/members.csv:9 check-unknown",
            "reporters.toml:3 check-not-utf8",
            "sources.csv:4 check-malformed",
            "sources.csv:4 check-not-utf8"
        ]
    );
    assert!(broken.read().dataset.is_none());
}

#[test]
fn every_line_that_is_not_utf8_is_told() {
    let broken = copy().bytes(SERVICES, |bytes| {
        let lines = bytes.split(|byte| *byte == b'\n').enumerate();
        let garbled = lines.map(|(index, line)| match index {
            2 | 4 => line
                .iter()
                .rev()
                .skip_while(|byte| **byte != b',')
                .copied()
                .collect::<Vec<u8>>()
                .into_iter()
                .rev()
                .chain(*b"\xfe ? \xff")
                .collect(),
            _ => line.to_vec(),
        });
        garbled.collect::<Vec<Vec<u8>>>().join(&b'\n')
    });
    assert_eq!(
        broken.problems(),
        [
            format!("{SERVICES}:3 check-not-utf8"),
            format!("{SERVICES}:5 check-not-utf8")
        ]
    );
}

#[test]
fn a_code_that_is_not_utf8_is_one_problem() {
    for (path, code, garbled) in [
        (
            SERVICES,
            &b"\nnsp_available,XAA,,OBS/2020"[..],
            &b"\nnsp_av\xffilable,XAA,,OBS/2020"[..],
        ),
        (SERVICES, b"OBS,leaflet", b"OBS,l\xffaflet"),
        ("sources.csv", b"\nministry_2021,", b"\nmini\xfftry_2021,"),
        ("themes.toml", b"code = \"services\"", b"code = \"s\xffrvices\""),
    ] {
        let broken = copy().bytes(path, |bytes| replace(&bytes, code, garbled));
        let problems = broken.problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with(path), "{problems:?}");
        assert!(problems[0].ends_with(" check-not-utf8"), "{problems:?}");
    }
}

#[test]
fn a_file_in_utf16_is_one_problem() {
    let wide = copy().bytes("sources.csv", |bytes| {
        let units = bytes.iter().flat_map(|byte| [*byte, 0]);
        b"\xff\xfe".iter().copied().chain(units).collect()
    });
    assert_eq!(wide.problems(), ["sources.csv:1 check-not-utf8"]);
}

/// Replaces bytes that stand in a file exactly once.
fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut found = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from));
    let at = found
        .next()
        .unwrap_or_else(|| panic!("{} is not there", from.escape_ascii()));
    assert_eq!(found.next(), None, "{} stands there twice", from.escape_ascii());
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn a_byte_order_mark() {
    let marked = copy().bytes(SERVICES, |bytes| [b"\xef\xbb\xbf".to_vec(), bytes].concat());
    assert_eq!(
        marked.problems(),
        ["observations/services.csv:1 check-byte-order-mark"]
    );
}

#[test]
fn carriage_returns() {
    for path in [SERVICES, "reporters.toml"] {
        let windows = copy().bytes(path, |bytes| {
            String::from_utf8(bytes)
                .unwrap()
                .replace('\n', "\r\n")
                .into_bytes()
        });
        assert_eq!(windows.problems(), [format!("{path}:1 check-carriage-return")]);
    }
}

#[test]
fn characters_that_nobody_sees() {
    for invisible in ['\u{7}', '\u{200b}', '\u{202e}', '\t'] {
        let broken = copy().replace(
            SERVICES,
            "programme closed",
            &format!("programme{invisible}closed"),
        );
        broken.breaks(SERVICES, "The last programme", "control-character");
    }
}

#[test]
fn a_last_line_without_its_end() {
    for path in ["sets.csv", "themes.toml"] {
        let broken = copy().bytes(path, |mut bytes| {
            bytes.pop();
            bytes
        });
        let lines = String::from_utf8(copy().bytes(path, |b| b).read_bytes(path))
            .unwrap()
            .lines()
            .count();
        assert_eq!(
            broken.problems(),
            [format!("{path}:{lines} check-no-final-newline")]
        );
    }
}

#[test]
fn toml_that_is_none() {
    copy()
        .replace("themes.toml", "name.en = \"Context\"", "name.en = \"Context")
        .breaks("themes.toml", "\"Context", "toml");
}

#[test]
fn quotes_out_of_place() {
    for (to, end) in [
        ("\"Ten times the", ""),
        ("\"Ten\" times the", ""),
        ("Ten times \"the\"", ""),
    ] {
        let broken = copy().replace("observations/people.csv", "Ten times the", &format!("{to}{end}"));
        broken.breaks("observations/people.csv", to, "csv");
    }
}

#[test]
fn what_stands_before_a_quote_out_of_place_is_read() {
    let broken = copy()
        .replace(
            "observations/law.csv",
            "XAD,2022,,,OBS,obs_2022,not_known",
            "XAD,2022,,,OBS,obs_2022,unsure",
        )
        .replace("observations/law.csv", "p. 62", "p. \"62");
    assert_eq!(
        broken.problems(),
        [
            "observations/law.csv:8 check-malformed",
            "observations/law.csv:10 check-csv"
        ]
    );
}

#[test]
fn columns() {
    let path = "sets.csv";
    let header = "source,indicator,completeness,reason";
    let cases = [
        (
            "source,indicator,complete,reason",
            vec!["missing-column", "unknown-column"],
        ),
        ("source,indicator,reason", vec!["missing-column"]),
        (
            "source,indicator,completeness,reason,reason",
            vec!["duplicate-column"],
        ),
    ];
    for (to, ids) in cases {
        let broken = copy().replace(path, header, to);
        let expected: Vec<String> = ids.iter().map(|id| format!("{path}:1 check-{id}")).collect();
        assert_eq!(broken.problems(), expected, "{to}");
    }
}

#[test]
fn a_file_without_a_header() {
    let empty = copy().bytes("sets.csv", |_| Vec::new());
    assert_eq!(empty.problems(), vec!["sets.csv:1 check-missing-column"; 4]);
}

#[test]
fn columns_in_another_order_are_read_all_the_same() {
    let broken = copy()
        .replace(
            "sets.csv",
            "source,indicator,completeness,reason",
            "indicator,source,completeness,reason",
        )
        .replace("sets.csv", "obs_2020,nsp_available", "nsp_available,obs_2020")
        .replace("sets.csv", "obs_2022,nsp_available", "nsp_available,obs_2022")
        .replace(
            "sets.csv",
            "obs_2022,oat_available,partial",
            "oat_available,obs_2022,whole",
        );
    assert_eq!(
        broken.problems(),
        ["sets.csv:1 check-column-order", "sets.csv:4 check-malformed"]
    );
}

#[test]
fn rows_with_too_many_fields_or_none() {
    copy()
        .replace(
            "sets.csv",
            "The table lists every place.\nobs_2022,nsp",
            "Every place,all\nobs_2022,nsp",
        )
        .breaks("sets.csv", "Every place,all", "field-count");
    let broken = copy().insert("sets.csv", "obs_2020", "");
    assert_eq!(broken.problems(), ["sets.csv:3 check-empty-line"]);
}

#[test]
fn spaces_around_a_text() {
    copy()
        .replace(SERVICES, "Nine months only.", "Nine months only. ")
        .breaks(SERVICES, "Nine", "surrounding-space");
    copy()
        .replace(SERVICES, "Nine months only.", "\u{a0}Nine months")
        .breaks(SERVICES, "Nine", "surrounding-space");
    copy()
        .replace("themes.toml", "\"Context\"", "\"Context \"")
        .breaks("themes.toml", "\"Context", "surrounding-space");
}
