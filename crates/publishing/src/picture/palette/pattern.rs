//! Patterns: what tells statuses apart where colours cannot.

/// A pattern, drawn on a tile that is laid side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// Lines that rise.
    Rising,
    /// Lines that cross.
    Crossed,
    /// Lines that lie.
    Lying,
    /// Lines that stand.
    Standing,
    /// Dots.
    Dots,
    /// Small crosses.
    Plus,
    /// Lines that fall, broad.
    Falling,
    /// Rings.
    Rings,
    /// Squares.
    Squares,
    /// Lines that lie and stand.
    Grid,
}

impl Pattern {
    /// The sides of its tile, in pixels.
    #[must_use]
    pub fn side(self) -> u8 {
        match self {
            Self::Lying | Self::Standing => 4,
            Self::Rising | Self::Dots => 5,
            Self::Crossed | Self::Plus | Self::Falling | Self::Squares | Self::Grid => 6,
            Self::Rings => 7,
        }
    }

    /// Its lines on the tile: the attribute `d`, and how broad they are.
    #[must_use]
    pub fn lines(self) -> (&'static str, &'static str) {
        match self {
            // Lines of a tile go on beyond its corners, so that they do not break where tiles meet.
            Self::Rising => ("M-1 1l2-2M0 5l5-5M4 6l2-2", "1.1"),
            Self::Crossed => ("M0 0l6 6M0 6l6-6", "1"),
            Self::Lying => ("M0 2h4", "1.2"),
            Self::Standing => ("M2 0v4", "1"),
            Self::Dots => ("M1.25 1.25h.01M3.75 3.75h.01", "1.5"),
            Self::Plus => ("M3 1v4M1 3h4", "1"),
            Self::Falling => ("M-1.5 4.5l3 3M0 0l6 6M4.5-1.5l3 3", "2.2"),
            Self::Rings => ("M1.5 3.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0", "1"),
            Self::Squares => ("M1.5 3h3", "3"),
            Self::Grid => ("M0 3h6M3 0v6", "0.8"),
        }
    }

    /// Whether the ends of its lines are round.
    #[must_use]
    pub fn is_round(self) -> bool {
        self == Self::Dots
    }
}
