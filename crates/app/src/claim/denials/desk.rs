//! What refusals are told from, in three parts: what is read of the whole practice, which refusals stand by it, which takes time, and what is known beside
//! about those that are looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

use care::payer::PayerIdentities;
use care::{Coverage, PayerProfile};
use integrity::assessment::side::ContractRate;
use integrity::assessment::{Overturn, Side};
use integrity::denied::standing_denials;
use revenue_cycle::denial::label_of;
use revenue_cycle::denial::queue::StandingDenial;
use revenue_cycle::denial::step::StepKind;
use revenue_cycle::level_of_service::{level_of_claim, level_of_line};
use revenue_cycle::{Books, Claim, DenialCategory, PaymentKey, ReasonTable, Remittance};
use storage::denial_step::{self, DenialPlace, StoredStep};
use storage::kept::Stamp;
use storage::{ReadUnit, Stored, View, remittance};
use utilization_review::appeal::DisputedLine;
use utilization_review::authorization::Authorization;
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId, Period, RecordId, ZoneName};

use super::one::Chosen;
use super::{GrantedOtherwise, QueuedDenial, versions};
use crate::assessment::{contracts_of, ends};
use crate::claim::appeal::place_of_line;
use crate::claim::come_back::{About, Appealed, came_back};
use crate::claim::deadline::Clocks;
use crate::claim::whose::{PayerIds, Whose};
use crate::claim::written_off::{LineOfClaim, Lines, written_off};
use crate::context::place_of;
use crate::error::AppError;

/// How payers are numbered in the files, as all claims say it: kept with whose the claims are.
struct KnownPayers(PayerIds);

/// What was found out of all claims and serves whoever asks next.
pub(in crate::claim) struct Known {
    stamp: Stamp,
    payers: Arc<KnownPayers>,
    found: Arc<Found>,
}

impl Known {
    /// Keeps it for whoever asks next.
    pub(in crate::claim) fn keep(&self, unit: &ReadUnit) {
        unit.keep(self.stamp.clone(), &self.payers);
        unit.keep(self.stamp.clone(), &self.found);
    }
}

/// What settling the books found: it serves whoever opens one refusal after another, until something is different that it is made of. Books and what says
/// whose claims are stay where they are while they are the same, and are not kept alive by this.
struct Found {
    books: Weak<Books>,
    whose: Weak<Whose>,
    rates: Vec<care::ContractRate>,
    ends: Side,
    today: Day,
    refusals: Vec<Refusal>,
    overturn: Overturn,
}

impl Found {
    fn of(ground: &Ground, payers: &PayerIds, table: &ReasonTable) -> Self {
        // What a line is worth, its contract says before one's own history does.
        let (refusals, overturn) = refusals(ground, contracts_of(&ground.rates, payers), table);
        Self {
            books: Arc::downgrade(&ground.books),
            whose: Arc::downgrade(&ground.whose),
            rates: ground.rates.clone(),
            ends: ground.ends.clone(),
            today: ground.today,
            refusals,
            overturn,
        }
    }

    /// True where settling anew would find the same.
    fn serves(&self, ground: &Ground) -> bool {
        std::ptr::eq(self.books.as_ptr(), Arc::as_ptr(&ground.books))
            && std::ptr::eq(self.whose.as_ptr(), Arc::as_ptr(&ground.whose))
            && self.today == ground.today
            && self.rates == ground.rates
            && self.ends == ground.ends
    }
}

/// What is read of the whole practice. Nobody is noted by it: whoever shows a refusal notes whose it is.
pub(in crate::claim) struct Ground {
    books: Arc<Books>,
    whose: Arc<Whose>,
    ids: BTreeMap<PaymentKey, RecordId>,
    rates: Vec<care::ContractRate>,
    /// What letters and write-offs say became of refusals: no payment brings it.
    ends: Side,
    payers: Option<Arc<KnownPayers>>,
    found: Option<Arc<Found>>,
    stamp: Stamp,
    zone: ZoneName,
    today: Day,
}

