//! Who holds the rights of an instrument, and whether its text comes with the product.

use super::Basis;

/// Who holds the rights.
#[derive(Clone, Debug)]
pub struct Licence {
    /// The kind of licence, as in `library/README.md`.
    pub category: LicenceCategory,
    /// Whether the text comes with the product.
    pub text: TextPolicy,
    /// Rights holder.
    pub holder: String,
    /// Why we may do what we do.
    pub basis: String,
    /// What that was read in.
    pub evidence: Basis,
    /// Printed beside the form.
    pub notice: Option<String>,
}

/// The kind of licence an instrument stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the categories of library/README.md")]
pub enum LicenceCategory {
    PublicDomain,
    PublicDomainUsGovernment,
    FreeIncludingCommercial,
    CcByNd,
    FreeWithAttribution,
    FreeClinical,
    FreeNonCommercial,
    Permission,
    Proprietary,
    OwnWords,
}

impl LicenceCategory {
    /// All of them with their names in files.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::PublicDomain, "public_domain"),
        (Self::PublicDomainUsGovernment, "public_domain_us_government"),
        (Self::FreeIncludingCommercial, "free_including_commercial"),
        (Self::CcByNd, "cc_by_nd"),
        (Self::FreeWithAttribution, "free_with_attribution"),
        (Self::FreeClinical, "free_clinical"),
        (Self::FreeNonCommercial, "free_non_commercial"),
        (Self::Permission, "permission"),
        (Self::Proprietary, "proprietary"),
        (Self::OwnWords, "own_words"),
    ];

    /// The name in files.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(each, _)| *each == self).map_or("", |(_, code)| code)
    }
}

/// Whether an instrument's text comes with the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPolicy {
    /// Its licence lets us.
    Ships,
    /// The practice brings its own licensed text as an overlay.
    BringYourOwn,
    /// We asked, or must ask; until then as if the practice had to bring it.
    AwaitingConfirmation,
}

impl TextPolicy {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ships => "ships",
            Self::BringYourOwn => "bring_your_own",
            Self::AwaitingConfirmation => "awaiting_confirmation",
        }
    }
}
