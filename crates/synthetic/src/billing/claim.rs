//! Claims and decisions as the invented practice has them.

use vocabulary::{Day, LevelOfCare, Money};

use super::payer::Payer;

/// A bill: of one day, or of the days of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Bill {
    pub(crate) number: String,
    /// The place of the patient in the list of persons.
    pub(crate) person: usize,
    pub(crate) payer: &'static Payer,
    /// The member's number at this payer.
    pub(crate) member: String,
    /// Another payer that the bill names and that nobody asked.
    pub(crate) other_payer: Option<&'static Payer>,
    /// What another payer decided before this one is asked.
    pub(crate) decided_before: Option<Box<Decision>>,
    pub(crate) level: LevelOfCare,
    pub(crate) day: Day,
    /// The last day of the statement of a facility's bill whose lines name no day of their own; `None` for a bill of one day.
    pub(crate) statement_until: Option<Day>,
    pub(crate) billed: Day,
    pub(crate) authorization: Option<String>,
    pub(crate) lines: Vec<BilledLine>,
    /// True where the payer's front door turned it away.
    pub(crate) is_turned_away: bool,
}

/// A billed line.
#[derive(Clone, Debug)]
pub(crate) struct BilledLine {
    pub(crate) service: &'static str,
    pub(crate) units: i64,
    pub(crate) charge: Money,
}

impl Bill {
    pub(crate) fn charge(&self) -> Money {
        self.lines.iter().map(|line| line.charge).sum()
    }

    /// The place of service.
    pub(crate) const fn place(&self) -> &'static str {
        match self.level {
            LevelOfCare::PartialHospitalization => "52",
            LevelOfCare::Residential | LevelOfCare::Inpatient => "55",
            LevelOfCare::IntensiveOutpatient => "57",
            LevelOfCare::Outpatient => "11",
        }
    }

    /// True where a day of a program is billed.
    pub(crate) const fn is_program(&self) -> bool {
        !matches!(self.level, LevelOfCare::Outpatient)
    }
}

/// A payer's word on a bill.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    /// The number of the bill.
    pub(crate) bill: String,
    /// Who decides.
    pub(crate) payer: &'static Payer,
    pub(crate) day: Day,
    /// `1`, `2`, `4` or `22`.
    pub(crate) status: &'static str,
    /// What the payer's number of the claim ends in: it counts its later decisions.
    pub(crate) control: &'static str,
    /// A remark on every line.
    pub(crate) remark: &'static str,
    pub(crate) lines: Vec<DecidedLine>,
}

/// A payer's word on a line; the lines stand in the order of the bill.
#[derive(Clone, Debug)]
pub(crate) struct DecidedLine {
    pub(crate) service: &'static str,
    /// The code as it was billed, where the payer changed it.
    pub(crate) as_billed: Option<&'static str>,
    pub(crate) units: i64,
    pub(crate) charge: Money,
    pub(crate) paid: Money,
    /// Group, reason, amount.
    pub(crate) adjustments: Vec<(&'static str, &'static str, Money)>,
}

impl DecidedLine {
    /// Allowed so much, of which the patient owes a share.
    pub(crate) fn paid(line: &BilledLine, allowed: Money, share: Money) -> Self {
        let contract = line.charge - allowed;
        let adjustments = [("CO", "45", contract), ("PR", "3", share)].into_iter().filter(|(_, _, amount)| *amount > Money::ZERO);
        Self {
            service: line.service,
            as_billed: None,
            units: line.units,
            charge: line.charge,
            paid: allowed - share,
            adjustments: adjustments.collect(),
        }
    }

    /// Refused for a reason.
    pub(crate) fn refused(line: &BilledLine, group: &'static str, reason: &'static str) -> Self {
        let adjustments = vec![(group, reason, line.charge)];
        Self { service: line.service, as_billed: None, units: line.units, charge: line.charge, paid: Money::ZERO, adjustments }
    }

    /// What the patient owes of it.
    pub(crate) fn share(&self) -> Money {
        self.adjustments.iter().filter(|(group, _, _)| *group == "PR").map(|(_, _, amount)| *amount).sum()
    }
}

impl Decision {
    pub(crate) fn paid(&self) -> Money {
        self.lines.iter().map(|line| line.paid).sum()
    }

    pub(crate) fn charge(&self) -> Money {
        self.lines.iter().map(|line| line.charge).sum()
    }

    pub(crate) fn share(&self) -> Money {
        self.lines.iter().map(DecidedLine::share).sum()
    }

    /// The same with everything taken back.
    pub(crate) fn taken_back(&self, day: Day) -> Self {
        let line = |line: &DecidedLine| DecidedLine {
            charge: -line.charge,
            paid: -line.paid,
            adjustments: line.adjustments.iter().map(|(group, reason, amount)| (*group, *reason, -*amount)).collect(),
            ..line.clone()
        };
        Self { day, status: "22", lines: self.lines.iter().map(line).collect(), ..self.clone() }
    }
}
