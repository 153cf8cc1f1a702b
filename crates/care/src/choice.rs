//! Closed lists that stand in files and tables by a short code: one macro, so that every list prints, parses and enumerates the same way.

/// A text that is none of the choices of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a known {noun}: expected one of {expected}")]
pub struct UnknownChoice {
    /// Which list.
    pub noun: &'static str,
    /// Its codes, separated by commas.
    pub expected: String,
}

/// Defines a closed list: an enum whose choices print, parse and enumerate by code. For the rooms that build on this one.
#[doc(hidden)]
#[macro_export]
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident ($noun:literal) { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every choice, in the order of the list.
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
            type Err = $crate::UnknownChoice;
            fn from_str(text: &str) -> Result<Self, $crate::UnknownChoice> {
                Self::ALL.iter().copied().find(|choice| choice.code() == text).ok_or_else(|| $crate::UnknownChoice {
                    noun: $noun,
                    expected: Self::ALL.iter().map(|choice| choice.code()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

pub(crate) use choices;

#[cfg(test)]
mod tests {
    use crate::{DischargeType, PayerClass};

    #[test]
    fn a_wrong_code_is_answered_with_the_right_ones() {
        let error = "ama".parse::<DischargeType>().unwrap_err().to_string();
        assert_eq!(
            error,
            "not a known discharge type: expected one of completed, against_advice, administrative, payer_forced, transfer, died"
        );
    }

    #[test]
    fn every_code_reads_back() {
        for class in PayerClass::ALL {
            assert_eq!(class.code().parse(), Ok(*class));
        }
    }
}
