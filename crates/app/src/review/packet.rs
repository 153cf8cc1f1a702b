//! The packet of a review: gathered, shown to its author, and let out through the release gate.
//!
//! A draft is made anew whenever it is looked at. Releasing makes it once more in the same way, has it drawn, and hands it to the gate, which stores
//! the bytes: from then on those bytes are the packet.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::{Clinician, Coverage, Patient, ReviewQuestion};
use storage::record::content_sha256;
use storage::{Entry, ReadUnit, Record, Stored, View};
use utilization_review::authorization::{Authorization, UnitKind};
use utilization_review::level_of_care::Trace;
use utilization_review::packet::{
    Choices, ContradictionAnswer, Cover, CriteriaClause, Dispute, ENGINE_VERSION, OwnDetermination, Packet, PacketInput, PacketRefusal,
    Provenance, QUOTATION_LENGTH_MAX, ReleasedPacket, Response, Variant, assemble, snapshot_sha256,
};
use utilization_review::review::{HumanText, Review};
use vocabulary::{ClinicianId, Day, Evidence, Instant, Language, RecordId, ZoneName};

use super::gather::Gathered;
use super::{Place, answers_of, coverage_of, human, payer_on_record, place, right_for};
use crate::context::{App, check_patient, place_of};
use crate::disclosure::{is_part2, name_of, names};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Notice, Outgoing, Released};
use crate::report::ProgressFacts;

/// What a packet argues with and no record can say.
const NEEDED_WORDS: [ReviewQuestion; 4] =
    [ReviewQuestion::Precipitant, ReviewQuestion::PlanChange, ReviewQuestion::GoalProgress, ReviewQuestion::WhyNotLower];

/// A packet as its author sees it.
#[derive(Clone, Debug)]
pub struct PacketDraft {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The review.
    pub review: Stored<Review>,
    /// The program's zone.
    pub zone: ZoneName,
    /// The program's present day.
    pub today: Day,
    /// The packet.
    pub packet: Packet,
    /// The clauses with their records.
    pub clauses: Vec<Stored<CriteriaClause>>,
    /// Packets of this review that left, the oldest first.
    pub released: Vec<Stored<ReleasedPacket>>,
    /// Name and credential with which the caller signs; `None` at the command line.
    pub signature: Option<String>,
    /// What was chosen.
    pub choices: Choices,
    /// True where the caller may let our own determination in.
    pub may_show_determination: bool,
    /// True where it answers refused lines of claims.
    pub answers_claims: bool,
    /// What only a person can say and nobody has said.
    pub unsaid: Vec<ReviewQuestion>,
    /// The first day that is asked for, where no payer is on record for it: then the packet does not leave.
    pub no_payer: Option<Day>,
    /// What the payer's profile says about speaking with its physician.
    pub peer_to_peer: care::PeerToPeer,
    progress: ProgressFacts,
}

impl PacketDraft {
    /// Refuses where no payer is on record for what is asked: nobody knows whose criteria, member number and time would stand in it.
    pub(super) fn check_payer(&self) -> Result<(), PacketRefusal> {
        self.no_payer.map_or(Ok(()), |day| Err(PacketRefusal::NoPayer { day }))
    }
}

/// In which form a packet leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketFormat {
    /// Pages, as PDF/UA.
    Pdf,
    /// One page for a browser, without scripts.
    Html,
    /// For other programs.
    Json,
}

impl PacketFormat {
    /// By its code in forms and its ending in files; pages where it is none of the others.
    pub fn of(code: &str) -> Self {
        match code.to_ascii_lowercase().as_str() {
            "html" => Self::Html,
            "json" => Self::Json,
            _ => Self::Pdf,
        }
    }
}

/// Everything that is drawn.
#[derive(Clone, Debug)]
pub struct PacketFacts {
    /// The packet.
    pub packet: Packet,
    /// Measures with their charts and judgements.
    pub progress: ProgressFacts,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// When it is made.
    pub generated_at: Instant,
    /// Who signs for it.
    pub author: String,
    /// For whom it is.
    pub recipient: String,
    /// On what ground it leaves, as its code, and the consent on which it rests with the day it was signed.
    pub ground: (String, Option<(RecordId, Day)>),
}

/// What is to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPacket {
    /// For which step.
    pub variant: Variant,
    /// What the author chose.
    pub choices: Choices,
    /// In which form.
    pub format: PacketFormat,
    /// Who signs, where the caller has no signature of their own.
    pub author: Option<String>,
    /// The packet that was looked at, before anything of it was chosen, by its snapshot ([`snapshot_sha256`]); `None` where nobody looks, as at the command
    /// line. Another one is refused ([`PacketRefusal::Changed`]).
    pub seen: Option<String>,
}

