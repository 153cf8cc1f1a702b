//! Facts about published codes that neither definitions nor files carry.

/// Answer codes that are published for the same option of one item, so that either stands for the definition's number.
///
/// Item, the definition's code, the other code.
/// * 68509-9 (GAD-7, second item): the Questionnaire `1_Questionnaire-GAD7.json` of uwcirg/asbi-screening-app @ 9f3c780a offers LA18938-3 where
///   the same file offers LA6570-1 for the other six items, both with ordinal value 2; the scored cases beside it answer with LA6570-1.
const SAME_OPTION: [(&str, &str, &str); 1] = [("68509-9", "LA6570-1", "LA18938-3")];

/// Panels whose published scoring reverses items although Questionnaires in circulation give every "yes" the same ordinal value.
///
/// * 48543-3 (GDS short form): cases `gds_total_score_case1` and `_case2` of uwcirg/asbi-screening-app @ 9f3c780a publish 10 and 5 where the
///   ordinal values add up to 15 and 0.
const REVERSED_PANELS: [&str; 1] = ["48543-3"];

/// The definition's code for an answer to an item that came with another published code; the same code when it is one of such a pair.
pub(super) fn same_option(item_loinc: &str, code: &str) -> Option<&'static str> {
    let fits = |(item, ours, other): &&(&str, &str, &str)| *item == item_loinc && (*ours == code || *other == code);
    SAME_OPTION.iter().find(fits).map(|(_, ours, _)| *ours)
}

/// True for a panel whose ordinal values must not be added up.
pub(super) fn has_reversed_items(panel: &str) -> bool {
    REVERSED_PANELS.contains(&panel)
}

/// Systems and codes of FHIR.
pub(crate) mod system {
    /// LOINC.
    pub(crate) const LOINC: &str = "http://loinc.org";
    /// Why there is no value.
    pub(crate) const ABSENT: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    /// The number beside an option.
    pub(crate) const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    /// What our own extensions and canonicals begin with.
    pub(crate) const OURS: &str = "urn:throughline:";
    /// Answers without published codes: the code is the number beside the option.
    pub(crate) const OUR_ANSWERS: &str = "urn:throughline:answers:";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_code_of_a_pair_means_the_definitions_option_for_that_item_only() {
        let check = |item: &str, code: &str, expected: Option<&str>| assert_eq!(same_option(item, code), expected);
        check("68509-9", "LA18938-3", Some("LA6570-1"));
        check("68509-9", "LA6570-1", Some("LA6570-1"));
        check("68509-9", "LA6571-9", None);
        check("69733-4", "LA18938-3", None);
    }
}
