//! A row of a table becomes a fact, whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::str::FromStr;

use integrity::assessment::FileKind;
use integrity::assessment::side::{
    AppealFact, AppealLimit, AttendanceFact, AuthorizationFact, BenefitFact, CaseAgreement, ChargeFact, ContractRate, DeterminationFact,
    EpisodeFact, MeasureFact, NoteFact, PatientPayment, ReviewFact, Side, WriteOff,
};
use vocabulary::{Day, LevelOfCare, Money, Period, ZoneName};

use super::{BesideMapping, Expected};

/// The column and what was expected in it.
type Refused = (String, Expected);

/// The cells of a row, by the names of fields.
pub(super) struct Cells<'a> {
    pub(super) cells: &'a [String],
    pub(super) places: &'a BTreeMap<&'static str, usize>,
    pub(super) mapping: &'a BesideMapping,
}

impl Cells<'_> {
    /// The text of a field by its code list; `None` where it is empty or has no column.
    fn text(&self, name: &str) -> Option<String> {
        let text = self.places.get(name).map(|place| self.cells[*place].as_str()).filter(|text| !text.is_empty())?;
        let code = self.mapping.codes.get(name).and_then(|list| list.get(text));
        Some(code.map_or(text, String::as_str).to_owned())
    }

    fn refused(name: &str, expected: Expected) -> Refused {
        (name.to_owned(), expected)
    }

    fn must(&self, name: &str) -> Result<String, Refused> {
        self.text(name).ok_or_else(|| Self::refused(name, Expected::Filled))
    }

    /// A field that reads as a value, or is empty.
    fn read<T: FromStr>(&self, name: &str, expected: Expected) -> Result<Option<T>, Refused> {
        self.text(name).map(|text| text.parse().map_err(|_| Self::refused(name, expected))).transpose()
    }

    /// A field that must read as a value.
    fn value<T: FromStr>(&self, name: &str, expected: Expected) -> Result<T, Refused> {
        self.must(name)?.parse().map_err(|_| Self::refused(name, expected))
    }

    fn day_if(&self, name: &str) -> Result<Option<Day>, Refused> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let day = self.mapping.dates.read(&text, &ZoneName::utc());
        day.map(Some).ok_or_else(|| Self::refused(name, Expected::Day))
    }

    fn day(&self, name: &str) -> Result<Day, Refused> {
        self.day_if(name)?.ok_or_else(|| Self::refused(name, Expected::Filled))
    }

    fn days(&self, first: &str, last: &str) -> Result<Period, Refused> {
        Period::new(self.day(first)?, self.day_if(last)?).map_err(|_| Self::refused(last, Expected::DayAfterFirst))
    }

    fn period(&self) -> Result<Period, Refused> {
        self.days("first_day", "last_day")
    }

    fn money_if(&self, name: &str) -> Result<Option<Money>, Refused> {
        let Some(text) = self.text(name) else { return Ok(None) };
        Money::as_written(&text).map(Some).map_err(|_| Self::refused(name, Expected::Amount))
    }

    fn money(&self, name: &str) -> Result<Money, Refused> {
        self.money_if(name)?.ok_or_else(|| Self::refused(name, Expected::Filled))
    }

    fn above_nothing(&self, name: &str) -> Result<Money, Refused> {
        let amount = self.money(name)?;
        if amount > Money::ZERO { Ok(amount) } else { Err(Self::refused(name, Expected::AboveNothing)) }
    }

    fn level(&self) -> Result<Option<LevelOfCare>, Refused> {
        self.read("level_of_care", Expected::LevelOfCare)
    }

    fn yes_if(&self, name: &str) -> Result<Option<bool>, Refused> {
        match self.text(name).map(|text| text.to_ascii_lowercase()).as_deref() {
            None => Ok(None),
            Some("yes") => Ok(Some(true)),
            Some("no") => Ok(Some(false)),
            Some(_) => Err(Self::refused(name, Expected::YesNo)),
        }
    }

    fn yes(&self, name: &str) -> Result<bool, Refused> {
        self.yes_if(name)?.ok_or_else(|| Self::refused(name, Expected::Filled))
    }
}

