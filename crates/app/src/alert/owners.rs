//! Who owns the alerts of a patient, and when their site is open.

use std::collections::{BTreeMap, BTreeSet};

use care::CareTeamRole;
use outcomes::alert::{OpeningHours, OwnerChain, Policy, Raised, SiteHours};
use outcomes::warning_sign::WarningSign;
use storage::alert::RaisedAlert;
use storage::on_call_shift::OnCallShift;
use storage::{ReadUnit, View};
use vocabulary::{BusinessCalendar, ClinicianId, EpisodeId, Instant, PatientId, ProgramId, Role, UserId, ZoneName};

use crate::error::AppError;

/// Whose alerts are meant, and of which stay: somebody may be in two programs at once, each with its own clock, hours and roster.
#[derive(Clone, Copy)]
pub(crate) struct Whose {
    patient: PatientId,
    episode: Option<EpisodeId>,
}

/// Of the latest stay.
impl From<PatientId> for Whose {
    fn from(patient: PatientId) -> Self {
        Self { patient, episode: None }
    }
}

impl From<&RaisedAlert> for Whose {
    fn from(raised: &RaisedAlert) -> Self {
        Self { patient: raised.patient, episode: raised.episode }
    }
}

impl From<&Raised> for Whose {
    fn from(raised: &Raised) -> Self {
        Self { patient: raised.patient, episode: raised.episode }
    }
}

impl From<&WarningSign> for Whose {
    fn from(sign: &WarningSign) -> Self {
        Self { patient: sign.patient, episode: sign.episode }
    }
}

/// The people of the practice as alerts see them.
pub(crate) struct Owners {
    by_clinician: BTreeMap<ClinicianId, UserId>,
    shifts: Vec<OnCallShift>,
    now: Instant,
    director: Vec<UserId>,
    names: BTreeMap<UserId, String>,
    links: care::identity::PatientLinks,
    teams: BTreeMap<PatientId, Vec<care::CareTeamMember>>,
    /// Who may no longer sign in.
    left: BTreeSet<UserId>,
    /// Where the open stays are.
    of_stays: BTreeMap<EpisodeId, ProgramId>,
    /// Where the latest stay of each patient is or was.
    programs: BTreeMap<PatientId, ProgramId>,
    zones: BTreeMap<ProgramId, ZoneName>,
    /// The codes of the programs, which name them in the policy.
    codes: BTreeMap<ProgramId, String>,
    first_zone: ZoneName,
    calendar: BusinessCalendar,
    policy: Policy,
}

impl Owners {
    /// Loads who treats these patients. The records of merged patients count as one.
    pub(crate) async fn load(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Self, AppError> {
        let links = storage::patient_link::links(unit, View::Current).await?;
        let records: Vec<PatientId> = patients.iter().flat_map(|patient| links.records_of(links.shown_as(*patient))).collect();
        let mut users = storage::user::all(unit).await?;
        let names = users.iter().map(|user| (user.id, user.name.clone())).collect();
        let left = users.iter().filter(|user| user.disabled_at.is_some()).map(|user| user.id).collect();
        users.retain(|user| user.disabled_at.is_none());
        let mut teams: BTreeMap<PatientId, Vec<care::CareTeamMember>> = BTreeMap::new();
        for member in storage::care_team::of_patients(unit, &records, View::Current).await? {
            teams.entry(links.shown_as(member.value().patient)).or_default().push(member.recorded.value);
        }
        let programs = storage::program::all(unit, View::Current).await?;
        let first_zone = programs.first().map_or_else(ZoneName::utc, |program| program.value().zone.clone());
        let codes = programs.iter().map(|program| (program.id, program.value().code.clone())).collect();
        let zones: BTreeMap<ProgramId, ZoneName> = programs.into_iter().map(|program| (program.id, program.recorded.value.zone)).collect();
        let (mut of_stays, mut programs_of) = (BTreeMap::new(), BTreeMap::new());
        let mut latest: BTreeMap<PatientId, EpisodeId> = BTreeMap::new();
        for episode in storage::episode::of_patients(unit, &records, View::Current).await? {
            let (patient, program) = (links.shown_as(episode.value().patient), episode.value().program);
            if zones.contains_key(&program) {
                programs_of.insert(patient, program);
                if episode.value().discharge.is_none() {
                    of_stays.insert(episode.id, program);
                }
            }
            latest.insert(patient, episode.id);
        }
        let latest: BTreeMap<EpisodeId, PatientId> = latest.into_iter().map(|(patient, episode)| (episode, patient)).collect();
        // Where the level is given, which may be another program than the one that admitted.
        for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
            let (program, episode) = (period.value().program, period.value().episode);
            if !zones.contains_key(&program) {
                continue;
            }
            if let Some(patient) = latest.get(&episode) {
                programs_of.insert(*patient, program);
            }
            if let Some(of_stay) = of_stays.get_mut(&episode) {
                *of_stay = program;
            }
        }
        let mut shifts: Vec<OnCallShift> =
            storage::on_call_shift::all(unit, View::Current).await?.into_iter().map(|stored| stored.recorded.value).collect();
        shifts.retain(|shift| users.iter().any(|user| user.id == shift.user));
        Ok(Self {
            by_clinician: users.iter().filter_map(|user| Some((user.clinician?, user.id))).collect(),
            shifts,
            now: unit.at(),
            director: users.iter().filter(|user| user.roles.contains(&Role::Director)).map(|user| user.id).collect(),
            names,
            links,
            teams,
            left,
            of_stays,
            programs: programs_of,
            zones,
            codes,
            first_zone,
            calendar: crate::holiday::calendar_in(unit).await?,
            policy: super::policy::in_use(unit).await?.policy,
        })
    }

