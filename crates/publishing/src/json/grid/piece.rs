//! Short texts that are written again and again.

/// A text of at most thirty-two bytes. All of them are written, which is one step for a processor, and those beyond the text taken back.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    bytes: [u8; 32],
    length: usize,
}

impl Piece {
    /// The piece of a text; `None` where it is longer.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        Some(Self {
            bytes,
            length: text.len(),
        })
    }

    /// Writes the text.
    #[inline]
    pub(super) fn put(&self, text: &mut Vec<u8>) {
        let end = text.len() + self.length;
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
            Piece::of(text.as_bytes()).unwrap().put(&mut written);
            assert_eq!(written, format!("before{text}").into_bytes());
        }
        assert!(Piece::of(&[b'x'; 33]).is_none());
    }
}
