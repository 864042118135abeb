//! `/desk`: who works here, and what was done.

pub(crate) mod audit;
pub(crate) mod invitations;
pub(crate) mod jobs;
pub(crate) mod people;

use tidemark_desk::{Grant, Scope};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::Words;
use tidemark_vocab::AreaId;

use crate::locale::Locale;
use crate::state::Site;

/// A moment, for people and for programs.
pub(crate) struct Moment {
    pub(crate) machine: String,
    pub(crate) day: String,
    pub(crate) time: String,
}

/// A moment to be shown, in UTC.
pub(crate) fn when(moment: tidemark_vocab::Moment) -> Moment {
    let machine = moment.to_string();
    let time = machine.get(11..16).unwrap_or_default().to_owned();
    Moment {
        day: moment.day(),
        time,
        machine,
    }
}

/// A role with the place where it holds.
pub(crate) struct RoleLine {
    /// As forms say it.
    pub(crate) code: String,
    pub(crate) role: String,
    pub(crate) place: Option<String>,
}

impl RoleLine {
    pub(crate) fn all(grants: &[Grant], site: &Site, locale: &Locale) -> Vec<Self> {
        let edition = site.observatory.edition(None).ok();
        let place = |scope: &Scope| match scope {
            Scope::Everywhere => None,
            Scope::Place(place) => Some(edition.as_ref().map_or_else(
                || place.to_string(),
                |edition| {
                    Words::new(edition.catalogue(), &locale.messages).area(&AreaId::Place(place.clone()))
                },
            )),
        };
        grants
            .iter()
            .map(|grant| Self {
                code: grant.to_string(),
                role: locale.messages.get(&format!("desk-role-{}", grant.role)),
                place: place(&grant.scope),
            })
            .collect()
    }
}
