//! At which level of care a line was billed, by its revenue code and its procedure.
//!
//! The revenue code says it more surely, so it decides; the procedure decides where there is none or where it says nothing; a condition code tells the
//! programs of Medicare apart; the place of service is asked last. A code that stands for several levels (day treatment by the hour, a group home)
//! decides nothing.

use vocabulary::LevelOfCare;

use crate::claim::{Claim, ClaimKind, ClaimLine};

/// The level of care of a claim: the most intensive of its lines, else what conditions and place say.
pub fn level_of_claim(claim: &Claim) -> Option<LevelOfCare> {
    let of_lines = claim.lines.iter().filter_map(level_of_line).max();
    let of_conditions = || claim.condition_codes.iter().find_map(|code| level_of_condition(code));
    let of_place = || if claim.kind == ClaimKind::Professional { level_of_place(&claim.facility_code) } else { None };
    match of_lines {
        // A program of Medicare bills single services; the condition says of what they are part.
        Some(LevelOfCare::Outpatient) | None => of_conditions().or(of_lines).or_else(of_place),
        of_lines => of_lines,
    }
}

/// The level of care of a line.
pub fn level_of_line(line: &ClaimLine) -> Option<LevelOfCare> {
    level_of_revenue_code(&line.revenue_code).or_else(|| level_of_procedure(&line.procedure))
}

/// By a revenue code of four digits; a leading zero may be left out.
fn level_of_revenue_code(code: &str) -> Option<LevelOfCare> {
    let code = code.strip_prefix('0').unwrap_or(code);
    Some(match code {
        // Beds: psychiatric, detoxification, rehabilitation.
        "114" | "116" | "118" | "124" | "126" | "128" | "134" | "136" | "138" => LevelOfCare::Inpatient,
        "1001" | "1002" => LevelOfCare::Residential,
        "912" | "913" => LevelOfCare::PartialHospitalization,
        "905" | "906" => LevelOfCare::IntensiveOutpatient,
        "900" | "914" | "915" | "916" | "917" | "918" => LevelOfCare::Outpatient,
        _ => return None,
    })
}

/// By a procedure.
fn level_of_procedure(code: &str) -> Option<LevelOfCare> {
    Some(match code {
        "H0010" | "H0011" | "H0018" | "H0019" => LevelOfCare::Residential,
        "H0035" | "H2036" | "S0201" => LevelOfCare::PartialHospitalization,
        "H0015" | "S9480" => LevelOfCare::IntensiveOutpatient,
        "90785" | "90791" | "90792" | "90832" | "90833" | "90834" | "90836" | "90837" | "90838" | "90839" | "90840" | "90846" | "90847"
        | "90849" | "90853" | "96127" | "99484" | "99492" | "99493" | "99494" | "G0323" | "G0444" | "G0560" | "H0001" | "H0004"
        | "H0005" | "H0012" | "H0013" | "H0014" | "H0031" | "H0032" | "T1006" | "T1007" => LevelOfCare::Outpatient,
        code if is_test(code) => LevelOfCare::Outpatient,
        _ => return None,
    })
}

/// Evaluation by psychological tests.
fn is_test(code: &str) -> bool {
    matches!(code, "96130" | "96131" | "96132" | "96133" | "96136" | "96137" | "96138" | "96139" | "96146")
}

/// By a condition code.
fn level_of_condition(code: &str) -> Option<LevelOfCare> {
    match code {
        "41" => Some(LevelOfCare::PartialHospitalization),
        "92" => Some(LevelOfCare::IntensiveOutpatient),
        _ => None,
    }
}

/// By a place of service.
fn level_of_place(code: &str) -> Option<LevelOfCare> {
    match code {
        "51" => Some(LevelOfCare::Inpatient),
        "55" | "56" => Some(LevelOfCare::Residential),
        "52" => Some(LevelOfCare::PartialHospitalization),
        "02" | "10" | "11" => Some(LevelOfCare::Outpatient),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::claim;

    #[test]
    fn the_most_intensive_line_is_the_level_of_the_claim() {
        use LevelOfCare::{Inpatient, IntensiveOutpatient, Outpatient, PartialHospitalization, Residential};
        let check = |change: fn(&mut Claim), expected: Option<LevelOfCare>| {
            let mut claim = claim("A1", &[(10_000, "2026-03-02"), (10_000, "2026-03-03")]);
            change(&mut claim);
            assert_eq!(level_of_claim(&claim), expected);
        };
        check(|_| {}, Some(Outpatient));
        check(|it| it.lines[1].procedure = "H0015".into(), Some(IntensiveOutpatient));
        check(|it| it.lines[1].procedure = "H2036".into(), Some(PartialHospitalization));
        check(|it| it.lines[1].procedure = "H0018".into(), Some(Residential));
        check(|it| it.lines[1].revenue_code = "0124".into(), Some(Inpatient));
        check(|it| it.lines[1].revenue_code = "1001".into(), Some(Residential));
        check(|it| it.lines[1].revenue_code = "905".into(), Some(IntensiveOutpatient));
        // The revenue code decides over the procedure.
        check(|it| (it.lines[1].revenue_code, it.lines[1].procedure) = ("0906".into(), "H0035".into()), Some(IntensiveOutpatient));
        check(|it| it.condition_codes = vec!["41".into()], Some(PartialHospitalization));
        check(
            |it| {
                it.lines.iter_mut().for_each(|line| line.procedure = "H2012".into());
                it.facility_code = "55".into();
            },
            Some(Residential),
        );
        check(
            |it| {
                it.lines.iter_mut().for_each(|line| line.procedure = "H2012".into());
                it.facility_code = "57".into();
            },
            None,
        );
    }
}
