//! What editions answer, learnt from a quiet site, to be compared byte for byte later.

use std::path::{Path, PathBuf};

use super::room::{self, Program};
use super::site::Site;
use crate::ChoreError;

/// What is asked: figures in several forms, and the published file itself.
pub(crate) const QUESTIONS: [Question; 4] = [
    Question::Table(
        "indicators=pwid_population_size,nsp_sites,nsp_available&areas=scheme:OBS&totals=shown&format=json",
    ),
    Question::Table(
        "indicators=syringes_distributed,oat_clients,dp_executions&areas=scheme:OBS,world&format=csv",
    ),
    Question::Observations,
    Question::File("observations.parquet"),
];

/// A question that can be put to the current edition and to a pinned one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Question {
    /// A query.
    Table(&'static str),
    /// Every observation.
    Observations,
    /// A published file.
    File(&'static str),
}

impl Question {
    /// Its address; `None` asks the current edition.
    pub(crate) fn path(self, edition: Option<&str>) -> String {
        match (self, edition) {
            (Self::Table(query), None) => format!("/api/v1/table?{query}"),
            (Self::Table(query), Some(edition)) => format!("/api/v1/table?{query}&edition={edition}"),
            (Self::Observations, None) => "/api/v1/observations.csv".to_owned(),
            (Self::Observations, Some(edition)) => format!("/api/v1/observations.csv?edition={edition}"),
            (Self::File(file), edition) => {
                format!("/api/v1/editions/{}/{file}", edition.unwrap_or("current"))
            }
        }
    }

    /// Whether it asks for bytes that do not name their edition.
    pub(crate) fn is_file(self) -> bool {
        matches!(self, Self::File(_))
    }
}

/// An edition that was built in quiet, and what it answers to each of [`QUESTIONS`].
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) identity: String,
    /// Its evidence, from which it can be built again.
    pub(crate) evidence: PathBuf,
    /// Where it was published in quiet.
    pub(crate) published: PathBuf,
    current: Vec<Vec<u8>>,
    /// Asked for by name: while it is current, and while it is not.
    pinned: Vec<[Vec<u8>; 2]>,
}

impl Known {
    /// Whether this is what it answers as the current edition.
    pub(crate) fn answers(&self, question: usize, body: &[u8]) -> bool {
        self.current.get(question).is_some_and(|known| known == body)
    }

    /// Whether this is what it answers by name.
    pub(crate) fn answers_by_name(&self, question: usize, body: &[u8]) -> bool {
        self.pinned
            .get(question)
            .is_some_and(|known| known.iter().any(|known| known == body))
    }
}

/// Builds an edition of each of these, and asks it all questions: alone, and beneath a newer one.
pub(crate) fn learn(
    program: &Program,
    quiet: &Path,
    evidence: &[PathBuf],
    newest: &Path,
) -> Result<Vec<Known>, ChoreError> {
    let mut known = Vec::new();
    for (number, evidence) in evidence.iter().enumerate() {
        let editions = quiet.join(number.to_string());
        let identity = program.build(evidence, &editions)?;
        let log = quiet.join("log");
        let mut alone = Site::start(program, &editions, &log)?;
        let current = ask(&alone, &identity, None)?;
        let by_name = ask(&alone, &identity, Some(&identity))?;
        alone.kill()?;
        let published = quiet.join(format!("published-{number}"));
        room::rename(&editions.join(&identity), &published)?;
        room::copy(&published, &editions.join(&identity))?;
        program.build(newest, &editions)?;
        let beneath = Site::start(program, &editions, &log)?;
        let as_old = ask(&beneath, &identity, Some(&identity))?;
        room::remove(&editions)?;
        known.push(Known {
            identity,
            evidence: evidence.clone(),
            published,
            current,
            pinned: by_name.into_iter().zip(as_old).map(|(a, b)| [a, b]).collect(),
        });
    }
    Ok(known)
}

fn ask(site: &Site, identity: &str, edition: Option<&str>) -> Result<Vec<Vec<u8>>, ChoreError> {
    let mut answers = Vec::new();
    for question in QUESTIONS {
        let path = question.path(edition);
        let body = site.must_get(&path)?;
        let is_named = question.is_file() || String::from_utf8_lossy(&body).contains(identity);
        room::require(is_named, || {
            format!("the answer to {path} does not name {identity}")
        })?;
        answers.push(body);
    }
    Ok(answers)
}