impl Ground {
    pub(in crate::claim) async fn load(unit: &mut ReadUnit) -> Result<Self, AppError> {
        let read = unit.placing::<Self, AppError, _>(|unit| {
            Box::pin(async move {
                let books = remittance::books(unit).await?;
                let whose = Whose::of_books(unit, &books).await?;
                let stamp = Stamp::of_joined_claims(unit).await?;
                let (zone, today) = place_of(unit, &[]).await?;
                let rates = storage::contract_rate::all(unit, View::Current).await?;
                let ends = ends(unit, &books, &whose, &zone).await?;
                Ok(Self {
                    ends,
                    payers: unit.kept(&stamp),
                    found: unit.kept(&stamp),
                    ids: remittance::ids(unit).await?,
                    rates: rates.into_iter().map(|stored| stored.recorded.value).collect(),
                    books,
                    whose,
                    stamp,
                    zone,
                    today,
                })
            })
        });
        read.await
    }

    /// The same with payments that are not on record yet.
    fn with(mut self, payments: Vec<Remittance>) -> Self {
        // A payment without an id of its own gets one that is nobody's: rows are known by it, and it leads nowhere.
        let nobody: RecordId = "00000000-0000-7000-8000-000000000000".parse().expect("an id");
        let books = Arc::make_mut(&mut self.books);
        for payment in payments {
            self.ids.entry(payment.key.clone()).or_insert(nobody);
            let _known_or_new = books.add_remittance(payment);
        }
        self
    }
}

/// A refusal that stands, before anything is known of what was done about it.
struct Refusal {
    about: DenialPlace,
    denial: StandingDenial,
    /// Which version of the claim was sent to the payer that refuses, by its place among them.
    bill: Option<usize>,
    /// What the line is called in its claim.
    label: String,
}

/// The refusals that stand.
pub(in crate::claim) struct Standing {
    ground: Ground,
    payers: Arc<KnownPayers>,
    table: &'static ReasonTable,
    found: Arc<Found>,
}

impl Standing {
    /// Takes time with many claims, unless what was found last still serves.
    pub(in crate::claim) fn of(ground: Ground) -> Self {
        let table = ReasonTable::shipped();
        let known = ground.payers.clone();
        let payers = known.unwrap_or_else(|| Arc::new(KnownPayers(ground.whose.payer_ids(versions(&ground.books)))));
        let found = ground.found.clone().filter(|found| found.serves(&ground));
        let found = found.unwrap_or_else(|| Arc::new(Found::of(&ground, &payers.0, table)));
        Self { ground, payers, table, found }
    }

    pub(in crate::claim) fn ground(&self) -> &Ground {
        &self.ground
    }

    /// What is to be kept for whoever asks next.
    pub(in crate::claim) fn known(&self) -> Known {
        Known { stamp: self.ground.stamp.clone(), payers: Arc::clone(&self.payers), found: Arc::clone(&self.found) }
    }

    /// A refusal that somebody looks at; `None` where it does not stand.
    pub(super) fn choose(&self, about: DenialPlace) -> Option<Chosen> {
        let own = self.found.refusals.iter().find(|refusal| refusal.about == about)?;
        let patient = self.patient_of(&own.denial.claim_number);
        let is_like = |other: &&Refusal| {
            let (this, other) = (&own.denial, &other.denial);
            this.denial.code == other.denial.code && this.payment.payer_id == other.payment.payer_id
        };
        let is_of_patient = |other: &&Refusal| patient.is_some() && self.patient_of(&other.denial.claim_number) == patient;
        let others = self.found.refusals.iter().filter(|other| other.about != about);
        let mut alike: Vec<&Refusal> = others.filter(is_like).filter(is_of_patient).collect();
        alike.sort_by(|one, other| {
            (one.denial.day, &one.denial.claim_number, one.about).cmp(&(other.denial.day, &other.denial.claim_number, other.about))
        });
        let claims = std::iter::once(&own).chain(&alike).map(|refusal| refusal.denial.claim_number.clone()).collect();
        Some(Chosen { about, patient, alike: alike.iter().map(|refusal| refusal.about).collect(), claims })
    }

