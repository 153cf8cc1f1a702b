//! The assessment as the template takes it: every word said, every number written.

use integrity::assessment::Horizon;
use integrity::assessment::{Bucket, BucketSum, Figure, Judged, Outcome, overturn, plan};
use serde::Serialize;
use vocabulary::{Money, Rate};
use wording::{Arg, Key, Text};

use super::annex::{self, Annex};
use super::finding::{self, FindingPage, figure_said};
use super::{AssessmentReport, Held};
use crate::progress::view::{Block, Table};

#[derive(Serialize)]
pub(super) struct View {
    language: &'static str,
    document: String,
    title: String,
    practice: String,
    lead: String,
    counsel: String,
    facts: Vec<(String, String)>,
    buckets: Vec<BucketCard>,
    notes: Vec<String>,
    actions: Block,
    found: Block,
    plan_heading: String,
    plan: Vec<Block>,
    pages: Vec<FindingPage>,
    annexes: Vec<Annex>,
    footer: Footer,
}

#[derive(Serialize)]
struct BucketCard {
    name: String,
    amount: String,
    claims: String,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Footer {
    document: String,
    identity: String,
    made: String,
    page: String,
    notice: String,
}

impl View {
    /// Writes the hash of the content and the moment of making into the footer.
    pub(super) fn sign(&mut self, text: Text, hash: &str, report: &AssessmentReport<'_>) {
        self.footer.identity = text.say_with(Key::AssessmentFooterIdentity, &[("hash", hash.get(..16).unwrap_or(hash).into())]);
        let made = text.instant_with_zone(report.generated_at, &report.zone);
        self.footer.made = text.say_with(Key::AssessmentFooterMade, &[("instant", made.into())]);
    }
}

/// What this copy may show.
pub(super) fn is_shown(report: &AssessmentReport<'_>, judged: &Judged<'_>) -> bool {
    !(report.leaves_exposure_out && judged.definition.bucket == Some(Bucket::Exposure))
}

pub(super) fn count(text: Text, count: usize) -> String {
    text.count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A share in percent with one decimal.
pub(super) fn percent(text: Text, share: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a share is between 0 and 1")]
    let tenths = (share * 1000.0).round() as i64;
    text.say_with(Key::AssessmentShare, &[("share", format!("{}.{}", tenths / 10, tenths % 10).into())])
}

/// `3 of 12: 25.0 % (95 % interval …)`.
pub(super) fn rate(text: Text, rate: Rate) -> String {
    let (Some(share), Some((low, high))) = (rate.value(), rate.interval()) else { return count(text, 0) };
    let arguments = [
        ("part", count(text, rate.count).into()),
        ("whole", count(text, rate.of).into()),
        ("share", percent(text, share).into()),
        ("level", "95".into()),
        ("low", percent(text, low).into()),
        ("high", percent(text, high).into()),
    ];
    text.say_with(Key::AssessmentRate, &arguments)
}

pub(super) fn block(heading: String, table: Table, nothing: String) -> Block {
    let table = (!table.rows.is_empty()).then_some(table);
    Block { heading, table, nothing, under: Vec::new() }
}

/// `F4 · Refused for want of an authorization`.
pub(super) fn named(text: Text, code: &str) -> String {
    format!("{code} · {}", text.finding_title(code))
}

pub(super) fn of(report: &AssessmentReport<'_>, text: Text) -> View {
    let assessment = report.assessment;
    let found: Vec<&Judged<'_>> =
        assessment.found().into_iter().map(|(judged, _)| judged).filter(|judged| is_shown(report, judged)).collect();
    let document = text.say(Key::AssessmentDocument);
    let mut notes = vec![text.say(Key::AssessmentNeverAdded)];
    notes.push(text.say(if report.leaves_exposure_out { Key::AssessmentExposureLeftOut } else { Key::AssessmentExposureNotice }));
    let footer = text.say_with(Key::AssessmentFooter, &[("document", (&document).into()), ("day", assessment.as_of.into())]);
    let could_not = assessment.findings.iter().filter(|judged| judged.outcome.verdict() == vocabulary::Verdict::Unknown).count();
    notes.push(text.say_with(Key::AssessmentNotJudgedLead, &[("count", could_not.into()), ("all", assessment.findings.len().into())]));
    View {
        language: text.language_tag(),
        title: text.say(Key::AssessmentTitle),
        practice: report.practice.clone().unwrap_or_default(),
        lead: text.say_with(Key::AssessmentAsOf, &[("day", assessment.as_of.into())]),
        counsel: if report.is_for_counsel { text.say(Key::AssessmentCounsel) } else { String::new() },
        facts: facts(report, text),
        buckets: Bucket::ALL
            .iter()
            .filter(|bucket| !(report.leaves_exposure_out && **bucket == Bucket::Exposure))
            .map(|bucket| card(text, *bucket, &assessment.sum(*bucket), assessment.judged(*bucket)))
            .collect(),
        notes,
        actions: actions(report, text),
        found: found_table(&found, text),
        plan_heading: text.say(Key::AssessmentPlan),
        plan: Horizon::ALL.iter().map(|horizon| plan_of(report, *horizon, text)).collect(),
        pages: found.iter().map(|judged| finding::page(report, judged, text)).collect(),
        annexes: annex::all(report, text),
        footer: Footer {
            document: footer,
            identity: String::new(),
            made: String::new(),
            page: text.say_with(Key::ReportFooterPage, &[("page", "{page}".into()), ("pages", "{pages}".into())]),
            notice: if report.is_part2 {
                format!("{} {}", text.say(Key::AssessmentNeverAdded), text.say(Key::ReportPart2))
            } else {
                text.say(Key::AssessmentNeverAdded)
            },
        },
        document,
    }
}

fn facts(report: &AssessmentReport<'_>, text: Text) -> Vec<(String, String)> {
    let assessment = report.assessment;
    let whole = &assessment.reconciliation;
    let charge: Money = whole.claims.values().map(|claim| claim.charge_amount).sum();
    let read = report.files.iter().filter(|file| file.holds != Held::Other).count();
    let rows = [
        (Key::AssessmentFactPractice, report.practice.clone().unwrap_or_default()),
        (Key::AssessmentFactFiles, count(text, read)),
        (Key::AssessmentFactClaims, count(text, whole.claims.len())),
        (Key::AssessmentFactCharge, text.money(charge)),
        (Key::AssessmentFactAnswered, count(text, whole.remitted_count())),
        (Key::AssessmentFactPaid, text.money(whole.net_paid_amount)),
        (Key::AssessmentFactPayments, text.money(assessment.quality.payment_amount)),
    ];
    rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (text.say(key), value)).collect()
}

fn card(text: Text, bucket: Bucket, sum: &BucketSum, judged: Rate) -> BucketCard {
    let mut lines = expectation(text, bucket, sum);
    lines.insert(
        0,
        text.say_with(Key::AssessmentBucketJudged, &[("part", count(text, judged.count).into()), ("whole", count(text, judged.of).into())]),
    );
    BucketCard {
        name: text.finding_bucket(bucket.code()),
        amount: if judged.count == 0 { text.say(Key::AssessmentBucketNotJudged) } else { text.money(sum.amount) },
        claims: text.say_with(Key::AssessmentBucketClaims, &[("count", sum.claims.into())]),
        lines,
    }
}

/// What may be expected of an amount that may come back, and what nobody knows of it.
fn expectation(text: Text, bucket: Bucket, sum: &BucketSum) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(range) = sum.range.filter(|_| bucket == Bucket::Recoverable) {
        let arguments = [("low", range.low.into()), ("high", range.high.into()), ("expected", range.expected.into())];
        lines.push(text.say_with(Key::AssessmentRange, &arguments));
    }
    if bucket == Bucket::Recoverable && sum.without_history_amount != Money::ZERO {
        let arguments = [("amount", sum.without_history_amount.into()), ("needed", overturn::ENOUGH.into())];
        lines.push(text.say_with(Key::AssessmentNoHistory, &arguments));
    }
    if sum.unknown_lines > 0 {
        lines.push(text.say_with(Key::AssessmentUnknownWorth, &[("count", sum.unknown_lines.into())]));
    }
    lines
}

