//! Invitations.

use sea_orm::FromQueryResult;
use tidemark_desk::invitation::Invitation;
use tidemark_desk::{Grant, InvitationId, PersonId, TokenHash};
use tidemark_vocab::Moment;

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::{id, read};

/// An invitation that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Its name.
    pub id: InvitationId,
    /// Who asks.
    pub by: PersonId,
    /// For what.
    pub grants: Vec<Grant>,
    /// Until when it is open.
    pub until: Moment,
}

/// An invitation that was kept, and who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The invitation.
    pub invitation: Invitation,
    /// Who came.
    pub accepted_by: Option<PersonId>,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    invited_by: String,
    grants: String,
    made_at: i64,
    until: i64,
    accepted_at: Option<i64>,
    accepted_by: Option<String>,
    revoked_at: Option<i64>,
}

const COLUMNS: &str =
    "select id, invited_by, grants, made_at, until, accepted_at, accepted_by, revoked_at from invitations";

fn invited(row: &Row) -> Result<Invited, StoreError> {
    let grants = row.grants.split(' ').filter(|grant| !grant.is_empty());
    Ok(Invited {
        invitation: Invitation {
            id: read(&row.id, "the id of an invitation")?,
            by: id(&row.invited_by)?,
            grants: grants
                .map(|grant| read(grant, "a role"))
                .collect::<Result<_, _>>()?,
            made_at: Moment::from_millis(row.made_at),
            until: Moment::from_millis(row.until),
            accepted_at: row.accepted_at.map(Moment::from_millis),
            revoked_at: row.revoked_at.map(Moment::from_millis),
        },
        accepted_by: row.accepted_by.as_deref().map(id).transpose()?,
    })
}

impl Look<'_> {
    /// The invitation that a token opens, whatever became of it.
    pub async fn invitation_by_token(&self, token: &TokenHash) -> Result<Option<Invited>, StoreError> {
        let sql = format!("{COLUMNS} where token = $1");
        let row: Option<Row> = self.row(&sql, [token.as_str().into()]).await?;
        row.as_ref().map(invited).transpose()
    }

    /// An invitation by its name.
    pub async fn invitation(&self, invitation: InvitationId) -> Result<Option<Invited>, StoreError> {
        let sql = format!("{COLUMNS} where id = $1");
        let row: Option<Row> = self.row(&sql, [invitation.to_string().into()]).await?;
        row.as_ref().map(invited).transpose()
    }

    /// The newest invitations.
    pub async fn invitations(&self, most: u32) -> Result<Vec<Invited>, StoreError> {
        let sql = format!("{COLUMNS} order by made_at desc, id limit $1");
        let rows: Vec<Row> = self.rows(&sql, [i64::from(most).into()]).await?;
        rows.iter().map(invited).collect()
    }
}

impl Tx<'_> {
    /// Keeps an invitation.
    pub async fn invite(
        &self,
        new: &NewInvitation,
        token: &TokenHash,
        now: Moment,
    ) -> Result<(), StoreError> {
        let grants: Vec<String> = new.grants.iter().map(Grant::to_string).collect();
        let sql = "insert into invitations (id, token, invited_by, grants, made_at, until) values ($1, $2, $3, $4, $5, $6)";
        let values = [
            new.id.to_string().into(),
            token.as_str().into(),
            new.by.to_string().into(),
            grants.join(" ").into(),
            now.as_millis().into(),
            new.until.as_millis().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Takes up an open invitation for a person: `None` where it is not open. Of two at once, one has it.
    pub async fn accept(
        &self,
        token: &TokenHash,
        person: PersonId,
        now: Moment,
    ) -> Result<Option<Invited>, StoreError> {
        let sql = "update invitations set accepted_at = $1, accepted_by = $2
            where token = $3 and accepted_at is null and revoked_at is null and until > $1";
        let values = [
            now.as_millis().into(),
            person.to_string().into(),
            token.as_str().into(),
        ];
        if self.run(sql, values).await? == 0 {
            return Ok(None);
        }
        self.invitation_by_token(token).await
    }

    /// Takes an invitation back. Whether it was open.
    pub async fn revoke_invitation(&self, invitation: InvitationId, now: Moment) -> Result<bool, StoreError> {
        let sql = "update invitations set revoked_at = $1 where id = $2 and accepted_at is null and revoked_at is null";
        let values = [now.as_millis().into(), invitation.to_string().into()];
        Ok(self.run(sql, values).await? > 0)
    }
}
