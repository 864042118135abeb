//! What can go wrong, and what becomes of it: the one place where an error turns into a status.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;
use tidemark_app::StoreError;
use tidemark_app::desk::DeskError;
use tidemark_desk::Denied;
use tidemark_evidence::query::{QueryError, QueryErrors};
use tidemark_vocab::Message;

use crate::api::v1::observations;
use crate::http::cache::VARY;
use crate::http::log::RequestNumber;
use crate::locale::Locale;
use crate::state::Site;
use crate::{api, pages};

/// A part of a request that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The parameter, as it was written.
    pub(crate) parameter: String,
    /// Everything it was given.
    pub(crate) text: String,
    /// The part of it that is at fault.
    pub(crate) value: String,
    /// How many characters of the text precede the part.
    pub(crate) position: usize,
    /// What could stand there instead, nearest first.
    pub(crate) suggestions: Vec<String>,
    /// Why.
    pub(crate) reason: Message,
}

impl Fault {
    /// A parameter whose whole value is at fault.
    pub(crate) fn whole(parameter: &str, value: &str, reason: Message, suggestions: Vec<String>) -> Self {
        Self {
            parameter: parameter.to_owned(),
            text: value.to_owned(),
            value: value.to_owned(),
            position: 0,
            suggestions,
            reason,
        }
    }
}

impl From<&QueryError> for Fault {
    fn from(error: &QueryError) -> Self {
        Self {
            parameter: error.parameter.clone(),
            text: error.text.clone(),
            value: error.value.clone(),
            position: error.position,
            suggestions: error.suggestions.clone(),
            reason: error.reason.clone(),
        }
    }
}

/// Something that was asked for by name and is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Missing {
    /// A page.
    Page,
    /// A source.
    Source(String),
    /// An edition.
    Edition(String),
    /// A place or a region.
    Area(String),
    /// An indicator.
    Indicator(String),
    /// A theme.
    Theme(String),
    /// A reporter.
    Reporter(String),
    /// The desk: this site only publishes.
    Desk,
}

/// How large a table would be that is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// How many cells it would have, at least.
    pub(crate) cells: usize,
    /// How many an answer may have.
    pub(crate) limit: usize,
}

/// Who reads an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surface {
    /// A person, in a browser.
    Person,
    /// A program, through the API.
    Program,
}