/// A file without rows is a file: from now on there is one of its kind.
pub(super) fn open(kind: FileKind, side: &mut Side) {
    match kind {
        FileKind::Contracts => drop(side.contracts.get_or_insert_default()),
        FileKind::Notes => drop(side.notes.get_or_insert_default()),
        FileKind::Charges => drop(side.charges.get_or_insert_default()),
        FileKind::Attendance => drop(side.attendance.get_or_insert_default()),
        FileKind::Authorizations => drop(side.authorizations.get_or_insert_default()),
        FileKind::WriteOffs => drop(side.write_offs.get_or_insert_default()),
        FileKind::Measures => drop(side.measures.get_or_insert_default()),
        FileKind::Determinations => drop(side.determinations.get_or_insert_default()),
        FileKind::Episodes => drop(side.episodes.get_or_insert_default()),
        FileKind::Reviews => drop(side.reviews.get_or_insert_default()),
        FileKind::Appeals => drop(side.appeals.get_or_insert_default()),
        FileKind::AppealLimits => drop(side.appeal_limits.get_or_insert_default()),
        FileKind::Benefits => drop(side.benefits.get_or_insert_default()),
        FileKind::CaseAgreements => drop(side.case_agreements.get_or_insert_default()),
        FileKind::PatientPayments => drop(side.patient_payments.get_or_insert_default()),
        FileKind::Crosswalk => drop(side.crosswalk.get_or_insert_default()),
        // Of limits to file the payers that are named count: a file without rows tells of none.
        FileKind::FilingLimits | FileKind::Claims | FileKind::Remittances | FileKind::Acknowledgments => {}
    }
}

/// Takes a row, or says which column is wrong; `alike` such rows stand before it in the file.
pub(super) fn take(kind: FileKind, cells: &Cells<'_>, alike: usize, side: &mut Side) -> Result<(), Refused> {
    match kind {
        FileKind::Contracts => return add_rate(side.contracts.get_or_insert_default(), contract(cells)?),
        FileKind::Notes => drop(side.notes.get_or_insert_default().insert(note(cells)?)),
        FileKind::Charges => drop(side.charges.get_or_insert_default().insert(charge(cells, alike)?)),
        FileKind::Attendance => drop(side.attendance.get_or_insert_default().insert(attendance(cells)?)),
        FileKind::Authorizations => drop(side.authorizations.get_or_insert_default().insert(authorization(cells)?)),
        FileKind::WriteOffs => drop(side.write_offs.get_or_insert_default().insert(write_off(cells, alike)?)),
        FileKind::Measures => drop(side.measures.get_or_insert_default().insert(measure(cells)?)),
        FileKind::Determinations => drop(side.determinations.get_or_insert_default().insert(determination(cells)?)),
        FileKind::Episodes => drop(side.episodes.get_or_insert_default().insert(episode(cells)?)),
        FileKind::Reviews => drop(side.reviews.get_or_insert_default().insert(review(cells)?)),
        FileKind::Appeals => drop(side.appeals.get_or_insert_default().insert(appeal(cells)?)),
        FileKind::AppealLimits => drop(side.appeal_limits.get_or_insert_default().insert(appeal_limit(cells)?)),
        FileKind::FilingLimits => return add_filing_limit(&mut side.filing_days, cells),
        FileKind::Benefits => drop(side.benefits.get_or_insert_default().insert(benefit(cells)?)),
        FileKind::CaseAgreements => drop(side.case_agreements.get_or_insert_default().insert(case_agreement(cells)?)),
        FileKind::PatientPayments => drop(side.patient_payments.get_or_insert_default().insert(patient_payment(cells, alike)?)),
        FileKind::Crosswalk => drop(side.crosswalk.get_or_insert_default().insert((cells.must("account")?, cells.must("patient")?))),
        FileKind::Claims | FileKind::Remittances | FileKind::Acknowledgments => {}
    }
    Ok(())
}

