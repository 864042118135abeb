//! Areas: places, and regions of a region scheme.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::code::{CodeError, RegionCode, SchemeCode, shared_cmp};

/// A country or territory (ISO 3166-1 alpha-3, user-assigned codes such as `XKX` included),
/// or a part of one, written `PSE-GAZ`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlaceCode(Arc<str>);

impl Ord for PlaceCode {
    fn cmp(&self, other: &Self) -> Ordering {
        shared_cmp(&self.0, &other.0)
    }
}

impl PartialOrd for PlaceCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PlaceCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The place of which this is a part, if it is one.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.split_once('-').map(|(parent, _)| Self(Arc::from(parent)))
    }
}

impl FromStr for PlaceCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let (country, part) = text.split_once('-').map_or((text, None), |(c, p)| (c, Some(p)));
        let country_fits = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase());
        let part_fits = part.is_none_or(|p| {
            (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        if country_fits && part_fits {
            Ok(Self(Arc::from(text)))
        } else {
            Err(CodeError {
                text: text.to_owned(),
                what: "a place",
                rule: "three capital letters (ISO 3166-1 alpha-3), or a part such as `PSE-GAZ`",
            })
        }
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A region of a scheme, written `HRI/EURASIA`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId {
    /// The scheme, such as `HRI`.
    pub scheme: SchemeCode,
    /// The region within it, such as `EURASIA`.
    pub region: RegionCode,
}

impl FromStr for RegionId {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let (scheme, region) = text.split_once('/').ok_or_else(|| CodeError {
            text: text.to_owned(),
            what: "a region",
            rule: "SCHEME/REGION, such as `HRI/EURASIA`",
        })?;
        Ok(Self {
            scheme: scheme.parse()?,
            region: region.parse()?,
        })
    }
}

impl fmt::Display for RegionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.scheme, self.region)
    }
}

/// What a figure is about: a place or a region. Places sort before regions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaId {
    /// A country, a territory, or a part of one.
    Place(PlaceCode),
    /// A region of a scheme; the world is `GLOBAL/WORLD`.
    Region(RegionId),
}

impl AreaId {
    /// The region that stands for the whole world.
    pub const WORLD: &'static str = "GLOBAL/WORLD";

    /// Whether this is the world.
    #[must_use]
    pub fn is_world(&self) -> bool {
        matches!(self, Self::Region(r) if r.scheme.as_str() == "GLOBAL" && r.region.as_str() == "WORLD")
    }
}

impl FromStr for AreaId {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        if text.contains('/') {
            text.parse().map(Self::Region)
        } else {
            text.parse().map(Self::Place)
        }
    }
}

impl fmt::Display for AreaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(place) => place.fmt(f),
            Self::Region(region) => region.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_print_as_they_are_read() {
        for text in ["BGR", "XKX", "PSE-GAZ", "HRI/EURASIA", "GLOBAL/WORLD"] {
            assert_eq!(text.parse::<AreaId>().unwrap().to_string(), text);
        }
        for bad in [
            "bgr",
            "BG",
            "BGRX",
            "PSE-",
            "PSE-gaz",
            "HRI/",
            "/X",
            "HRI/eurasia",
            "",
        ] {
            assert!(bad.parse::<AreaId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_part_knows_its_parent() {
        let gaza: PlaceCode = "PSE-GAZ".parse().unwrap();
        assert_eq!(gaza.parent(), Some("PSE".parse().unwrap()));
        assert_eq!(gaza.parent().and_then(|p| p.parent()), None);
    }
}
