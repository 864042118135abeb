//! `cargo xtask layers`: the dependencies between crates run downwards only.
//!
//! The order is the one that DESIGN calls "how it hangs together"; it is declared here once, as a table, and every
//! crate of the workspace must be in it.

use crate::ChoreError;
use crate::console::Console;
use crate::steps::Done;
use crate::workplace::{Dependency, Package, Workplace};

/// What a crate may depend on, in what it ships and (with `for_tests`) in its tests.
struct Layer {
    krate: &'static str,
    may_use: &'static [&'static str],
    for_tests: &'static [&'static str],
}

/// From the bottom up; a crate is in the table before it gets its first line of code.
const LAYERS: &[Layer] = &[
    Layer {
        krate: "tidemark-vocab",
        may_use: &[],
        for_tests: &[],
    },
    Layer {
        krate: "tidemark-evidence",
        may_use: &["tidemark-vocab"],
        for_tests: &["tidemark-testkit"],
    },
    Layer {
        krate: "tidemark-desk",
        may_use: &["tidemark-vocab"],
        for_tests: &[],
    },
    Layer {
        krate: "tidemark-mailer",
        may_use: &["tidemark-vocab"],
        for_tests: &[],
    },
    Layer {
        krate: "tidemark-identity",
        may_use: &["tidemark-vocab"],
        for_tests: &[],
    },
    Layer {
        krate: "tidemark-testkit",
        may_use: &["tidemark-vocab", "tidemark-evidence"],
        for_tests: &[],
    },
    Layer {
        krate: "tidemark-columnar",
        may_use: &["tidemark-vocab", "tidemark-evidence"],
        for_tests: &["tidemark-testkit"],
    },
    Layer {
        krate: "tidemark-publishing",
        may_use: &["tidemark-vocab", "tidemark-evidence"],
        for_tests: &["tidemark-testkit", "tidemark-columnar", "tidemark-desk"],
    },
    Layer {
        krate: "tidemark-print",
        may_use: &["tidemark-vocab", "tidemark-evidence", "tidemark-publishing"],
        for_tests: &["tidemark-testkit"],
    },
    Layer {
        krate: "tidemark-storage",
        may_use: &["tidemark-vocab", "tidemark-desk"],
        for_tests: &[],
    },
    Layer {
        krate: "tidemark-app",
        may_use: &[
            "tidemark-vocab",
            "tidemark-evidence",
            "tidemark-desk",
            "tidemark-storage",
            "tidemark-mailer",
            "tidemark-identity",
            "tidemark-columnar",
            "tidemark-publishing",
        ],
        for_tests: &["tidemark-testkit"],
    },
    Layer {
        krate: "tidemark-web",
        may_use: &[
            "tidemark-vocab",
            "tidemark-evidence",
            "tidemark-publishing",
            "tidemark-print",
            "tidemark-desk",
            "tidemark-app",
        ],
        for_tests: &["tidemark-testkit"],
    },
    Layer {
        krate: "tidemark",
        may_use: &[
            "tidemark-vocab",
            "tidemark-evidence",
            "tidemark-publishing",
            "tidemark-print",
            "tidemark-desk",
            "tidemark-mailer",
            "tidemark-app",
            "tidemark-web",
        ],
        for_tests: &["tidemark-testkit"],
    },
    Layer {
        krate: "xtask",
        may_use: &["tidemark-vocab", "tidemark-evidence"],
        for_tests: &["tidemark-testkit"],
    },
];

/// Third-party crates that belong to one crate of ours alone.
///
/// A name that ends in `-` stands for every crate whose name begins so.
struct Reserved {
    name: &'static str,
    owners: &'static [&'static str],
    why: &'static str,
}

