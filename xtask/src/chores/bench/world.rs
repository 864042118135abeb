//! Evidence to measure with: as large as is asked for, in the text form, the same every time.
//!
//! Shaped like real evidence where that costs: two hundred places, thirty-six years, splits by sex, age and setting, four
//! reporters of whom two sometimes contradict one another, ranges, notes, doubts, and a locator of its own for every row. It is
//! about nothing: its indicators are called what they are.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::ChoreError;

/// The years that figures are about.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2025;
/// How many places there are.
const PLACES: usize = 200;
/// The splits of an indicator by its number.
const SPLITS: [usize; 10] = [1, 3, 1, 3, 9, 1, 3, 9, 3, 9];
/// How many rows an indicator has, about.
const ROWS_EACH: usize = 24_000;

const SEXES: [&str; 3] = ["", "men", "women"];
const SETTINGS: [&str; 3] = ["", "rural", "urban"];
const NOTES: [&str; 4] = [
    "Provisional.",
    "The series breaks here.",
    "A national survey; people in institutions are not in it.",
    "The definition differs: it includes \"cause unknown\".",
];

/// The code of an indicator by its number.
pub(super) fn indicator(number: usize) -> String {
    format!("series_{number:04}")
}

/// How many indicators about so many observations have.
pub(super) fn indicators(observations: usize) -> usize {
    observations.div_ceil(ROWS_EACH).max(12)
}

/// A sequence of numbers that look like chance (xorshift*), the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % below
    }
}

/// Writes the evidence as a directory; returns how many observations it has.
pub(super) fn write(root: &Path, observations: usize, places: &[String]) -> Result<usize, ChoreError> {
    let write = |path: &str, text: String| {
        let path = root.join(path);
        let parent = path.parent().unwrap_or(root);
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text))
    };
    let count = indicators(observations);
    let lists = [
        (
            "edition.toml",
            "title = \"Figures about nothing\"\ndate = \"2025-12-31\"\n".to_owned(),
        ),
        (
            "themes.toml",
            "[[theme]]\ncode = \"nothing\"\nname.en = \"Nothing\"\n".to_owned(),
        ),
        ("scales.toml", String::new()),
        ("dimensions.toml", dimensions()),
        ("reporters.toml", reporters()),
        ("ranks.toml", ranks()),
        ("schemes.toml", scheme()),
        ("sets.csv", "source,indicator,completeness,reason\n".to_owned()),
        ("sources.csv", sources()),
        ("areas/places.csv", place_rows(places)),
        ("areas/members.csv", members(places)),
        ("indicators/nothing.toml", definitions(count)),
    ];
    for (path, text) in lists {
        write(path, text).map_err(ChoreError::io(format!("writing {path}")))?;
    }
    let folder = root.join("observations");
    fs::create_dir_all(&folder).map_err(ChoreError::io("writing observations"))?;
    let path = folder.join("nothing.csv");
    rows(&path, count, places).map_err(ChoreError::io(format!("writing {}", path.display())))
}

/// The places of the bundled evidence, as many as are needed.
pub(super) fn places(data: &Path) -> Result<Vec<String>, ChoreError> {
    let path = data.join("areas/places.csv");
    let text = fs::read_to_string(&path).map_err(ChoreError::io(format!("reading {}", path.display())))?;
    let codes = text.lines().skip(1).filter_map(|line| line.split(',').next());
    let whole = codes.filter(|code| code.len() == 3).map(str::to_owned);
    Ok(whole.take(PLACES).collect())
}

fn rows(path: &Path, count: usize, places: &[String]) -> io::Result<usize> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    file.write_all(b"indicator,area,reference,round,dimensions,reporter,source,status,value,bound,low,high,locator,note,questioned\n")?;
    let mut written = 0;
    for number in 0..count {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ (number as u64 + 1));
        let splits = splits(SPLITS.get(number % SPLITS.len()).copied().unwrap_or(1));
        for place in places {
            let richness = 40 + chance.next(60);
            let base = 10 + chance.next(9_000);
            for year in YEARS {
                for split in &splits {
                    if chance.next(100) < richness {
                        written += figure(
                            &mut file,
                            &mut chance,
                            (number, place, year, split),
                            base,
                            written,
                        )?;
                    }
                }
            }
        }
    }
    file.flush()?;
    Ok(written)
}

/// The splits in the order of keys.
fn splits(count: usize) -> Vec<String> {
    let mut all: Vec<(Vec<(&str, &str)>, String)> = Vec::new();
    for sex in SEXES {
        for setting in SETTINGS.iter().take(if count > 3 { 3 } else { 1 }) {
            let pairs: Vec<(&str, &str)> = [("setting", *setting), ("sex", sex)]
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .collect();
            let words: Vec<String> = pairs.iter().map(|(d, v)| format!("{d}:{v}")).collect();
            all.push((pairs, words.join(";")));
        }
    }
    all.sort();
    all.into_iter().map(|(_, words)| words).take(count).collect()
}

type Of<'a> = (usize, &'a str, i16, &'a str);

