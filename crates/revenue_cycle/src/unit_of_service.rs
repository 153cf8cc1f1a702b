//! What one unit of a procedure is, where its name says so. A bill says how many units and not of what: four units of a service by the quarter of an hour
//! are one hour, and no four visits.

use crate::claim::ClaimLine;

/// What one unit of a billed service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceUnit {
    /// A day.
    Day,
    /// A visit or session.
    Visit,
    /// An hour.
    Hour,
    /// A quarter of an hour.
    QuarterHour,
}

/// The unit of a line, by its procedure; `None` where the name of the procedure does not say one, or there is none. Services that are added to a visit are
/// no visit of their own, and say none either.
///
/// Names of codes that begin with H or S: the list of CMS as github.com/wamuir/hcpcs has it, groups/h.md and groups/s.md. Psychotherapy is billed by the
/// session, and its codes differ by how long one takes (apaservices.org).
pub fn unit_of_line(line: &ClaimLine) -> Option<ServiceUnit> {
    Some(match line.procedure.as_str() {
        "H0017" | "H0018" | "H0019" | "H0037" | "H0040" | "H2013" | "H2016" | "H2018" | "H2020" | "H2022" | "H2034" | "H2036" | "S0201"
        | "S9475" | "S9480" | "S9485" => ServiceUnit::Day,
        "90791" | "90792" | "90832" | "90834" | "90837" | "90839" | "90846" | "90847" | "90849" | "90853" => ServiceUnit::Visit,
        "H2012" | "H2035" | "S9484" => ServiceUnit::Hour,
        "H0004" | "H0034" | "H0036" | "H0038" | "H0039" | "H0050" | "H2010" | "H2011" | "H2014" | "H2015" | "H2017" | "H2019" | "H2021"
        | "H2027" | "H2032" | "H2033" | "S9482" => ServiceUnit::QuarterHour,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::line;

    #[test]
    fn a_unit_is_what_the_name_of_the_procedure_says() {
        let check = |procedure: &str, expected: Option<ServiceUnit>| {
            let line = ClaimLine { procedure: procedure.to_owned(), ..line(1, 10_000, "2026-03-02") };
            assert_eq!(unit_of_line(&line), expected, "{procedure}");
        };
        check("H0004", Some(ServiceUnit::QuarterHour));
        check("H2012", Some(ServiceUnit::Hour));
        check("90834", Some(ServiceUnit::Visit));
        check("H2036", Some(ServiceUnit::Day));
        // Their names say no unit, or they are added to a visit.
        check("H0015", None);
        check("90785", None);
        check("", None);
    }
}