/// What can go wrong with a request.
#[derive(Debug, Error)]
pub(crate) enum WebError {
    /// Parts of the query cannot be right.
    #[error("the query is not understood")]
    Query(Vec<Fault>),
    /// The table would be larger than one answer may be.
    #[error("the table is too large")]
    TooLarge(Size),
    /// It is not here.
    #[error("not found")]
    NotFound(Missing),
    /// The route answers other methods only.
    #[error("the method is not allowed")]
    MethodNotAllowed,
    /// Nothing is sent to this site.
    #[error("a body was sent")]
    BodyNotAccepted,
    /// The query is longer than any that makes sense.
    #[error("the query is too long")]
    QueryTooLong {
        /// The longest, in bytes.
        longest: usize,
    },
    /// Too many requests from one address.
    #[error("too many requests")]
    TooMany {
        /// How long to wait.
        wait: Duration,
    },
    /// The answer took too long.
    #[error("the answer took too long")]
    TooSlow,
    /// The edition is listed, and its files are not what was published.
    #[error("the edition {identity} cannot be used: {reason}")]
    Unusable {
        /// Its identity.
        identity: String,
        /// What is wrong, for the log.
        reason: String,
    },
    /// A form comes from another site, or from a page of another session.
    #[error("a form from elsewhere")]
    Foreign,
    /// A form is longer than any of ours.
    #[error("the form is too long")]
    FormTooLong,
    /// A second factor is wanted.
    #[error("two factors are needed")]
    NeedsTwoFactors,
    /// They must show once more who they are.
    #[error("a fresh sign-in is needed")]
    NeedsFresh,
    /// A form names a role with a place that it cannot have, or without the one that it must have.
    #[error("no such role")]
    Role,
    /// The desk refuses what was asked.
    #[error("{0}")]
    Desk(#[source] DeskError),
    /// It is our fault.
    #[error("something went wrong")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<QueryErrors> for WebError {
    fn from(errors: QueryErrors) -> Self {
        Self::Query(errors.iter().map(Fault::from).collect())
    }
}

impl From<tidemark_evidence::table::TableError> for WebError {
    fn from(error: tidemark_evidence::table::TableError) -> Self {
        use tidemark_evidence::table::TableError::TooLarge;
        let TooLarge { cells, limit } = error;
        Self::TooLarge(Size { cells, limit })
    }
}

impl From<tidemark_app::EditionError> for WebError {
    fn from(error: tidemark_app::EditionError) -> Self {
        use tidemark_app::EditionError::{Ambiguous, Unknown, Unusable};
        match error {
            Unknown { asked, .. } | Ambiguous { asked } => Self::NotFound(Missing::Edition(asked)),
            Unusable { identity, reason } => Self::Unusable { identity, reason },
        }
    }
}

impl From<DeskError> for WebError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Store(error) => error.into(),
            DeskError::Denied(Denied::NeedsTwoFactors) => Self::NeedsTwoFactors,
            DeskError::Denied(Denied::NeedsFresh) => Self::NeedsFresh,
            DeskError::Denied(Denied::NotYours | Denied::NotSignedIn) | DeskError::Unknown => {
                Self::NotFound(Missing::Page)
            }
            other => Self::Desk(other),
        }
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

/// An error on its way to words: made by a handler, which knows no language, and put into words by the frame, which does.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// The status.
    pub(crate) status: StatusCode,
    /// Its name in addresses and answers.
    pub(crate) kind: &'static str,
    /// What happened, in a few words.
    pub(crate) title: Message,
    /// What it means and what can be done.
    pub(crate) detail: Message,
    /// The parts at fault.
    pub(crate) faults: Vec<Fault>,
    /// When to try again.
    pub(crate) retry_after: Option<Duration>,
    /// How large the answer would be, where that is what is wrong.
    pub(crate) size: Option<Size>,
}

impl Failure {
    fn new(status: StatusCode, kind: &'static str, title: Message, detail: Message) -> Self {
        Self {
            status,
            kind,
            title,
            detail,
            faults: Vec::new(),
            retry_after: None,
            size: None,
        }
    }

    /// The answer, in words, as its reader needs it.
    pub(crate) fn render(
        &self,
        site: &Site,
        locale: &Locale,
        uri: &Uri,
        number: Option<RequestNumber>,
    ) -> Response {
        let mut response = match Surface::of(uri) {
            Surface::Person => pages::problem::answer(self, site, locale, uri, number),
            Surface::Program => api::problem::answer(self, locale, uri),
        };
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, VARY);
        if let Some(wait) = self.retry_after {
            // At least one: a client that waits for no time at all asks again at once.
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        }
        response
    }
}