/// A clause as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClause {
    /// The payer's words.
    pub quotation: String,
    /// Why it is met.
    pub argument: String,
    /// The questions whose facts it rests on.
    pub rests_on: Vec<ReviewQuestion>,
}

impl App {
    /// The packet of a review as it would leave now.
    #[crate::boxed]
    pub async fn packet(&self, caller: &Caller, review: RecordId, variant: Variant, choices: Choices) -> Result<PacketDraft, AppError> {
        const ACTION: &str = crate::opening::VIEW_PACKET;
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { draft(unit, &app, &asking, review, (variant, choices)).await })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Answers a contradiction, or lets it stand. An explanation needs words.
    #[crate::boxed]
    pub async fn answer_contradiction(
        &self,
        caller: &Caller,
        review: RecordId,
        contradiction: String,
        response: Response,
        words: String,
    ) -> Result<(), AppError> {
        if response == Response::Answered && words.trim().is_empty() {
            return Err(AppError::field("words", FieldProblemKind::Required));
        }
        let (operation, asking, id) = (self.operation(caller, "answer_contradiction"), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                let episode = place.review.value().episode;
                let answer = ContradictionAnswer { episode, review, contradiction, response, words };
                Ok(unit.insert(&Entry::new(id, answer, place.today)).await?)
            })
        });
        self.audited(caller, "answer_contradiction", write.await).await
    }

    /// Adds a clause of the payer's named criteria with what answers it.
    #[crate::boxed]
    pub async fn add_criteria_clause(&self, caller: &Caller, review: RecordId, clause: NewClause) -> Result<RecordId, AppError> {
        let NewClause { quotation, argument, rests_on } = clause;
        for (field, text) in [("quotation", &quotation), ("argument", &argument)] {
            if text.trim().is_empty() {
                return Err(AppError::field(field, FieldProblemKind::Required));
            }
        }
        if quotation.chars().count() > QUOTATION_LENGTH_MAX {
            return Err(AppError::field("quotation", FieldProblemKind::TooLong(QUOTATION_LENGTH_MAX)));
        }
        let (operation, asking, id) = (self.operation(caller, "add_criteria_clause"), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                let earlier = clauses_of(unit, &at).await?;
                let place = earlier.iter().map(|clause| clause.value().place).max().unwrap_or(0) + 1;
                let clause = CriteriaClause { episode: at.review.value().episode, review, place, quotation, argument, rests_on };
                unit.insert(&Entry::new(id, clause, at.today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "add_criteria_clause", write.await).await
    }

    /// Takes a clause out again.
    #[crate::boxed]
    pub async fn remove_criteria_clause(&self, caller: &Caller, review: RecordId, clause: RecordId) -> Result<(), AppError> {
        let (operation, asking) = (self.operation(caller, "remove_criteria_clause"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                place(unit, &asking, review).await?;
                let stored = unit.require::<CriteriaClause>(clause).await?;
                if stored.value().review != review {
                    return Err(AppError::NotFound("clause"));
                }
                unit.void::<CriteriaClause>(clause, stored.recorded.version, "taken out by the author").await?;
                Ok(())
            })
        });
        self.audited(caller, "remove_criteria_clause", write.await).await
    }

    /// Releases a packet. Refused without an author, with contradictions that nobody answered, and by the gate without a legal basis.
    #[crate::boxed]
    pub async fn release_packet(
        &self,
        caller: &Caller,
        review: RecordId,
        new: NewPacket,
        language: &Language,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        if let Some(seen) = &new.seen {
            let looked_at = self.packet(caller, review, new.variant, Choices::default()).await?;
            if snapshot_sha256(&looked_at.packet) != *seen {
                return Err(PacketRefusal::Changed.into());
            }
        }
        let draft = self.packet(caller, review, new.variant, new.choices).await?;
        let author = draft.signature.clone().or(new.author).unwrap_or_default();
        draft.check_payer()?;
        draft.packet.check_release(&author)?;
        // The gate asks again when it records; asked here first, nothing is drawn that may not leave.
        let consent = self.check_basis(caller, &[draft.patient.id], &disclosure).await?;
        let notice = Notice::carried_if(draft.packet.cover.is_part2);
        let facts = PacketFacts {
            generated_at: self.now(),
            recipient: disclosure.recipient.clone(),
            ground: (disclosure.basis.clone(), consent),
            author: author.clone(),
            packet: draft.packet,
            progress: draft.progress,
            zone: draft.zone,
        };
        let (renderer, words) = (Arc::clone(&self.ports.renderer), language.clone());
        let rendered = tokio::task::spawn_blocking(move || renderer.packet(&facts, new.format, &words)).await;
        let rendered = rendered.map_err(|_| AppError::Document("rendering stopped".to_owned()))?.map_err(AppError::Document)?;
        let (media_type, extension) = match new.format {
            PacketFormat::Pdf => ("application/pdf", "pdf"),
            PacketFormat::Html => ("text/html; charset=utf-8", "html"),
            PacketFormat::Json => ("application/json", "json"),
        };
        let outgoing = Outgoing {
            patients: vec![draft.patient.id],
            subject: "review_packet",
            media_type,
            extension,
            bytes: rendered.bytes,
            notice,
            snapshot_sha256: Some(rendered.snapshot_sha256.clone()),
        };
        let (at, id): (_, RecordId) = (draft.review, self.ports.ids.next());
        let (asking, review, snapshot_sha256) = (caller.clone(), at.id, rendered.snapshot_sha256);
        let right = right_for(caller, draft.answers_claims, Data::Release);
        self.release_with(caller, (right, None), (disclosure, outgoing), move |unit, release| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                let (episode, engine) = (at.value().episode, ENGINE_VERSION.to_owned());
                let packet = ReleasedPacket { episode, review, variant: new.variant, author, engine, snapshot_sha256, release };
                Ok(unit.insert(&Entry::new(id, packet, place.today)).await?)
            })
        })
        .await
    }
}

