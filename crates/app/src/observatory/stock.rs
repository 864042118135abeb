//! All that is served at one moment, and how it is chosen.

use std::sync::Arc;

use tidemark_columnar::Edition;
use tidemark_evidence::Corpus;

use super::error::{EditionError, OpenError};
use super::listed::{Listed, Place, Refused};
use super::options::Proof;
use super::overlay::Decided;

/// How many digits of an identity name an edition at least.
const LEAST_DIGITS: usize = 8;

/// All that is served at one moment. A question is answered from one of these, whatever happens meanwhile.
#[derive(Debug)]
pub(super) struct Stock {
    pub(super) current: Arc<Edition>,
    pub(super) listed: Vec<Listed>,
    pub(super) decided: Decided,
    pub(super) refused: Arc<Vec<Refused>>,
    /// The identities of all that is listed, in order.
    pub(super) names: Arc<str>,
}

/// The first edition that can be used, and those that are listed with it. `held` is the one in memory already.
pub(super) fn first_usable(
    mut listed: Vec<Listed>,
    held: Option<&Arc<Edition>>,
    proof: Proof,
    refused: &mut Vec<Refused>,
) -> Result<(Arc<Edition>, Vec<Listed>), OpenError> {
    loop {
        let Some(first) = listed.first() else {
            return match (refused.pop(), held) {
                (Some(refused), None) => Err(refused.reason.into()),
                _ => Err(OpenError::Nothing),
            };
        };
        if let Some(held) = held.filter(|held| held.identity() == first.identity) {
            return Ok((Arc::clone(held), listed));
        }
        match (first.read(proof), &first.place) {
            (Ok(read), _) => {
                let edition = match held {
                    Some(held) => Arc::new(Edition::clone(&read).sharing(held)),
                    None => read,
                };
                return Ok((edition, listed));
            }
            (Err(OpenError::Published(reason)), Place::Directory(path)) => {
                refused.push(Refused {
                    path: path.clone(),
                    reason,
                });
                listed.remove(0);
            }
            (Err(other), _) => return Err(other),
        }
    }
}

impl Stock {
    pub(super) fn of(
        current: Arc<Edition>,
        listed: Vec<Listed>,
        decided: Decided,
        refused: Arc<Vec<Refused>>,
    ) -> Self {
        let identities: Vec<&str> = listed.iter().map(|one| one.identity.as_str()).collect();
        Self {
            names: identities.join(" ").into(),
            current,
            listed,
            decided,
            refused,
        }
    }

    pub(super) fn find(&self, asked: Option<&str>) -> Result<&Listed, EditionError> {
        let current = self.current.identity();
        let unknown = |asked: &str| EditionError::Unknown {
            asked: asked.to_owned(),
            current: current.to_owned(),
        };
        let named = match asked {
            None | Some("current") => current,
            Some(prefix) if prefix.len() >= LEAST_DIGITS => prefix,
            Some(other) => return Err(unknown(other)),
        };
        let mut found = self.listed.iter().filter(|one| one.identity.starts_with(named));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => Err(EditionError::Ambiguous {
                asked: named.to_owned(),
            }),
            (None, _) => Err(unknown(named)),
        }
    }
}
