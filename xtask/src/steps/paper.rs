//! The tests that hold printed documents against what other programs say of them: qpdf (is it sound), pdfinfo (does it say what it is, is
//! it tagged), pdfua (16 of the 106 rules of PDF/UA-1 that a machine can check), pdftotext (do the words come out as words).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ChoreError;
use crate::steps::debian::{self, Needed};
use crate::steps::python::{self, PYTHON};
use crate::steps::{Done, Step, rust};
use crate::workplace::{Workplace, must_succeed};

/// The programs that read PDF.
const READERS: [Needed; 2] = [
    Needed {
        programs: &["qpdf"],
        proof: &[],
        packages: &["qpdf"],
    },
    Needed {
        programs: &["pdfinfo"],
        proof: &[],
        packages: &["poppler-utils"],
    },
];

/// A document: the arguments that print it, words that must come out of it as they stand here, and the most pages it may have.
struct Document {
    name: &'static str,
    arguments: &'static [&'static str],
    words: &'static [&'static str],
    most_pages: usize,
}

const DOCUMENTS: [Document; 8] = [
    Document {
        name: "place",
        arguments: &["profile", "BGR"],
        words: &[
            "Harm reduction in Bulgaria",
            "Services at a glance",
            "What is not known",
            "Sources",
        ],
        most_pages: 4,
    },
    Document {
        name: "place-right-to-left",
        arguments: &["profile", "IRN", "--lang", "ar-XB"],
        words: &["Iran"],
        most_pages: 5,
    },
    Document {
        name: "place-of-which-little-is-known",
        arguments: &["profile", "AIA"],
        words: &["Anguilla"],
        most_pages: 2,
    },
    Document {
        name: "region",
        arguments: &["profile", "region:HRI/EURASIA"],
        words: &["Eurasia", "Bulgaria", "Sources"],
        most_pages: 20,
    },
    Document {
        name: "world",
        arguments: &["profile", "world"],
        words: &["World", "Sources"],
        most_pages: 8,
    },
    Document {
        name: "table",
        arguments: &[
            "report",
            "indicators=nsp_available,oat_available,nsp_sites&areas=region:HRI/EURASIA&totals=shown",
        ],
        words: &["Bulgaria", "Sources", "Cite as"],
        most_pages: 12,
    },
    Document {
        name: "wide-table",
        arguments: &[
            "report",
            "indicators=nsp_sites&areas=region:HRI/ASIA&periods=all&layout=areas-periods",
            "--lang",
            "ar-XB",
        ],
        words: &["Nepal"],
        most_pages: 60,
    },
    Document {
        name: "book",
        arguments: &["report", "edition"],
        words: &["Contents", "How to read the figures", "Old is old", "Bulgaria"],
        most_pages: 400,
    },
];

/// Gets the programs and the packages.
pub(crate) const TOOLS: Step = Step {
    name: "paper-tools",
    needs: &[],
    run: |place, console| {
        debian::ensure(&READERS, console)?;
        debian::ensure(&[PYTHON], console)?;
        let list = place.root().join("tests").join("paper").join("requirements.txt");
        python::install(&list, &environment(place), console)?;
        Ok(Done::Passed)
    },
};

/// Prints each document twice and has it checked.
pub(crate) const TESTS: Step = Step {
    name: "paper-tests",
    needs: &[rust::RELEASE.name, TOOLS.name],
    run: |place, console| {
        let folder = place.target().join("paper-tests");
        fs::create_dir_all(&folder).map_err(ChoreError::io(format!("making {}", folder.display())))?;
        for document in &DOCUMENTS {
            let file = print(document, &folder, place)?;
            check(document, &file, place)?;
            console.line(&format!("{}: sound, tagged, readable", document.name));
        }
        Ok(Done::Passed)
    },
};

/// Where the packages are installed.
fn environment(place: &Workplace) -> PathBuf {
    place.cache().join("paper-tests")
}

/// Prints a document twice; the second must be the first, byte by byte.
fn print(document: &Document, folder: &Path, place: &Workplace) -> Result<PathBuf, ChoreError> {
    let file = folder.join(format!("{}.pdf", document.name));
    let again = folder.join(format!("{}-again.pdf", document.name));
    for file in [&file, &again] {
        must_succeed(
            Command::new(rust::release_binary(place))
                .args(document.arguments)
                .arg("--output")
                .arg(file)
                .env("LC_ALL", "C"),
        )?;
    }
    let read = |file: &Path| fs::read(file).map_err(ChoreError::io(format!("reading {}", file.display())));
    if read(&file)? != read(&again)? {
        return Err(ChoreError::Failed(format!(
            "{}: printed twice, it is not the same",
            document.name
        )));
    }
    Ok(file)
}

fn check(document: &Document, file: &Path, place: &Workplace) -> Result<(), ChoreError> {
    must_succeed(Command::new("qpdf").arg("--check").arg(file))?;
    must_succeed(
        Command::new(environment(place).join("bin").join("pdfua"))
            .arg("check")
            .arg(file),
    )?;
    let facts = said(Command::new("pdfinfo").arg(file))?;
    let text = said(Command::new("pdftotext").arg(file).arg("-"))?;
    let wrong = lacks(document, &facts, &text);
    if wrong.is_empty() {
        return Ok(());
    }
    Err(ChoreError::Failed(format!(
        "{}: {}",
        document.name,
        wrong.join("; ")
    )))
}

/// What a document should say and does not.
fn lacks(document: &Document, facts: &str, text: &str) -> Vec<String> {
    let fact = |name: &str| {
        let line = facts
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.map(str::trim).unwrap_or_default()
    };
    let mut wrong = Vec::new();
    if fact("Tagged") != "yes" {
        wrong.push("it is not tagged".to_owned());
    }
    for name in ["Title", "Author", "CreationDate"] {
        if fact(name).is_empty() {
            wrong.push(format!("it has no {name}"));
        }
    }
    match fact("Pages").parse::<usize>() {
        Ok(pages) if (1..=document.most_pages).contains(&pages) => {}
        _ => wrong.push(format!(
            "'{}' pages are not up to {}",
            fact("Pages"),
            document.most_pages
        )),
    }
    // Lines break where there is no room: words are what must come out.
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    let missing = document.words.iter().filter(|words| !text.contains(**words));
    wrong.extend(missing.map(|words| format!("'{words}' does not come out of it")));
    wrong
}

fn said(command: &mut Command) -> Result<String, ChoreError> {
    let output = command
        .output()
        .map_err(ChoreError::io(format!("running {command:?}")))?;
    if !output.status.success() {
        return Err(ChoreError::Failed(format!(
            "{command:?} ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENTS, lacks};

    const FACTS: &str = "Title:           Harm reduction in Bulgaria\nAuthor:          Tidemark\nCreationDate:    x\nTagged:          yes\nPages:           2\n";

    #[test]
    fn a_document_that_says_everything_lacks_nothing() {
        let text = DOCUMENTS[0].words.join("\n");
        assert_eq!(lacks(&DOCUMENTS[0], FACTS, &text), Vec::<String>::new());
    }

    #[test]
    fn everything_that_is_lacking_is_said() {
        let facts = FACTS
            .replace("yes", "no")
            .replace("Author", "Nobody")
            .replace("2\n", "99\n");
        let wrong = lacks(&DOCUMENTS[0], &facts, "").join("; ");
        for fault in ["not tagged", "no Author", "'99' pages", "'Sources'"] {
            assert!(wrong.contains(fault), "{wrong}");
        }
    }
}
