//! Alerts: what needs an answer, from whom, and what was done about it.
//!
//! An alert is raised by judging ([`crate::judgement`]) and goes along its chain of owners ([`escalation`]) until a person takes it on. People of
//! the care team, the director and whoever owns it at present may see it; each view of an owner is kept as an event.

mod asked;
mod escalation;
pub(crate) mod on_site;
pub(crate) mod owners;
mod policy;
mod reach;
mod report;
mod since;
pub(crate) mod stored;

use std::collections::{BTreeMap, BTreeSet};

use outcomes::alert::{Alert, Closing, Disposition, Event, EventKind, NextStep, Policy, State, next_step};
use outcomes::warning_sign::{Class, Rule};
use storage::alert::{RaisedAlert, StoredAlert};
use storage::{ReadUnit, View};
use vocabulary::{AdministrationId, Day, Instant, PatientId, RecordId, UserId, ZoneName};

use crate::context::{App, check_patient};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};
use crate::safety_plan::PlanReader;
use on_site::OnDuty;
use owners::Owners;
use stored::{alert_of, evidence_of, readable, row_of, statement_of};

pub use asked::Asked;
pub use escalation::Escalated;
pub use policy::PolicyInUse;
pub use reach::{OwnNumber, Reach};
pub use report::{AlertReport, PersonLoad};
pub use since::Since;
pub use storage::alert::Fact;
pub use stored::Statement;

/// An alert as people see it.
#[derive(Clone, Debug)]
pub struct AlertView {
    /// Its id.
    pub id: RecordId,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// Given name, then family name.
    pub patient_name: String,
    /// The practice's number.
    pub record_number: String,
    /// What happened to it so far.
    pub alert: Alert,
    /// What it states.
    pub statement: Statement,
    /// The questions and answers about safety in it, in words; empty for those who may not see answers, and where the form's words are not at hand.
    pub asked: Vec<Asked>,
    /// The records it rests on.
    pub evidence: Vec<Fact>,
    /// The clinical day it speaks of.
    pub day: Day,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// What happens if nobody does anything.
    pub next: NextStep,
    /// True for a safety alert that has been open for longer than the time in which one has to be closed.
    pub is_late: bool,
    /// The names of those who have it now.
    pub owners: Vec<String>,
    /// True when the caller is among them.
    pub is_own: bool,
}

/// The alerts of one patient.
#[derive(Clone, Debug, Default)]
pub struct PatientAlerts {
    /// What is open, safety before treatment before tasks, the newest first.
    pub open: Vec<AlertView>,
    /// The alerts about answers about safety that a person closed.
    closed_safety: Vec<AlertView>,
}

impl PatientAlerts {
    /// The closed alert about a safety answer of an administration; `None` while one is open, and where none was ever shown: then the answer itself asks
    /// for attention.
    pub fn answered(&self, administration: AdministrationId) -> Option<&AlertView> {
        let about = |view: &&AlertView| view.alert.raised.rule == Rule::SafetyAnswer && view.is_about(administration);
        if self.open.iter().any(|view| about(&view)) { None } else { self.closed_safety.iter().find(about) }
    }
}

impl AlertView {
    fn is_about(&self, administration: AdministrationId) -> bool {
        self.evidence.iter().any(|fact| fact.id == administration.to_string())
    }
}

/// Repeats of one sign, read together. Each is acknowledged by itself.
#[derive(Clone, Debug)]
pub struct InboxGroup {
    /// The latest first; never empty.
    pub alerts: Vec<AlertView>,
}

/// What needs an answer.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// Safety alerts that nobody has acknowledged first, whoever has them, then the caller's own; within each, safety before treatment before tasks,
    /// then what has waited longest.
    pub groups: Vec<InboxGroup>,
    /// How many alerts are in groups with a safety alert that nobody has acknowledged, on all pages.
    pub urgent: usize,
    /// How many further alerts are the caller's own, on all pages.
    pub own: usize,
    /// How many further ones are with others, on all pages.
    pub others: usize,
    /// How many alerts there are of each class, whichever is asked for.
    pub of_class: BTreeMap<Class, usize>,
    /// Open alerts of everybody that do not read, for those who see the alerts of everybody: nothing goes on about them by itself.
    pub unreadable: Vec<RecordId>,
    /// The last alert of this page when there is another.
    pub next: Option<RecordId>,
}

