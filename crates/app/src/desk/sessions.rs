//! Who is there.

use tidemark_desk::audit::Verb;
use tidemark_desk::session::{Factor, Session};
use tidemark_desk::{Action, Actor, Denied, Object, PersonId, PersonState, SessionId, Token};
use tidemark_storage::{Person, StoreError, Tx};
use tidemark_vocab::Moment;

use super::{Desk, DeskError, entry, new_id, new_token};

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// By which session.
    pub session: Session,
    /// As whom the rules see them.
    pub actor: Actor,
    /// What the forms they are shown must bring back.
    pub form: Token,
}

/// A session that was begun, or has a new token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What the cookie holds.
    pub token: Token,
    /// Whose it is.
    pub person: PersonId,
}

impl SignedIn {
    /// Whether they may do something now.
    pub fn may(&self, action: Action, object: &Object, now: Moment) -> Result<(), Denied> {
        self.actor.may(action, object, now)
    }

    /// Their own account.
    #[must_use]
    pub fn own(&self) -> Object {
        Object::Of(self.person.id)
    }
}

/// Begins a session and tells so.
pub(super) async fn open(
    tx: &Tx<'_>,
    person: PersonId,
    factor: Factor,
    now: Moment,
) -> Result<Opened, StoreError> {
    let token = new_token()?;
    let session = Session {
        id: new_id()?,
        person,
        factor,
        begun_at: now,
        shown_at: now,
        used_at: now,
    };
    tx.begin_session(&session, &token.hash()).await?;
    tx.tell(
        entry(now, Some(person), Verb::SignedIn, session.id, factor.as_str()),
        None,
    )
    .await?;
    Ok(Opened { token, person })
}

/// Gives a session another token, since they showed once more who they are.
pub(super) async fn renew(
    tx: &Tx<'_>,
    session: &Session,
    factor: Factor,
    now: Moment,
) -> Result<Opened, StoreError> {
    let token = new_token()?;
    // Two factors that were shown once stay shown.
    let factor = if session.factor.is_two() && !factor.is_two() {
        session.factor
    } else {
        factor
    };
    tx.renew_session(session.id, factor, &token.hash(), now).await?;
    tx.tell(
        entry(
            now,
            Some(session.person),
            Verb::ShownAgain,
            session.id,
            factor.as_str(),
        ),
        None,
    )
    .await?;
    Ok(Opened {
        token,
        person: session.person,
    })
}

impl Desk {
    /// Who holds a token; `None` where it is unknown, over, or its person may not come in.
    pub async fn who(&self, token: &Token) -> Result<Option<SignedIn>, StoreError> {
        let now = self.now();
        let Some((session, person)) = self.look().session(&token.hash()).await? else {
            return Ok(None);
        };
        if person.state != PersonState::Active || !session.holds(now) {
            return Ok(None);
        }
        if session.is_to_be_noted(now) {
            let id = session.id;
            self.store
                .write(move |tx| Box::pin(async move { tx.note_session(id, now).await }))
                .await?;
        }
        let actor = Actor {
            person: person.id,
            grants: person.grants.clone(),
            has_two_factors: session.factor.is_two(),
            shown_at: session.shown_at,
        };
        Ok(Some(SignedIn {
            person,
            session,
            actor,
            form: token.derived("form"),
        }))
    }

    /// Ends one of one's own sessions.
    pub async fn end_session(&self, who: &SignedIn, session: SessionId) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::EndSession, &who.own(), now)?;
        let person = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.end_session(person, session).await? {
                        return Err(DeskError::Unknown);
                    }
                    tx.tell(entry(now, Some(person), Verb::SessionEnded, session, ""), None)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends all of one's own sessions, this one too.
    pub async fn end_all_sessions(&self, who: &SignedIn) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::EndSession, &who.own(), now)?;
        let person = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.end_sessions_of(person).await?;
                    tx.tell(entry(now, Some(person), Verb::SessionEnded, person, "all"), None)
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}
