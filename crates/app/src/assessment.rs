//! The billing assessment of the live practice, and its key figures: the same findings and figures as of a folder of files, on what is on record.
//!
//! Claims and payments come from the books, what stands beside them from the practice's own records. Everything is computed when it is asked for, by a
//! thread that may take seconds. An exposure stays potential until a person confirms or dismisses it with a reason; the last word holds.

mod overpayment;
mod side;
mod void;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use integrity::assessment::word::{ExposureWord, Said, subject_of};
use integrity::assessment::{Assessment, Bucket, Definition, Evidence, Found, Judged, Outcome, Side};
use integrity::kpi;
use revenue_cycle::kpi::{Board, Window};
use revenue_cycle::{Books, ReasonTable};
use storage::exposure_word::{self, StoredWord};
use storage::{Alone, remittance};
use vocabulary::{Day, Instant, Language, Money, PatientId, Rate, RecordId, ZoneName};

use crate::claim::whose::Whose;
use crate::computed::computed;
use crate::context::{App, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};
use crate::release::{ASSESSMENT, Disclosure, Notice, Outgoing, Released, under_part2};

pub(crate) use side::{contracts_of, ends};

pub use integrity::assessment::word::SaidSum;
pub use overpayment::{OverpaymentCase, OverpaymentCases, StepFile};
pub use void::{VoidPage, VoidPayer};

/// So many lines of a finding stand in its sample.
pub const SAMPLE: usize = 5;

/// The assessment with what stands around it.
pub struct LiveAssessment<'a> {
    /// What was found.
    pub assessment: &'a Assessment<'a>,
    /// The table of reasons, for its labels.
    pub reasons: &'a ReasonTable,
    /// What persons said about exposures, with their names, in the order of time.
    pub words: &'a [(StoredWord, String)],
    /// Claims whose patient is known, of all.
    pub joined: Rate,
    /// The zone in which moments are written.
    pub zone: &'a ZoneName,
    /// Whether the reader may see what criteria said about levels of care.
    pub sees_criteria: bool,
    /// The names of payers by their numbers.
    pub payers: BTreeMap<String, String>,
    /// What names a claim in an address, by its number.
    pub ids: &'a BTreeMap<String, RecordId>,
}

impl LiveAssessment<'_> {
    /// True where the reader may see the lines of a finding. Its numbers are for everybody who may see the assessment.
    pub fn shows_lines(&self, definition: &Definition) -> bool {
        self.sees_criteria || !definition.rests_on_criteria()
    }

    /// The word that holds about a line of a finding, with the name of who said it.
    pub fn word(&self, finding: &str, line: &Evidence<'_>) -> Option<&(StoredWord, String)> {
        let subject = subject_of(line);
        let of_line = self.words.iter().rev().find(|(word, _)| word.word.finding == finding && word.word.subject == subject);
        of_line.filter(|(word, _)| word.word.said != Said::Reopened)
    }

    /// What persons said about the lines of a finding so far.
    pub fn said(&self, finding: &str, found: &Found<'_>) -> SaidSum {
        SaidSum::of(finding, found, self.words.iter().map(|(word, _)| &word.word))
    }
}

/// Key figures of billing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigures {
    /// The figures.
    pub board: Board,
    /// The names of payers by their ids.
    pub payers: BTreeMap<String, String>,
    /// The version of the table of reasons.
    pub reasons_version: String,
}

/// What a copy of the assessment shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssessmentCopy {
    /// The mark that counsel directed it.
    pub is_for_counsel: bool,
    /// What may have to be paid back is left out; the copy says so.
    pub leaves_exposure_out: bool,
    /// Patients are named beside their claims.
    pub names_patients: bool,
}

/// Everything that an assessment is drawn from.
pub struct AssessmentFacts<'a> {
    /// The practice.
    pub practice: String,
    /// What the copy shows.
    pub copy: AssessmentCopy,
    /// When it is made.
    pub generated_at: Instant,
    /// On whose clock that is said.
    pub zone: ZoneName,
    /// What was found.
    pub assessment: &'a Assessment<'a>,
    /// The table of reasons.
    pub reasons: &'a ReasonTable,
    /// Claims, payments and answers on record.
    pub on_record: (usize, usize, usize),
    /// Kinds of records that stood beside them, with how many.
    pub beside: Vec<(&'static str, usize)>,
    /// The patients of claims by name, as billed, where the copy names them.
    pub names: Option<BTreeMap<String, String>>,
    /// Whether whoever makes the copy may see what criteria said about levels of care.
    pub sees_criteria: bool,
    /// The names of payers by their numbers.
    pub payers: BTreeMap<String, String>,
    /// What persons said about exposures, in the order of time.
    pub words: Vec<ExposureWord>,
    /// True where 42 CFR Part 2 covers records of anybody in a sample: the copy then carries the notice.
    pub is_part2: bool,
}

