//! Where blobs are.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::percent_decode_str;

/// Where blobs are: a directory, or a bucket that speaks S3. No secret is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobUrl {
    /// `file:PATH`, or a path alone.
    Folder(PathBuf),
    /// `s3://BUCKET/PREFIX?endpoint=…&region=…`.
    Bucket(BucketUrl),
}

/// Where a bucket is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketUrl {
    pub(super) bucket: String,
    pub(super) prefix: String,
    /// Where it is not one of Amazon's.
    pub(super) endpoint: Option<String>,
    pub(super) region: String,
}

/// Why a text does not say where blobs are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlobUrlError {
    /// It names another kind of place.
    #[error(
        "`{0}` is no place of blobs that is known: write file:PATH or s3://BUCKET/PREFIX?endpoint=…&region=…"
    )]
    Kind(String),
    /// Nothing follows the kind.
    #[error("the address of the blobs is empty: write file:PATH or s3://BUCKET/PREFIX?endpoint=…&region=…")]
    Empty,
    /// It holds what may be a secret, which is not repeated.
    #[error("keys do not belong into an address: put them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")]
    Secret,
    /// The bucket has a name that none can have.
    #[error("`{0}` is no name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens")]
    Bucket(String),
    /// The folder within the bucket cannot be named so.
    #[error("`{0}` is no folder of a bucket: names divided by single slashes")]
    Prefix(String),
    /// A parameter is not known.
    #[error("`{0}` says nothing of a bucket: only endpoint and region do")]
    Parameter(String),
    /// The server has no address that can be asked.
    #[error(
        "`{0}` is no endpoint: write https://HOST or https://HOST:PORT (http:// sends blobs for all to read)"
    )]
    Endpoint(String),
    /// Nothing says where Amazon keeps it.
    #[error(
        "say in which region the bucket is (?region=eu-central-1), or on which server (?endpoint=https://HOST)"
    )]
    Nowhere,
}

impl FromStr for BlobUrl {
    type Err = BlobUrlError;

    fn from_str(text: &str) -> Result<Self, BlobUrlError> {
        let text = text.trim();
        let folder = |path: &str| match path.trim_start_matches("//") {
            "" => Err(BlobUrlError::Empty),
            _ => Ok(Self::Folder(path.strip_prefix("//").unwrap_or(path).into())),
        };
        match text.split_once(':') {
            Some(("file", path)) => folder(path),
            Some(("s3", rest)) => rest
                .strip_prefix("//")
                .filter(|rest| !rest.is_empty())
                .ok_or(BlobUrlError::Empty)
                .and_then(bucket)
                .map(Self::Bucket),
            Some((kind, rest)) if rest.starts_with("//") => Err(BlobUrlError::Kind(kind.to_owned())),
            _ => folder(text),
        }
    }
}

fn bucket(rest: &str) -> Result<BucketUrl, BlobUrlError> {
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.contains('@') {
        return Err(BlobUrlError::Secret);
    }
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
    if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(is_sign) {
        return Err(BlobUrlError::Bucket(bucket.to_owned()));
    }
    let prefix = prefix.trim_end_matches('/');
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains('%');
    if !prefix.is_empty() && !prefix.split('/').all(is_name) {
        return Err(BlobUrlError::Prefix(prefix.to_owned()));
    }
    let (endpoint, region) = where_it_is(parameters)?;
    Ok(BucketUrl {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        // Servers that are not Amazon's answer to this one.
        region: match (region, &endpoint) {
            (Some(region), _) => region,
            (None, Some(_)) => "us-east-1".to_owned(),
            (None, None) => return Err(BlobUrlError::Nowhere),
        },
        endpoint,
    })
}

/// The endpoint and the region.
fn where_it_is(parameters: &str) -> Result<(Option<String>, Option<String>), BlobUrlError> {
    let (mut endpoint, mut region) = (None, None);
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
        match name {
            "endpoint" => endpoint = Some(checked(&value)?),
            "region" if !value.is_empty() => region = Some(value),
            // What stands after it is not repeated: it may be a key.
            _ => return Err(BlobUrlError::Parameter(name.to_owned())),
        }
    }
    Ok((endpoint, region))
}

fn checked(endpoint: &str) -> Result<String, BlobUrlError> {
    if endpoint.contains('@') {
        return Err(BlobUrlError::Secret);
    }
    let host = endpoint
        .strip_prefix("https://")
        .or_else(|| endpoint.strip_prefix("http://"))
        .map(|host| host.trim_end_matches('/'));
    if host.is_none_or(|host| host.is_empty() || host.contains(['?', '#', ' '])) {
        return Err(BlobUrlError::Endpoint(endpoint.to_owned()));
    }
    Ok(endpoint.trim_end_matches('/').to_owned())
}

impl fmt::Display for BlobUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "file:{}", path.display()),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl fmt::Display for BucketUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}?region={}", self.bucket, self.prefix, self.region)?;
        match &self.endpoint {
            None => Ok(()),
            Some(endpoint) => write!(f, "&endpoint={endpoint}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BlobUrl, BlobUrlError, BucketUrl};

    #[test]
    fn directories_and_buckets_are_known() {
        let folder = |path: &str| Ok(BlobUrl::Folder(path.into()));
        assert_eq!("file:desk/blobs".parse(), folder("desk/blobs"));
        assert_eq!("file:///var/lib/blobs".parse(), folder("/var/lib/blobs"));
        assert_eq!("/var/lib/blobs".parse(), folder("/var/lib/blobs"));
        let bucket = BlobUrl::Bucket(BucketUrl {
            bucket: "evidence".to_owned(),
            prefix: "a/b".to_owned(),
            endpoint: Some("http://127.0.0.1:9000".to_owned()),
            region: "us-east-1".to_owned(),
        });
        let text = "s3://evidence/a/b/?endpoint=http%3A%2F%2F127.0.0.1:9000/";
        assert_eq!(text.parse(), Ok(bucket.clone()));
        assert_eq!(bucket.to_string().parse(), Ok(bucket));
        let amazon: BlobUrl = "s3://evidence?region=eu-central-1".parse().unwrap();
        assert_eq!(amazon.to_string(), "s3://evidence/?region=eu-central-1");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_to_do() {
        for (text, error) in [
            ("", BlobUrlError::Empty),
            ("file:", BlobUrlError::Empty),
            ("s3://", BlobUrlError::Empty),
            ("ftp://host/", BlobUrlError::Kind("ftp".to_owned())),
            ("s3://Evidence", BlobUrlError::Bucket("Evidence".to_owned())),
            ("s3://evidence", BlobUrlError::Nowhere),
            (
                "s3://evidence/a//b?region=r",
                BlobUrlError::Prefix("a//b".to_owned()),
            ),
            (
                "s3://evidence/../b?region=r",
                BlobUrlError::Prefix("../b".to_owned()),
            ),
            (
                "s3://evidence?endpoint=host",
                BlobUrlError::Endpoint("host".to_owned()),
            ),
        ] {
            assert_eq!(text.parse::<BlobUrl>(), Err(error), "{text}");
        }
    }

    #[test]
    fn a_secret_in_an_address_is_refused_and_not_repeated() {
        for text in [
            "s3://key:hush@evidence/",
            "s3://evidence?endpoint=https://key:hush@host",
            "s3://evidence?secret_access_key=hush",
        ] {
            let refused = text.parse::<BlobUrl>().unwrap_err();
            let said = format!("{refused} {refused:?}");
            assert!(!said.contains("hush"), "{said}");
        }
    }
}
