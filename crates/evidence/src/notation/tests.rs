//! The notation against the cells of real tables, and against anything at all.

mod properties;
mod readings;
mod refusals;

use super::*;

/// Methadone, buprenorphine, heroin and their like, with the letters of the printed tables.
fn letters() -> Letters {
    let pairs = [
        ("M", "methadone"),
        ("B", "buprenorphine"),
        ("O", "other"),
        ("H", "heroin"),
        ("BN", "buprenorphine_naloxone"),
        ("TN", "take_home_naloxone"),
    ];
    Letters::new(pairs.map(|(letter, code)| (letter, code.parse().unwrap()))).unwrap()
}

/// A source whose text is clean and English.
fn clean() -> Legend {
    Legend::new(
        DecimalMark::Point,
        Glyphs::Separate,
        ReferenceMarks::Bracketed,
        letters(),
    )
}

fn with_decimal(decimal: DecimalMark) -> Legend {
    let mut legend = clean();
    legend.decimal = decimal;
    legend
}

fn with_glyphs(glyphs: Glyphs) -> Legend {
    let mut legend = clean();
    legend.glyphs = glyphs;
    legend
}

fn with_references(references: ReferenceMarks) -> Legend {
    let mut legend = clean();
    legend.references = references;
    legend
}

fn read(text: &str, column: Column, legend: &Legend) -> Result<ParsedCell, NotationError> {
    parse(text, CellContext { column, legend })
}

/// The parts in a plain form that is easy to compare: role, finding, references, sign.
fn told(parsed: &ParsedCell) -> String {
    let parts = parsed.cell.parts().iter().map(|part| {
        let role = match &part.role {
            Role::Head => String::new(),
            Role::Sites => "sites ".to_owned(),
            Role::Medicines => "medicines ".to_owned(),
            Role::Exception(place) => format!("in {place}: "),
        };
        let finding = match &part.finding {
            Finding::Quantity(quantity) => quantity_text(quantity),
            Finding::Codes(codes) => codes
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("+"),
            other => other.status().to_string(),
        };
        let sign = if part.sign == UnitSign::Percent { "%" } else { "" };
        let references = if part.references.is_empty() {
            String::new()
        } else {
            format!(" {:?}", part.references)
        };
        format!("{role}{finding}{sign}{references}")
    });
    parts.collect::<Vec<_>>().join(" | ")
}
