//! Who owns the alerts of a patient, and when their site is open.

use std::collections::BTreeMap;

use care::CareTeamRole;
use outcomes::alert::{OpeningHours, OwnerChain, Policy, SiteHours};
use storage::on_call_shift::OnCallShift;
use storage::{ReadUnit, View};
use vocabulary::{BusinessCalendar, ClinicianId, Day, EpisodeId, Instant, PatientId, ProgramId, Role, UserId, ZoneName};

use crate::error::AppError;

/// The people of the practice as alerts see them.
pub(crate) struct Owners {
    by_clinician: BTreeMap<ClinicianId, UserId>,
    shifts: Vec<OnCallShift>,
    now: Instant,
    director: Vec<UserId>,
    names: BTreeMap<UserId, String>,
    links: care::identity::PatientLinks,
    teams: BTreeMap<PatientId, Vec<care::CareTeamMember>>,
    zones: BTreeMap<PatientId, ZoneName>,
    programs: BTreeMap<PatientId, ProgramId>,
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
        users.retain(|user| user.disabled_at.is_none());
        let mut teams: BTreeMap<PatientId, Vec<care::CareTeamMember>> = BTreeMap::new();
        for member in storage::care_team::of_patients(unit, &records, View::Current).await? {
            teams.entry(links.shown_as(member.value().patient)).or_default().push(member.recorded.value);
        }
        let programs = storage::program::all(unit, View::Current).await?;
        let first_zone = programs.first().map_or_else(ZoneName::utc, |program| program.value().zone.clone());
        let codes = programs.iter().map(|program| (program.id, program.value().code.clone())).collect();
        let by_program: BTreeMap<ProgramId, ZoneName> =
            programs.into_iter().map(|program| (program.id, program.recorded.value.zone)).collect();
        let (mut zones, mut programs_of) = (BTreeMap::new(), BTreeMap::new());
        let mut latest: BTreeMap<PatientId, EpisodeId> = BTreeMap::new();
        for episode in storage::episode::of_patients(unit, &records, View::Current).await? {
            if let Some(zone) = by_program.get(&episode.value().program) {
                zones.insert(links.shown_as(episode.value().patient), zone.clone());
                programs_of.insert(links.shown_as(episode.value().patient), episode.value().program);
            }
            latest.insert(links.shown_as(episode.value().patient), episode.id);
        }
        let latest: BTreeMap<EpisodeId, PatientId> = latest.into_iter().map(|(patient, episode)| (episode, patient)).collect();
        // Where the level is given, which may be another program than the one that admitted.
        for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
            let program = period.value().program;
            if let (Some(zone), Some(patient)) = (by_program.get(&program), latest.get(&period.value().episode)) {
                zones.insert(*patient, zone.clone());
                programs_of.insert(*patient, program);
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
            zones,
            programs: programs_of,
            codes,
            first_zone,
            calendar: crate::holiday::calendar_in(unit).await?,
            policy: super::policy::in_use(unit).await?.policy,
        })
    }

    /// The zone of a patient's latest program.
    pub(crate) fn zone(&self, patient: PatientId) -> &ZoneName {
        self.zones.get(&self.links.shown_as(patient)).unwrap_or(&self.first_zone)
    }

    /// The program of a patient's latest episode.
    pub(crate) fn program(&self, patient: PatientId) -> Option<ProgramId> {
        self.programs.get(&self.links.shown_as(patient)).copied()
    }

    /// When the site of a patient is open.
    pub(crate) fn hours(&self, patient: PatientId) -> SiteHours {
        let code = self.program(patient).and_then(|program| self.codes.get(&program));
        let OpeningHours { opens, closes } = self.policy.hours_of(code.map(String::as_str));
        SiteHours::new(self.zone(patient).clone(), opens, closes, self.calendar.clone()).expect("a policy that reads holds hours")
    }

    /// How long alerts wait to be taken on.
    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The chain of owners of a patient's alerts on a day.
    pub(crate) fn chain(&self, patient: PatientId, on: Day) -> OwnerChain {
        let (mut primary, mut members) = (None, Vec::new());
        for member in self.teams.get(&self.links.shown_as(patient)).into_iter().flatten() {
            let user = self.by_clinician.get(&member.clinician).filter(|_| member.period.contains(on));
            match user {
                Some(user) if member.role == CareTeamRole::Primary && primary.is_none() => primary = Some(*user),
                Some(user) => members.push(*user),
                None => {}
            }
        }
        OwnerChain { primary, members, on_call: self.on_call_for(patient, self.now), director: self.director.clone() }
    }

    /// The chain of owners of a patient's alerts at an instant.
    pub(crate) fn chain_at(&self, patient: PatientId, at: Instant) -> OwnerChain {
        OwnerChain { on_call: self.on_call_for(patient, at), ..self.chain(patient, at.day_in(self.zone(patient))) }
    }

    /// Who is on call at an instant for the program of a patient: by the roster of the program, else by that of the whole practice.
    fn on_call_for(&self, patient: PatientId, at: Instant) -> Vec<UserId> {
        self.covering(patient, at, false)
    }

    /// Who is on duty now at the site of a patient: by the roster of the program, else by that of the whole practice.
    pub(crate) fn on_site_for(&self, patient: PatientId) -> Vec<UserId> {
        self.covering(patient, self.now, true)
    }

    fn covering(&self, patient: PatientId, at: Instant, is_on_site: bool) -> Vec<UserId> {
        let program = self.programs.get(&self.links.shown_as(patient));
        let of = |wanted: Option<&ProgramId>| -> Vec<UserId> {
            let fits = |shift: &&OnCallShift| shift.covers(at) && shift.is_on_site == is_on_site && shift.program.as_ref() == wanted;
            self.shifts.iter().filter(fits).map(|shift| shift.user).collect()
        };
        let own = program.map_or_else(Vec::new, |program| of(Some(program)));
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