const RESERVED: &[Reserved] = &[
    Reserved {
        name: "sea-orm",
        owners: &["tidemark-storage"],
        why: "only storage knows SQL",
    },
    Reserved {
        name: "sqlx",
        owners: &["tidemark-storage"],
        why: "only storage knows SQL",
    },
    Reserved {
        name: "object_store",
        owners: &["tidemark-storage"],
        why: "only storage knows where blobs are",
    },
    Reserved {
        name: "axum",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "axum-",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "http",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "http-",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "hyper",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "hyper-",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "tower",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "tower-",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "tower_governor",
        owners: &["tidemark-web"],
        why: "only web knows HTTP",
    },
    Reserved {
        name: "askama",
        owners: &["tidemark-web"],
        why: "only web makes pages",
    },
    Reserved {
        name: "clap",
        owners: &["tidemark"],
        why: "only the command line reads flags",
    },
    Reserved {
        name: "tracing-subscriber",
        owners: &["tidemark", "tidemark-web"],
        why: "logs are set up by the binary",
    },
    Reserved {
        name: "tokio",
        owners: &[
            "tidemark-storage",
            "tidemark-mailer",
            "tidemark-app",
            "tidemark-web",
            "tidemark",
        ],
        why: "what only computes is synchronous",
    },
    Reserved {
        name: "webauthn-",
        owners: &["tidemark-app"],
        why: "only the desk asks devices for passkeys",
    },
    Reserved {
        name: "openidconnect",
        owners: &["tidemark-identity"],
        why: "only identity asks organisations who somebody is",
    },
    Reserved {
        name: "reqwest",
        owners: &["tidemark-identity", "tidemark-storage"],
        why: "who asks other sites over HTTP: an organisation, and a bucket",
    },
    Reserved {
        name: "lettre",
        owners: &["tidemark-mailer"],
        why: "only the mailer knows mail servers",
    },
    Reserved {
        name: "fluent-bundle",
        owners: &["tidemark-publishing", "tidemark-web"],
        why: "the crates below name messages, they do not render them",
    },
    Reserved {
        name: "parquet",
        owners: &["tidemark-columnar"],
        why: "only columnar knows how an edition lies in files",
    },
    Reserved {
        name: "rust_xlsxwriter",
        owners: &["tidemark-publishing"],
        why: "only publishing writes workbooks",
    },
    Reserved {
        name: "typst",
        owners: &["tidemark-print"],
        why: "only print knows Typst",
    },
    Reserved {
        name: "typst-",
        owners: &["tidemark-print"],
        why: "only print knows Typst",
    },
    Reserved {
        name: "resvg",
        owners: &["tidemark-print"],
        why: "only the tests of print know resvg",
    },
    Reserved {
        name: "usvg",
        owners: &["tidemark-print"],
        why: "only print outlines letters",
    },
    Reserved {
        name: "vello_cpu",
        owners: &["tidemark-print"],
        why: "only print paints pixels",
    },
    Reserved {
        name: "serde_json",
        owners: &[
            "tidemark-columnar",
            "tidemark-publishing",
            "tidemark-storage",
            "tidemark-identity",
            "tidemark-app",
            "tidemark-print",
            "tidemark-web",
            "tidemark",
            "xtask",
        ],
        why: "JSON is a form of publication and of what is sealed, not of the model; an edition's manifest is one",
    },
];

/// Crates that must not reach the clock, chance or the machine, whatever they are called for.
const PURE: &[&str] = &[
    "tidemark-vocab",
    "tidemark-evidence",
    "tidemark-desk",
    "tidemark-columnar",
    "tidemark-publishing",
    "tidemark-print",
];

/// What would make a pure crate impure. (`jiff` has no clock as it is used here, without its feature `std`.)
const IMPURE: &[&str] = &[
    "rand",
    "getrandom",
    "uuid",
    "chrono",
    "time",
    "reqwest",
    "tokio",
    "tempfile",
];

/// Checks the workspace that holds the current directory.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    if let Some(first) = arguments.first() {
        return Err(ChoreError::Usage(format!(
            "layers takes no argument, not '{first}'"
        )));
    }
    check(&Workplace::here()?, console).map(|_| ())
}

/// The same as a step of another chore.
pub(crate) fn check(place: &Workplace, console: &mut Console) -> Result<Done, ChoreError> {
    let faults = faults(&place.metadata.packages);
    for fault in &faults {
        console.line(fault);
    }
    if faults.is_empty() {
        console.line(&format!(
            "{} crates depend downwards only",
            place.metadata.packages.len()
        ));
        return Ok(Done::Passed);
    }
    Err(ChoreError::Failed(format!(
        "{} dependencies run against the layers",
        faults.len()
    )))
}

