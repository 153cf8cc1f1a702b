//! From records and answers to a packet.

use std::collections::{BTreeMap, BTreeSet};

use care::ReviewQuestion;
use vocabulary::{Argument, Day, Evidence, Finding, FindingKey, Verdict, Version};

use super::days::{self, DisputeDay};
use super::{
    Choices, ClauseAnswer, ContradictionAnswer, Cover, CriteriaClause, Dispute, IndexEntry, OwnDetermination, Packet, Provenance, Said,
    ScoreRow, ScoreValue, Section, SectionKind, Statement, Variant, Words, contradiction,
};
use crate::appeal::DaysInDispute;
use crate::authorization::UnitKind;
use crate::review::fill::earlier_ratings;
use crate::review::{Filled, HumanText, ReviewRecords, fill, safety};

/// Everything a packet is made of.
#[derive(Clone, Debug)]
pub struct PacketInput {
    /// For which step.
    pub variant: Variant,
    /// What stands on top.
    pub cover: Cover,
    /// The first day of the stay.
    pub admitted: Day,
    /// The first day whose records are the stay's: the admission, or a day before it on which what decided on it was measured.
    pub records_from: Day,
    /// Since when changes count.
    pub since: Day,
    /// The last day the data speaks of: the present one, or that of the discharge.
    pub today: Day,
    /// The records of the stay.
    pub records: ReviewRecords,
    /// The newest words to each question, with the names of who said them.
    pub words: BTreeMap<ReviewQuestion, HumanText>,
    /// The payer's clauses with their records.
    pub clauses: Vec<(CriteriaClause, Evidence)>,
    /// What the author said to contradictions, the oldest first.
    pub answers: Vec<ContradictionAnswer>,
    /// The denial, for variants that answer one.
    pub dispute: Option<Dispute>,
    /// Our determination.
    pub determination: Option<OwnDetermination>,
    /// What the author chose.
    pub choices: Choices,
    /// Who made the records.
    pub provenance: Vec<Provenance>,
}

/// Assembles the packet.
pub fn assemble(input: PacketInput) -> Packet {
    let words = |question: ReviewQuestion| input.words.get(&question).cloned();
    // Facts that may speak against the request are told of the whole stay; changes of plan and medication since the last review.
    let since_admission = fill(&input.records, (input.records_from, input.today), words);
    let since_review = fill(&input.records, (input.since, input.today), words);
    let told = safety::facts(&input.records);
    let answers = Answers { since_admission: &since_admission, since_review: &since_review, safety: &told, records: &input.records };
    let sections: Vec<Section> = (input.variant.sections().iter())
        .map(|kind| Section { kind: *kind, statements: statements(*kind, &answers) })
        .filter(|section| !section.statements.is_empty())
        .collect();
    let clauses: Vec<ClauseAnswer> = input.clauses.iter().map(|(clause, evidence)| clause_answer(clause, evidence, &answers)).collect();
    let dispute = input.dispute.filter(|_| input.variant.answers_a_denial()).map(|dispute| {
        let days = days::in_dispute(&input.records, &dispute.days.days, input.today);
        (dispute, days)
    });
    let mut packet = Packet {
        contradictions: contradiction::find(&input.records, &since_review, &input.answers, input.today),
        variant: input.variant,
        cover: cover(input.cover, dispute.as_ref().map(|(dispute, _)| dispute)),
        admitted: input.admitted,
        since: input.since,
        until: input.today,
        scores: Vec::new(),
        weeks: days::weeks(&input.records),
        determination: input.determination.filter(|_| input.choices.determination).map(|determination| (determination, 0)),
        shows_contradictions: input.choices.contradictions,
        index: Vec::new(),
        sections,
        left_out: Vec::new(),
        clauses,
        dispute,
    };
    leave_out(&mut packet, input.choices);
    if input.variant == Variant::PeerToPeer {
        packet.weeks.clear();
    }
    number(&mut packet, &input.records, &input.provenance);
    packet
}

/// Takes out what the author chose to leave out and may.
fn leave_out(packet: &mut Packet, choices: Choices) {
    let may = packet.may_leave_out();
    packet.left_out = may.into_iter().filter(|kind| choices.left_out.contains(*kind)).collect();
    packet.sections.retain(|section| !packet.left_out.contains(&section.kind));
    if choices.no_birth_day {
        packet.cover.birth_day = None;
    }
}

/// An appeal asks for the days that were denied, and for no others.
fn cover(cover: Cover, dispute: Option<&Dispute>) -> Cover {
    let Some(DaysInDispute { period, days }) = dispute.map(|dispute| &dispute.days) else { return cover };
    // A denial without an end is about all days that follow: they have no number.
    let asked = period.last().and_then(|_| u32::try_from(days.len()).ok()).map(|count| (UnitKind::Day, count));
    Cover { asked, proposed: false, from: period.first(), ..cover }
}

