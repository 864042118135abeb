//! One's own account.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tidemark_desk::Object;
use tidemark_desk::audit::Verb;
use tidemark_desk::id::JobId;
use tidemark_desk::session::Session;
use tidemark_desk::{Action, Email, PersonId, PersonName, Token};
use tidemark_storage::{AuditPage, Job, StoreError};
use tidemark_vocab::Lang;

use super::mail::{Words, letter, post};
use super::{Desk, DeskError, SignedIn, entry, limits, new_token};

/// An address that waits to be confirmed.
const ADDRESS: &str = "confirm_address";

/// It may wait for so long.
const WAITS: std::time::Duration = std::time::Duration::from_hours(24);

/// What an account shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The sessions, those in use first.
    pub sessions: Vec<Session>,
    /// Whether there is an authenticator app that counts.
    pub has_authenticator: bool,
}

#[derive(Serialize, Deserialize)]
struct Waiting {
    person: String,
    email: String,
}

impl Desk {
    /// What one's account shows.
    pub async fn account(&self, who: &SignedIn) -> Result<Account, DeskError> {
        who.may(Action::SeeAccount, &who.own(), self.now())?;
        let look = self.look();
        let now = self.now();
        let mut sessions = look.sessions_of(who.person.id).await?;
        sessions.retain(|session| session.holds(now));
        Ok(Account {
            sessions,
            has_authenticator: look.has_authenticator(who.person.id).await?,
        })
    }

    /// Changes what one is called, and in which language one is written to.
    pub async fn change_account(
        &self,
        who: &SignedIn,
        name: PersonName,
        lang: Lang,
    ) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::ChangeAccount, &who.own(), now)?;
        let person = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.rename(person, &name, &lang).await?;
                    tx.tell(
                        entry(now, Some(person), Verb::AccountChanged, person, "name"),
                        None,
                    )
                    .await?;
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(())
    }

    /// Asks for another address: a link is sent there. The answer is the same whether another account has it or not.
    pub async fn ask_for_address(&self, who: &SignedIn, email: &str) -> Result<(), DeskError> {
        let email: Email = email.parse()?;
        self.may_change_keys(who).await?;
        let (desk, now, lang) = (self.clone(), self.now(), who.person.lang.clone());
        let person = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx
                        .count_against(&limits::LINKS_FOR_ADDRESS, &email.folded(), now)
                        .await?
                    {
                        return Err(DeskError::TooOften);
                    }
                    let token = new_token()?;
                    let waiting = Waiting {
                        person: person.to_string(),
                        email: email.reveal().to_owned(),
                    };
                    let mut state = serde_json::to_vec(&waiting)
                        .map_err(|error| StoreError::Refused(error.to_string()))?;
                    state.resize(state.len().max(512), b' ');
                    tx.begin_challenge(&token.hash(), ADDRESS, &state, now + WAITS)
                        .await?;
                    let words = Words {
                        subject: "mail-address-subject",
                        opening: "mail-address",
                        link: Some(
                            desk.address(&lang, &format!("/account/address?token={}", token.reveal())),
                        ),
                        ending: "mail-address-ending",
                    };
                    Ok(post(tx, None, &letter(&desk.settings, &email, &lang, &words), now).await?)
                })
            })
            .await
    }

    /// Takes the address that a link was sent to.
    pub async fn confirm_address(&self, who: &SignedIn, token: &Token) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::ChangeAccount, &who.own(), now)?;
        let (person, hash) = (who.person.id, token.hash());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let state = tx
                        .end_challenge(&hash, ADDRESS, now)
                        .await?
                        .ok_or(DeskError::Over)?;
                    let waiting: Waiting = serde_json::from_slice(&state).map_err(|_| DeskError::Over)?;
                    if waiting.person != person.to_string() {
                        return Err(DeskError::Over);
                    }
                    let email: Email = waiting.email.parse()?;
                    tx.set_email(person, &email).await.map_err(|error| match error {
                        StoreError::Taken(_) => DeskError::Taken,
                        other => other.into(),
                    })?;
                    tx.tell(
                        entry(now, Some(person), Verb::AccountChanged, person, "address"),
                        None,
                    )
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    /// What was done, the newest first.
    pub async fn audit(
        &self,
        who: &SignedIn,
        before: Option<u64>,
        most: u32,
    ) -> Result<AuditPage, DeskError> {
        who.may(Action::ReadAudit, &Object::Site, self.now())?;
        Ok(self.look().audit(before, most).await?)
    }

    /// What people are called, of those who are known.
    pub async fn names(
        &self,
        who: &SignedIn,
        people: BTreeSet<PersonId>,
    ) -> Result<BTreeMap<PersonId, PersonName>, DeskError> {
        who.may(Action::SeePeople, &Object::Site, self.now())?;
        let mut names = BTreeMap::new();
        for person in people {
            let known = self.look().person(person).await?;
            if let Some(name) = known.and_then(|known| known.name) {
                names.insert(person, name);
            }
        }
        Ok(names)
    }

    /// What the site is working at, and what it did last.
    pub async fn jobs(&self, who: &SignedIn, most: u32) -> Result<Vec<Job>, DeskError> {
        who.may(Action::SeeJobs, &Object::Site, self.now())?;
        Ok(self.look().jobs(most).await?)
    }

    /// Stops a job.
    pub async fn cancel_job(&self, who: &SignedIn, job: JobId) -> Result<(), DeskError> {
        self.change_job(who, job, Verb::JobCancelled).await
    }

    /// Has a job that failed or was stopped done once more.
    pub async fn retry_job(&self, who: &SignedIn, job: JobId) -> Result<(), DeskError> {
        self.change_job(who, job, Verb::JobRetried).await
    }

    async fn change_job(&self, who: &SignedIn, job: JobId, verb: Verb) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::ChangeJobs, &Object::Site, now)?;
        let by = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let changed = match verb {
                        Verb::JobCancelled => tx.cancel_job(job, now).await?,
                        _ => tx.retry_job(job, now).await?,
                    };
                    if !changed {
                        return Err(DeskError::Unknown);
                    }
                    tx.tell(entry(now, Some(by), verb, job, ""), None).await?;
                    Ok(())
                })
            })
            .await
    }
}