/// Everything on record that an assessment rests on.
pub(crate) struct Grounds {
    books: Arc<Books>,
    side: Side,
    whose: Whose,
    words: Vec<(StoredWord, String)>,
    zone: ZoneName,
    today: Day,
    sees_criteria: bool,
    ids: BTreeMap<String, RecordId>,
}

impl Grounds {
    /// The patients of all claims, where they are known.
    fn claimed(&self) -> BTreeSet<PatientId> {
        let histories = self.books.claim_numbers().filter_map(|number| self.books.history(number));
        histories.filter_map(|history| self.whose.patient(history.current())).collect()
    }

    fn joined(&self) -> Rate {
        let claims = || self.books.claim_numbers().filter_map(|number| self.books.history(number));
        Rate { count: claims().filter(|history| self.whose.patient(history.current()).is_some()).count(), of: claims().count() }
    }
}

impl App {
    async fn grounds(&self, caller: &Caller, action: &'static str) -> Result<Grounds, AppError> {
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, action, refused.into()).await;
        }
        // What criteria said about a patient's level of care is not for everybody who sees claims: the lines that say it are left out, never a number.
        let sees_criteria = caller.scope(Data::LevelOfCare) == Scope::All;
        let operation = self.operation(caller, action);
        let settings = self.settings();
        let stated = (settings.billing_cost_a_month, settings.capital_cost_percent, settings.review_hour_cost);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let books = remittance::books(unit).await?;
                let (zone, today) = place_of(unit, &[]).await?;
                let whose = Whose::of(unit, crate::claim::versions(&books)).await?;
                let mut side = side::gather(unit, &books, &whose).await?;
                (side.billing_cost_a_month, side.capital_cost_percent, side.review_hour_cost) = stated;
                let names = crate::disclosure::names(unit).await?;
                let words = exposure_word::all(unit).await?.into_iter().map(|word| {
                    let name = crate::disclosure::name_of(&names, &word.recorder);
                    (word, name)
                });
                let words = words.collect();
                let ids = storage::claim::ids(unit).await?;
                Ok(Grounds { books, side, whose, words, zone, today, sees_criteria, ids })
            })
        });
        read.await
    }

    /// Assesses the live practice and hands the result to `look`, on a thread of its own. `None` where no claim and no payment is on record.
    pub async fn assess<T, F>(&self, caller: &Caller, look: F) -> Result<Option<T>, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&LiveAssessment<'_>) -> T + Send + 'static,
    {
        let grounds = self.grounds(caller, "assess_billing").await?;
        let assessed = tokio::task::spawn_blocking(move || {
            let reasons = ReasonTable::shipped();
            let settlement = grounds.books.settle(reasons);
            if settlement.claims.is_empty() && settlement.posted.is_empty() {
                return None;
            }
            let assessment = Assessment::of(&settlement, &grounds.side, reasons, grounds.today);
            Some(look(&LiveAssessment {
                assessment: &assessment,
                reasons,
                words: &grounds.words,
                joined: grounds.joined(),
                zone: &grounds.zone,
                sees_criteria: grounds.sees_criteria,
                payers: settlement.payer_names(),
                ids: &grounds.ids,
            }))
        });
        computed("assessing billing", assessed).await
    }

    /// The key figures of billing as of today, over claims first sent on or after a day.
    #[crate::boxed]
    pub async fn key_figures(&self, caller: &Caller, since: Option<Day>) -> Result<KeyFigures, AppError> {
        let grounds = self.grounds(caller, "view_key_figures").await?;
        let counted = tokio::task::spawn_blocking(move || {
            let reasons = ReasonTable::shipped();
            let settlement = grounds.books.settle(reasons);
            let window = Window { since, as_of: grounds.today };
            let board = kpi::board(&settlement, &grounds.side, reasons, window);
            let payers = settlement.payer_names();
            KeyFigures { board, payers, reasons_version: reasons.version.clone() }
        });
        computed("counting key figures", counted).await
    }

    /// Keeps what the caller says about a line of an exposure. Only a line that is found now can be confirmed; what was confirmed can be dismissed or opened
    /// again whether it is still found or not. [`AppError::Conflict`] where that is what holds already.
    #[crate::boxed]
    pub async fn say_exposure(&self, caller: &Caller, finding: &str, subject: &str, said: Said, reason: &str) -> Result<(), AppError> {
        const ACTION: &str = "say_exposure";
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let found = self.exposed(caller, finding, subject).await?;
        let sees = overpayment::sees(caller, finding);
        let (finding, subject, reason) = (finding.to_owned(), subject.to_owned(), reason.trim().to_owned());
        let operation = self.operation(caller, ACTION);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Exposures, |unit| {
            Box::pin(async move {
                let words = exposure_word::all(unit).await?;
                let last = words.iter().rev().find(|other| other.word.finding == finding && other.word.subject == subject);
                let holds = last.map_or(Said::Reopened, |last| last.word.said);
                // A case stays until somebody says otherwise, whatever became of its line.
                let confirmed = last.filter(|_| sees && holds == Said::Confirmed && said != Said::Confirmed);
                let amount = found.or(confirmed.map(|last| last.word.amount)).ok_or(AppError::NotFound("line of a finding"))?;
                // What holds already is not said a second time: the days of a case count from the first word.
                if holds == said {
                    return Err(AppError::Conflict);
                }
                Ok(exposure_word::add(unit, &ExposureWord { finding, subject, said, amount, reason }).await?)
            })
        });
        write.await
    }

    /// What is at stake in a line of an exposure: `None` where the line is not found now, inside of it `None` where nobody knows.
    async fn exposed(&self, caller: &Caller, finding: &str, subject: &str) -> Result<Option<Option<Money>>, AppError> {
        let (code, wanted) = (finding.to_owned(), subject.to_owned());
        let line = self.assess(caller, move |live| {
            let judged = live.assessment.finding(&code).filter(|judged| judged.definition.bucket == Some(Bucket::Exposure))?;
            if !live.shows_lines(judged.definition) {
                return None;
            }
            let Outcome::Found(found) = &judged.outcome else { return None };
            // A line that two payers paid is found once for each: all of it has to go back.
            let own: Vec<Option<Money>> = found.lines.iter().filter(|line| subject_of(line) == wanted).map(|line| line.amount).collect();
            let all = || own.iter().copied().try_fold(0_i64, |cents, amount| Some(cents.saturating_add(amount?.cents())));
            (!own.is_empty()).then(|| all().map(Money::from_cents))
        });
        Ok(line.await?.flatten())
    }

    /// Releases the assessment of the live practice as a PDF. It names claims by their numbers: the gate asks for a ground for each patient in a sample.
    #[crate::boxed]
    pub async fn release_assessment(
        &self,
        caller: &Caller,
        copy: AssessmentCopy,
        language: &Language,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        let grounds = self.grounds(caller, "release_assessment").await?;
        let operation = self.operation(caller, "release_assessment");
        let claimed: BTreeSet<PatientId> = grounds.claimed();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { under_part2(unit, &claimed.into_iter().collect::<Vec<_>>()).await })
        });
        let part2 = read.await?;
        let (renderer, words) = (Arc::clone(&self.ports.renderer), language.clone());
        let (practice, generated_at) = (self.settings().practice_name.clone(), self.now());
        let making = tokio::task::spawn_blocking(move || {
            let reasons = ReasonTable::shipped();
            let settlement = grounds.books.settle(reasons);
            let assessment = Assessment::of(&settlement, &grounds.side, reasons, grounds.today);
            let patients = sampled(&assessment, &grounds);
            let is_part2 = patients.iter().any(|patient| part2.contains(patient));
            let facts = AssessmentFacts {
                practice,
                copy,
                generated_at,
                zone: grounds.zone.clone(),
                assessment: &assessment,
                reasons,
                on_record: (settlement.claims.len(), settlement.posted.len(), grounds.books.acknowledgments().count()),
                beside: side::counts(&grounds.side),
                names: copy.names_patients.then(|| grounds.books.patient_names()),
                sees_criteria: grounds.sees_criteria,
                payers: settlement.payer_names(),
                words: grounds.words.iter().map(|(word, _)| word.word.clone()).collect(),
                is_part2,
            };
            let rendered = renderer.assessment(&facts, &words)?;
            Ok::<_, String>((rendered, patients, Notice::carried_if(is_part2)))
        });
        let (rendered, patients, notice) = computed("rendering", making).await?.map_err(AppError::Document)?;
        let outgoing = Outgoing {
            patients,
            subject: ASSESSMENT,
            media_type: "application/pdf",
            extension: "pdf",
            bytes: rendered.bytes,
            notice,
            snapshot_sha256: Some(rendered.snapshot_sha256),
        };
        self.release_under(caller, Data::Claims, disclosure, outgoing).await
    }
}

/// The patients whose claims stand in a sample of any finding.
fn sampled(assessment: &Assessment<'_>, grounds: &Grounds) -> Vec<PatientId> {
    let mut patients = BTreeSet::new();
    let is_shown = |judged: &Judged<'_>| grounds.sees_criteria || !judged.definition.rests_on_criteria();
    for (_, found) in assessment.found().into_iter().filter(|(judged, _)| is_shown(judged)) {
        for line in samples(found) {
            let claim = line.claim.and_then(|number| grounds.books.history(number));
            patients.extend(claim.and_then(|history| grounds.whose.patient(history.current())));
        }
    }
    patients.into_iter().collect()
}

/// The lines of a sample: one a claim, the largest first.
pub fn samples<'a, 'b>(found: &'b Found<'a>) -> Vec<&'b Evidence<'a>> {
    let mut lines: Vec<&Evidence<'a>> = found.lines.iter().collect();
    lines.sort_by_key(|line| (-line.amount.unwrap_or(Money::ZERO), line.claim, line.line));
    let mut seen = BTreeSet::new();
    lines.retain(|line| line.claim.is_none_or(|claim| seen.insert(claim)));
    lines.truncate(SAMPLE);
    lines
}
