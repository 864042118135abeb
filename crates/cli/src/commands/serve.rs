//! `tidemark serve`: the site, until it is told to stop.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tidemark_app::borders;
use tidemark_app::desk::{Desk, Worker};
use tidemark_app::{EvidenceOptions, Observatory, Proof, Refreshed, Refused};
use tidemark_publishing::messages::Messages;
use tidemark_web::{Rate, RateLimits, WebSettings, WebState};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::desk::open::{desk, keys_or_new, open_with, store_settings};
use super::desk::post::mailer;
use super::report::press;
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;
use crate::settings::limits::{Frequency, PerMinute};

/// Serves the site.
pub(crate) fn run(settings: &Settings, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start(settings.log);
    let options = EvidenceOptions {
        proof: Proof::Later,
        ..settings.evidence.options()
    };
    let observatory = Arc::new(Observatory::open(&options)?);
    warn_of(&observatory.refused());
    let runtime = super::desk::runtime()?;
    let desk = open_desk(settings, &runtime)?;
    let state = WebState {
        desk: desk.as_ref().map(|(desk, _)| desk.clone()),
        observatory: Arc::clone(&observatory),
        press: Arc::new(press(settings)?),
        settings: web_settings(settings),
        borders: Arc::new(borders::open(settings.pictures.borders.as_deref())?),
        clock: Arc::new(clock::today),
    };
    runtime.spawn(watch(Arc::clone(&observatory)));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let store = desk.as_ref().map(|(desk, _)| desk.store().clone());
    let working = desk.map(|(_, worker)| {
        runtime.spawn(async move {
            // Also where the site ends by itself: then nobody holds the other end.
            worker.run(async { drop(stopped.await) }).await;
        })
    });
    let served = runtime.block_on(async {
        let distrusted = prove(observatory);
        tokio::select! {
            served = listen(settings, state, messages, output) => served,
            error = distrusted => Err(error),
        }
    });
    drop(stop);
    runtime.block_on(async {
        if let Some(working) = working {
            let _ = working.await;
        }
        if let Some(store) = store {
            store.close().await;
        }
    });
    served
}

/// The desk and what works for it, where there is a store. It is brought to where this version wants it: steps only add, so that others go on meanwhile.
fn open_desk(settings: &Settings, runtime: &Runtime) -> Result<Option<(Desk, Worker)>, CliError> {
    if !settings.store.is_wanted() {
        return Ok(None);
    }
    let post = Arc::new(mailer(settings)?);
    let wanted = store_settings(settings);
    let store = runtime.block_on(async {
        let keys = keys_or_new(settings).await?;
        wanted
            .migrate(None, clock::now(), &|number, name| {
                tracing::info!(number, name, "the store took a step");
            })
            .await?;
        open_with(settings, keys).await
    })?;
    if settings.server.base_address.is_none() {
        tracing::warn!(
            "no base address is set (TIDEMARK_BASE_ADDRESS): links in messages lead to the address that is listened at"
        );
    }
    let desk = desk(store, settings);
    let desk = match settings.sign_in.organisation() {
        None => desk,
        Some(organisation) => desk.with_organisation(organisation)?,
    };
    let worker = Worker::new(desk.clone(), post)?;
    Ok(Some((desk, worker)))
}

async fn listen(
    settings: &Settings,
    state: WebState,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    if settings.server.base_address.is_none() {
        tracing::warn!(
            "no base address is set (TIDEMARK_BASE_ADDRESS): permanent links and citations name no host"
        );
    }
    let wanted = settings.server.listen;
    let refused = |cause| CliError::Listen {
        address: wanted,
        cause,
    };
    let stop = Stop::new().map_err(CliError::System)?;
    let listener = TcpListener::bind(wanted).await.map_err(refused)?;
    // Not the address that was wanted: with port 0 the system chooses one.
    let address = listener.local_addr().map_err(refused)?.to_string();
    output.line(&messages.with("cli-serve-listening", &[("address", &address)]))?;
    tracing::info!("listening on http://{address}");
    tidemark_web::serve(listener, tidemark_web::router(state), stop.asked()).await?;
    Ok(())
}

/// How often the directories of the evidence are looked into.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Proves the current edition, beside answers and whatever else changes. Returns only where there is none that can be believed.
async fn prove(observatory: Arc<Observatory>) -> CliError {
    match tokio::task::spawn_blocking(move || observatory.prove()).await {
        Ok(Ok(refreshed)) => tell(&refreshed),
        Ok(Err(error)) => return error.into(),
        Err(error) => return CliError::System(io::Error::other(error)),
    }
    std::future::pending().await
}

/// Picks up new editions and decisions while the site runs.
async fn watch(observatory: Arc<Observatory>) {
    // What goes wrong is tried again every time, and told once.
    let mut told = String::new();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let looking = Arc::clone(&observatory);
        // Reading an edition takes a while, and must not keep answers waiting.
        let problem = match tokio::task::spawn_blocking(move || looking.refresh()).await {
            Ok(Ok(refreshed)) => {
                tell(&refreshed);
                String::new()
            }
            Ok(Err(error)) => {
                format!("what has changed cannot be used, and what was served is served on: {error}")
            }
            Err(error) => format!("looking for new editions failed: {error}"),
        };
        if !problem.is_empty() && problem != told {
            tracing::error!("{problem}");
        }
        told = problem;
    }
}

fn tell(refreshed: &Refreshed) {
    for identity in &refreshed.arrived {
        tracing::info!(identity, "an edition has arrived");
    }
    if let Some(identity) = &refreshed.current {
        tracing::info!(identity, "the current edition is another one now");
    }
    warn_of(&refreshed.refused);
}

fn warn_of(refused: &[Refused]) {
    for one in refused {
        tracing::error!("{}", one.reason);
    }
}

/// The signals that ask the program to stop; listened to from before the site can be reached.
struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    fn new() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn asked(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        tracing::info!("stopping: answers under way are finished first");
    }
}

fn web_settings(settings: &Settings) -> WebSettings {
    let cells = |number: std::num::NonZeroU32| usize::try_from(number.get()).unwrap_or(usize::MAX);
    WebSettings {
        base_address: settings.server.base_address.clone(),
        site_name: settings.server.site_name.clone(),
        rate_limits: RateLimits {
            pages: rate(settings.limits.pages),
            tables: rate(settings.limits.tables),
        },
        peer_address: settings.server.peer_address,
        timeout: settings.server.timeout(),
        page_cells: cells(settings.limits.page_cells),
        file_cells: cells(settings.limits.file_cells),
    }
}

fn rate(frequency: Frequency) -> Option<Rate> {
    match frequency.per_minute {
        PerMinute::Unlimited => None,
        PerMinute::Limited(number) => Some(Rate {
            burst: frequency.burst.get(),
            per_minute: number.get(),
        }),
    }
}
