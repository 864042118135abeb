//! Holds a store against what was acknowledged, and against itself.

use std::collections::BTreeSet;
use std::path::Path;

use tidemark_storage::{Finding, Store};

use crate::acks::Acknowledged;
use crate::tables::Tables;
use crate::{Fault, now, say};

/// Says what was found; an error names every fault.
pub(crate) async fn check(store: &Store, acks: &Path, space: &Path) -> Result<(), Fault> {
    let acknowledged = Acknowledged::read(acks)?;
    let mut faults = Vec::new();
    for finding in store.examine(now()).await? {
        if let Finding::Wrong { what, why, .. } = finding {
            faults.push(format!("the doctor says of {what}: {why}"));
        }
    }
    let chain = store.look().follow_audit().await?;
    if let Err(broken) = &chain {
        faults.push(format!("the audit does not follow: {broken}"));
    }
    let tables = Tables::of(store, space).await?;
    kept(&acknowledged, &tables, &mut faults);
    people(&tables, &mut faults);
    jobs(&tables, &mut faults);
    for ((verb, object), times) in tables.told.iter().filter(|(_, times)| **times != 1) {
        faults.push(format!("{verb} of {object} was told {times} times"));
    }
    if !faults.is_empty() {
        faults.truncate(20);
        return Err(faults.join("\n").into());
    }
    let effects = tables
        .told
        .keys()
        .filter(|(verb, _)| verb != "person_added")
        .count();
    let kept = tables.people.len() + effects + tables.jobs.len();
    say(&format!(
        "{} acknowledged, {} kept besides, {} in the chain",
        acknowledged.len(),
        kept - acknowledged.len(),
        chain.map_or(0, |follower| follower.last().number)
    ));
    Ok(())
}

/// All that was acknowledged is there.
fn kept(acknowledged: &Acknowledged, tables: &Tables, faults: &mut Vec<String>) {
    let told = |verb: &str| -> BTreeSet<String> {
        let of_it = tables.told.keys().filter(|(of, _)| of == verb);
        of_it.map(|(_, object)| object.clone()).collect()
    };
    let jobs: BTreeSet<String> = tables.jobs.keys().cloned().collect();
    for (kind, acknowledged, there) in [
        ("person", &acknowledged.people, &tables.people),
        ("entry", &acknowledged.told, &told("account_changed")),
        ("job", &acknowledged.jobs, &jobs),
        ("effect of the job", &acknowledged.done, &told("job_retried")),
    ] {
        for lost in acknowledged.difference(there) {
            faults.push(format!("the {kind} {lost} was acknowledged, and is not there"));
        }
    }
}

/// A person has a key, a role, and an entry that tells of them; none of these is there without the others.
fn people(tables: &Tables, faults: &mut Vec<String>) {
    let told: BTreeSet<String> = tables
        .told
        .keys()
        .filter(|(verb, _)| verb == "person_added")
        .map(|(_, object)| object.clone())
        .collect();
    for (what, others) in [("key", &tables.keys), ("role", &tables.grants), ("entry", &told)] {
        for half in tables.people.symmetric_difference(others) {
            faults.push(format!("of {half} there is a person or a {what}, not both"));
        }
    }
}

/// A message waits as long as its job is not done, and what a job does is done once.
fn jobs(tables: &Tables, faults: &mut Vec<String>) {
    let mut waiting = BTreeSet::new();
    for (job, (state, mail)) in &tables.jobs {
        let effect = tables.told.get(&("job_retried".to_owned(), job.clone()));
        let (is_done, effects) = (state == "done", effect.copied().unwrap_or(0));
        if effects != usize::from(is_done) {
            faults.push(format!("job {job} is {state}, and was done {effects} times"));
        }
        if !is_done {
            waiting.insert(mail.clone());
        }
    }
    for half in waiting.symmetric_difference(&tables.outbox) {
        faults.push(format!(
            "of message {half} there is a job to do or the message, not both"
        ));
    }
}

/// Every job was done.
pub(crate) async fn all_done(store: &Store) -> Result<(), Fault> {
    match store.look().mails_waiting().await? {
        (0, _) => Ok(()),
        (left, _) => Err(format!("{left} messages wait though every job was taken").into()),
    }
}