    /// The patient of a claim as it stands.
    fn patient_of(&self, number: &str) -> Option<PatientId> {
        self.ground.books.history(number).and_then(|history| self.ground.whose.patient(history.current()))
    }
}

fn refusals(ground: &Ground, contracts: BTreeSet<ContractRate>, table: &ReasonTable) -> (Vec<Refusal>, Overturn) {
    let settlement = ground.books.settle(table);
    let side = Side { contracts: (!contracts.is_empty()).then_some(contracts), ..ground.ends.clone() };
    let (denials, overturn) = standing_denials(&settlement, &side, table, ground.today);
    let refusal = |denial: StandingDenial| {
        let settled = settlement.claim(&denial.claim_number)?;
        let mut postings = settled.matched.iter().map(|matched| matched.posting);
        let posting = postings.find(|posting| *posting.key == denial.payment && posting.place == denial.place)?;
        let bill = settled.bill_of(&posting);
        let bill = bill.and_then(|bill| settled.history.versions().iter().position(|version| std::ptr::eq(*version, bill)));
        let label = label_of(Some(settled.history.current()), posting.adjudication, denial.denial.line);
        let about = DenialPlace { remittance: *ground.ids.get(&denial.payment)?, place: denial.place, line: denial.denial.line };
        Some(Refusal { about, denial, bill, label })
    };
    let refusals: Vec<Refusal> = denials.into_iter().filter_map(refusal).collect();
    (refusals, overturn)
}

/// What is known beside of refusals that are looked at.
pub(in crate::claim) struct Beside {
    steps: Vec<StoredStep>,
    appeals: BTreeMap<DenialPlace, RecordId>,
    appealed: Appealed,
    profiles: BTreeMap<String, PayerProfile>,
    same: PayerIdentities,
    clocks: Clocks,
    authorizations: BTreeMap<PatientId, Vec<Authorization>>,
}

impl Beside {
    /// Of everybody whose claims are on record. Nobody is noted by it.
    pub(in crate::claim) async fn of_everybody(unit: &mut ReadUnit, ground: &Ground) -> Result<Self, AppError> {
        let (whose, zone) = (Arc::clone(&ground.whose), ground.zone.clone());
        let read = unit.placing::<Self, AppError, _>(move |unit| {
            Box::pin(async move {
                let profiles = crate::payer::payers_in(unit).await?;
                Ok(Self {
                    same: PayerIdentities::of(profiles.iter().map(|view| &view.profile)),
                    profiles: profiles.into_iter().map(|view| (view.profile.key.clone(), view.profile)).collect(),
                    steps: denial_step::all(unit).await?,
                    appeals: appeals(&storage::disputed_line::all(unit, View::Current).await?),
                    appealed: Appealed::load(unit).await?,
                    authorizations: authorizations(unit, &whose, &whose.everybody()).await?,
                    clocks: clocks(unit, zone).await?,
                })
            })
        });
        read.await
    }

    /// Of one refusal and those like it. Of a claim that fits nobody, no records of a patient are read.
    pub(super) async fn of_one(unit: &mut ReadUnit, ground: &Ground, chosen: &Chosen) -> Result<Self, AppError> {
        let whose = Arc::clone(&ground.whose);
        let records = chosen.patient.map(|patient| whose.records_of(patient)).unwrap_or_default();
        let payers = chosen.patient.map(|patient| whose.payers_of(patient)).unwrap_or_default();
        let claims: Vec<String> = chosen.claims.iter().cloned().collect();
        let payments: BTreeSet<RecordId> = std::iter::once(&chosen.about).chain(&chosen.alike).map(|about| about.remittance).collect();
        let payments: Vec<RecordId> = payments.into_iter().collect();
        Ok(Self {
            profiles: crate::payer::profiles_of(unit, &payers).await?,
            same: crate::payer::identities_in(unit).await?,
            steps: denial_step::of_claims(unit, &claims, &payments).await?,
            appeals: appeals(&storage::disputed_line::of_patients(unit, &records, View::Current).await?),
            appealed: Appealed::of_records(unit, &records).await?,
            authorizations: authorizations(unit, &whose, &records).await?,
            clocks: clocks(unit, ground.zone.clone()).await?,
        })
    }
}

