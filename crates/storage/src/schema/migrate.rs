//! Bringing a store to where this version wants it.
//!
//! Each step and the note that it was done are one transaction, so that an interrupted one leaves nothing; one process at a time takes steps.

use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, FromQueryResult, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use tidemark_vocab::Moment;

use super::steps::{Phase, STEPS, Step};
use crate::engine::Engine;
use crate::error::StoreError;

/// Where a store stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The last step that it has taken; 0 where it has taken none.
    pub at: i64,
    /// The last step that this version knows.
    pub known: i64,
    /// The step that a version must know to work with it.
    pub needs: i64,
}

impl Standing {
    /// How many steps are still to be taken.
    #[must_use]
    pub const fn behind(&self) -> i64 {
        if self.known > self.at {
            self.known - self.at
        } else {
            0
        }
    }
}

#[derive(Debug, FromQueryResult)]
struct Taken {
    number: i64,
    name: String,
    needs: i64,
}

/// What keeps two processes from taking steps at once: a number of our own (PostgreSQL, 13.3.5 "Advisory Locks").
const LOCK: i64 = 0x7469_6465_6d61_726b;

/// What holds the notes.
const NOTES: &str = "create table if not exists schema_steps (
    number bigint not null primary key,
    name text not null,
    needs bigint not null,
    taken_at bigint not null
)";

/// Where a store stands, without changing anything.
pub async fn standing(on: &DatabaseConnection, engine: Engine) -> Result<Standing, StoreError> {
    let exists = match engine {
        Engine::Sqlite => "select name from sqlite_master where type = 'table' and name = 'schema_steps'",
        Engine::Postgres => {
            "select table_name as name from information_schema.tables where table_schema = current_schema() and table_name = 'schema_steps'"
        }
    };
    let exists = on
        .query_one_raw(Statement::from_string(engine.backend(), exists))
        .await?;
    if exists.is_none() {
        return Ok(stands(&[]));
    }
    known(on, engine).await
}

/// Refuses a store that this version cannot work with as it is.
pub(crate) fn checked(standing: Standing) -> Result<(), StoreError> {
    if standing.needs > standing.known {
        return Err(StoreError::Ahead {
            found: standing.at,
            known: standing.known,
        });
    }
    if standing.behind() > 0 {
        return Err(StoreError::Behind {
            found: standing.at,
            wanted: standing.known,
        });
    }
    Ok(())
}

async fn known(on: &impl ConnectionTrait, engine: Engine) -> Result<Standing, StoreError> {
    let notes = Statement::from_string(
        engine.backend(),
        "select number, name, needs from schema_steps order by number",
    );
    let taken = Taken::find_by_statement(notes).all(on).await?;
    for one in &taken {
        let ours = STEPS.iter().find(|step| step.number == one.number);
        if let Some(ours) = ours.filter(|step| step.name != one.name) {
            return Err(StoreError::Foreign {
                number: one.number,
                found: one.name.clone(),
                wanted: ours.name.to_owned(),
            });
        }
    }
    Ok(stands(&taken))
}

/// Where a store stands that is not there.
pub(crate) fn none() -> Standing {
    stands(&[])
}

fn stands(taken: &[Taken]) -> Standing {
    Standing {
        at: taken.iter().map(|one| one.number).max().unwrap_or(0),
        known: STEPS.last().map_or(0, |step| step.number),
        needs: taken.iter().map(|one| one.needs).max().unwrap_or(0),
    }
}

/// So often a step is tried where others are in its way, and so long after one another.
const TRIES: u32 = 6;
const BETWEEN: Duration = Duration::from_millis(200);