/// Which part of an inbox is asked for.
#[derive(Clone, Copy, Debug)]
pub struct InboxPage {
    /// An alert of the last group of the page before.
    pub after: Option<RecordId>,
    /// At most so many groups.
    pub size: usize,
    /// Those of one class only.
    pub class: Option<Class>,
}

impl InboxPage {
    /// All of it.
    pub const WHOLE: Self = Self { after: None, size: usize::MAX, class: None };
}

/// The page of one alert.
#[derive(Clone, Debug)]
pub struct AlertPage {
    /// The alert.
    pub view: AlertView,
    /// What became of the records it rests on since it was raised, by their id; those that stand as they stood then are not in it.
    pub since: BTreeMap<String, Since>,
    /// Earlier and later alerts of the same kind about the same patient, the latest first.
    pub repeats: Vec<AlertView>,
    /// Names of the people in its history.
    pub names: BTreeMap<UserId, String>,
    /// To whom it can be handed over.
    pub colleagues: Vec<(UserId, String)>,
    /// The name and credential with which the caller signs; `None` for somebody who cannot.
    pub signature: Option<String>,
    /// Where the practice keeps safety plans; only for an alert about safety, and where the practice says so.
    pub safety_plan: Option<String>,
    /// How the patient is reached and how the answer was given; only for an alert about safety, and for those who have it.
    pub reach: Option<Reach>,
}

impl InboxGroup {
    /// The latest of them.
    pub fn latest(&self) -> &AlertView {
        self.alerts.first().expect("a group is made of at least one alert")
    }

    /// Since when the first of them waits.
    pub fn waits_since(&self) -> Instant {
        self.alerts.iter().map(|view| view.alert.raised.occurred_at).min().expect("a group is made of at least one alert")
    }

    /// True when one of them is about safety and nobody has acknowledged it.
    pub fn is_urgent(&self) -> bool {
        self.alerts.iter().any(|view| view.alert.raised.class == Class::Safety && view.alert.state == State::Open)
    }

    /// True when one of them is about safety and has been open for too long.
    pub fn is_late(&self) -> bool {
        self.alerts.iter().any(|view| view.is_late)
    }

    /// True when the caller owns any of them.
    pub fn is_own(&self) -> bool {
        self.alerts.iter().any(|view| view.is_own)
    }
}

