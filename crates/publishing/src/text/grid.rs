//! Columns of text side by side, long texts broken between words.

use tidemark_evidence::Bound;

/// No column grows wider than this; longer texts take more lines.
const WIDEST: usize = 32;
const GAP: &str = "  ";

/// A line of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// One text a column.
    Cells(Vec<String>),
    /// A text over all columns.
    Heading(String),
    /// A rule over all columns.
    Rule,
}

impl Line {
    pub(super) fn cells(cells: impl IntoIterator<Item = String>) -> Self {
        Self::Cells(cells.into_iter().collect())
    }
}

/// The lines with their columns aligned; no spaces at line ends.
pub(super) fn laid_out(lines: &[Line]) -> String {
    let widths = widths(lines);
    let whole: usize = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        match line {
            Line::Rule => out.push("-".repeat(whole)),
            Line::Heading(text) => {
                out.push(String::new());
                out.push(text.clone());
            }
            Line::Cells(cells) => out.extend(cell_lines(cells, &widths)),
        }
    }
    out.join("\n")
}

fn widths(lines: &[Line]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        let Line::Cells(cells) = line else { continue };
        widths.resize(widths.len().max(cells.len()), 0);
        for (width, cell) in widths.iter_mut().zip(cells) {
            let widest = broken(cell).iter().map(|part| part.chars().count()).max();
            *width = (*width).max(widest.unwrap_or_default());
        }
    }
    widths
}

fn cell_lines(cells: &[String], widths: &[usize]) -> Vec<String> {
    let parts: Vec<Vec<String>> = cells.iter().map(|cell| broken(cell)).collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| {
        let fields = parts.iter().zip(widths).map(|(part, width)| {
            let text = part.get(at).map_or("", String::as_str);
            format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
        });
        fields.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// A text in lines of at most [`WIDEST`] characters; a longer word keeps a line of its own, and a sign stays with its number.
fn broken(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDEST => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in text.split_whitespace() {
        match words.last_mut().filter(|word| is_sign(word)) {
            Some(sign) => {
                sign.push(' ');
                sign.push_str(part);
            }
            None => words.push(part.to_owned()),
        }
    }
    words
}

fn is_sign(word: &str) -> bool {
    Bound::ALL
        .iter()
        .any(|bound| !bound.sign().is_empty() && word == bound.sign())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another() {
        let lines = [
            Line::cells([String::new(), "figure".to_owned()]),
            Line::Rule,
            Line::cells(["✓✓✓".to_owned(), "1".to_owned()]),
        ];
        assert_eq!(laid_out(&lines), "     figure\n-----------\n✓✓✓  1");
    }

    #[test]
    fn a_sign_is_never_parted_from_its_number() {
        assert_eq!(words("from ≥ 91 sites"), ["from", "≥ 91", "sites"]);
    }

    #[test]
    fn long_texts_take_more_lines_and_lose_no_word() {
        let text = "no recent record (last: yes, 30 sites, HRI 2008) n1 n2 [12,13]";
        let lines = broken(text);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDEST));
        assert_eq!(lines.join(" "), text);
    }
}
