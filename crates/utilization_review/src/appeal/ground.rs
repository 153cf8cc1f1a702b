//! Grounds in law that an appeal may name, as data: under which law, for which plans, where that is written, and whether it was checked.

use std::sync::LazyLock;

use care::PlanFunding;
use serde::Deserialize;
use vocabulary::Day;

use super::rows::{code, codes, rows};
use crate::clock::Regime;

const SHIPPED: &str = include_str!("../../denials/grounds-v1.toml");

/// A ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalGround {
    /// Its id, such as `MA-R`. Its words go by it.
    pub id: String,
    /// Under which law.
    pub regime: Regime,
    /// For plans whose money comes from here.
    pub funding: Vec<PlanFunding>,
    /// States, as two capital letters; empty for all.
    pub states: Vec<String>,
    /// Where it is written.
    pub source: String,
    /// What was read to check it.
    pub read: Vec<String>,
    /// From when it holds; `None`: since before the product, or nobody found out.
    pub effective_from: Option<Day>,
    /// True where two documents were read and agree.
    pub verified: bool,
}

/// The grounds that ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalGrounds {
    /// In the order of the file.
    pub grounds: Vec<LegalGround>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGround {
    id: String,
    regime: String,
    funding: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    source: String,
    #[serde(default)]
    read: Vec<String>,
    effective_from: Option<String>,
    #[serde(default)]
    verified: bool,
}

impl LegalGrounds {
    /// The grounds that ship.
    pub fn shipped() -> &'static Self {
        static GROUNDS: LazyLock<LegalGrounds> =
            LazyLock::new(|| LegalGrounds::parse(SHIPPED).expect("the shipped grounds are read by the tests"));
        &GROUNDS
    }

    fn parse(text: &str) -> Result<Self, String> {
        let grounds = rows(text, |written: WrittenGround| {
            Ok(LegalGround {
                regime: code(&written.regime)?,
                funding: codes(&written.funding)?,
                effective_from: match written.effective_from {
                    Some(day) => Some(day.parse().map_err(|_| format!("{}: not a day: {day}", written.id))?),
                    None => None,
                },
                id: written.id,
                states: written.states,
                source: written.source,
                read: written.read,
                verified: written.verified,
            })
        })?;
        Ok(Self { grounds })
    }

    /// The ground with an id that a letter to a plan may name: it was checked, and holds for a plan whose money comes from here and whose law is that of this
    /// state, for what was decided on this day.
    pub fn to_name(&self, id: &str, (funding, state): (PlanFunding, &str), decided: Day) -> Option<&LegalGround> {
        let holds = |ground: &&LegalGround| {
            let of_state = ground.states.is_empty() || ground.states.iter().any(|of| of == state);
            let in_force = ground.effective_from.is_none_or(|from| from <= decided);
            ground.id == id && ground.verified && ground.funding.contains(&funding) && of_state && in_force
        };
        self.grounds.iter().find(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_reads_has_a_source_and_is_verified_only_where_two_documents_were_read() {
        let shipped = LegalGrounds::shipped();
        let ids: Vec<&str> = shipped.grounds.iter().map(|ground| ground.id.as_str()).collect();
        assert_eq!(ids, ["MA-R", "MA-IRE", "CA-1120", "CA-855", "NM", "IL", "RI"]);
        for ground in &shipped.grounds {
            assert!(!ground.source.is_empty() && !ground.funding.is_empty(), "{}", ground.id);
            assert!(!ground.verified || ground.read.len() >= 2, "{} is called verified", ground.id);
            let is_of_state = ground.regime == Regime::State;
            assert_eq!(is_of_state, !ground.states.is_empty(), "{}", ground.id);
            // The law of a state does not reach a plan that an employer funds itself.
            assert!(!is_of_state || !ground.funding.contains(&PlanFunding::SelfFunded), "{}", ground.id);
        }
    }

    #[test]
    fn a_letter_names_what_was_checked_and_holds_for_the_plan() {
        let shipped = LegalGrounds::shipped();
        let check = |id: &str, funding, (state, decided): (&str, &str), expected: Option<&str>| {
            let ground = shipped.to_name(id, (funding, state), decided.parse().unwrap());
            assert_eq!(ground.map(|ground| ground.source.as_str()), expected, "{id} {funding} {state} {decided}");
        };
        let (here, there) = (("CA", "2026-11-19"), ("NY", "2026-11-19"));
        check("MA-R", PlanFunding::MedicareAdvantage, there, Some("42 CFR 422.138(c)"));
        check("MA-R", PlanFunding::Insured, there, None);
        check("MA-IRE", PlanFunding::MedicareAdvantage, here, Some("42 CFR 422.590, 422.592"));
        let act = "California SB 1120: Health and Safety Code 1367.01, Insurance Code 10123.135";
        check("CA-1120", PlanFunding::Insured, here, Some(act));
        check("CA-1120", PlanFunding::Insured, there, None);
        check("CA-1120", PlanFunding::SelfFunded, here, None);
        check("CA-1120", PlanFunding::Insured, ("CA", "2024-12-31"), None);
        let parity = "California SB 855: Health and Safety Code 1374.72 and 1374.721, Insurance Code 10144.5 and 10144.52";
        check("CA-855", PlanFunding::Insured, here, Some(parity));
        check("CA-855", PlanFunding::SelfFunded, here, None);
        check("IL", PlanFunding::Insured, ("IL", "2026-11-19"), None);
    }

    #[test]
    fn a_file_that_does_not_read_is_refused() {
        for (from, to) in
            [("regime = \"state\"", "regime = \"states\""), ("funding = [\"insured\"", "funding = [\"ensured\""), ("source =", "sauce =")]
        {
            assert!(LegalGrounds::parse(&SHIPPED.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
