//! Authenticator apps: numbers that change every half minute (RFC 6238), as a second factor.

use tidemark_desk::audit::Verb;
use tidemark_desk::{Action, Denied, PersonId};
use tidemark_storage::vault;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::{Desk, DeskError, SignedIn, entry, limits};

/// What an app needs to know.
pub struct NewAuthenticator {
    /// The secret, as it is typed: base 32.
    pub secret: String,
    /// The same as an address that apps open.
    pub address: String,
}

/// Numbers of the step before and after are taken too: clocks differ.
const SKEW: u16 = 1;

/// Seconds in a step.
const STEP: u64 = 30;

fn totp(secret: &[u8], site: &str) -> Option<Totp> {
    // A colon separates the parts of the label.
    let issuer = site.replace(':', " ");
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP)
        .with_secret(Secret::new(secret.into()))
        .with_account_name("account")
        .with_issuer(Some(issuer))
        .build()
        .ok()
}

/// The step whose number was given, if any of those that are taken.
fn step_of(totp: &Totp, code: &str, seconds: u64) -> Option<i64> {
    let code: String = code.chars().filter(|one| !one.is_whitespace()).collect();
    totp.check(&code, seconds)
        .and_then(|step| i64::try_from(step).ok())
}

impl Desk {
    /// Refuses who could take an account over with nothing but access to its mail: where there is a second factor, keys are changed with it alone.
    pub(super) async fn may_change_keys(&self, who: &SignedIn) -> Result<(), DeskError> {
        who.may(Action::ChangeKeys, &who.own(), self.now())?;
        let has_keys = self.look().has_second_factor(who.person.id).await?;
        if has_keys && !who.actor.has_two_factors {
            return Err(Denied::NeedsTwoFactors.into());
        }
        Ok(())
    }

    /// Begins to add an authenticator app: it counts once a number of it was given.
    pub async fn begin_authenticator(&self, who: &SignedIn) -> Result<NewAuthenticator, DeskError> {
        self.may_change_keys(who).await?;
        let secret: [u8; 20] = vault::random().map_err(tidemark_storage::StoreError::from)?;
        let totp = totp(&secret, &self.settings.site).ok_or(DeskError::Unknown)?;
        let (person, now) = (who.person.id, self.now());
        self.store
            .write(move |tx| {
                Box::pin(
                    async move { Ok::<_, DeskError>(tx.begin_authenticator(person, &secret, now).await?) },
                )
            })
            .await?;
        Ok(NewAuthenticator {
            secret: totp.secret().to_base32(),
            address: totp.to_url().map_err(|_| DeskError::Unknown)?,
        })
    }

    /// Ends adding it: the app is theirs, since it shows the right number.
    pub async fn confirm_authenticator(&self, who: &SignedIn, code: &str) -> Result<(), DeskError> {
        self.may_change_keys(who).await?;
        let (person, now) = (who.person.id, self.now());
        self.count_code(person).await?;
        let kept = self
            .look()
            .authenticator(person)
            .await?
            .ok_or(DeskError::Unknown)?;
        let totp = totp(&kept.secret, &self.settings.site).ok_or(DeskError::Unknown)?;
        let step = step_of(&totp, code, seconds(now)).ok_or(DeskError::WrongCode)?;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.confirm_authenticator(person, step, now).await? {
                        return Err(DeskError::WrongCode);
                    }
                    tx.tell(
                        entry(now, Some(person), Verb::AuthenticatorAdded, person, ""),
                        None,
                    )
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Removes the authenticator app.
    pub async fn remove_authenticator(&self, who: &SignedIn) -> Result<(), DeskError> {
        self.may_change_keys(who).await?;
        let (person, now) = (who.person.id, self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if tx.remove_authenticator(person).await? {
                        tx.tell(
                            entry(now, Some(person), Verb::AuthenticatorRemoved, person, ""),
                            None,
                        )
                        .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    async fn count_code(&self, person: PersonId) -> Result<(), DeskError> {
        let now = self.now();
        let may = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    Ok::<_, DeskError>(
                        tx.count_against(&limits::CODES_OF, &person.to_string(), now)
                            .await?,
                    )
                })
            })
            .await?;
        if may { Ok(()) } else { Err(DeskError::TooOften) }
    }

    /// Takes a number of a person's app. Each counts once.
    pub(super) async fn check_code(&self, person: PersonId, code: &str) -> Result<(), DeskError> {
        let now = self.now();
        self.count_code(person).await?;
        let kept = self
            .look()
            .authenticator(person)
            .await?
            .filter(|kept| kept.is_confirmed);
        let kept = kept.ok_or(DeskError::WrongCode)?;
        let totp = totp(&kept.secret, &self.settings.site).ok_or(DeskError::Unknown)?;
        let step = step_of(&totp, code, seconds(now)).ok_or(DeskError::WrongCode)?;
        let used = self
            .store
            .write(move |tx| Box::pin(async move { Ok::<_, DeskError>(tx.use_step(person, step).await?) }))
            .await?;
        if used { Ok(()) } else { Err(DeskError::WrongCode) }
    }
}

fn seconds(now: tidemark_vocab::Moment) -> u64 {
    u64::try_from(now.as_millis() / 1_000).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{step_of, totp};

    #[test]
    fn numbers_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six digits of what it gives at 59 s.
        let totp = totp(b"12345678901234567890", "A: site").unwrap();
        assert_eq!(step_of(&totp, "287082", 59), Some(1));
        assert_eq!(
            step_of(&totp, " 287 082 ", 89),
            Some(1),
            "the step before is taken"
        );
        assert_eq!(step_of(&totp, "287082", 120), None);
        assert_eq!(step_of(&totp, "", 59), None);
        assert!(
            totp.to_url()
                .unwrap()
                .starts_with("otpauth://totp/A%20%20site:account?"),
            "{}",
            totp.to_url().unwrap()
        );
    }
}
