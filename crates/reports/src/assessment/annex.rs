//! What stands behind the findings: totals, what could not be judged, the quality of the data, the method.

use integrity::assessment::{Outcome, VERSION, expected, overturn, waterfall};
use revenue_cycle::{ClaimStatus, DenialCategory};
use serde::Serialize;
use vocabulary::Money;
use wording::{Arg, Key, Text};

use super::finding::label;
use super::view::{block, count, is_shown, named, outcome, rate};
use super::{AssessmentReport, FileFacts, Held, Verdict};
use crate::progress::view::{Block, Table};

/// A part at the end of the document.
#[derive(Serialize)]
pub(super) struct Annex {
    heading: String,
    paragraphs: Vec<String>,
    blocks: Vec<Block>,
}

pub(super) fn all(report: &AssessmentReport<'_>, text: Text) -> Vec<Annex> {
    vec![not_judged(report, text), totals(report, text), quality(report, text), method(report, text)]
}

fn table(text: Text, columns: &[(Key, &'static str)]) -> Table {
    let heads: Vec<(String, &'static str)> = columns.iter().map(|(key, width)| (text.say(*key), *width)).collect();
    let heads: Vec<(&str, &'static str)> = heads.iter().map(|(head, width)| (head.as_str(), *width)).collect();
    Table::new(&heads)
}

fn not_judged(report: &AssessmentReport<'_>, text: Text) -> Annex {
    let assessment = report.assessment;
    let mut unknown = table(text, &[(Key::AssessmentHeadFinding, "wide"), (Key::AssessmentHeadMissing, "wide")]);
    let mut nothing = table(text, &[(Key::AssessmentHeadFinding, "wide"), (Key::AssessmentHeadLookedAt, "fill")]);
    for judged in assessment.findings.iter().filter(|judged| is_shown(report, judged)) {
        let rows = match judged.outcome {
            Outcome::CouldNotRun { .. } | Outcome::TooFew { .. } | Outcome::NotJudged { .. } => &mut unknown,
            Outcome::Nothing { .. } => &mut nothing,
            Outcome::Found(_) => continue,
        };
        rows.push([named(text, judged.definition.code), outcome(text, &judged.outcome)]);
    }
    let mut files = table(text, &[(Key::AssessmentHeadFile, "fill"), (Key::AssessmentHeadEnables, "wide")]);
    for (kind, codes) in assessment.missing() {
        files.push([text.file_kind(kind.code()), codes.join(", ")]);
    }
    let could_not = unknown.rows.len();
    Annex {
        heading: text.say(Key::AssessmentNotJudged),
        paragraphs: vec![
            text.say_with(Key::AssessmentNotJudgedLead, &[("count", could_not.into()), ("all", assessment.findings.len().into())]),
        ],
        blocks: vec![
            block(text.say(Key::AssessmentHeadEnables), files, text.say(Key::AssessmentNoneMissing)),
            block(text.say(Key::AssessmentNotJudged), unknown, text.say(Key::AssessmentNoneUnknown)),
            block(text.say(Key::AssessmentNothing), nothing, text.say(Key::AssessmentNoneEmpty)),
        ],
    }
}

fn totals(report: &AssessmentReport<'_>, text: Text) -> Annex {
    let whole = &report.assessment.reconciliation;
    let mut statuses = table(
        text,
        &[
            (Key::AssessmentHeadStatus, "wide"),
            (Key::AssessmentHeadClaims, "end"),
            (Key::AssessmentHeadCharge, "end"),
            (Key::AssessmentHeadPaid, "end"),
        ],
    );
    let names = [
        (ClaimStatus::Paid, Key::ClaimStatusPaid),
        (ClaimStatus::Secondary, Key::ClaimStatusSecondary),
        (ClaimStatus::Partial, Key::ClaimStatusPartial),
        (ClaimStatus::Denied, Key::ClaimStatusDenied),
        (ClaimStatus::NeverRemitted, Key::ClaimStatusNeverRemitted),
    ];
    for (status, name) in names {
        let claims: Vec<_> = whole.claims.values().filter(|claim| claim.status == status).collect();
        let charge: Money = claims.iter().map(|claim| claim.charge_amount).sum();
        let paid: Money = claims.iter().map(|claim| claim.net_paid_amount).sum();
        statuses.push([text.say(name), count(text, claims.len()), text.money(charge), text.money(paid)]);
    }
    let mut payers = table(text, &[(Key::AssessmentHeadPayer, "wide"), (Key::AssessmentHeadPaid, "end")]);
    for (payer, paid) in &whole.net_paid_by_payer {
        payers.push([report.payers.get(payer).unwrap_or(payer).clone(), text.money(*paid)]);
    }
    let mut levels = table(
        text,
        &[
            (Key::AssessmentHeadLevel, "wide"),
            (Key::AssessmentHeadClaims, "end"),
            (Key::AssessmentHeadCharge, "end"),
            (Key::AssessmentHeadPaid, "end"),
        ],
    );
    for (level, sum) in &whole.by_level {
        let cells =
            [text.level_or_unknown(*level), count(text, sum.claims), text.money(sum.charge_amount), text.money(sum.net_paid_amount)];
        levels.push(cells);
    }
    let mut refused =
        table(text, &[(Key::AssessmentHeadReason, "fit"), (Key::AssessmentHeadLabel, "wide"), (Key::AssessmentHeadCharge, "end")]);
    let mut codes: Vec<(&String, &Money)> = whole.denied_by_code.iter().collect();
    codes.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
    for (code, amount) in codes {
        let label = label(report, code, text).map_or_else(|| text.say(Key::AssessmentUnknownReason), str::to_owned);
        refused.push([code.clone(), label, text.money(*amount)]);
    }
    Annex {
        heading: text.say(Key::AssessmentTotals),
        paragraphs: vec![text.say(Key::AssessmentTotalsNote)],
        blocks: vec![
            block(text.say(Key::AssessmentTotalsStatus), statuses, String::new()),
            block(text.say(Key::AssessmentTotalsPayer), payers, text.say(Key::AssessmentNonePaid)),
            block(text.say(Key::AssessmentTotalsLevel), levels, text.say(Key::AssessmentNoneAnswered)),
            block(text.say(Key::AssessmentTotalsRefused), refused, text.say(Key::AssessmentNoneRefused)),
        ],
    }
}

fn quality(report: &AssessmentReport<'_>, text: Text) -> Annex {
    let quality = &report.assessment.quality;
    let shared = |key: Key, share| text.say_with(key, &[("rate", rate(text, share).into())]);
    let counted = |key: Key, number: usize| text.say_with(key, &[("count", count(text, number).into())]);
    let mut matching = vec![
        shared(Key::AssessmentQualityMatched, quality.matched),
        text.say_with(
            Key::AssessmentQualityQueue,
            &[("count", count(text, quality.queued).into()), ("amount", quality.queued_amount.into())],
        ),
        counted(Key::AssessmentQualityHeld, quality.held),
        counted(Key::AssessmentQualityUnbalanced, quality.unbalanced_payments),
        counted(Key::AssessmentQualityAccounts, quality.odd_accounts),
        counted(Key::AssessmentQualityTwoKinds, quality.two_kinds),
        shared(Key::AssessmentQualityAnswered, quality.answered),
        shared(Key::AssessmentQualityLevel, quality.level_known),
    ];
    let arguments = [("needed", Arg::from(expected::ENOUGH)), ("rate", rate(text, quality.worth_known).into())];
    matching.push(text.say_with(Key::AssessmentQualityWorth, &arguments));
    if !quality.is_joined_to_care {
        matching.push(text.say(Key::AssessmentQualityUnmatchedCare));
    }
    let mut files =
        table(text, &[(Key::AssessmentHeadFile, "wide"), (Key::AssessmentHeadHolds, "wide"), (Key::AssessmentHeadProblems, "wide")]);
    for file in &report.files {
        files.push([file.name.clone(), holds(file, text), problems(file, text)]);
    }
    Annex {
        heading: text.say(Key::AssessmentQuality),
        paragraphs: matching,
        blocks: vec![block(text.say(Key::AssessmentQualityFiles), files, text.say(Key::AssessmentNoneRead))],
    }
}

fn holds(file: &FileFacts, text: Text) -> String {
    match &file.holds {
        Held::X12 { claims, payments, answers, .. } => {
            let number = |number: usize| Arg::Text(count(text, number));
            let arguments = [("claims", number(*claims)), ("payments", number(*payments)), ("answers", number(*answers))];
            text.say_with(Key::AssessmentQualityFileX12, &arguments)
        }
        Held::Table { kind, rows } => {
            let arguments = [("kind", text.file_kind(kind).into()), ("rows", Arg::Text(count(text, *rows)))];
            text.say_with(Key::AssessmentQualityFileRows, &arguments)
        }
        Held::Fhir { measures, patients, others } => {
            let number = |number: usize| Arg::Text(count(text, number));
            let arguments = [("measures", number(*measures)), ("patients", number(*patients)), ("others", number(*others))];
            text.say_with(Key::AssessmentQualityFileFhir, &arguments)
        }
        Held::Mapping => text.say(Key::AssessmentQualityFileMapping),
        Held::Other => text.say(Key::AssessmentQualityFileOther),
    }
}

fn problems(file: &FileFacts, text: Text) -> String {
    let verdict = match &file.holds {
        Held::X12 { verdict: Verdict::Accept, .. } => text.say(Key::AssessmentQualityVerdictAccept),
        Held::X12 { verdict: Verdict::AcceptWithWarning, .. } => text.say(Key::AssessmentQualityVerdictAcceptWithWarning),
        Held::X12 { verdict: Verdict::ReportError, .. } => text.say(Key::AssessmentQualityVerdictReportError),
        Held::Table { .. } | Held::Fhir { .. } | Held::Mapping | Held::Other => String::new(),
    };
    let more = (file.problem_count > 0).then(|| format!("({})", count(text, file.problem_count)));
    std::iter::once(verdict).chain(more).chain(file.problems.iter().cloned()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn method(report: &AssessmentReport<'_>, text: Text) -> Annex {
    let assessment = report.assessment;
    let order = waterfall::ORDER.join(", ");
    let paragraphs = vec![
        text.say_with(Key::AssessmentMethodWaterfall, &[("order", order.into())]),
        text.say_with(Key::AssessmentMethodWorth, &[("needed", expected::ENOUGH.into())]),
        text.say_with(Key::AssessmentMethodOverturn, &[("needed", overturn::ENOUGH.into())]),
        text.say_with(Key::AssessmentMethodIntervals, &[("level", "95".into())]),
        text.say(Key::AssessmentMethodRefused),
        text.say(Key::AssessmentMethodCare),
        text.say_with(Key::AssessmentMethodVersions, &[("assessment", VERSION.into()), ("reasons", (&assessment.reasons_version).into())]),
    ];
    let mut history = table(text, &[(Key::AssessmentHeadKind, "fill"), (Key::AssessmentHeadShare, "wide")]);
    for category in DenialCategory::ALL {
        let share = assessment.overturn.rate(*category);
        if share.of >= overturn::ENOUGH {
            history.push([text.denial_category(category.code()), rate(text, share)]);
        } else if share.of > 0 {
            let arguments = [("have", Arg::from(share.of)), ("needed", Arg::from(overturn::ENOUGH))];
            history.push([text.denial_category(category.code()), text.say_with(Key::AssessmentTooFew, &arguments)]);
        }
    }
    Annex {
        heading: text.say(Key::AssessmentMethod),
        paragraphs,
        blocks: vec![block(
            text.say(Key::AssessmentHistory),
            history,
            text.say_with(Key::AssessmentTooFew, &[("have", Arg::from(0_usize)), ("needed", Arg::from(overturn::ENOUGH))]),
        )],
    }
}