fn contract(cells: &Cells<'_>) -> Result<ContractRate, Refused> {
    Ok(ContractRate {
        payer: cells.must("payer")?,
        service: cells.must("service")?,
        level: cells.level()?,
        period: cells.period()?,
        unit_amount: cells.above_nothing("unit_amount")?,
    })
}

/// Adds a rate. One that another contradicts on some day is told: it is kept, and neither holds on the days of both.
fn add_rate(rates: &mut BTreeSet<ContractRate>, rate: ContractRate) -> Result<(), Refused> {
    let begins_within = |one: Period, other: Period| other.last().is_none_or(|last| one.first() <= last);
    let is_on_same_days = |other: &ContractRate| begins_within(other.period, rate.period) && begins_within(rate.period, other.period);
    let is_other = |other: &&ContractRate| {
        let is_for_same = (&other.payer, &other.service, other.level) == (&rate.payer, &rate.service, rate.level);
        is_for_same && other.unit_amount != rate.unit_amount && is_on_same_days(other)
    };
    let is_contradicted = rates.iter().any(|other| is_other(&other));
    rates.insert(rate);
    if is_contradicted { Err(Cells::refused("unit_amount", Expected::OneRate)) } else { Ok(()) }
}

fn note(cells: &Cells<'_>) -> Result<NoteFact, Refused> {
    Ok(NoteFact {
        patient: cells.must("patient")?,
        day: cells.day("day")?,
        service: cells.text("service"),
        minutes: cells.read("minutes", Expected::Minutes)?,
        author: cells.text("author"),
        signed: cells.day_if("signed_day")?,
    })
}

fn charge(cells: &Cells<'_>, alike: usize) -> Result<ChargeFact, Refused> {
    Ok(ChargeFact {
        patient: cells.must("patient")?,
        day: cells.day("day")?,
        posted: cells.day("posted_day")?,
        service: cells.text("service").unwrap_or_default(),
        amount: cells.above_nothing("charge_amount")?,
        alike,
    })
}

fn attendance(cells: &Cells<'_>) -> Result<AttendanceFact, Refused> {
    Ok(AttendanceFact {
        attended: cells.yes("attended")?,
        patient: cells.must("patient")?,
        day: cells.day("day")?,
        service: cells.text("service"),
    })
}

fn authorization(cells: &Cells<'_>) -> Result<AuthorizationFact, Refused> {
    Ok(AuthorizationFact {
        number: cells.must("authorization")?,
        patient: cells.must("patient")?,
        period: cells.period()?,
        units: cells.read("units", Expected::WholeNumber)?,
        payers: cells.text("payer").into_iter().collect(),
        level: cells.level()?,
        asked: cells.day_if("asked_day")?,
    })
}

fn write_off(cells: &Cells<'_>, alike: usize) -> Result<WriteOff, Refused> {
    Ok(WriteOff {
        claim: cells.must("claim")?,
        line: cells.text("line").unwrap_or_default(),
        day: cells.day("written_off_day")?,
        amount: cells.money("amount")?,
        reason: cells.must("reason")?,
        approver: cells.text("approver").unwrap_or_default(),
        alike,
    })
}

fn measure(cells: &Cells<'_>) -> Result<MeasureFact, Refused> {
    Ok(MeasureFact {
        patient: cells.must("patient")?,
        day: cells.day("day")?,
        instrument: cells.must("instrument")?.to_lowercase(),
        score: cells.value("score", Expected::Score)?,
        interpreted: cells.yes_if("interpreted")?,
    })
}

