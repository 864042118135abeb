//! Names this build by its sources, so that answers of one build are never taken for those of another; and makes ready what it
//! serves as it is, once and as well as can be, since nobody waits for it here.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

/// What the answers depend on, seen from this crate.
const SOURCES: [&str; 10] = [
    "src",
    "templates",
    "assets",
    "../vocab/src",
    "../evidence/src",
    "../columnar/src",
    "../publishing/src",
    "../app/src",
    "../../locales",
    "../../borders",
];

/// The rules that name the fonts, which stand before all others in the style sheet.
const FONT_RULES: &str = "fonts.css";

/// The style sheet.
const STYLE: &str = "site.css";

fn files_below(path: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            files_below(&entry?.path(), into)?;
        }
    } else if path.is_file() {
        into.push(path.to_owned());
    }
    Ok(())
}

/// The first so many bytes of a digest, as digits.
fn digits(digest: &[u8], bytes: usize) -> String {
    digest.iter().take(bytes).fold(String::new(), |mut text, byte| {
        // Writing to text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The name of this build: a digest of all that its answers depend on.
fn name_of(files: &[PathBuf]) -> io::Result<String> {
    let mut digest = Sha256::new();
    for file in files {
        digest.update(file.to_string_lossy().as_bytes());
        digest.update(fs::read(file)?);
    }
    Ok(digits(&digest.finalize(), 16))
}

/// A font, by the name it is written under and the one it is served under: `sans-400-basic.0123456789abcdef.woff2`.
struct Font {
    path: PathBuf,
    written: String,
    served: String,
}

impl Font {
    fn read(path: &Path) -> io::Result<Self> {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let digest = digits(&Sha256::digest(fs::read(path)?), 8);
        Ok(Self {
            written: format!("{stem}.woff2"),
            served: format!("{stem}.{digest}.woff2"),
            path: path.canonicalize()?,
        })
    }
}

/// Writes `fonts.rs`: the served name and the content of each font.
fn list_fonts(fonts: &[Font], into: &Path) -> io::Result<()> {
    let mut text = String::from("&[\n");
    for Font { served, path, .. } in fonts {
        // Writing to text cannot fail.
        let _ = writeln!(text, "    ({served:?}, include_bytes!({:?})),", path.display());
    }
    text.push_str("]\n");
    fs::write(into.join("fonts.rs"), text)
}

/// The style sheet with the rules of fonts before it, which name each font as it is served.
fn style(fonts: &[Font]) -> io::Result<Vec<u8>> {
    let mut rules = fs::read_to_string(Path::new("assets").join(FONT_RULES))?;
    for Font { written, served, .. } in fonts {
        let named = rules.replace(&format!("url({written})"), &format!("url({served})"));
        if named == rules {
            return Err(io::Error::other(format!("{FONT_RULES} does not name {written}")));
        }
        rules = named;
    }
    rules.push_str(&fs::read_to_string(Path::new("assets").join(STYLE))?);
    Ok(rules.into_bytes())
}

/// Writes each asset where `src/assets.rs` includes it from: as it is, and as Brotli at its best quality.
fn ready_assets(fonts: &[Font], into: &Path) -> io::Result<()> {
    let best = BrotliEncoderParams {
        quality: 11,
        ..BrotliEncoderParams::default()
    };
    for entry in fs::read_dir("assets")? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() || name == FONT_RULES {
            continue;
        }
        let content = if name == STYLE {
            style(fonts)?
        } else {
            fs::read(&path)?
        };
        let mut compressed = Vec::new();
        BrotliCompress(&mut content.as_slice(), &mut compressed, &best)?;
        fs::write(into.join(format!("{name}.br")), compressed)?;
        fs::write(into.join(name), content)?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        files_below(Path::new(source), &mut files)?;
    }
    files.sort();
    println!("cargo::rustc-env=TIDEMARK_WEB_BUILD={}", name_of(&files)?);
    let into = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let mut paths = Vec::new();
    files_below(Path::new("assets/fonts"), &mut paths)?;
    paths.sort();
    let fonts: Vec<Font> = paths
        .iter()
        .map(|path| Font::read(path))
        .collect::<io::Result<_>>()?;
    list_fonts(&fonts, Path::new(&into))?;
    ready_assets(&fonts, Path::new(&into))
}
