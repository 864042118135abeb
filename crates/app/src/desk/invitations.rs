//! Invitations, by message or by a link that is handed over in another way.

use std::time::Duration;

use tidemark_desk::audit::Verb;
use tidemark_desk::invitation::{Invitation, InvitationState, OPEN_AT_MOST};
use tidemark_desk::session::Factor;
use tidemark_desk::{Action, Email, Grant, InvitationId, Object, PersonId, PersonName, Token};
use tidemark_storage::{Invited as Kept, NewInvitation, StoreError};
use tidemark_vocab::Lang;

use super::mail::{Words, letter, post};
use super::people::give;
use super::sessions::open;
use super::{Asker, Desk, DeskError, Opened, SignedIn, entry, limits, new_id, new_token};

/// An invitation that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// For what.
    pub grants: Vec<Grant>,
    /// For how long it is open.
    pub open_for: Duration,
    /// Where it is sent, and in which language; otherwise its link is handed over in another way. The address is kept until it was sent.
    pub to: Option<(Email, Lang)>,
}

/// An invitation that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Its name.
    pub id: InvitationId,
    /// Its link. It is shown once: nothing that is kept opens it.
    pub link: String,
}

impl Desk {
    /// Asks somebody in.
    pub async fn invite(&self, who: &SignedIn, invite: Invite) -> Result<Invited, DeskError> {
        let now = self.now();
        who.may(Invitation::needs(&invite.grants), &Object::Site, now)?;
        let (desk, by, lang) = (self.clone(), who.person.id, who.person.lang.clone());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx
                        .count_against(&limits::INVITATIONS_OF, &by.to_string(), now)
                        .await?
                    {
                        return Err(DeskError::TooOften);
                    }
                    let (token, id) = (new_token()?, new_id()?);
                    let grants: Vec<String> = invite.grants.iter().map(Grant::to_string).collect();
                    let new = NewInvitation {
                        id,
                        by,
                        grants: invite.grants,
                        until: now + invite.open_for.min(OPEN_AT_MOST),
                    };
                    tx.invite(&new, &token.hash(), now).await?;
                    tx.tell(
                        entry(now, Some(by), Verb::InvitationMade, id, &grants.join(" ")),
                        None,
                    )
                    .await?;
                    let lang = invite.to.as_ref().map_or(&lang, |(_, lang)| lang);
                    let link = desk.address(lang, &format!("/invitation?token={}", token.reveal()));
                    if let Some((email, lang)) = &invite.to {
                        let words = Words {
                            subject: "mail-invitation-subject",
                            opening: "mail-invitation",
                            link: Some(link.clone()),
                            ending: "mail-invitation-ending",
                        };
                        post(tx, None, &letter(&desk.settings, email, lang, &words), now).await?;
                    }
                    Ok(Invited { id, link })
                })
            })
            .await
    }

    /// What an invitation is for, without taking it up.
    pub async fn invitation(&self, token: &Token, asker: &Asker) -> Result<Invitation, DeskError> {
        self.count_try(asker).await?;
        let kept = self.look().invitation_by_token(&token.hash()).await?;
        kept.map(|kept| kept.invitation)
            .filter(|invitation| invitation.state(self.now()) == InvitationState::Open)
            .ok_or(DeskError::Over)
    }

    /// Takes up an invitation as somebody new, who is signed in at once.
    pub async fn accept(
        &self,
        token: &Token,
        name: PersonName,
        lang: Lang,
        asker: &Asker,
    ) -> Result<Opened, DeskError> {
        self.count_try(asker).await?;
        let (hash, now) = (token.hash(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let person: PersonId = new_id()?;
                    tx.add_person(person, &name, None, &lang, now).await?;
                    let kept = tx.accept(&hash, person, now).await?.ok_or(DeskError::Over)?;
                    let told = entry(
                        now,
                        Some(person),
                        Verb::InvitationAccepted,
                        kept.invitation.id,
                        "",
                    );
                    tx.tell(told, Some((person, name.as_str()))).await?;
                    for grant in &kept.invitation.grants {
                        give(tx, person, grant, Some(kept.invitation.by), now).await?;
                    }
                    Ok(open(tx, person, Factor::Link, now).await?)
                })
            })
            .await
    }

    /// Takes up an invitation as somebody who is here already.
    pub async fn accept_too(&self, who: &SignedIn, token: &Token, asker: &Asker) -> Result<(), DeskError> {
        self.count_try(asker).await?;
        let (person, hash, now) = (who.person.id, token.hash(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let kept = tx.accept(&hash, person, now).await?.ok_or(DeskError::Over)?;
                    tx.tell(
                        entry(
                            now,
                            Some(person),
                            Verb::InvitationAccepted,
                            kept.invitation.id,
                            "",
                        ),
                        None,
                    )
                    .await?;
                    for grant in &kept.invitation.grants {
                        give(tx, person, grant, Some(kept.invitation.by), now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Takes an invitation back. One that is not open is left as it is.
    pub async fn revoke_invitation(&self, who: &SignedIn, invitation: InvitationId) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::RevokeInvitation, &Object::Site, now)?;
        let by = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if tx.revoke_invitation(invitation, now).await? {
                        tx.tell(
                            entry(now, Some(by), Verb::InvitationRevoked, invitation, ""),
                            None,
                        )
                        .await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(())
    }

    /// The newest invitations.
    pub async fn invitations(&self, who: &SignedIn, most: u32) -> Result<Vec<Kept>, DeskError> {
        who.may(Action::RevokeInvitation, &Object::Site, self.now())?;
        Ok(self.look().invitations(most).await?)
    }
}