/// Every dependency that the table forbids, a sentence each, in order of crate and dependency.
fn faults(packages: &[Package]) -> Vec<String> {
    let mut found: Vec<String> = packages.iter().flat_map(faults_of).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn faults_of(package: &Package) -> Vec<String> {
    let Some(layer) = LAYERS.iter().find(|layer| layer.krate == package.name) else {
        return vec![format!(
            "{}: not in the table of layers; say there what it may depend on",
            package.name
        )];
    };
    package
        .dependencies
        .iter()
        .filter_map(|dependency| fault_of(layer, dependency))
        .collect()
}

fn fault_of(layer: &Layer, dependency: &Dependency) -> Option<String> {
    let name = dependency.name.as_str();
    let krate = layer.krate;
    let in_tests = dependency.kind.as_deref() == Some("dev");
    if is_ours(name) {
        let allowed = layer.may_use.contains(&name) || (in_tests && layer.for_tests.contains(&name));
        return (!allowed).then(|| match (layer.for_tests.contains(&name), in_tests) {
            (true, false) => format!("{krate}: {name} is for its tests only"),
            _ => format!("{krate}: must not depend on {name}"),
        });
    }
    if in_tests {
        return None;
    }
    if PURE.contains(&krate) && IMPURE.contains(&name) {
        return Some(format!("{krate}: is pure and must not depend on {name}"));
    }
    let reserved = RESERVED.iter().find(|reserved| reserved.covers(name))?;
    (!reserved.owners.contains(&krate))
        .then(|| format!("{krate}: must not depend on {name}: {}", reserved.why))
}

impl Reserved {
    fn covers(&self, name: &str) -> bool {
        if self.name.ends_with('-') {
            name.starts_with(self.name)
        } else {
            name == self.name
        }
    }
}

fn is_ours(name: &str) -> bool {
    name == "xtask" || name == "tidemark" || name.starts_with("tidemark-")
}

#[cfg(test)]
mod tests {
    use super::{LAYERS, faults};
    use crate::workplace::{Package, Workplace};

    /// A made-up workspace: crates with dependencies, written `name` or `kind:name`.
    fn workspace(crates: &[(&str, &[&str])]) -> Vec<Package> {
        let packages: Vec<_> = crates
            .iter()
            .map(|(name, dependencies)| {
                let dependencies: Vec<_> = dependencies
                    .iter()
                    .map(|text| match text.split_once(':') {
                        Some((kind, name)) => serde_json::json!({ "name": name, "kind": kind }),
                        None => serde_json::json!({ "name": text, "kind": null }),
                    })
                    .collect();
                serde_json::json!({ "name": name, "dependencies": dependencies })
            })
            .collect();
        serde_json::from_value(serde_json::Value::Array(packages)).unwrap()
    }

    #[test]
    fn this_workspace_keeps_its_layers() {
        assert_eq!(
            faults(&Workplace::here().unwrap().metadata.packages),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_table_itself_runs_downwards() {
        for (height, layer) in LAYERS.iter().enumerate() {
            for below in layer.may_use {
                let at = LAYERS.iter().position(|other| other.krate == *below).unwrap();
                assert!(
                    at < height,
                    "{} may use {below}, which is not below it",
                    layer.krate
                );
            }
        }
    }

    #[test]
    fn a_dependency_upwards_is_a_fault() {
        let made_up = workspace(&[("tidemark-vocab", &["tidemark-evidence"])]);
        assert_eq!(
            faults(&made_up),
            ["tidemark-vocab: must not depend on tidemark-evidence"]
        );
    }

    #[test]
    fn neighbours_do_not_import_each_other() {
        let made_up = workspace(&[
            ("tidemark-columnar", &["tidemark-publishing"]),
            ("tidemark-publishing", &["tidemark-columnar"]),
        ]);
        assert_eq!(faults(&made_up).len(), 2, "{:?}", faults(&made_up));
    }

    #[test]
    fn a_build_script_has_no_licence_to_reach_upwards() {
        let made_up = workspace(&[("tidemark-app", &["build:tidemark-web"])]);
        assert_eq!(
            faults(&made_up),
            ["tidemark-app: must not depend on tidemark-web"]
        );
    }

    #[test]
    fn the_test_kit_is_for_tests_only() {
        let shipped = workspace(&[("tidemark-web", &["tidemark-testkit"])]);
        assert_eq!(
            faults(&shipped),
            ["tidemark-web: tidemark-testkit is for its tests only"]
        );
        let tested = workspace(&[("tidemark-web", &["dev:tidemark-testkit"])]);
        assert_eq!(faults(&tested), Vec::<String>::new());
    }

    #[test]
    fn only_web_knows_http() {
        for name in [
            "axum",
            "http",
            "http-body-util",
            "hyper",
            "tower",
            "tower-http",
            "tower_governor",
        ] {
            let made_up = workspace(&[("tidemark-app", &[name]), ("tidemark-web", &[name])]);
            let found = faults(&made_up);
            assert_eq!(
                found,
                [format!(
                    "tidemark-app: must not depend on {name}: only web knows HTTP"
                )]
            );
        }
    }

    #[test]
    fn only_the_command_line_reads_flags() {
        let made_up = workspace(&[("tidemark-web", &["clap"]), ("tidemark", &["clap"])]);
        assert_eq!(
            faults(&made_up),
            ["tidemark-web: must not depend on clap: only the command line reads flags"]
        );
    }

    #[test]
    fn the_pure_crates_reach_neither_clock_nor_chance() {
        let made_up = workspace(&[("tidemark-evidence", &["rand", "dev:tempfile"])]);
        assert_eq!(
            faults(&made_up),
            ["tidemark-evidence: is pure and must not depend on rand"]
        );
    }

    #[test]
    fn a_crate_outside_the_table_is_a_fault() {
        let made_up = workspace(&[("tidemark-nowhere", &[])]);
        assert_eq!(faults(&made_up).len(), 1);
        assert!(faults(&made_up)[0].contains("not in the table"));
    }
}