impl From<PacketRefusal> for AppError {
    fn from(refusal: PacketRefusal) -> Self {
        Self::Packet(refusal)
    }
}

pub(super) async fn draft(
    unit: &mut ReadUnit,
    app: &App,
    caller: &Caller,
    review: RecordId,
    (variant, choices): (Variant, Choices),
) -> Result<PacketDraft, AppError> {
    let place = place(unit, caller, review).await?;
    let right = place.right(caller, Data::Release);
    check_patient(unit, caller, right, place.shown, place.today).await?;
    let may_show_determination = caller.sees_recommendations();
    if choices.determination && !may_show_determination {
        return Err(AppError::RoleRefused(Data::LevelOfCare));
    }
    let patient = unit.require::<Patient>(place.shown).await?;
    let (zone, _) = place_of(unit, &place.records).await?;
    let names = names(unit).await?;
    let progress = crate::report::gather(unit, app, caller, (place.shown, right), Some(place.days)).await?;
    let episode = place.review.value().episode;
    let mut made = Made::default();
    let gathered = Gathered::load(unit, &place.records, &app.library(), Some(&mut made)).await?;
    let records = gathered.of_stay(place.shown, episode, place.days);
    for reported in progress.instruments.iter().flat_map(|(_, administrations)| administrations) {
        made.add("administration", &reported.administration);
    }
    let words = words(unit, &place, &names, &mut made).await?;
    let clauses = clauses_of(unit, &place).await?;
    let is_said = |question: &ReviewQuestion| words.get(question).is_some_and(|words| !words.text.trim().is_empty());
    let unsaid = NEEDED_WORDS.into_iter().filter(|question| !is_said(question)).collect();
    let with_records = clauses.iter().map(|stored| (stored.value().clone(), made.add("criteria_clause", stored))).collect();
    let answers = storage::contradiction_answer::of_patients(unit, &place.records, View::Current).await?;
    let answers = answers.into_iter().map(|stored| stored.recorded.value).filter(|answer| answer.review == review).collect();
    let dispute = dispute(unit, &place, &mut made).await?;
    let determination = if choices.determination { determination(unit, &place, &mut made).await? } else { None };
    let released = storage::released_packet::of_patients(unit, &place.records, View::Current).await?;
    let answers_claims = place.lines().next().is_some();
    let (payer, no_payer) = payer_on_record(unit, &place).await?;
    let peer_to_peer = payer.peer_to_peer;
    let input = PacketInput {
        variant,
        cover: cover(unit, app, &place, (&patient, payer, choices)).await?,
        admitted: place.admitted,
        records_from: place.days.first(),
        since: super::since(unit, &place).await?,
        today: place.days.last(),
        records,
        words,
        clauses: with_records,
        answers,
        dispute,
        determination,
        choices,
        provenance: made.named(&names),
    };
    Ok(PacketDraft {
        zone,
        today: place.today,
        packet: assemble(input),
        clauses,
        released: released.into_iter().filter(|packet| packet.value().review == review).collect(),
        signature: crate::alert::signature(unit, caller).await?,
        choices,
        may_show_determination,
        answers_claims,
        unsaid,
        no_payer,
        peer_to_peer,
        progress,
        review: place.review,
        patient,
    })
}

