//! How often something was done: counted in the store, so that it holds for all processes together.

use std::time::Duration;

use sea_orm::FromQueryResult;
use tidemark_vocab::Moment;

use crate::error::StoreError;
use crate::look::Tx;

/// How often something may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted, by name.
    pub what: &'static str,
    /// So often.
    pub most: i64,
    /// In so long.
    pub within: Duration,
}

#[derive(FromQueryResult)]
struct Row {
    used: i64,
}

impl Tx<'_> {
    /// Counts once more what somebody does, and says whether they may. `who` is hashed with a key before it is kept. Counted are spans that begin at multiples
    /// of their length: around the end of one, twice as much may pass.
    pub async fn count_against(&self, limit: &Limit, who: &str, now: Moment) -> Result<bool, StoreError> {
        let length = i64::try_from(limit.within.as_millis()).unwrap_or(i64::MAX).max(1);
        let span = now.as_millis() - now.as_millis().rem_euclid(length);
        let what = self.keys.counted(&format!("{}\n{who}", limit.what));
        let sql = "insert into limits (what, span, used) values ($1, $2, 1)
            on conflict (what, span) do update set used = limits.used + 1 returning used";
        let row: Option<Row> = self.row(sql, [what.into(), span.into()]).await?;
        Ok(row.is_some_and(|row| row.used <= limit.most))
    }
}