/// Writes a figure, and sometimes what another reporter says instead; returns how many.
fn figure(
    file: &mut impl Write,
    chance: &mut Chance,
    (number, place, year, split): Of<'_>,
    base: u64,
    row: usize,
) -> io::Result<usize> {
    let code = indicator(number);
    let reporter = 1 + chance.next(3);
    let contradicted = chance.next(10) == 0;
    for (at, reporter) in [reporter, 4]
        .into_iter()
        .take(1 + usize::from(contradicted))
        .enumerate()
    {
        let tenths = base * (80 + chance.next(40)) / 100;
        let (whole, tenth) = (tenths / 10, tenths % 10);
        write!(
            file,
            "{code},{place},{year},,{split},R{reporter},r{reporter}_{year},"
        )?;
        match chance.next(50) {
            0 => write!(file, "not_known,,,,")?,
            1 => write!(file, "value,{whole}.{tenth},at_least,,")?,
            _ if number % 5 < 3 => {
                let (low, high) = (tenths * 9 / 10, tenths * 11 / 10);
                write!(
                    file,
                    "value,{whole}.{tenth},exact,{}.{},{}.{}",
                    low / 10,
                    low % 10,
                    high / 10,
                    high % 10
                )?;
            }
            _ => write!(file, "value,{whole}.{tenth},exact,,")?,
        }
        let note = if chance.next(20) == 0 {
            NOTES.get(row % NOTES.len()).copied().unwrap_or("")
        } else {
            ""
        };
        let note = if note.contains('"') {
            format!("\"{}\"", note.replace('"', "\"\""))
        } else {
            note.to_owned()
        };
        let doubt = if chance.next(100) == 0 {
            "outside what its neighbours allow"
        } else {
            ""
        };
        let table = number % 40 + 1;
        writeln!(file, ",\"table {table}, row {}\",{note},{doubt}", row + at)?;
    }
    Ok(1 + usize::from(contradicted))
}

fn dimensions() -> String {
    let dimension = |code: &str, values: &[&str]| {
        let values = values.iter().filter(|value| !value.is_empty());
        let values = values.map(|v| format!("\n[[dimension.value]]\ncode = \"{v}\"\nname.en = \"{v}\"\n"));
        format!(
            "[[dimension]]\ncode = \"{code}\"\nname.en = \"{code}\"\n{}\n",
            values.collect::<Vec<_>>().concat()
        )
    };
    dimension("setting", &SETTINGS) + &dimension("sex", &SEXES)
}

fn reporters() -> String {
    (1..=4)
        .map(|n| format!("[[reporter]]\ncode = \"R{n}\"\nname.en = \"Reporter {n}\"\nkind = \"un\"\n\n"))
        .collect::<Vec<_>>()
        .concat()
}

fn ranks() -> String {
    let order = (1..=4)
        .map(|n| format!("  {{ reporter = \"R{n}\", reason.en = \"In the order of their numbers.\" }},\n"))
        .collect::<Vec<_>>()
        .concat();
    format!("[[rank]]\nindicators = [\"*\"]\nreason.en = \"Numbers.\"\norder = [\n{order}]\n")
}

fn scheme() -> String {
    "[[scheme]]\ncode = \"ALL\"\nversion = \"1\"\nname.en = \"All\"\nnote.en = \"Every place.\"\n\n\
     [[scheme.region]]\ncode = \"ALL\"\nname.en = \"All\"\n"
        .to_owned()
}

fn sources() -> String {
    let mut text = "source,reporter,title,publisher,year,address,licence,terms,access\n".to_owned();
    for n in 1..=4 {
        for year in YEARS {
            let line = format!(
                "r{n}_{year},R{n},Figures of {year},Reporter {n},{year},https://r{n}.example/{year},CC BY 4.0,open,made up\n"
            );
            text.push_str(&line);
        }
    }
    text
}

fn place_rows(places: &[String]) -> String {
    let head = "place,parent,m49,name_en,name_fr,name_es,name_ru,name_ar,name_zh,aliases\n".to_owned();
    places
        .iter()
        .map(|code| format!("{code},,,Place {code},,,,,,\n"))
        .fold(head, |text, line| text + &line)
}

fn members(places: &[String]) -> String {
    let head = "scheme,region,place,source,locator,note\n".to_owned();
    places
        .iter()
        .map(|code| format!("ALL,ALL,{code},r1_2025,,\n"))
        .fold(head, |text, line| text + &line)
}

fn definitions(count: usize) -> String {
    let one = |number| {
        let code = indicator(number);
        format!(
            "[[indicator]]\ncode = \"{code}\"\ntheme = \"nothing\"\nname.en = \"Series {number}\"\ndefinition.en = \"Numbers made up to measure with.\"\n\
             unit = \"people\"\nkind = \"quantity\"\nminimum = \"0\"\ntiming = \"state\"\naggregation.rule = \"none\"\n\
             aggregation.reason.en = \"They are about nothing.\"\n\n"
        )
    };
    (0..count).map(one).collect::<Vec<_>>().concat()
}
