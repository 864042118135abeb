//! Looking at the store, and writing to it.

use std::ops::Deref;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, FromQueryResult, QueryResult,
    Statement, Value,
};

use crate::engine::{Engine, Failure};
use crate::error::StoreError;
use crate::vault::MasterKeys;

/// A view of the store, to read from.
pub struct Look<'c> {
    on: DatabaseExecutor<'c>,
    pub(crate) engine: Engine,
    pub(crate) keys: &'c MasterKeys,
    failure: Failure,
}

/// A piece of work that is kept as a whole or not at all. What can be read can be read here too, with what was just written.
pub struct Tx<'c>(Look<'c>);

impl<'c> Deref for Tx<'c> {
    type Target = Look<'c>;
    fn deref(&self) -> &Look<'c> {
        &self.0
    }
}

impl<'c> Look<'c> {
    pub(crate) fn new(on: &'c DatabaseConnection, engine: Engine, keys: &'c MasterKeys) -> Self {
        Self::on(on.into(), engine, keys)
    }

    pub(crate) fn on(on: DatabaseExecutor<'c>, engine: Engine, keys: &'c MasterKeys) -> Self {
        Self {
            on,
            engine,
            keys,
            failure: Failure::default(),
        }
    }

    /// Every row that a query finds. `$1`, `$2` … stand for the values, on both engines.
    pub(crate) async fn rows<R: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<R>, StoreError> {
        let statement = Statement::from_sql_and_values(self.engine.backend(), sql, values);
        let rows = self.raw(statement).await?;
        rows.iter()
            .map(|row| R::from_query_result(row, "").map_err(|error| StoreError::Unread(error.to_string())))
            .collect()
    }

    pub(crate) async fn raw(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let rows = self.on.query_all_raw(statement).await;
        rows.map_err(|error| self.failed(error.into()))
    }

    /// The first row that a query finds.
    pub(crate) async fn row<R: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Option<R>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// A number that a query finds as `n`.
    pub(crate) async fn count(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<i64, StoreError> {
        Ok(self.row::<Count>(sql, values).await?.map_or(0, |count| count.n))
    }

    fn failed(&self, error: StoreError) -> StoreError {
        self.failure.note(&error);
        error
    }
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(on: &'c DatabaseTransaction, engine: Engine, keys: &'c MasterKeys) -> Self {
        Self(Look::on(on.into(), engine, keys))
    }

    /// Writes. Returns how many rows it touched.
    pub(crate) async fn run(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, StoreError> {
        let statement = Statement::from_sql_and_values(self.engine.backend(), sql, values);
        let done = self.on.execute_raw(statement).await;
        done.map(|done| done.rows_affected())
            .map_err(|error| self.failed(error.into()))
    }

    /// Whether the database failed this piece of work.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_there()
    }
}