impl App {
    /// What needs an answer from the caller. Notes for each alert of their own on the page that it was on their screen.
    #[crate::boxed]
    pub async fn inbox(&self, caller: &Caller, page: InboxPage) -> Result<Inbox, AppError> {
        let scope = match caller.may(Data::Alerts) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, "view_alerts", refused.into()).await,
        };
        let (operation, app, asking, now) = (self.operation(caller, "view_alerts"), self.clone(), caller.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let open = open_for(unit, &asking, scope).await?;
                views(unit, &app, &asking, open, now).await
            })
        });
        let Read { mut views, mut unreadable } = read.await?;
        if scope != Scope::All {
            unreadable.clear();
        }
        let mut of_class: BTreeMap<Class, usize> = BTreeMap::new();
        for view in &views {
            *of_class.entry(view.alert.raised.class).or_default() += 1;
        }
        views.retain(|view| page.class.is_none_or(|class| view.alert.raised.class == class));
        let inbox = Inbox { of_class, unreadable, ..paged(grouped(views), page) };
        self.mark_shown(caller, inbox.groups.iter().flat_map(|group| &group.alerts).filter(|view| view.is_own)).await?;
        Ok(inbox)
    }

    /// Opens one alert, with its repeats and its history.
    #[crate::boxed]
    pub async fn alert(&self, caller: &Caller, id: RecordId) -> Result<AlertPage, AppError> {
        let (operation, app, asking, now) = (self.operation(caller, crate::opening::VIEW_ALERT), self.clone(), caller.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let stored = visible(unit, &asking, id).await?;
                let (patient, records) = crate::context::person(unit, stored.raised.patient).await?;
                let mut repeats = storage::alert::of_patients(unit, &records, View::Current).await?;
                repeats.retain(|each| each.raised.group == stored.raised.group && each.raised.id != id && !each.raised.is_silent);
                let owners = Owners::load(unit, &[patient]).await?;
                let names = people_of(&stored).into_iter().map(|user| (user, owners.name(user))).collect();
                let colleagues = colleagues(&owners, &stored.raised, asking.user());
                let program = owners.program(&stored.raised);
                let view = views(unit, &app, &asking, vec![stored], now).await?.views.pop().ok_or(AppError::NotFound("alert"))?;
                let repeats = views(unit, &app, &asking, repeats, now).await?.views;
                let signature = signature(unit, &asking).await?;
                let safety_plan = match view.alert.raised.class {
                    Class::Safety => crate::safety_plan::address_for(unit, program, PlanReader::Staff).await?,
                    _ => None,
                };
                let reach = match view.alert.raised.class {
                    Class::Safety if view.is_own => Some(Reach::load(unit, patient, &view.evidence, program).await?),
                    _ => None,
                };
                let since = since::since(unit, &view.evidence).await?;
                Ok(AlertPage { view, since, repeats, names, colleagues, signature, safety_plan, reach })
            })
        });
        let result = read.await;
        let page = self.audited(caller, crate::opening::VIEW_ALERT, result).await?;
        self.mark_shown(caller, std::iter::once(&page.view)).await?;
        Ok(page)
    }

    /// The open alerts about one patient, safety first.
    #[crate::boxed]
    pub async fn alerts_of(&self, caller: &Caller, patient: PatientId) -> Result<PatientAlerts, AppError> {
        let (operation, app, asking, now) = (self.operation(caller, "view_alerts"), self.clone(), caller.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = crate::context::person(unit, patient).await?;
                let today = crate::context::today_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Alerts, shown, today).await?;
                let mut stored = storage::alert::of_patients(unit, &records, View::Current).await?;
                stored.retain(|each| !each.raised.is_silent);
                let mut views = views(unit, &app, &asking, stored, now).await?.views;
                views.sort_by_key(|view| (view.alert.raised.class, std::cmp::Reverse(view.alert.raised.occurred_at), view.id));
                let (open, mut closed_safety): (Vec<AlertView>, Vec<AlertView>) = views.into_iter().partition(|view| view.alert.is_open());
                closed_safety.retain(|view| view.alert.raised.rule == Rule::SafetyAnswer);
                Ok(PatientAlerts { open, closed_safety })
            })
        });
        let result = read.await;
        self.audited(caller, "view_alerts", result).await
    }

    /// Takes an alert on.
    #[crate::boxed]
    pub async fn acknowledge_alert(&self, caller: &Caller, id: RecordId) -> Result<(), AppError> {
        self.act(caller, "acknowledge_alert", id, None, |alert, by, _, at| Ok(alert.acknowledge(by, at)?)).await
    }

    /// Gives an alert to a colleague, who has to take it on.
    #[crate::boxed]
    pub async fn hand_over_alert(&self, caller: &Caller, id: RecordId, to: UserId) -> Result<(), AppError> {
        self.act(caller, "hand_over_alert", id, Some(to), move |alert, by, _, at| Ok(alert.hand_over(by, to, at)?)).await
    }

    /// Closes an alert: what was done, in the person's words, signed with their name.
    #[crate::boxed]
    pub async fn close_alert(&self, caller: &Caller, id: RecordId, disposition: Disposition, note: &str) -> Result<(), AppError> {
        let note = note.trim().to_owned();
        self.act(caller, "close_alert", id, None, move |alert, by, signature, at| {
            Ok(alert.close(by, Closing { disposition, note, signature }, at)?)
        })
        .await
    }

    /// Does something about an alert that the caller may see. `to` is whoever gets it: one of those who may.
    async fn act<F>(&self, caller: &Caller, action: &'static str, id: RecordId, to: Option<UserId>, decide: F) -> Result<(), AppError>
    where
        F: FnOnce(&Alert, UserId, String, Instant) -> Result<Event, AppError> + Send + 'static,
    {
        let (operation, asking) = (self.operation(caller, action), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let now = unit.at();
                let by = asking.user().ok_or(AppError::RoleRefused(Data::Alerts))?;
                let stored = visible(unit, &asking, id).await?;
                if let Some(to) = to {
                    let owners = Owners::load(unit, &[stored.raised.patient]).await?;
                    if !colleagues(&owners, &stored.raised, None).iter().any(|(user, _)| *user == to) {
                        return Err(AppError::field("to", FieldProblemKind::NotAChoice));
                    }
                }
                let signature = signature(unit, &asking).await?.unwrap_or_default();
                let event = decide(&alert_of(&stored)?, by, signature, now)?;
                storage::alert::append(unit, id, Some(stored.events.len()), &row_of(&event)).await?;
                if matches!(event.kind, EventKind::Acknowledged { .. } | EventKind::Closed { .. }) {
                    crate::message::no_more_notices(unit, id).await?;
                }
                Ok(())
            })
        });
        let result = write.await;
        self.audited(caller, action, result).await
    }

    /// Notes that alerts were on the caller's screen, each once: those of their own in the inbox, and whichever was opened.
    async fn mark_shown<'a>(&self, caller: &Caller, views: impl Iterator<Item = &'a AlertView>) -> Result<(), AppError> {
        let Some(user) = caller.user() else { return Ok(()) };
        let was_shown = |view: &&AlertView| view.alert.events.iter().any(|event| event.kind == EventKind::Shown { to: user });
        let new: Vec<RecordId> = views.filter(|view| view.alert.is_open() && !was_shown(view)).map(|view| view.id).collect();
        if new.is_empty() {
            return Ok(());
        }
        let operation = self.operation(caller, "show_alerts");
        let write = self.database.write_retrying::<_, storage::StorageError, _>(&operation, move |unit| {
            let new = new.clone();
            Box::pin(async move {
                let shown = row_of(&Event { at: unit.at(), kind: EventKind::Shown { to: user } });
                for id in new {
                    storage::alert::append(unit, id, None, &shown).await?;
                }
                Ok(())
            })
        });
        Ok(write.await?)
    }
}

