//! A folder that takes the messages.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mail_parser::MessageParser;
use tidemark_mailer::{MailError, MailSettings, Mailer, Passing, SettingsError, Transport};

use crate::letters::{Place, SUBJECT, TO, letter, russian, sender};

fn opened(path: &Path) -> Result<Mailer, SettingsError> {
    Mailer::new(MailSettings::new(sender(), Transport::Folder(path.to_owned())))
}

fn files(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn a_message_is_a_file_of_the_owner_alone() {
    let place = Place::new("folder");
    let path = place.0.join("outbox/mail");
    let mailer = opened(&path).unwrap();
    mailer.send(&letter(TO, &russian())).await.unwrap();
    let found = files(&path);
    assert_eq!(found, [path.join("20261127T093000Z-01jdq2v9.eml")]);
    assert_eq!((mode(&path), mode(&found[0])), (0o700, 0o600));
    let bytes = fs::read(&found[0]).unwrap();
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(parsed.subject(), Some(SUBJECT));
    mailer.send(&letter(TO, &russian())).await.unwrap();
    assert_eq!(files(&path), found, "the same message is the same file");
}

#[tokio::test]
async fn nobody_finds_half_a_message() {
    let place = Place::new("whole");
    let path = place.0.join("mail");
    let mailer = opened(&path).unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let (watched, stop) = (path.clone(), Arc::clone(&done));
    let reader = std::thread::spawn(move || {
        let mut read = 0;
        while !stop.load(Ordering::Relaxed) {
            for file in files(&watched)
                .iter()
                .filter(|file| file.extension().is_some_and(|end| end == "eml"))
            {
                let bytes = fs::read(file).unwrap();
                assert!(bytes.ends_with(b"--=_01jdq2v9--\r\n"), "{} bytes", bytes.len());
                read += 1;
            }
        }
        read
    });
    let (lang, words) = (russian(), "слово ".repeat(100_000));
    for _ in 0..20 {
        let mut letter = letter(TO, &lang);
        letter.plain = &words;
        mailer.send(&letter).await.unwrap();
    }
    done.store(true, Ordering::Relaxed);
    assert!(reader.join().unwrap() > 0);
}

#[tokio::test]
async fn a_rest_of_an_earlier_try_is_written_over() {
    let place = Place::new("rest");
    let path = place.0.join("mail");
    let mailer = opened(&path).unwrap();
    let rest = path.join(".20261127T093000Z-01jdq2v9.eml.part");
    fs::write(&rest, "x".repeat(100_000)).unwrap();
    fs::set_permissions(&rest, fs::Permissions::from_mode(0o644)).unwrap();
    mailer.send(&letter(TO, &russian())).await.unwrap();
    let found = files(&path);
    assert_eq!((found.len(), mode(&found[0])), (1, 0o600));
    assert!(fs::read(&found[0]).unwrap().len() < 10_000);
}

#[test]
fn a_folder_that_others_see_into_is_refused() {
    let place = Place::new("open");
    let path = place.0.join("mail");
    fs::create_dir(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
    let refused = opened(&path).unwrap_err();
    assert_eq!(refused, SettingsError::OpenFolder(path.clone()));
    assert!(refused.to_string().contains("chmod 700"));
    assert_eq!(mode(&path), 0o750, "it is not ours to change");
}

#[tokio::test]
async fn a_folder_that_is_gone_is_passing() {
    let place = Place::new("gone");
    let path = place.0.join("mail");
    let mailer = opened(&path).unwrap();
    fs::remove_dir(&path).unwrap();
    let error = mailer.send(&letter(TO, &russian())).await.unwrap_err();
    assert_eq!(
        error,
        MailError::Passing(Passing::Folder(std::io::ErrorKind::NotFound))
    );
    fs::write(&path, "").unwrap();
    assert!(matches!(
        opened(&path.join("below")),
        Err(SettingsError::Folder { .. })
    ));
}