fn determination(cells: &Cells<'_>) -> Result<DeterminationFact, Refused> {
    let said = cells.must("determination")?.to_uppercase();
    Ok(DeterminationFact {
        patient: cells.must("patient")?,
        day: cells.day("day")?,
        determination: said.parse().map_err(|_| Cells::refused("determination", Expected::Determination))?,
        decided_otherwise: cells.yes_if("decided_otherwise")?.unwrap_or_default(),
    })
}

fn episode(cells: &Cells<'_>) -> Result<EpisodeFact, Refused> {
    let period = cells.days("admitted_day", "discharged_day")?;
    let named = |name: &str| cells.text(name).unwrap_or_default();
    Ok(EpisodeFact {
        patient: cells.must("patient")?,
        admitted: period.first(),
        discharged: period.last(),
        ending: cells.read("discharge_type", Expected::DischargeType)?,
        program: named("program"),
        level: cells.level()?,
        referral_source: named("referral_source"),
        diagnosis: named("diagnosis"),
        approach: named("approach"),
        clinician: named("clinician"),
    })
}

fn review(cells: &Cells<'_>) -> Result<ReviewFact, Refused> {
    Ok(ReviewFact {
        payer: cells.must("payer")?,
        patient: cells.must("patient")?,
        submitted: cells.day("submitted_day")?,
        decision: cells.value("decision", Expected::ReviewDecision)?,
        days_requested: cells.read("days_requested", Expected::WholeNumber)?,
        days_approved: cells.read("days_approved", Expected::WholeNumber)?,
        minutes: cells.read("minutes", Expected::Minutes)?,
    })
}

fn appeal(cells: &Cells<'_>) -> Result<AppealFact, Refused> {
    Ok(AppealFact {
        claim: cells.must("claim")?,
        filed: cells.day("filed_day")?,
        last_day: cells.day_if("last_day")?,
        outcome: cells.value("outcome", Expected::AppealOutcome)?,
        decided: cells.day_if("decided_day")?,
        // A row speaks of the claim as a whole.
        of_days: Vec::new(),
        with_scores: cells.yes_if("with_scores")?,
    })
}

fn appeal_limit(cells: &Cells<'_>) -> Result<AppealLimit, Refused> {
    Ok(AppealLimit { payer: cells.must("payer")?, days: cells.value("appeal_days", Expected::WholeNumber)? })
}

/// Adds a limit to file. One that says something else of the same payer is told, and the shorter one holds: nobody is late by it.
fn add_filing_limit(limits: &mut BTreeMap<String, u32>, cells: &Cells<'_>) -> Result<(), Refused> {
    let payer = cells.must("payer")?;
    let days = cells.value::<NonZeroU32>("filing_days", Expected::WholeNumber)?.get();
    let known = limits.entry(payer).or_insert(days);
    let is_contradicted = *known != days;
    *known = days.min(*known);
    if is_contradicted { Err(Cells::refused("filing_days", Expected::OneLimit)) } else { Ok(()) }
}

fn benefit(cells: &Cells<'_>) -> Result<BenefitFact, Refused> {
    Ok(BenefitFact {
        patient: cells.must("patient")?,
        quoted: cells.day("quoted_day")?,
        service: cells.text("service"),
        is_covered: cells.yes("covered")?,
        patient_share: cells.money_if("patient_share")?,
        payers: cells.text("payer").into_iter().collect(),
        member: cells.text("member").unwrap_or_default(),
    })
}

fn case_agreement(cells: &Cells<'_>) -> Result<CaseAgreement, Refused> {
    Ok(CaseAgreement {
        patient: cells.must("patient")?,
        service: cells.must("service")?,
        level: cells.level()?,
        period: cells.period()?,
        unit_amount: cells.above_nothing("agreed_amount")?,
    })
}

fn patient_payment(cells: &Cells<'_>, alike: usize) -> Result<PatientPayment, Refused> {
    Ok(PatientPayment { claim: cells.must("claim")?, day: cells.day("paid_day")?, amount: cells.money("paid_amount")?, alike })
}
