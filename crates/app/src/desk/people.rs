//! People: added by command or by invitation, given roles, kept out, erased.

use tidemark_desk::audit::Verb;
use tidemark_desk::{Action, Email, Grant, Object, PersonId, PersonName, PersonState, Role};
use tidemark_storage::{Person, Purpose, StoreError, Tx};
use tidemark_vocab::{Lang, Moment};

use super::{Desk, DeskError, SignedIn, entry, new_id};

/// Somebody who is to be added by command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// What they are called here.
    pub name: PersonName,
    /// Where messages reach them, if anywhere.
    pub email: Option<Email>,
    /// In which language they are written to.
    pub lang: Lang,
    /// Their roles.
    pub grants: Vec<Grant>,
}

/// Somebody who was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Who.
    pub person: PersonId,
    /// A link by which they sign in for the first time. Whoever has it is them.
    pub link: String,
}

fn taken(error: StoreError) -> DeskError {
    match error {
        StoreError::Taken(_) => DeskError::Taken,
        other => other.into(),
    }
}

impl Desk {
    /// Adds somebody by command: the way in for the first administrator.
    pub async fn add_person(&self, new: NewPerson) -> Result<Added, DeskError> {
        let (desk, now) = (self.clone(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let person: PersonId = new_id()?;
                    tx.add_person(person, &new.name, new.email.as_ref(), &new.lang, now)
                        .await
                        .map_err(taken)?;
                    tx.tell(
                        entry(now, None, Verb::PersonAdded, person, ""),
                        Some((person, new.name.as_str())),
                    )
                    .await?;
                    for grant in &new.grants {
                        give(tx, person, grant, None, now).await?;
                    }
                    let link = desk
                        .keep_link(tx, person, Purpose::SignIn, &new.lang, now)
                        .await?;
                    Ok(Added { person, link })
                })
            })
            .await
    }

    /// A new link for somebody who is here and cannot come in, by command.
    pub async fn link_for(&self, person: PersonId) -> Result<String, DeskError> {
        let (desk, now) = (self.clone(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let known = tx
                        .person(person)
                        .await?
                        .filter(|known| known.state == PersonState::Active);
                    let known = known.ok_or(DeskError::Unknown)?;
                    Ok(desk
                        .keep_link(tx, person, Purpose::SignIn, &known.lang, now)
                        .await?)
                })
            })
            .await
    }

    /// Removes the passkeys and the authenticator app of somebody who has lost them, ends their sessions, and gives a new link, by command.
    pub async fn reset(&self, person: PersonId) -> Result<String, DeskError> {
        let (desk, now) = (self.clone(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let known = tx.person(person).await?;
                    let known = known.filter(|known| known.state == PersonState::Active);
                    let known = known.ok_or(DeskError::Unknown)?;
                    let factors = tx.remove_factors_of(person).await?;
                    let told = entry(now, None, Verb::FactorsReset, person, &factors.to_string());
                    tx.tell(told, None).await?;
                    Ok(desk
                        .keep_link(tx, person, Purpose::SignIn, &known.lang, now)
                        .await?)
                })
            })
            .await
    }

    /// Tells that the keys were changed, by command.
    pub async fn tell_keys_rotated(&self, key: &str) -> Result<(), StoreError> {
        let told = entry(self.now(), None, Verb::KeysRotated, key, "");
        self.store
            .write(move |tx| Box::pin(async move { tx.tell(told, None).await }))
            .await
    }

    /// Some people, after one of them.
    pub async fn people(
        &self,
        who: &SignedIn,
        after: Option<PersonId>,
        most: u32,
    ) -> Result<Vec<Person>, DeskError> {
        who.may(Action::SeePeople, &Object::Site, self.now())?;
        Ok(self.look().people(after, most).await?)
    }

    /// One person.
    pub async fn person(&self, who: &SignedIn, person: PersonId) -> Result<Person, DeskError> {
        who.may(Action::SeePeople, &Object::Site, self.now())?;
        self.look().person(person).await?.ok_or(DeskError::Unknown)
    }

    /// Gives a role. Nothing where they have it.
    pub async fn give_role(&self, who: &SignedIn, person: PersonId, grant: Grant) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::ChangeRoles, &Object::Of(person), now)?;
        let by = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    known(tx, person).await?;
                    Ok(give(tx, person, &grant, Some(by), now).await?)
                })
            })
            .await
    }

    /// Takes a role. Nothing where they do not have it; the last administrator stays one.
    pub async fn take_role(&self, who: &SignedIn, person: PersonId, grant: Grant) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::ChangeRoles, &Object::Of(person), now)?;
        let by = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.hold_roles().await?;
                    let before = tx.holders(Role::Administrator).await?;
                    if tx.take(person, &grant).await? {
                        keep_an_administrator(tx, before).await?;
                        tx.tell(
                            entry(now, Some(by), Verb::RoleTaken, person, &grant.to_string()),
                            None,
                        )
                        .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Keeps a person out, or lets them in again. To be erased is another matter: [`Desk::erase`].
    pub async fn suspend(
        &self,
        who: &SignedIn,
        person: PersonId,
        state: PersonState,
    ) -> Result<(), DeskError> {
        let now = self.now();
        who.may(Action::SuspendPerson, &Object::Of(person), now)?;
        // Whoever is said to be erased, and is not, could not be erased any more.
        if state == PersonState::Erased {
            return Err(DeskError::Unknown);
        }
        let by = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    known(tx, person).await?;
                    tx.hold_roles().await?;
                    let before = tx.holders(Role::Administrator).await?;
                    if tx.set_state(person, state).await? {
                        keep_an_administrator(tx, before).await?;
                        let verb = match state {
                            PersonState::Active => Verb::PersonRestored,
                            _ => Verb::PersonSuspended,
                        };
                        tx.tell(entry(now, Some(by), verb, person, ""), None).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Erases all that is known of a person.
    pub async fn erase(&self, who: &SignedIn, person: PersonId) -> Result<(), DeskError> {
        let now = self.now();
        let action = if person == who.person.id {
            Action::EraseOneself
        } else {
            Action::ErasePerson
        };
        who.may(action, &Object::Of(person), now)?;
        let by = who.person.id;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    known(tx, person).await?;
                    tx.hold_roles().await?;
                    let before = tx.holders(Role::Administrator).await?;
                    if tx.erase(person).await? {
                        keep_an_administrator(tx, before).await?;
                        tx.tell(entry(now, Some(by), Verb::PersonErased, person, ""), None)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

async fn known(tx: &Tx<'_>, person: PersonId) -> Result<Person, DeskError> {
    tx.person(person).await?.ok_or(DeskError::Unknown)
}

pub(super) async fn give(
    tx: &Tx<'_>,
    person: PersonId,
    grant: &Grant,
    by: Option<PersonId>,
    now: Moment,
) -> Result<(), StoreError> {
    if tx.give(person, grant, by, now).await? {
        tx.tell(entry(now, by, Verb::RoleGiven, person, &grant.to_string()), None)
            .await?;
    }
    Ok(())
}

/// Whoever takes the last administrator away would lock everybody out. Where there was none, nobody is taken away: people can have themselves erased all the same.
async fn keep_an_administrator(tx: &Tx<'_>, before: i64) -> Result<(), DeskError> {
    if before > 0 && tx.holders(Role::Administrator).await? == 0 {
        return Err(DeskError::LastAdministrator);
    }
    Ok(())
}
