//! Closed lists: enumerations with one name each, in files, addresses and answers alike.

/// Declares an enumeration whose members have names: its type, `ALL`, `as_str`, `Display` and `FromStr`.
///
/// The two texts after the type say what is refused where a name is not in the list: what was expected, with its
/// article, and the names there are.
#[macro_export]
macro_rules! closed_list {
    (
        $(#[$doc:meta])*
        $name:ident, $what:literal, $rule:literal, {
            $($(#[$member_doc:meta])* $member:ident = $text:literal),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$member_doc])* $member),+
        }

        impl $name {
            /// Every member, in order.
            pub const ALL: [Self; [$($text),+].len()] = [$(Self::$member),+];

            /// The name in files, addresses and answers.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$member => $text),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::CodeError;

            fn from_str(text: &str) -> Result<Self, $crate::CodeError> {
                Self::ALL
                    .into_iter()
                    .find(|member| member.as_str() == text)
                    .ok_or_else(|| $crate::CodeError {
                        text: text.to_owned(),
                        what: $what,
                        rule: $rule,
                    })
            }
        }
    };
}
