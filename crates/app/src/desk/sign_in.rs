//! Signing in by a link that is sent.
//!
//! Whether an account exists is not to be learned: what is asked for is always kept in the same way and answered at once, and looked at later, by a job.

use serde::{Deserialize, Serialize};
use tidemark_desk::invitation::LINK_HOLDS;
use tidemark_desk::session::Factor;
use tidemark_desk::{Email, PersonId, PersonState, Token};
use tidemark_storage::{Purpose, SignInLink, StoreError, Tx};
use tidemark_vocab::{Lang, Moment};

use super::mail::{Words, letter, post};
use super::sessions::{open, renew};
use super::{Desk, DeskError, Opened, SignedIn, enqueue, limits, new_token};

/// The job that looks at what was asked for.
pub(super) const LINK_ASKED: &str = "link_asked";

/// What was asked for, while it waits: sealed in the store.
const ASKED: &str = "link_asked";

/// Where a request comes from: an address in the network, which is only ever kept as a keyed hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Asker(String);

impl Asker {
    /// From an address, or a part of one that stands for a household.
    #[must_use]
    pub fn new(address: impl Into<String>) -> Self {
        Self(address.into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A link that was followed, before it is used: scanners of mail follow links, and press no buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// What it is for.
    pub purpose: Purpose,
    /// Whether the number of an authenticator app is wanted too.
    pub wants_code: bool,
}

#[derive(Serialize, Deserialize)]
struct Wish {
    email: String,
    lang: String,
}

impl Desk {
    /// Asks for a link to sign in by. The answer is the same, and takes the same time, whether there is an account or not.
    pub async fn ask_for_link(&self, email: &str, lang: &Lang, asker: &Asker) -> Result<(), DeskError> {
        let email: Email = email.parse()?;
        let now = self.now();
        let wish = Wish {
            email: email.reveal().to_owned(),
            lang: lang.as_str().to_owned(),
        };
        // Of one length, whoever it is: the state is looked at as bytes by nobody, and its size by whoever steals it.
        let mut words = serde_json::to_vec(&wish).map_err(|error| StoreError::Refused(error.to_string()))?;
        words.resize(words.len().max(512), b' ');
        let (token, asker) = (new_token()?, asker.as_str().to_owned());
        let may = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let by_address = tx
                        .count_against(&limits::LINKS_FOR_ADDRESS, &email.folded(), now)
                        .await?;
                    let by_asker = tx.count_against(&limits::LINKS_FROM, &asker, now).await?;
                    if !(by_address && by_asker) {
                        // What was counted stays counted.
                        return Ok::<_, StoreError>(false);
                    }
                    tx.begin_challenge(&token.hash(), ASKED, &words, now + LINK_HOLDS)
                        .await?;
                    enqueue(tx, LINK_ASKED, token.hash().as_str().to_owned(), now).await?;
                    Ok(true)
                })
            })
            .await?;
        if may { Ok(()) } else { Err(DeskError::TooOften) }
    }

    /// Looks at what was asked for, and keeps a link and a message where there is an account. `payload` is that of the job.
    pub(super) async fn link_was_asked(
        &self,
        tx: &Tx<'_>,
        payload: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Some(words) = tx.end_challenge_by_hash(payload, ASKED).await? else {
            return Ok(());
        };
        let Ok(wish) = serde_json::from_slice::<Wish>(&words) else {
            return Ok(());
        };
        let (Ok(email), Ok(lang)) = (wish.email.parse::<Email>(), wish.lang.parse::<Lang>()) else {
            return Ok(());
        };
        let found = tx.person_by_email(&email).await?;
        match found.map(|person| (person.id, person.state, person.email)) {
            // To the address that was kept, not to the one that was typed: who finds it need not own how they spell it.
            Some((person, PersonState::Active, Some(email))) => {
                let link = self.keep_link(tx, person, Purpose::SignIn, &lang, now).await?;
                let words = Words {
                    subject: "mail-sign-in-subject",
                    opening: "mail-sign-in",
                    link: Some(link),
                    ending: "mail-sign-in-ending",
                };
                post(
                    tx,
                    Some(person),
                    &letter(&self.settings, &email, &lang, &words),
                    now,
                )
                .await
            }
            _ => Ok(()),
        }
    }

    /// Keeps a link and returns its address.
    pub(super) async fn keep_link(
        &self,
        tx: &Tx<'_>,
        person: PersonId,
        purpose: Purpose,
        lang: &Lang,
        now: Moment,
    ) -> Result<String, StoreError> {
        let token = new_token()?;
        let link = SignInLink {
            person,
            purpose,
            until: now + LINK_HOLDS,
            used_at: None,
        };
        tx.add_link(&token.hash(), &link, now).await?;
        Ok(self.address(lang, &format!("/sign-in/link?token={}", token.reveal())))
    }

    /// What a link offers, without using it.
    pub async fn offered(&self, token: &Token, asker: &Asker) -> Result<Offered, DeskError> {
        let now = self.now();
        self.count_try(asker).await?;
        let link = self.look().link(&token.hash()).await?.ok_or(DeskError::Over)?;
        if link.used_at.is_some() || link.until <= now {
            return Err(DeskError::Over);
        }
        let wants_code =
            link.purpose == Purpose::SignIn && self.look().has_authenticator(link.person).await?;
        Ok(Offered {
            purpose: link.purpose,
            wants_code,
        })
    }

    /// Counts that a link or an invitation is tried.
    pub(super) async fn count_try(&self, asker: &Asker) -> Result<(), DeskError> {
        let (now, asker) = (self.now(), asker.as_str().to_owned());
        let may = self
            .store
            .write(move |tx| {
                Box::pin(async move { tx.count_against(&limits::TRIES_FROM, &asker, now).await })
            })
            .await
            .map_err(|error: StoreError| error)?;
        if may { Ok(()) } else { Err(DeskError::TooOften) }
    }

    /// Signs in by a link. `code` is the number of the authenticator app, where they have one; a wrong one leaves the link good.
    pub async fn sign_in_by_link(
        &self,
        token: &Token,
        code: Option<&str>,
        asker: &Asker,
    ) -> Result<Opened, DeskError> {
        let offered = self.offered(token, asker).await?;
        let now = self.now();
        let link = self.look().link(&token.hash()).await?.ok_or(DeskError::Over)?;
        if offered.wants_code {
            self.check_code(link.person, code.unwrap_or_default()).await?;
        }
        let factor = if offered.wants_code {
            Factor::LinkAndCode
        } else {
            Factor::Link
        };
        let hash = token.hash();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let link = tx.use_link(&hash, now).await?.ok_or(DeskError::Over)?;
                    let person = tx.person(link.person).await?.ok_or(DeskError::Over)?;
                    if link.purpose != Purpose::SignIn || person.state != PersonState::Active {
                        return Err(DeskError::Over);
                    }
                    // Who has come in needs no other link.
                    tx.end_links_of(link.person).await?;
                    Ok(open(tx, link.person, factor, now).await?)
                })
            })
            .await
    }

    /// Shows once more who one is, with the number of the authenticator app.
    pub async fn show_again_by_code(&self, who: &SignedIn, code: &str) -> Result<Opened, DeskError> {
        self.check_code(who.person.id, code).await?;
        let (session, now) = (who.session.clone(), self.now());
        let factor = if session.factor == Factor::Link {
            Factor::LinkAndCode
        } else {
            session.factor
        };
        self.store
            .write(move |tx| Box::pin(async move { Ok(renew(tx, &session, factor, now).await?) }))
            .await
    }

    /// Sends a link by which one shows once more who one is: for those who have nothing but their address.
    pub async fn ask_to_show_again(&self, who: &SignedIn, lang: &Lang) -> Result<(), DeskError> {
        let now = self.now();
        let email = who.person.email.clone().ok_or(DeskError::Unknown)?;
        let (desk, person, lang) = (self.clone(), who.person.id, lang.clone());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx
                        .count_against(&limits::LINKS_FOR_ADDRESS, &email.folded(), now)
                        .await?
                    {
                        return Err(DeskError::TooOften);
                    }
                    let link = desk.keep_link(tx, person, Purpose::ShowAgain, &lang, now).await?;
                    let words = Words {
                        subject: "mail-show-again-subject",
                        opening: "mail-show-again",
                        link: Some(link),
                        ending: "mail-show-again-ending",
                    };
                    Ok(post(
                        tx,
                        Some(person),
                        &letter(&desk.settings, &email, &lang, &words),
                        now,
                    )
                    .await?)
                })
            })
            .await
    }

    /// Shows once more who one is, by the link that was sent.
    pub async fn show_again_by_link(
        &self,
        who: &SignedIn,
        token: &Token,
        asker: &Asker,
    ) -> Result<Opened, DeskError> {
        let offered = self.offered(token, asker).await?;
        if offered.purpose != Purpose::ShowAgain {
            return Err(DeskError::Over);
        }
        let (session, hash, now) = (who.session.clone(), token.hash(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let link = tx.use_link(&hash, now).await?.ok_or(DeskError::Over)?;
                    if link.person != session.person {
                        return Err(DeskError::Over);
                    }
                    Ok(renew(tx, &session, Factor::Link, now).await?)
                })
            })
            .await
    }
}