struct Answers<'a> {
    since_admission: &'a [Filled],
    since_review: &'a [Filled],
    /// What measures asked about safety.
    safety: &'a [Finding],
    records: &'a ReviewRecords,
}

impl Answers<'_> {
    fn of(&self, question: ReviewQuestion) -> Option<&Filled> {
        let changes = matches!(question, ReviewQuestion::PlanChange | ReviewQuestion::Medications);
        let filled = if changes { self.since_review } else { self.since_admission };
        filled.iter().find(|filled| filled.question == question)
    }

    fn all(&self, question: ReviewQuestion) -> Vec<Statement> {
        let Some(filled) = self.of(question) else { return Vec::new() };
        // The newest rating stands first; one before it that was worse or better is not left out.
        let facts = filled.facts.iter().cloned().chain(earlier_ratings(question, self.records)).map(fact);
        facts.chain(filled.human.as_ref().map(|human| words_of(question, human))).collect()
    }

    fn facts(&self, question: ReviewQuestion) -> Vec<Statement> {
        self.of(question).map(|filled| filled.facts.iter().cloned().map(fact).collect()).unwrap_or_default()
    }

    fn safety(&self) -> Vec<Statement> {
        self.safety.iter().cloned().map(fact).collect()
    }

    fn words(&self, question: ReviewQuestion) -> Vec<Statement> {
        let human = self.of(question).and_then(|filled| filled.human.as_ref());
        human.map(|human| words_of(question, human)).into_iter().collect()
    }
}

fn fact(finding: Finding) -> Statement {
    Statement { evidence: finding.evidence.clone(), says: Said::Fact(finding), cites: Vec::new() }
}

fn words_of(question: ReviewQuestion, human: &HumanText) -> Statement {
    let words = Words {
        question: Some(question),
        text: human.text.clone(),
        day: human.day,
        carried_from: human.carried_from,
        author: human.author.clone(),
        signed: human.signed,
    };
    let evidence = Evidence { kind: "review_answer", id: human.record.clone(), version: human.version, day: human.day };
    Statement { says: Said::Words(words), cites: Vec::new(), evidence: vec![evidence] }
}

/// What answers a section, in order: facts first, then a person's words.
fn statements(kind: SectionKind, answers: &Answers<'_>) -> Vec<Statement> {
    use ReviewQuestion as Q;
    let questions: &[Q] = match kind {
        SectionKind::Status => return status(answers),
        SectionKind::WhyThisLevel => {
            let asked = [Q::Precipitant, Q::GoalProgress, Q::Symptoms, Q::Measures, Q::Dimensions];
            return asked.iter().flat_map(|question| answers.words(*question)).collect();
        }
        SectionKind::WhyNotLower => return [answers.words(Q::WhyNotLower), answers.facts(Q::TreatmentHistory)].concat(),
        SectionKind::NextStep => &[Q::DischargePlan],
        SectionKind::Precipitant => &[Q::Precipitant],
        SectionKind::Diagnoses => &[Q::Diagnoses],
        SectionKind::History => &[Q::TreatmentHistory],
        SectionKind::Risk => return [once(answers.all(Q::Risk)), answers.safety()].concat(),
        SectionKind::Function => &[Q::Functioning, Q::MentalStatus, Q::SkillsUse],
        SectionKind::Substance => &[Q::SubstanceUse],
        SectionKind::Medications => &[Q::Medications],
        SectionKind::Medical => &[Q::Medical],
        SectionKind::Participation => &[Q::Participation],
        SectionKind::Goals => &[Q::GoalProgress],
        SectionKind::PlanChange => &[Q::PlanChange],
        SectionKind::Barriers => &[Q::Barriers],
        SectionKind::Environment => &[Q::RecoveryEnvironment, Q::Supports],
        SectionKind::Discharge => &[Q::DischargePlan, Q::Coordination],
        SectionKind::Contact => &[Q::AttendingContact],
    };
    once(questions.iter().flat_map(|question| answers.all(*question)).collect())
}

/// What says the same stands once, with the records of all: two records of one diagnosis are one statement, and so are the ratings of one level.
fn once(statements: Vec<Statement>) -> Vec<Statement> {
    let mut kept: Vec<Statement> = Vec::with_capacity(statements.len());
    for statement in statements {
        let same = kept.iter_mut().find(|earlier| match (&earlier.says, &statement.says) {
            (Said::Fact(one), Said::Fact(other)) => (one.key, &one.arguments) == (other.key, &other.arguments),
            _ => false,
        });
        match same {
            Some(earlier) => {
                if let Said::Fact(fact) = &mut earlier.says {
                    fact.evidence.extend(statement.evidence.iter().cloned());
                }
                earlier.evidence.extend(statement.evidence);
            }
            None => kept.push(statement),
        }
    }
    kept
}