/// The open alerts that a caller sees: those of everybody, or of their patients, those that they hold, and those that came to them by a roster.
async fn open_for(unit: &mut ReadUnit, caller: &Caller, scope: Scope) -> Result<Vec<StoredAlert>, AppError> {
    if scope == Scope::All {
        return Ok(storage::alert::open(unit).await?);
    }
    let today = crate::context::today_of(unit, &[]).await?;
    let mut open = match caller.clinician {
        Some(clinician) => storage::alert::open_of_clinician(unit, clinician, today).await?,
        None => Vec::new(),
    };
    let Some(user) = caller.user() else { return Ok(open) };
    let mut known: BTreeSet<RecordId> = open.iter().map(|alert| alert.raised.id).collect();
    let given = storage::alert::open_given_to(unit, user).await?;
    let holds = |stored: &StoredAlert| alert_of(stored).is_ok_and(|alert| alert.holder == Some(user));
    open.extend(given.into_iter().filter(|stored| holds(stored) && known.insert(stored.raised.id)));
    let by_roster = by_roster(unit, user).await?;
    open.extend(by_roster.into_iter().filter(|stored| known.insert(stored.raised.id)));
    Ok(open)
}

/// The open alerts that come to somebody because they are on call now, or on duty at a site.
async fn by_roster(unit: &mut ReadUnit, user: UserId) -> Result<Vec<StoredAlert>, AppError> {
    let roster = Owners::load(unit, &[]).await?;
    let is_on_call = roster.is_on_call(user);
    if !is_on_call && !roster.is_on_site(user) {
        return Ok(Vec::new());
    }
    let mut open = storage::alert::open(unit).await?;
    let patients: Vec<PatientId> = open.iter().map(|alert| alert.raised.patient).collect();
    let owners = Owners::load(unit, &patients).await?;
    let on_duty = OnDuty::load(unit, &owners, &open.iter().map(|alert| &alert.raised).collect::<Vec<_>>()).await?;
    let is_with_on_call = |stored: &StoredAlert| alert_of(stored).is_ok_and(|alert| alert.tier == outcomes::alert::Tier::OnCall);
    open.retain(|stored| (is_on_call && is_with_on_call(stored)) || on_duty.of(&owners, &stored.raised).contains(&user));
    Ok(open)
}