/// Who made which version of a record.
#[derive(Default)]
pub(super) struct Made(Vec<Provenance>);

impl Made {
    /// Notes a record, and gives the pointer to it.
    pub(super) fn add<T: Record>(&mut self, kind: &'static str, stored: &Stored<T>) -> Evidence {
        let (id, version) = (stored.id.to_string(), stored.recorded.version);
        self.0.push(Provenance {
            kind,
            id: id.clone(),
            version,
            author: stored.recorded.recorder.clone(),
            recorded_at: stored.recorded.recorded_at,
            sha256: content_sha256(stored),
        });
        Evidence { kind, id, version, day: stored.recorded.effective_day }
    }

    fn named(self, names: &BTreeMap<String, String>) -> Vec<Provenance> {
        self.0.into_iter().map(|made| Provenance { author: name_of(names, &made.author), ..made }).collect()
    }
}

async fn words(
    unit: &mut ReadUnit,
    place: &Place,
    names: &BTreeMap<String, String>,
    made: &mut Made,
) -> Result<BTreeMap<ReviewQuestion, HumanText>, AppError> {
    let newest: Vec<(ReviewQuestion, Stored<utilization_review::review::ReviewAnswer>)> =
        answers_of(unit, place).await?.into_iter().filter_map(|(question, mut answers)| Some((question, answers.pop()?))).collect();
    let signers: Vec<ClinicianId> = newest.iter().filter_map(|(_, stored)| stored.value().signed_by).collect();
    let signers: BTreeMap<ClinicianId, Clinician> =
        unit.get_many::<Clinician>(&signers, View::Current).await?.into_iter().map(|each| (each.id, each.recorded.value)).collect();
    let mut words = BTreeMap::new();
    for (question, stored) in newest {
        made.add("review_answer", &stored);
        let signer = stored.value().signed_by.and_then(|id| signers.get(&id));
        let author = signer.map_or_else(|| name_of(names, &stored.recorded.recorder), signed);
        words.insert(question, HumanText { author, ..human(&stored, place.review.id) });
    }
    Ok(words)
}

/// The name of a clinician as it stands under what they sign.
pub(super) fn signed(clinician: &Clinician) -> String {
    if clinician.credential.is_empty() { clinician.name.clone() } else { format!("{}, {}", clinician.name, clinician.credential) }
}

async fn clauses_of(unit: &mut ReadUnit, place: &Place) -> Result<Vec<Stored<CriteriaClause>>, AppError> {
    let clauses = storage::criteria_clause::of_patients(unit, &place.records, View::Current).await?;
    Ok(clauses.into_iter().filter(|clause| clause.value().review == place.review.id).collect())
}

/// The denial that the review answers, with the days that are left of it.
async fn dispute(unit: &mut ReadUnit, place: &Place, made: &mut Made) -> Result<Option<Dispute>, AppError> {
    let Some(newest) = place.denial() else { return Ok(None) };
    let value = newest.value();
    let (zone, today) = place_of(unit, &place.records).await?;
    let Some(days) = place.decisions.in_dispute(newest, place.review.value().level_of_care, today) else { return Ok(None) };
    Ok(Some(Dispute {
        evidence: made.add("authorization_determination", newest),
        reason: value.reason.clone(),
        reference: value.reference.clone(),
        reviewer: value.reviewer.clone(),
        decided: value.decided_at.day_in(&zone),
        days,
        lines: place.lines().cloned().collect(),
    }))
}

/// The newest stored determination of the episode.
async fn determination(unit: &mut ReadUnit, place: &Place, made: &mut Made) -> Result<Option<OwnDetermination>, AppError> {
    let episode = place.review.value().episode;
    let stored = storage::determination::of_patients(unit, &place.records, View::Current).await?;
    let Some(newest) = stored.iter().filter(|each| each.value().episode == episode).max_by_key(|each| each.value().made_at) else {
        return Ok(None);
    };
    let value = newest.value();
    let trace: Trace = serde_json::from_str(&value.trace).map_err(|error| AppError::Document(format!("determination: {error}")))?;
    Ok(Some(OwnDetermination {
        outcome: value.outcome.clone(),
        set: format!("{} {}", value.criteria_set, value.criteria_version),
        rules: trace.rules.into_iter().map(|rule| (rule.rule, rule.verdict)).collect(),
        evidence: made.add("determination", newest),
    }))
}