fn appeals(lines: &[Stored<DisputedLine>]) -> BTreeMap<DenialPlace, RecordId> {
    lines.iter().map(Stored::value).map(|line| (place_of_line(line), line.review)).collect()
}

async fn clocks(unit: &mut ReadUnit, zone: ZoneName) -> Result<Clocks, AppError> {
    Ok(Clocks { rules: crate::payer::rules_in(unit).await?, calendar: crate::holiday::calendar_in(unit).await?, zone })
}

/// What was granted, by the record under which a patient is shown.
async fn authorizations(
    unit: &mut ReadUnit,
    whose: &Whose,
    records: &[PatientId],
) -> Result<BTreeMap<PatientId, Vec<Authorization>>, AppError> {
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    let patient_of: BTreeMap<EpisodeId, PatientId> =
        episodes.iter().map(|stored| (stored.id, whose.shown_as(stored.value().patient))).collect();
    let mut authorizations: BTreeMap<PatientId, Vec<Authorization>> = BTreeMap::new();
    for stored in storage::authorization::of_patients(unit, records, View::Current).await? {
        let granted = stored.recorded.value;
        if let Some(patient) = patient_of.get(&granted.episode) {
            authorizations.entry(*patient).or_default().push(granted);
        }
    }
    Ok(authorizations)
}

/// Refusals that stand, with what is known beside.
pub(in crate::claim) struct Desk {
    standing: Standing,
    beside: Beside,
    /// The last step about each decision.
    last: BTreeMap<DenialPlace, StoredStep>,
    written_off: BTreeMap<LineOfClaim, StoredStep>,
}

impl Desk {
    pub(in crate::claim) fn of(standing: Standing, beside: Beside) -> Self {
        let written_off = {
            let lines = Lines::of(&standing.ground.books, &standing.ground.ids);
            let off = written_off(&beside.steps, |step| lines.line(step.about, &step.step.claim_number));
            off.into_iter().map(|(line, step)| (line, step.clone())).collect()
        };
        let last = beside.steps.iter().map(|step| (step.about, step.clone())).collect();
        Self { standing, beside, last, written_off }
    }

    /// The day to which everything is counted.
    pub(in crate::claim) fn today(&self) -> Day {
        self.standing.ground.today
    }

    pub(super) fn zone(&self) -> &ZoneName {
        &self.standing.ground.zone
    }

    pub(super) fn books(&self) -> &Books {
        &self.standing.ground.books
    }