    /// The record under which a patient is shown.
    pub(crate) fn shown_as(&self, patient: PatientId) -> PatientId {
        self.links.shown_as(patient)
    }

    /// Whether somebody may no longer sign in: what they have has to be taken on by somebody else.
    pub(crate) fn has_left(&self, user: UserId) -> bool {
        self.left.contains(&user)
    }

    /// The zone of the program of a stay.
    pub(crate) fn zone(&self, whose: impl Into<Whose>) -> &ZoneName {
        self.program(whose).and_then(|program| self.zones.get(&program)).unwrap_or(&self.first_zone)
    }

    /// The program of a stay while it is open; else that of the patient's latest stay.
    pub(crate) fn program(&self, whose: impl Into<Whose>) -> Option<ProgramId> {
        let Whose { patient, episode } = whose.into();
        let of_stay = episode.and_then(|episode| self.of_stays.get(&episode));
        of_stay.or_else(|| self.programs.get(&self.links.shown_as(patient))).copied()
    }

    /// When the site of a stay is open.
    pub(crate) fn hours(&self, whose: impl Into<Whose>) -> SiteHours {
        let whose = whose.into();
        let code = self.program(whose).and_then(|program| self.codes.get(&program));
        let OpeningHours { opens, closes } = self.policy.hours_of(code.map(String::as_str));
        SiteHours::new(self.zone(whose).clone(), opens, closes, self.calendar.clone()).expect("a policy that reads holds hours")
    }

    /// How long alerts wait to be taken on.
    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The chain of owners of the alerts of a stay, now.
    pub(crate) fn chain(&self, whose: impl Into<Whose>) -> OwnerChain {
        let whose = whose.into();
        let (on, mut primary, mut members) = (self.now.day_in(self.zone(whose)), None, Vec::new());
        for member in self.teams.get(&self.links.shown_as(whose.patient)).into_iter().flatten() {
            let user = self.by_clinician.get(&member.clinician).filter(|_| member.period.contains(on));
            match user {
                Some(user) if member.role == CareTeamRole::Primary && primary.is_none() => primary = Some(*user),
                Some(user) => members.push(*user),
                None => {}
            }
        }
        OwnerChain { primary, members, on_call: self.covering(whose, false), director: self.director.clone() }
    }

    /// Who is on duty now at the site of a stay: by the roster of the program, else by that of the whole practice.
    pub(crate) fn on_site_for(&self, whose: impl Into<Whose>) -> Vec<UserId> {
        self.covering(whose.into(), true)
    }

    /// Who is on a roster now: that of the program, else that of the whole practice.
    fn covering(&self, whose: Whose, is_on_site: bool) -> Vec<UserId> {
        let program = self.program(whose);
        let of = |wanted: Option<&ProgramId>| -> Vec<UserId> {
            let fits = |shift: &&OnCallShift| shift.covers(self.now) && shift.is_on_site == is_on_site && shift.program.as_ref() == wanted;
            self.shifts.iter().filter(fits).map(|shift| shift.user).collect()
        };
        let own = program.as_ref().map_or_else(Vec::new, |program| of(Some(program)));
        if own.is_empty() { of(None) } else { own }
    }

    /// Whether somebody is on call now, for whatever program.
    pub(crate) fn is_on_call(&self, user: UserId) -> bool {
        self.shifts.iter().any(|shift| shift.user == user && !shift.is_on_site && shift.covers(self.now))
    }

    /// Whether somebody is on duty now at some site.
    pub(crate) fn is_on_site(&self, user: UserId) -> bool {
        self.shifts.iter().any(|shift| shift.user == user && shift.is_on_site && shift.covers(self.now))
    }

    /// What somebody is called; their id where the account is gone.
    pub(crate) fn name(&self, user: UserId) -> String {
        self.names.get(&user).cloned().unwrap_or_else(|| user.to_string())
    }
}