/// What the amount of one finding lets expect.
pub(super) fn expectation_of(text: Text, judged: &Judged<'_>) -> Vec<String> {
    let Some(bucket) = judged.definition.bucket else { return Vec::new() };
    let counted = &judged.counted;
    let sum = BucketSum {
        claims: counted.claims,
        amount: counted.amount,
        range: counted.range,
        without_history_amount: counted.without_history_amount,
        unknown_lines: counted.unknown_lines,
    };
    expectation(text, bucket, &sum)
}

/// So many actions stand on the first page.
const FIRST_ACTIONS: usize = 5;

fn actions(report: &AssessmentReport<'_>, text: Text) -> Block {
    let mut table = Table::new(&[
        (&text.say(Key::AssessmentHeadAction), "wide"),
        (&text.say(Key::AssessmentHeadOwner), "fill"),
        (&text.say(Key::AssessmentHeadFinding), "fit"),
    ]);
    let shown = plan::first_steps(report.assessment).filter(|step| is_shown(report, step.judged));
    for step in shown.take(FIRST_ACTIONS) {
        let definition = step.definition;
        table.push([text.finding_action(definition.code), due(text, step.judged), definition.code.to_owned()]);
    }
    block(text.say(Key::AssessmentActions), table, text.say(Key::AssessmentNothingFound))
}