/// The alert, when the caller may see it: by the matrix, or because it is theirs now.
async fn visible(unit: &mut ReadUnit, caller: &Caller, id: RecordId) -> Result<StoredAlert, AppError> {
    caller.may(Data::Alerts)?;
    let stored = storage::alert::get(unit, id).await?.ok_or(AppError::NotFound("alert"))?;
    let owners = Owners::load(unit, &[stored.raised.patient]).await?;
    let (has_it, _) = owners_of(&alert_of(&stored)?, &owners);
    let on_duty = on_site::on_duty_for(unit, &owners, &stored.raised).await?;
    if caller.user().is_some_and(|user| has_it.contains(&user) || on_duty.contains(&user)) {
        return Ok(stored);
    }
    let today = unit.at().day_in(owners.zone(&stored.raised));
    check_patient(unit, caller, Data::Alerts, owners.shown_as(stored.raised.patient), today).await?;
    Ok(stored)
}

/// True while nobody has closed it and no record has resolved it. One that does not read counts as open.
pub(crate) fn is_open(stored: &StoredAlert) -> bool {
    alert_of(stored).map_or(true, |alert| alert.is_open())
}

/// Who has an alert now, and what happens if they do nothing. What somebody has who may no longer sign in belongs to its place in the chain.
fn owners_of(alert: &Alert, owners: &Owners) -> (Vec<UserId>, NextStep) {
    let chain = owners.chain(&alert.raised);
    let holder = alert.holder.filter(|holder| !owners.has_left(*holder));
    let have_it = holder.map_or_else(|| chain.owners(alert.tier), |holder| vec![holder]);
    (have_it, next_step(alert, &chain, owners.policy(), &owners.hours(&alert.raised)))
}

/// Alerts as people see them, and the ids of those that do not read.
struct Read {
    views: Vec<AlertView>,
    unreadable: Vec<RecordId>,
}

async fn views(unit: &mut ReadUnit, app: &App, caller: &Caller, stored: Vec<StoredAlert>, now: Instant) -> Result<Read, AppError> {
    let patients: BTreeSet<PatientId> = stored.iter().map(|each| each.raised.patient).collect();
    let patients: Vec<PatientId> = patients.into_iter().collect();
    let owners = Owners::load(unit, &patients).await?;
    let shown: BTreeSet<PatientId> = patients.iter().map(|patient| owners.shown_as(*patient)).collect();
    let shown: Vec<PatientId> = shown.into_iter().collect();
    let records = unit.get_many::<care::Patient>(&shown, View::Current).await?;
    let records: BTreeMap<PatientId, care::Patient> = records.into_iter().map(|record| (record.id, record.recorded.value)).collect();
    let may_see_answers = caller.scope(Data::Answers) != Scope::Nothing;
    let (stored, unreadable) = readable(stored);
    let on_duty = OnDuty::load(unit, &owners, &stored.iter().map(|(each, _)| &each.raised).collect::<Vec<_>>()).await?;
    let mut views = Vec::with_capacity(stored.len());
    for (each, alert) in stored {
        let damaged = || AppError::Document(format!("alert {}: what it states does not read", each.raised.id));
        let (mut have_it, next) = owners_of(&alert, &owners);
        if alert.is_open() && alert.holder.is_none() {
            let on_duty = on_duty.of(&owners, &each.raised);
            have_it.extend(on_duty.into_iter().filter(|user| !have_it.contains(user)).collect::<Vec<_>>());
        }
        let patient = owners.shown_as(each.raised.patient);
        let record = records.get(&patient);
        let statement = statement_of(&each.raised.finding).ok_or_else(damaged)?;
        views.push(AlertView {
            id: each.raised.id,
            patient,
            patient_name: record.map_or_else(String::new, |record| format!("{} {}", record.given_name, record.family_name)),
            record_number: record.map_or_else(String::new, |record| record.record_number.clone()),
            asked: if may_see_answers { asked::asked(app, &each.raised, &statement) } else { Vec::new() },
            statement,
            evidence: evidence_of(&each.raised.evidence).ok_or_else(damaged)?,
            day: each.raised.day,
            zone: owners.zone(&each.raised).clone(),
            is_own: caller.user().is_some_and(|user| have_it.contains(&user)),
            owners: have_it.iter().map(|user| owners.name(*user)).collect(),
            is_late: is_late(&alert, owners.policy(), now),
            next,
            alert,
        });
    }
    Ok(Read { views, unreadable })
}