/// Takes every step that is still to be taken, or those up to a number, each told as it is done. Returns where the store stands then.
pub async fn migrate(
    on: &DatabaseConnection,
    engine: Engine,
    up_to: Option<i64>,
    now: Moment,
    told: &(dyn Fn(i64, &str) + Send + Sync),
) -> Result<Standing, StoreError> {
    let mut tries = TRIES;
    loop {
        match go_on(on, engine, up_to, now).await {
            Ok(Gone::AStep(step)) => {
                told(step.number, step.name);
                tries = TRIES;
            }
            Ok(Gone::NoFurther(standing)) => return Ok(standing),
            // The version before still writes: of two that wait for each other PostgreSQL gives one up, and SQLite lets one wait in vain.
            Err(StoreError::Busy(_)) if tries > 1 => {
                tries -= 1;
                tokio::time::sleep(BETWEEN).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// How far one transaction came.
enum Gone {
    AStep(&'static Step),
    NoFurther(Standing),
}

async fn go_on(
    on: &DatabaseConnection,
    engine: Engine,
    up_to: Option<i64>,
    now: Moment,
) -> Result<Gone, StoreError> {
    let step = begun(on, engine).await?;
    let standing = known(&step, engine).await?;
    if standing.needs > standing.known {
        step.rollback().await?;
        return Err(StoreError::Ahead {
            found: standing.at,
            known: standing.known,
        });
    }
    let next = STEPS.iter().find(|next| next.number > standing.at);
    let Some(next) = next.filter(|next| up_to.is_none_or(|last| next.number <= last)) else {
        // The table of notes may be new.
        step.commit().await?;
        return Ok(Gone::NoFurther(standing));
    };
    take(&step, engine, next, now).await?;
    step.commit().await?;
    Ok(Gone::AStep(next))
}

async fn begun(on: &DatabaseConnection, engine: Engine) -> Result<DatabaseTransaction, StoreError> {
    let options = TransactionOptions {
        sqlite_transaction_mode: (engine == Engine::Sqlite).then_some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let step = on.begin_with_options(options).await?;
    if engine == Engine::Postgres {
        step.execute_unprepared(&format!("select pg_advisory_xact_lock({LOCK})"))
            .await?;
    }
    step.execute_unprepared(NOTES).await?;
    Ok(step)
}

async fn take(on: &DatabaseTransaction, engine: Engine, step: &Step, now: Moment) -> Result<(), StoreError> {
    let bytes = match engine {
        Engine::Sqlite => "blob",
        Engine::Postgres => "bytea",
    };
    on.execute_unprepared(&step.sql.replace("{bytes}", bytes)).await?;
    let needs = match step.phase {
        Phase::Expand => 0,
        Phase::Contract { after } => after,
    };
    let values = [
        step.number.into(),
        step.name.into(),
        needs.into(),
        now.as_millis().into(),
    ];
    let note = "insert into schema_steps (number, name, needs, taken_at) values ($1, $2, $3, $4)";
    on.execute_raw(Statement::from_sql_and_values(engine.backend(), note, values))
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{STEPS, Standing, Taken, checked, stands};
    use crate::error::StoreError;

    #[test]
    fn steps_are_in_order_and_each_has_a_name() {
        for (at, step) in STEPS.iter().enumerate() {
            assert_eq!(step.number, i64::try_from(at).unwrap() + 1);
            assert!(STEPS[..at].iter().all(|earlier| earlier.name != step.name));
        }
    }

    #[test]
    fn a_version_goes_on_after_steps_that_only_add() {
        let known = Standing {
            at: 3,
            known: 2,
            needs: 0,
        };
        assert!(checked(known).is_ok());
        let taken_away = Standing {
            at: 4,
            known: 2,
            needs: 3,
        };
        assert!(matches!(
            checked(taken_away),
            Err(StoreError::Ahead { found: 4, known: 2 })
        ));
        let behind = Standing {
            at: 1,
            known: 2,
            needs: 0,
        };
        assert!(matches!(
            checked(behind),
            Err(StoreError::Behind { found: 1, wanted: 2 })
        ));
    }

    #[test]
    fn the_strictest_step_holds() {
        let taken = |number, needs| Taken {
            number,
            name: String::new(),
            needs,
        };
        let standing = stands(&[taken(1, 0), taken(2, 1), taken(3, 0)]);
        assert_eq!((standing.at, standing.needs), (3, 1));
    }
}
