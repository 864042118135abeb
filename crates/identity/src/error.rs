//! What can go wrong with an organisation.

/// Why an organisation did not say who somebody is. It says no address, and none of the words of the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationError {
    /// It does not answer.
    #[error("the organisation cannot be reached; try again in a while, or ask for a link")]
    Unreachable,
    /// It does not know what it is asked about.
    #[error("the organisation did not accept this way back; begin again")]
    Refused,
    /// It answers in another way than was agreed.
    #[error("the organisation's answer cannot be read; tell whoever runs this site, and ask for a link")]
    NotUnderstood,
    /// What it says does not hold.
    #[error("what the organisation says is not proven; begin again")]
    NotProven,
}
