//! Debian packages that a step needs and may install by itself.

use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::workplace::{find_program, must_succeed};

/// A program that some Debian package brings.
pub(crate) struct Needed {
    /// The names it goes by, the likeliest first.
    pub(crate) programs: &'static [&'static str],
    /// With which words it must succeed, where its being there is not enough; none otherwise.
    pub(crate) proof: &'static [&'static str],
    /// What to install for it.
    pub(crate) packages: &'static [&'static str],
}

/// How this user may install Debian packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rights {
    Root,
    Sudo,
    None,
}

/// What can be found out about this machine, so that the decision can be tested without one.
struct Machine {
    has_apt: bool,
    user_id: String,
    sudo_asks_nothing: bool,
}

impl Machine {
    fn this() -> Self {
        let user_id = Command::new("id")
            .arg("-u")
            .output()
            .map(|output| output.stdout)
            .unwrap_or_default();
        let sudo = find_program("sudo").is_some()
            && Command::new("sudo")
                .args(["-n", "true"])
                .output()
                .is_ok_and(|output| output.status.success());
        Self {
            has_apt: find_program("apt-get").is_some(),
            user_id: String::from_utf8_lossy(&user_id).trim_end().to_owned(),
            sudo_asks_nothing: sudo,
        }
    }

    fn rights(&self) -> Rights {
        match (self.has_apt, self.user_id.as_str(), self.sudo_asks_nothing) {
            (true, "0", _) => Rights::Root,
            (true, _, true) => Rights::Sudo,
            _ => Rights::None,
        }
    }
}

/// Installs what is missing of these, or says what a person has to install.
pub(crate) fn ensure(needed: &[Needed], console: &mut Console) -> Result<(), ChoreError> {
    let packages = missing(needed, is_there);
    if packages.is_empty() {
        return Ok(());
    }
    let rights = Machine::this().rights();
    let list = packages.join(" ");
    if rights == Rights::None {
        return Err(ChoreError::Failed(format!(
            "missing, and not ours to install: {list} (on Debian: `apt-get install {list}` as root)"
        )));
    }
    console.line(&format!("installing from Debian: {list}"));
    for words in [vec!["update"], install_arguments(&packages)] {
        must_succeed(apt_get(rights).args(words))?;
    }
    let still = missing(needed, is_there);
    if still.is_empty() {
        return Ok(());
    }
    Err(ChoreError::Failed(format!(
        "installed, and still not found: what {} should bring",
        still.join(" ")
    )))
}

/// Whether a program is there, and passes its proof.
fn is_there(name: &str, proof: &[&str]) -> bool {
    find_program(name).is_some_and(|program| {
        proof.is_empty()
            || Command::new(program)
                .args(proof)
                .output()
                .is_ok_and(|output| output.status.success())
    })
}

/// The packages of every program that is there by none of its names.
fn missing(needed: &[Needed], is_there: impl Fn(&str, &[&str]) -> bool) -> Vec<&'static str> {
    needed
        .iter()
        .filter(|need| !need.programs.iter().any(|program| is_there(program, need.proof)))
        .flat_map(|need| need.packages.iter().copied())
        .collect()
}

fn install_arguments<'packages>(packages: &[&'packages str]) -> Vec<&'packages str> {
    ["install", "--yes", "--no-install-recommends"]
        .into_iter()
        .chain(packages.iter().copied())
        .collect()
}

fn apt_get(rights: Rights) -> Command {
    let mut command = if rights == Rights::Sudo {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        let mut plain = Command::new("apt-get");
        plain.env("DEBIAN_FRONTEND", "noninteractive");
        plain
    };
    command.arg("--quiet");
    command
}

#[cfg(test)]
mod tests {
    use super::{Machine, Needed, Rights, install_arguments, is_there, missing};

    const NEEDED: &[Needed] = &[
        Needed {
            programs: &["chromium", "chromium-browser"],
            proof: &[],
            packages: &["chromium", "fonts-dejavu-core"],
        },
        Needed {
            programs: &["npm"],
            proof: &[],
            packages: &["npm"],
        },
    ];

    fn machine(has_apt: bool, user_id: &str, sudo_asks_nothing: bool) -> Machine {
        Machine {
            has_apt,
            user_id: user_id.to_owned(),
            sudo_asks_nothing,
        }
    }

    #[test]
    fn a_program_under_its_second_name_is_not_missing() {
        assert_eq!(missing(NEEDED, |name, _| name == "chromium-browser"), ["npm"]);
    }

    #[test]
    fn a_missing_program_asks_for_all_its_packages() {
        assert_eq!(
            missing(NEEDED, |_, _| false),
            ["chromium", "fonts-dejavu-core", "npm"]
        );
        assert!(missing(NEEDED, |_, _| true).is_empty());
    }

    #[test]
    fn a_program_that_fails_its_proof_is_not_there() {
        assert!(is_there("sh", &[]));
        assert!(is_there("sh", &["-c", "true"]));
        assert!(!is_there("sh", &["-c", "false"]));
        assert!(!is_there("no-such-program-here", &[]));
    }

    #[test]
    fn root_installs_itself_and_others_only_where_sudo_asks_nothing() {
        assert_eq!(machine(true, "0", false).rights(), Rights::Root);
        assert_eq!(machine(true, "1000", true).rights(), Rights::Sudo);
        assert_eq!(machine(true, "1000", false).rights(), Rights::None);
    }

    #[test]
    fn where_there_is_no_apt_even_root_cannot_install() {
        assert_eq!(machine(false, "0", true).rights(), Rights::None);
    }

    #[test]
    fn installing_asks_no_question() {
        assert_eq!(
            install_arguments(&["npm"]),
            ["install", "--yes", "--no-install-recommends", "npm"]
        );
    }
}