impl From<WebError> for Failure {
    fn from(error: WebError) -> Self {
        match error {
            WebError::Query(faults) => invalid(faults),
            WebError::TooLarge(size) => too_large(size),
            WebError::NotFound(missing) => not_found(&missing),
            WebError::MethodNotAllowed => Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "method",
                Message::new("web-problem-method"),
                Message::new("web-problem-method-detail"),
            ),
            WebError::BodyNotAccepted => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "body",
                Message::new("web-problem-body"),
                Message::new("web-problem-body-detail"),
            ),
            WebError::QueryTooLong { longest } => Self::new(
                StatusCode::URI_TOO_LONG,
                "query-too-long",
                Message::new("web-problem-too-long"),
                Message::new("web-problem-too-long-detail").with("longest", &longest),
            ),
            WebError::TooMany { wait } => too_many(wait),
            WebError::TooSlow => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "too-slow",
                Message::new("web-problem-too-slow"),
                Message::new("web-problem-too-slow-detail"),
            ),
            WebError::Unusable { identity, reason } => unusable(&identity, &reason),
            WebError::Foreign => Self::new(
                StatusCode::FORBIDDEN,
                "foreign-form",
                Message::new("desk-problem-foreign"),
                Message::new("desk-problem-foreign-detail"),
            ),
            WebError::FormTooLong => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "form",
                Message::new("desk-problem-form"),
                Message::new("desk-problem-form-detail"),
            ),
            WebError::NeedsTwoFactors => Self::new(
                StatusCode::FORBIDDEN,
                "two-factors",
                Message::new("desk-problem-two-factors"),
                Message::new("desk-problem-two-factors-detail"),
            ),
            WebError::NeedsFresh => Self::new(
                StatusCode::FORBIDDEN,
                "fresh",
                Message::new("desk-problem-fresh"),
                Message::new("desk-problem-fresh-detail"),
            ),
            WebError::Role => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "role",
                Message::new("desk-problem-role"),
                Message::new("desk-problem-role-detail"),
            ),
            WebError::Desk(error) => refused(&error),
            WebError::Internal(cause) => internal(&*cause),
        }
    }
}

fn invalid(faults: Vec<Fault>) -> Failure {
    Failure {
        faults,
        ..Failure::new(
            StatusCode::BAD_REQUEST,
            "query",
            Message::new("web-problem-query"),
            Message::new("web-problem-query-detail"),
        )
    }
}

/// What the desk refuses. Its own words are for logs; people read those of their language.
fn refused(error: &DeskError) -> Failure {
    let (status, kind) = match error {
        DeskError::TooOften => (StatusCode::TOO_MANY_REQUESTS, "too-often"),
        DeskError::Over => (StatusCode::GONE, "over"),
        DeskError::Name(_) => (StatusCode::UNPROCESSABLE_ENTITY, "name"),
        DeskError::Email(_) => (StatusCode::UNPROCESSABLE_ENTITY, "email"),
        DeskError::Taken => (StatusCode::CONFLICT, "taken"),
        DeskError::WrongCode => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-code"),
        DeskError::LastAdministrator => (StatusCode::CONFLICT, "last-administrator"),
        DeskError::PasskeysOff(_) => (StatusCode::NOT_FOUND, "no-passkeys"),
        DeskError::WrongPasskey => (StatusCode::UNPROCESSABLE_ENTITY, "wrong-passkey"),
        DeskError::CopiedPasskey => (StatusCode::CONFLICT, "copied-passkey"),
        DeskError::NoOrganisation => (StatusCode::NOT_FOUND, "no-organisation"),
        DeskError::Organisation(_) => (StatusCode::BAD_GATEWAY, "organisation"),
        DeskError::NotVouched => (StatusCode::FORBIDDEN, "not-vouched"),
        DeskError::Store(_) | DeskError::Denied(_) | DeskError::Unknown => {
            (StatusCode::NOT_FOUND, "not-found")
        }
    };
    let (title, detail) = match error {
        DeskError::TooOften => ("desk-problem-too-often", "desk-problem-too-often-detail"),
        DeskError::Over => ("desk-problem-over", "desk-problem-over-detail"),
        DeskError::Name(_) => ("desk-problem-name", "desk-problem-name-detail"),
        DeskError::Email(_) => ("desk-problem-email", "desk-problem-email-detail"),
        DeskError::Taken => ("desk-problem-taken", "desk-problem-taken-detail"),
        DeskError::WrongCode => ("desk-problem-wrong-code", "desk-problem-wrong-code-detail"),
        DeskError::LastAdministrator => (
            "desk-problem-last-administrator",
            "desk-problem-last-administrator-detail",
        ),
        DeskError::PasskeysOff(_) => ("desk-problem-no-passkeys", "desk-problem-no-passkeys-detail"),
        DeskError::WrongPasskey => ("desk-problem-wrong-passkey", "desk-problem-wrong-passkey-detail"),
        DeskError::CopiedPasskey => (
            "desk-problem-copied-passkey",
            "desk-problem-copied-passkey-detail",
        ),
        DeskError::NoOrganisation => (
            "desk-problem-no-organisation",
            "desk-problem-no-organisation-detail",
        ),
        DeskError::Organisation(_) => ("desk-problem-organisation", "desk-problem-organisation-detail"),
        DeskError::NotVouched => ("desk-problem-not-vouched", "desk-problem-not-vouched-detail"),
        DeskError::Store(_) | DeskError::Denied(_) | DeskError::Unknown => {
            ("web-problem-not-found", "web-problem-not-found-detail")
        }
    };
    Failure::new(status, kind, Message::new(title), Message::new(detail))
}