    pub(super) fn table(&self) -> &'static ReasonTable {
        self.standing.table
    }

    pub(super) fn known(&self) -> Known {
        self.standing.known()
    }

    /// Every refusal that stands, with what is known about it.
    pub(super) fn rows(&self) -> Vec<QueuedDenial> {
        self.standing.found.refusals.iter().filter_map(|refusal| self.row(refusal)).collect()
    }

    /// One of them.
    pub(super) fn row_of(&self, about: DenialPlace) -> Option<QueuedDenial> {
        self.standing.found.refusals.iter().find(|refusal| refusal.about == about).and_then(|refusal| self.row(refusal))
    }

    /// The patient of a refusal; `None` where nobody can say.
    pub(super) fn patient(&self, row: &QueuedDenial) -> Option<PatientId> {
        self.standing.patient_of(&row.denial.claim_number)
    }

    /// The claim as it stands.
    pub(in crate::claim) fn current(&self, row: &QueuedDenial) -> Option<&Claim> {
        Some(self.standing.ground.books.history(&row.denial.claim_number)?.current())
    }

    /// Every step about the line, those about earlier refusals of it among them, the oldest first.
    pub(super) fn steps_of_line(&self, row: &QueuedDenial) -> Vec<&StoredStep> {
        let lines = Lines::of(&self.standing.ground.books, &self.standing.ground.ids);
        let own = lines.line(row.about, &row.denial.claim_number);
        self.beside.steps.iter().filter(|step| lines.line(step.about, &step.step.claim_number) == own).collect()
    }

    /// Authorizations of a patient that have a number.
    pub(super) fn numbered_authorizations(&self, patient: PatientId) -> Vec<(String, Period)> {
        let granted = self.beside.authorizations.get(&patient).into_iter().flatten();
        let numbered = granted.map(|granted| (granted.number.trim().to_owned(), granted.period));
        numbered.filter(|(number, _)| !number.is_empty()).collect()
    }

    /// Numbers under which payers know a patient.
    pub(super) fn members(&self, patient: PatientId) -> Vec<String> {
        self.standing.ground.whose.members_of(patient)
    }

    fn row(&self, refusal: &Refusal) -> Option<QueuedDenial> {
        let Refusal { about, bill, label, .. } = refusal;
        let (about, bill, mut denial) = (*about, *bill, refusal.denial.clone());
        let (ground, table) = (&self.standing.ground, self.standing.table);
        let history = ground.books.history(&denial.claim_number)?;
        let sent = bill.and_then(|place| history.versions().get(place).copied());
        let claim = sent.unwrap_or(history.current());
        let coverage = sent.and_then(|sent| self.coverage(sent));
        let profile = coverage.and_then(|coverage| self.beside.profiles.get(&coverage.payer));
        let deadline = coverage.zip(profile).and_then(|paying| self.beside.clocks.last_day(&denial, claim, paying));
        denial.deadline = deadline.as_ref().map(|deadline| deadline.day);
        let known = table.reason(&denial.denial.reason).filter(|reason| !reason.label.is_empty());
        // What was written off stays so when the payer refuses it again.
        let step = self.last.get(&about).or_else(|| self.written_off.get(&(denial.claim_number.clone(), label.clone())));
        let step = step.filter(|step| step.step.kind != StepKind::Reopened).cloned();
        let appeal = self.beside.appeals.get(&about).copied();
        let asked = About { number: &denial.claim_number, day: denial.day, review: appeal };
        let came_back = step.as_ref().and_then(|step| came_back(step, &asked, &self.beside.appealed, &ground.books, &ground.zone));
        let left = |step: &StoredStep| matches!(step.step.kind, StepKind::CorrectedClaim | StepKind::CorrectedElsewhere | StepKind::Appeal);
        denial.waits_for_payer = came_back.is_none() && step.as_ref().is_some_and(left);
        let (on_file, granted_otherwise) = match self.covering(claim, &denial) {
            Some(Covering::OnFile(number, period)) => (Some((number, period)), None),
            Some(Covering::Otherwise(granted)) => (None, Some(granted)),
            None => (None, None),
        };
        Some(QueuedDenial {
            about,
            label: known.map(|reason| reason.label.clone()),
            share: self.standing.found.overturn.share(denial.denial.kind.category),
            deadline,
            on_file,
            granted_otherwise,
            step,
            came_back,
            appeal,
            denial,
            bill,
        })
    }

    /// The coverage under which a bill went to its payer: of the member's number on it, else the one that pays first on the day, where the practice knows
    /// that payer by the number to which the bill went.
    pub(in crate::claim) fn coverage(&self, bill: &Claim) -> Option<&Coverage> {
        let is_its = |coverage: &&Coverage| self.standing.payers.0.get(&coverage.payer).is_some_and(|ids| ids.contains(&bill.payer_id));
        self.standing.ground.whose.coverage_of_member(bill).or_else(|| self.standing.ground.whose.first_coverage(bill).filter(is_its))
    }

    /// The bill that was sent to the payer that refuses.
    pub(in crate::claim) fn bill(&self, row: &QueuedDenial) -> Option<&Claim> {
        self.standing.ground.books.history(&row.denial.claim_number)?.versions().get(row.bill?).copied()
    }

    /// What the payer calls the claim; empty where it does not say.
    pub(in crate::claim) fn payer_control(&self, row: &QueuedDenial) -> String {
        let settled = self.standing.ground.books.remittances().find(|payment| payment.key == row.denial.payment);
        let decision = settled.and_then(|payment| payment.adjudications.get(row.denial.place));
        decision.map(|decision| decision.payer_control.trim().to_owned()).unwrap_or_default()
    }

    /// What the practice's records hold about the refused day: an authorization that the claim should carry, else one that was granted for something else.
    fn covering(&self, claim: &Claim, denial: &StandingDenial) -> Option<Covering> {
        if denial.denial.kind.category != DenialCategory::Authorization {
            return None;
        }
        let day = denial.day?;
        let on_line = denial.line_number.and_then(|number| claim.lines.iter().find(|line| line.number == number));
        let carried = |number: &str| {
            let of_line = on_line.and_then(|line| line.authorization.as_deref());
            of_line.is_some_and(|carried| carried == number)
                || (of_line.is_none() && claim.authorizations.iter().any(|carried| carried == number))
        };
        let granted = self.beside.authorizations.get(&self.standing.ground.whose.patient(claim)?)?;
        let covers = |granted: &&Authorization| granted.period.contains(day) && !granted.number.trim().is_empty();
        let covering: Vec<&Authorization> = granted.iter().filter(covers).collect();
        // A single service may be part of a program: the claim says so.
        let of_line = on_line.and_then(level_of_line).filter(|level| *level != LevelOfCare::Outpatient);
        let level = of_line.or_else(|| level_of_claim(claim));
        let payer = self.coverage(claim).map(|coverage| coverage.payer.as_str());
        let of_payer = |granted: &Authorization| payer.is_none_or(|payer| self.beside.same.is_same(&granted.payer, payer));
        let fits = |granted: &&Authorization| of_payer(granted) && level.is_none_or(|level| granted.level_of_care == level);
        let fitting: Vec<&Authorization> = covering.iter().copied().filter(fits).collect();
        match (fitting.last(), covering.last()) {
            // Where the claim carries one that covers the day, it was refused for another reason.
            (Some(last), _) if !fitting.iter().any(|granted| carried(&granted.number)) => {
                Some(Covering::OnFile(last.number.clone(), last.period))
            }
            (None, Some(last)) => Some(Covering::Otherwise(GrantedOtherwise {
                number: last.number.clone(),
                level: last.level_of_care,
                by_another_payer: !of_payer(last),
            })),
            _ => None,
        }
    }
}