/// Risk now, every incident, answers about safety, symptoms now against admission, function, attendance, participation, screens.
fn status(answers: &Answers<'_>) -> Vec<Statement> {
    use ReviewQuestion as Q;
    let rest = [Q::Measures, Q::Functioning, Q::Participation, Q::SubstanceUse];
    let rest = rest.iter().flat_map(|question| answers.facts(*question));
    answers.facts(Q::Risk).into_iter().chain(answers.safety()).chain(rest).collect()
}

fn clause_answer(clause: &CriteriaClause, own: &Evidence, answers: &Answers<'_>) -> ClauseAnswer {
    let rests_on = clause.rests_on.iter().flat_map(|question| answers.all(*question)).flat_map(|statement| statement.evidence);
    let words =
        Words { question: None, text: clause.argument.clone(), day: own.day, carried_from: None, author: String::new(), signed: false };
    let evidence = std::iter::once(own.clone()).chain(rests_on).collect();
    ClauseAnswer { quotation: clause.quotation.clone(), answer: Statement { says: Said::Words(words), cites: Vec::new(), evidence } }
}

type Pointer = (Day, &'static str, String, Version);

fn pointer(evidence: &Evidence) -> Pointer {
    (evidence.day, evidence.kind, evidence.id.clone(), evidence.version)
}

/// Numbers the records by day, kind and id, and writes the numbers into everything that cites.
fn number(packet: &mut Packet, records: &ReviewRecords, provenance: &[Provenance]) {
    let mut cited: BTreeSet<Pointer> = BTreeSet::new();
    cited.extend(packet.statements().flat_map(|statement| &statement.evidence).map(pointer));
    cited.extend(records.scores.iter().map(|(_, evidence)| pointer(evidence)));
    cited.extend(records.results.iter().map(|(_, evidence)| pointer(evidence)));
    cited.extend(packet.contradictions.iter().flat_map(|contradiction| &contradiction.fact.evidence).map(pointer));
    cited.extend(packet.weeks.iter().flat_map(|week| &week.evidence).map(pointer));
    if let Some((dispute, days)) = &packet.dispute {
        cited.insert(pointer(&dispute.evidence));
        cited.extend(dispute.approved_before.iter().map(|approved| pointer(&approved.evidence)));
        cited.extend(days.iter().flat_map(DisputeDay::evidence).map(pointer));
    }
    if let Some((determination, _)) = &packet.determination {
        cited.insert(pointer(&determination.evidence));
    }
    let made: BTreeMap<(&str, &str, Version), &Provenance> =
        provenance.iter().map(|each| ((each.kind, each.id.as_str(), each.version), each)).collect();
    let numbers: BTreeMap<Pointer, u32> = cited.into_iter().zip(1..).collect();
    packet.index = (numbers.iter())
        .map(|((day, kind, id, version), number)| IndexEntry {
            number: *number,
            evidence: Evidence { kind, id: id.clone(), version: *version, day: *day },
            provenance: made.get(&(*kind, id.as_str(), *version)).map(|made| (*made).clone()),
        })
        .collect();
    let cites = |evidence: &[Evidence]| {
        let found: BTreeSet<u32> = evidence.iter().filter_map(|evidence| numbers.get(&pointer(evidence)).copied()).collect();
        found.into_iter().collect::<Vec<u32>>()
    };
    for section in &mut packet.sections {
        for statement in &mut section.statements {
            statement.cites = cites(&statement.evidence);
        }
    }
    for clause in &mut packet.clauses {
        clause.answer.cites = cites(&clause.answer.evidence);
    }
    for contradiction in &mut packet.contradictions {
        contradiction.cites = cites(&contradiction.fact.evidence);
    }
    for week in &mut packet.weeks {
        week.cites = cites(&week.evidence);
    }
    if let Some((_, days)) = &mut packet.dispute {
        for day in days {
            day.cites = cites(&day.evidence().cloned().collect::<Vec<_>>());
        }
    }
    if let Some((determination, number)) = &mut packet.determination {
        *number = numbers.get(&pointer(&determination.evidence)).copied().unwrap_or_default();
    }
    let row = |instrument: &String, value: ScoreValue, evidence: &Evidence| ScoreRow {
        instrument: instrument.clone(),
        day: evidence.day,
        value,
        cite: numbers.get(&pointer(evidence)).copied().unwrap_or_default(),
    };
    let numbered = records.scores.iter().map(|(score, evidence)| row(&score.instrument, ScoreValue::Points(score.points), evidence));
    let worded = records.results.iter().map(|(told, evidence)| row(&told.instrument, ScoreValue::Words(told.result.clone()), evidence));
    packet.scores = numbered.chain(worded).collect();
    packet.scores.sort_by(|one, other| (&one.instrument, one.day, one.cite).cmp(&(&other.instrument, other.day, other.cite)));
}

/// A fact made here, not by `fill`.
pub(super) fn event(key: &'static str, arguments: Vec<(&'static str, Argument)>, evidence: &Evidence) -> Finding {
    Finding { key: FindingKey(key), arguments, verdict: Verdict::Met, evidence: vec![evidence.clone()], missing: None }
}