/// True for a safety alert that is open for longer than one may be.
fn is_late(alert: &Alert, policy: &Policy, now: Instant) -> bool {
    let open_seconds = now.seconds_since(alert.raised.occurred_at);
    alert.is_open() && alert.raised.class == Class::Safety && open_seconds > i64::from(policy.safety_closing_minutes) * 60
}

/// Repeats together; safety alerts that nobody has acknowledged first, then the caller's own, then safety before treatment before tasks, then what
/// has waited longest.
fn grouped(views: Vec<AlertView>) -> Vec<InboxGroup> {
    let mut groups: BTreeMap<(PatientId, String), Vec<AlertView>> = BTreeMap::new();
    for view in views {
        groups.entry((view.patient, view.alert.raised.group.clone())).or_default().push(view);
    }
    let mut groups: Vec<InboxGroup> = groups
        .into_values()
        .map(|mut alerts| {
            alerts.sort_by_key(|view| std::cmp::Reverse((view.alert.raised.occurred_at, view.id)));
            InboxGroup { alerts }
        })
        .collect();
    groups.sort_by_cached_key(|group| {
        let class = group.alerts.iter().map(|view| view.alert.raised.class).min();
        (!group.is_urgent(), !group.is_own() && !group.is_urgent(), class, group.waits_since(), group.latest().id)
    });
    groups
}

/// The groups after one, as many as are asked for.
fn paged(groups: Vec<InboxGroup>, page: InboxPage) -> Inbox {
    let count = |is_in: fn(&InboxGroup) -> bool| groups.iter().filter(|group| is_in(group)).map(|group| group.alerts.len()).sum();
    let (urgent, own) = (count(InboxGroup::is_urgent), count(|group| !group.is_urgent() && group.is_own()));
    let others = count(|group| !group.is_urgent() && !group.is_own());
    let is_last = |group: &InboxGroup| group.alerts.iter().any(|view| Some(view.id) == page.after);
    let start = groups.iter().position(is_last).map_or(0, |place| place + 1);
    let more = groups.len() - start > page.size;
    let groups: Vec<InboxGroup> = groups.into_iter().skip(start).take(page.size).collect();
    let next = groups.last().filter(|_| more).map(|group| group.latest().id);
    Inbox { groups, urgent, own, others, of_class: BTreeMap::new(), unreadable: Vec::new(), next }
}

/// Everybody in the care team, on call and the directors, once each, without one.
fn colleagues(owners: &Owners, raised: &RaisedAlert, without: Option<UserId>) -> Vec<(UserId, String)> {
    let chain = owners.chain(raised);
    let all: BTreeSet<UserId> = chain.primary.into_iter().chain(chain.members).chain(chain.on_call).chain(chain.director).collect();
    all.into_iter().filter(|user| Some(*user) != without).map(|user| (user, owners.name(user))).collect()
}

fn people_of(stored: &StoredAlert) -> BTreeSet<UserId> {
    stored.events.iter().flat_map(|event| [event.actor, event.owner]).flatten().collect()
}

/// Name and credential of the caller, as they sign.
pub(crate) async fn signature(unit: &mut ReadUnit, caller: &Caller) -> Result<Option<String>, AppError> {
    let Some(user) = caller.user() else { return Ok(None) };
    let name = storage::user::get(unit, user).await?.map(|user| user.name).unwrap_or_default();
    let credential = match caller.clinician {
        Some(clinician) => unit.current::<care::Clinician>(clinician).await?.map(|found| found.recorded.value.credential),
        None => None,
    };
    Ok(Some(match credential.filter(|credential| !credential.is_empty()) {
        Some(credential) => format!("{name}, {credential}"),
        None => name,
    }))
}