fn too_large(size: Size) -> Failure {
    let detail = Message::new("web-problem-too-large-detail")
        .with("cells", &size.cells)
        .with("limit", &size.limit)
        .with("everything", &observations::ADDRESS);
    Failure {
        size: Some(size),
        ..Failure::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "too-large",
            Message::new("web-problem-too-large"),
            detail,
        )
    }
}

fn not_found(missing: &Missing) -> Failure {
    let (title, detail) = match missing {
        Missing::Page => (
            Message::new("web-problem-not-found"),
            Message::new("web-problem-not-found-detail"),
        ),
        Missing::Desk => (
            Message::new("desk-problem-none"),
            Message::new("desk-problem-none-detail"),
        ),
        Missing::Source(source) => (
            Message::new("web-problem-no-source"),
            Message::new("web-problem-no-source-detail").with("source", source),
        ),
        Missing::Edition(edition) => (
            Message::new("web-problem-no-edition"),
            Message::new("web-problem-no-edition-detail").with("edition", edition),
        ),
        Missing::Area(area) => (
            Message::new("web-problem-no-area"),
            Message::new("web-problem-no-area-detail").with("area", area),
        ),
        Missing::Indicator(indicator) => (
            Message::new("web-problem-no-indicator"),
            Message::new("web-problem-no-indicator-detail").with("indicator", indicator),
        ),
        Missing::Theme(theme) => (
            Message::new("web-problem-no-theme"),
            Message::new("web-problem-no-theme-detail").with("theme", theme),
        ),
        Missing::Reporter(reporter) => (
            Message::new("web-problem-no-reporter"),
            Message::new("web-problem-no-reporter-detail").with("reporter", reporter),
        ),
    };
    Failure::new(StatusCode::NOT_FOUND, "not-found", title, detail)
}

fn too_many(wait: Duration) -> Failure {
    Failure {
        retry_after: Some(wait),
        ..Failure::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many",
            Message::new("web-problem-too-many"),
            Message::new("web-problem-too-many-detail").with("seconds", &(wait.as_secs() + 1)),
        )
    }
}

/// The reader learns which edition it is, the operator also what is wrong with it.
fn unusable(identity: &str, reason: &str) -> Failure {
    tracing::error!(target: "tidemark::editions", identity, reason, "an edition cannot be used");
    Failure::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "edition-unusable",
        Message::new("web-problem-unusable"),
        Message::new("web-problem-unusable-detail").with("edition", &identity),
    )
}

/// The cause goes to the log and nowhere else.
fn internal(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> Failure {
    tracing::error!(target: "tidemark::http", error = cause as &(dyn std::error::Error + 'static), "an answer failed");
    Failure::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        Message::new("web-problem-internal"),
        Message::new("web-problem-internal-detail"),
    )
}

impl IntoResponse for WebError {
    /// The status alone, with what the frame needs to say more.
    fn into_response(self) -> Response {
        let failure = Failure::from(self);
        let mut response = failure.status.into_response();
        response.extensions_mut().insert(failure);
        response
    }
}
