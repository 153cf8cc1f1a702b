//! What a notice of denial must say. The elements are a list of ours; which plan owes which, and where that is written, is data.

use care::{PlanFunding, choices};
use serde::Deserialize;

use super::Denial;
use super::rows::{code, codes, rows};

choices! {
    /// Something that a notice of denial has or lacks.
    NoticeElement ("element of a notice") {
        /// The specific reason.
        Reason = "reason",
        /// The provision of the plan on which it rests.
        Provision = "provision",
        /// What was missing, and why it is needed.
        MissingInformation = "missing_information",
        /// How to appeal, and within what time.
        AppealProcedure = "appeal_procedure",
        /// The criteria relied on, or that they are free on request.
        Criteria = "criteria",
        /// The clinical judgment for this patient, or that it is free on request.
        ClinicalRationale = "clinical_rationale",
        /// How to appeal fast.
        ExpeditedProcedure = "expedited_procedure",
        /// How to ask for external review.
        ExternalReview = "external_review",
    }
}

const SHIPPED: &str = include_str!("../../denials/notice-v1.toml");

/// Which element a plan owes, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRule {
    /// The element.
    pub element: NoticeElement,
    /// For plans whose money comes from here.
    pub funding: Vec<PlanFunding>,
    /// True where it is owed for urgent care only.
    pub urgent_only: bool,
    /// Where it is written.
    pub source: String,
    /// What was read to check it.
    pub read: Vec<String>,
    /// True where two documents were read and agree.
    pub verified: bool,
}

/// The rules that ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRules {
    /// In the order of the file.
    pub rules: Vec<NoticeRule>,
}

/// An element that the notice lacks and owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingElement {
    /// Which.
    pub element: NoticeElement,
    /// Where it is written that it is owed.
    pub source: String,
    /// True where that was checked; a letter names no source that was not.
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    element: String,
    funding: Vec<String>,
    #[serde(default)]
    urgent_only: bool,
    source: String,
    #[serde(default)]
    read: Vec<String>,
    #[serde(default)]
    verified: bool,
}

impl NoticeRules {
    /// The rules that ship.
    pub fn shipped() -> Self {
        Self::parse(SHIPPED).expect("the shipped rules are read by the tests")
    }

    fn parse(text: &str) -> Result<Self, String> {
        let rules = rows(text, |written: WrittenRule| {
            Ok(NoticeRule {
                element: code(&written.element)?,
                funding: codes(&written.funding)?,
                urgent_only: written.urgent_only,
                source: written.source,
                read: written.read,
                verified: written.verified,
            })
        })?;
        Ok(Self { rules })
    }

    /// What the notice owes and lacks, in the order of the list of elements. What no rule says of this plan is not owed.
    pub fn missing(&self, denial: &Denial, urgent: bool) -> Vec<MissingElement> {
        let absent = NoticeElement::ALL.iter().filter(|element| !denial.present.contains(element));
        let owed = absent.filter_map(|element| {
            let holds =
                |rule: &&NoticeRule| rule.element == *element && rule.funding.contains(&denial.funding) && (urgent || !rule.urgent_only);
            let rule = self.rules.iter().find(holds)?;
            Some(MissingElement { element: *element, source: rule.source.clone(), verified: rule.verified })
        });
        owed.collect()
    }
}
