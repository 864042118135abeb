//! Short texts that are written again and again.

/// A text of at most so many bytes. All of them are written, which is one step for a processor, and those beyond the text taken back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<const N: usize> {
    bytes: [u8; N],
    length: u8,
}

impl<const N: usize> Piece<N> {
    /// No text.
    pub(super) const EMPTY: Self = Self {
        bytes: [0; N],
        length: 0,
    };

    /// The piece of a text; `None` where it is longer.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        let length = u8::try_from(text.len()).ok()?;
        Some(Self { bytes, length })
    }

    /// Writes the text.
    #[inline]
    pub(super) fn put(&self, text: &mut Vec<u8>) {
        let end = text.len() + usize::from(self.length);
        text.extend_from_slice(&self.bytes);
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::Piece;

    #[test]
    fn a_piece_is_its_text() {
        for text in ["", "a", "[\"value\",\"≥", &"x".repeat(32)] {
            let mut written = b"before".to_vec();
            Piece::<32>::of(text.as_bytes()).unwrap().put(&mut written);
            assert_eq!(written, format!("before{text}").into_bytes());
        }
        assert!(Piece::<32>::of(&[b'x'; 33]).is_none());
    }
}