/// `Biller, within thirty days`.
pub(super) fn due(text: Text, judged: &Judged<'_>) -> String {
    let horizon = text.finding_horizon(judged.definition.horizon.code());
    let mut letters = horizon.chars();
    let lower: String = letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default();
    text.say_with(Key::AssessmentDue, &[("owner", text.finding_owner(judged.definition.owner.code()).into()), ("horizon", lower.into())])
}

fn found_table(found: &[&Judged<'_>], text: Text) -> Block {
    let mut table = Table::new(&[
        (&text.say(Key::AssessmentHeadFinding), "wide"),
        (&text.say(Key::AssessmentHeadKind), "fill"),
        (&text.say(Key::AssessmentHeadClaimsFound), "end"),
        (&text.say(Key::AssessmentHeadFound), "end"),
        (&text.say(Key::AssessmentHeadCounted), "end"),
    ]);
    for judged in found {
        let bucket = judged.definition.bucket;
        let money = |amount: Money| amount_of(text, judged, amount);
        table.push([
            named(text, judged.definition.code),
            text.finding_bucket(bucket.map_or("none", Bucket::code)),
            count(text, judged.counted.found_claims),
            money(judged.counted.found_amount),
            money(judged.counted.amount),
        ]);
        let entries = if let Outcome::Found(found) = &judged.outcome { finding::entries_without_claim(found) } else { 0 };
        if let Some(cell) = table.rows.last_mut().and_then(|row| row.get_mut(2)).filter(|_| entries > 0) {
            cell.put_below(&text.say_with(Key::AssessmentLinesWithoutClaim, &[("count", entries.into())]));
        }
    }
    block(text.say(Key::AssessmentFindings), table, text.say(Key::AssessmentNothingFound))
}

/// An amount of a finding; in words where nobody knows the worth of any line, and empty for a finding that measures.
fn amount_of(text: Text, judged: &Judged<'_>, amount: Money) -> String {
    match (judged.definition.bucket, judged.is_worth_known()) {
        (None, _) => String::new(),
        (Some(_), true) => text.money(amount),
        (Some(_), false) => text.say(Key::AssessmentAmountUnknown),
    }
}

fn plan_of(report: &AssessmentReport<'_>, horizon: Horizon, text: Text) -> Block {
    let mut table = Table::new(&[
        (&text.say(Key::AssessmentHeadAction), "wide"),
        (&text.say(Key::AssessmentHeadOwner), "fit"),
        (&text.say(Key::AssessmentHeadFinding), "fill"),
        (&text.say(Key::AssessmentHeadCounted), "end"),
    ]);
    for step in plan::steps(report.assessment, horizon).iter().filter(|step| is_shown(report, step.judged)) {
        let definition = step.definition;
        let amount = amount_of(text, step.judged, step.judged.counted.amount);
        let owner = text.finding_owner(definition.owner.code());
        table.push([text.finding_action(definition.code), owner, named(text, definition.code), amount]);
    }
    block(text.finding_horizon(horizon.code()), table, text.say(Key::AssessmentPlanNone))
}

/// What came of a finding that has no page of its own.
pub(super) fn outcome(text: Text, outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::CouldNotRun { missing } => {
            let kinds: Vec<String> = missing.iter().map(|kind| text.file_kind(kind.code())).collect();
            text.say_with(Key::AssessmentCouldNotRun, &[("kinds", text.list(&kinds).into())])
        }
        Outcome::TooFew { have, needed, figures } => {
            let said = text.say_with(Key::AssessmentTooFew, &[("have", Arg::from(*have)), ("needed", Arg::from(*needed))]);
            with_figures(text, said, figures)
        }
        Outcome::NotJudged { figures } => with_figures(text, text.say(Key::AssessmentNothingCompared), figures),
        Outcome::Nothing { looked_at, figures } => {
            with_figures(text, text.say_with(Key::AssessmentLookedAt, &[("count", (*looked_at).into())]), figures)
        }
        Outcome::Found(_) => String::new(),
    }
}

/// A sentence, and behind it the single numbers that are not nothing: among them what could not be joined or compared.
fn with_figures(text: Text, said: String, figures: &[(&'static str, Figure)]) -> String {
    let told = figures.iter().filter(|(_, figure)| !figure.is_nothing());
    let told = told.map(|(name, figure)| format!(" {}: {}.", text.finding_figure(name), figure_said(text, figure)));
    std::iter::once(said).chain(told).collect()
}