/// An authorization that covers a refused day.
enum Covering {
    /// It answers the refusal, and the claim was sent without it.
    OnFile(String, Period),
    /// It was granted for something else.
    Otherwise(GrantedOtherwise),
}

/// Until when something can be done about the refusals of payments that are not on record yet, by payment and place in it, then by group and reason: the
/// earliest of each. Takes time with many claims.
pub(in crate::claim) fn deadlines(
    (ground, beside): (Ground, Beside),
    payments: Vec<Remittance>,
) -> BTreeMap<(PaymentKey, usize), BTreeMap<String, Day>> {
    let keys: BTreeSet<PaymentKey> = payments.iter().map(|payment| payment.key.clone()).collect();
    let desk = Desk::of(Standing::of(ground.with(payments)), beside);
    let mut deadlines: BTreeMap<(PaymentKey, usize), BTreeMap<String, Day>> = BTreeMap::new();
    for row in desk.rows().into_iter().filter(|row| keys.contains(&row.denial.payment)) {
        let Some(day) = row.denial.deadline else { continue };
        let of_decision = deadlines.entry((row.denial.payment.clone(), row.denial.place)).or_default();
        let earliest = of_decision.entry(row.denial.denial.code.clone()).or_insert(day);
        *earliest = day.min(*earliest);
    }
    deadlines
}