async fn cover(
    unit: &mut ReadUnit,
    app: &App,
    place: &Place,
    (patient, payer, choices): (&Stored<Patient>, care::PayerProfile, Choices),
) -> Result<Cover, AppError> {
    let review = place.review.value();
    let coverages = storage::coverage::of_patients(unit, &place.records, View::Current).await?;
    let coverages: Vec<Coverage> = coverages.into_iter().map(|stored| stored.recorded.value).collect();
    let authorization = match review.authorization {
        Some(id) => unit.current::<Authorization>(id).await?,
        None => newest_of_level(unit, place, &payer.key).await?,
    };
    // What another payer granted before is nothing of this one.
    let authorization = authorization.filter(|stored| is_of_payer(stored.value(), &payer.key));
    let episode = unit.require::<care::Episode>(review.episode).await?;
    // Where the level is given, which may be another program than the one that admitted.
    let periods = storage::level_of_care_period::of_patients(unit, &place.records, View::Current).await?;
    let at_level = periods.iter().rev().map(Stored::value);
    let mut at_level = at_level.filter(|period| period.episode == review.episode && period.level_of_care == review.level_of_care);
    let present = at_level.next();
    let program = present.map_or(episode.value().program, |period| period.program);
    // Nothing is asked for again from the admission on, where the stay began at another level or another payer paid then.
    let begins = present.map_or(place.admitted, |period| period.period.first());
    let begins = coverage_of(&coverages, place).map_or(begins, |coverage| coverage.period.first().max(begins));
    let program = crate::patient::programs(unit).await?.remove(&program);
    let request = place.decisions.request_of(&place.review).map(|(_, request)| request);
    let ends = authorization.as_ref().and_then(|stored| stored.value().last_covered_day());
    let cadence = payer.cadence.iter().find(|cadence| cadence.level_of_care == review.level_of_care);
    let units = cadence.map(|cadence| if authorization.is_some() { cadence.concurrent_days } else { cadence.initial_days });
    let named = payer.criteria.iter().filter(|named| named.level_of_care.is_none_or(|level| level == review.level_of_care));
    let criteria: Vec<String> = named.map(|named| format!("{} {}", named.name, named.edition).trim().to_owned()).collect();
    let value = patient.value();
    Ok(Cover {
        practice: app.settings().practice_name.clone(),
        program: program.map(|program| program.name).unwrap_or_default(),
        patient: if choices.initials_only { initials(value) } else { value.listed_name() },
        birth_day: Some(value.birth_day),
        member_id: coverage_of(&coverages, place).map(|coverage| coverage.member_id.clone()).unwrap_or_default(),
        payer: payer.name,
        authorization: authorization.as_ref().map(|stored| stored.value().number.clone()).unwrap_or_default(),
        codes: match request {
            Some(request) if !request.codes.is_empty() => request.codes.clone(),
            _ => authorization.as_ref().map(|stored| stored.value().codes.clone()).unwrap_or_default(),
        },
        level_of_care: review.level_of_care,
        // What was asked, where that is on record; else the days that the payer usually looks at.
        asked: request.map(|request| (request.unit_kind, request.units)).or(units.map(|units| (UnitKind::Day, units))),
        proposed: request.is_none(),
        from: request.map_or_else(|| ends.map_or(begins, |last| last.plus_days(1)), |request| request.period.first()),
        criteria: criteria.join("; "),
        is_part2: is_part2(unit, &place.records).await?,
    })
}

/// True for what this payer granted, and where no payer is on record.
fn is_of_payer(authorization: &Authorization, payer: &str) -> bool {
    payer.is_empty() || authorization.payer == payer
}

/// The authorization of the payer for the review's level that covers longest. One that came without a decision on this review is on record all the same.
async fn newest_of_level(unit: &mut ReadUnit, place: &Place, payer: &str) -> Result<Option<Stored<Authorization>>, AppError> {
    let review = place.review.value();
    let of_level = |stored: &Stored<Authorization>| {
        let value = stored.value();
        value.episode == review.episode && value.level_of_care == review.level_of_care && is_of_payer(value, payer)
    };
    let all = storage::authorization::of_patients(unit, &place.records, View::Current).await?;
    Ok(all.into_iter().filter(of_level).max_by_key(|stored| stored.value().last_covered_day()))
}

/// First letters of given and family name.
fn initials(patient: &Patient) -> String {
    let first = |name: &str| name.chars().next().map(|letter| format!("{letter}.")).unwrap_or_default();
    format!("{} {}", first(&patient.given_name), first(&patient.family_name))
}
