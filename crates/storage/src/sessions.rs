//! Sessions.

use sea_orm::FromQueryResult;
use tidemark_desk::session::{Factor, IDLE, LONGEST, Session};
use tidemark_desk::{PersonId, SessionId, TokenHash};
use tidemark_vocab::Moment;

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::{self, Person, id, read};

#[derive(FromQueryResult)]
struct Row {
    session: String,
    person: String,
    factor: String,
    begun_at: i64,
    shown_at: i64,
    used_at: i64,
}

/// A session with its person.
#[derive(FromQueryResult)]
struct Both {
    #[sea_orm(nested)]
    session: Row,
    #[sea_orm(nested)]
    person: people::Row,
}

const COLUMNS: &str = "s.id as session, s.person, s.factor, s.begun_at, s.shown_at, s.used_at";

fn session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: read(&row.session, "the id of a session")?,
        person: id(&row.person)?,
        factor: read(&row.factor, "a way to sign in")?,
        begun_at: Moment::from_millis(row.begun_at),
        shown_at: Moment::from_millis(row.shown_at),
        used_at: Moment::from_millis(row.used_at),
    })
}

impl Look<'_> {
    /// The session that a cookie opens, be it over or not, and whose it is, in one turn: every page at the desk asks for both.
    pub async fn session(&self, token: &TokenHash) -> Result<Option<(Session, Person)>, StoreError> {
        // The session first: from the left of an outer join SQLite does not go on to what is known better.
        let sql = format!(
            "select {COLUMNS}, {} from sessions s join people p on p.id = s.person
            left join person_keys k on k.person = p.id where s.token = $1",
            people::COLUMNS
        );
        let row: Option<Both> = self.row(&sql, [token.as_str().into()]).await?;
        row.map(|row| Ok((session(&row.session)?, self.opened(row.person)?)))
            .transpose()
    }

    /// The sessions of a person, those in use first.
    pub async fn sessions_of(&self, person: PersonId) -> Result<Vec<Session>, StoreError> {
        let sql =
            format!("select {COLUMNS} from sessions s where s.person = $1 order by s.used_at desc, s.id");
        let rows: Vec<Row> = self.rows(&sql, [person.to_string().into()]).await?;
        rows.iter().map(session).collect()
    }
}

impl Tx<'_> {
    /// Begins a session.
    pub async fn begin_session(&self, session: &Session, token: &TokenHash) -> Result<(), StoreError> {
        let sql = "insert into sessions (id, token, person, factor, begun_at, shown_at, used_at) values ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            session.id.to_string().into(),
            token.as_str().into(),
            session.person.to_string().into(),
            session.factor.as_str().into(),
            session.begun_at.as_millis().into(),
            session.shown_at.as_millis().into(),
            session.used_at.as_millis().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Notes that a session is in use.
    pub async fn note_session(&self, session: SessionId, now: Moment) -> Result<(), StoreError> {
        let sql = "update sessions set used_at = $1 where id = $2 and used_at < $1";
        self.run(sql, [now.as_millis().into(), session.to_string().into()])
            .await?;
        Ok(())
    }

    /// Notes that a person showed once more who they are: the session has another token from then on.
    pub async fn renew_session(
        &self,
        session: SessionId,
        factor: Factor,
        token: &TokenHash,
        now: Moment,
    ) -> Result<(), StoreError> {
        let sql = "update sessions set shown_at = $1, used_at = $1, factor = $2, token = $3 where id = $4";
        let values = [
            now.as_millis().into(),
            factor.as_str().into(),
            token.as_str().into(),
            session.to_string().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Ends a session of a person. Whether there was one.
    pub async fn end_session(&self, person: PersonId, session: SessionId) -> Result<bool, StoreError> {
        let sql = "delete from sessions where id = $1 and person = $2";
        Ok(self
            .run(sql, [session.to_string().into(), person.to_string().into()])
            .await?
            > 0)
    }

    /// Ends all sessions of a person. How many there were.
    pub async fn end_sessions_of(&self, person: PersonId) -> Result<u64, StoreError> {
        self.run(
            "delete from sessions where person = $1",
            [person.to_string().into()],
        )
        .await
    }

    /// Forgets what holds no more: sessions, links, half-done sign-ins, counts.
    pub async fn forget_what_is_over(&self, now: Moment) -> Result<u64, StoreError> {
        let mut gone = 0;
        let day = 24 * 3_600_000;
        for (sql, before) in [
            (
                "delete from sessions where used_at <= $1",
                (now - IDLE).as_millis(),
            ),
            (
                "delete from sessions where begun_at <= $1",
                (now - LONGEST).as_millis(),
            ),
            ("delete from links where until <= $1", now.as_millis()),
            ("delete from challenges where until <= $1", now.as_millis()),
            ("delete from limits where span <= $1", now.as_millis() - day),
        ] {
            gone += self.run(sql, [before.into()]).await?;
        }
        Ok(gone)
    }
}
