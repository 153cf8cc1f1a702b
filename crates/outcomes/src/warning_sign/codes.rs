//! Closed lists that stand in files and tables by a short code, written once.

/// A text that is none of the codes of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a known {noun}: expected one of {expected}")]
pub struct UnknownCode {
    /// Which list.
    pub noun: &'static str,
    /// Its codes, separated by commas.
    pub expected: String,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident ($noun:literal) { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every one, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in files and tables.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::warning_sign::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|each| each.code() == text).ok_or_else(|| $crate::warning_sign::UnknownCode {
                    noun: $noun,
                    expected: Self::ALL.iter().map(|each| each.code()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

pub(crate) use codes;
