//! The definition file as it is written: one struct a table, every key checked. `library/README.md` explains the keys.
//!
//! These shapes are only for reading and writing files. [`super::Definition`] is what the rest of the house works with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A whole definition file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are documented once, in library/README.md")]
pub struct Document {
    pub id: String,
    pub version: String,
    pub name: String,
    pub short_name: String,
    pub construct: String,
    pub population: String,
    pub respondents: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cadence: Option<String>,
    #[serde(rename = "use")]
    pub intended_use: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_scale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_classification: Option<String>,
    pub citations: Vec<String>,
    #[serde(default)]
    pub cautions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_only_range: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bilingual_interview: Option<BasisTable>,
    pub licence: LicenceTable,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loinc: Option<LoincTable>,
    #[serde(default)]
    pub answer_sets: BTreeMap<String, AnswerSetTable>,
    #[serde(default)]
    pub items: Vec<ItemTable>,
    #[serde(default)]
    pub skips: Vec<SkipTable>,
    #[serde(default)]
    pub tables: BTreeMap<String, LookupTable>,
    #[serde(default)]
    pub scales: Vec<ScaleTable>,
    #[serde(default)]
    pub classifications: Vec<ClassificationTable>,
    #[serde(default)]
    pub safety: Vec<SafetyTable>,
    #[serde(default)]
    pub text: BTreeMap<String, TextTable>,
    #[serde(default)]
    pub vectors: Vec<VectorTable>,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $key:ident : $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the keys are documented once, in library/README.md")]
        pub struct $name { $($(#[$field])* pub $key: $type,)* }
    )*};
}

tables! {
    /// `[licence]`
    LicenceTable {
        category: String,
        text: String,
        holder: String,
        basis: String,
        mark: String,
        source: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        notice: Option<String>,
    }
    /// `[loinc]`
    LoincTable {
        #[serde(skip_serializing_if = "Option::is_none")]
        panel: Option<String>,
        mark: String,
        source: String,
    }
    /// `[answer_sets.<id>]`
    AnswerSetTable {
        #[serde(default)]
        values: Vec<i32>,
        #[serde(default)]
        loinc: Vec<String>,
        #[serde(default)]
        special: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        minimum: Option<i32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        maximum: Option<i32>,
    }
    /// `[[items]]`
    ItemTable {
        id: String,
        answers: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        loinc: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        concept: Option<String>,
        #[serde(default = "yes")]
        scored: bool,
        #[serde(default)]
        reverse: bool,
        #[serde(default)]
        recode: Vec<[i32; 2]>,
        #[serde(default)]
        optional: bool,
    }
    /// `[[skips]]`
    SkipTable {
        when: String,
        items: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<i32>,
    }
    /// `[tables.<name>]`
    LookupTable {
        rows: Vec<[f64; 2]>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mark: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<String>,
    }
    /// `{ mark = "...", source = "..." }`
    BasisTable {
        mark: String,
        source: String,
    }
    /// `missing = { rule = "...", ... }`
    MissingTable {
        rule: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        round: Option<String>,
    }
    /// `[[scales]]`
    ScaleTable {
        id: String,
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        formula: Option<String>,
        minimum: f64,
        maximum: f64,
        direction: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        missing: Option<MissingTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        missing_basis: Option<BasisTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        not_applicable: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        loinc: Option<String>,
        #[serde(default)]
        decimals: u8,
        #[serde(default)]
        bands: Vec<BandTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        bands_basis: Option<BasisTable>,
        #[serde(default)]
        cutoffs: Vec<CutoffTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reliable_change: Option<ReliableChangeTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        minimal_difference: Option<MinimalDifferenceTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        treatment_response: Option<TreatmentResponseTable>,
        #[serde(skip_serializing_if = "Option::is_none")]
        remission: Option<RemissionTable>,
    }
    /// `[[scales.bands]]`
    BandTable {
        from: f64,
        to: f64,
        name: String,
        severity: u8,
    }
    /// `[[scales.cutoffs]]`
    CutoffTable {
        id: String,
        when: String,
        #[serde(rename = "use")]
        intended_use: String,
        mark: String,
        source: String,
    }
    /// `[scales.reliable_change]`
    ReliableChangeTable {
        #[serde(skip_serializing_if = "Option::is_none")]
        points: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        sd: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reliability: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        population: Option<String>,
        mark: String,
        source: String,
    }
    /// `[scales.minimal_difference]`
    MinimalDifferenceTable {
        points: f64,
        mark: String,
        source: String,
    }
    /// `[scales.treatment_response]`
    TreatmentResponseTable {
        reduction_percent: u8,
        mark: String,
        source: String,
    }
    /// `[scales.remission]`
    RemissionTable {
        when: String,
        mark: String,
        source: String,
    }
    /// `[[classifications]]`
    ClassificationTable {
        id: String,
        name: String,
        rules: Vec<RuleTable>,
        basis: BasisTable,
    }
    /// `[[classifications.rules]]`
    RuleTable {
        when: String,
        result: String,
        severity: u8,
    }
    /// `[[safety]]`
    SafetyTable {
        id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        items: Vec<String>,
        when: String,
        urgency: String,
        mark: String,
        source: String,
    }
    /// `[text.<language>]`
    TextTable {
        source: String,
        title: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        instructions: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        closing: Option<String>,
        items: BTreeMap<String, String>,
        options: BTreeMap<String, Vec<String>>,
    }
    /// `[[vectors]]`
    VectorTable {
        name: String,
        answers: toml::Value,
        #[serde(skip_serializing_if = "Option::is_none")]
        sex: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        age: Option<u16>,
        status: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        total: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        band: Option<String>,
        #[serde(default)]
        scales: BTreeMap<String, toml::Value>,
        #[serde(default)]
        classifications: BTreeMap<String, String>,
        #[serde(default)]
        cutoffs: BTreeMap<String, String>,
        #[serde(default)]
        safety: Vec<String>,
        #[serde(default)]
        imputed: Vec<String>,
        source: String,
    }
}

fn yes() -> bool {
    true
}
