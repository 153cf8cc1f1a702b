//! The practice itself: two sites, six programs, who treats and who signs in.

use care::{Clinician, Program};
use vocabulary::{ClinicianId, LevelOfCare, ProgramId, Role, UserId, ZoneName};

use LevelOfCare::{IntensiveOutpatient as Iop, Outpatient as Op, PartialHospitalization as Php, Residential as Rtc};

use crate::desk::Desk;
use crate::entry::Entry;
use crate::plan::{OPENED, Timeframe};
use crate::staff::StaffUser;
use crate::stream::Stream;

/// Where a program is. Mental health at one site, substance use (42 CFR Part 2) at the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    Riverside,
    Lakeview,
}

impl Site {
    fn zone(self) -> ZoneName {
        let name = match self {
            Self::Riverside => "America/New_York",
            Self::Lakeview => "America/Chicago",
        };
        name.parse().expect("the zones of the two sites are in every time zone database")
    }
}

/// Code, name, site, level.
const PROGRAMS: [(&str, &str, Site, LevelOfCare); 6] = [
    ("RIV-OP", "Riverside Outpatient", Site::Riverside, Op),
    ("RIV-IOP", "Riverside Intensive Outpatient", Site::Riverside, Iop),
    ("RIV-PHP", "Riverside Partial Hospitalization", Site::Riverside, Php),
    ("LAK-RTC", "Lakeview Residential", Site::Lakeview, Rtc),
    ("LAK-IOP", "Lakeview Intensive Outpatient", Site::Lakeview, Iop),
    ("LAK-OP", "Lakeview Outpatient", Site::Lakeview, Op),
];

/// What a clinician does for the patients of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calling {
    /// Answers for treatment at these levels.
    Therapist(&'static [LevelOfCare]),
    /// Prescribes for the whole site.
    Prescriber,
}

struct Colleague {
    code: &'static str,
    name: &'static str,
    credential: &'static str,
    site: Site,
    calling: Calling,
    /// Treats in Spanish.
    spanish: bool,
    /// Works under the supervision of the site's first therapist.
    supervised: bool,
    /// `None`: does not sign in.
    sign_in: Option<&'static str>,
}

const fn therapist(
    code: &'static str,
    name: &'static str,
    credential: &'static str,
    site: Site,
    levels: &'static [LevelOfCare],
    sign_in: &'static str,
) -> Colleague {
    Colleague {
        code,
        name,
        credential,
        site,
        calling: Calling::Therapist(levels),
        spanish: false,
        supervised: false,
        sign_in: Some(sign_in),
    }
}

const COLLEAGUES: [Colleague; 13] = [
    therapist("C-101", "Amara Okafor", "PhD", Site::Riverside, &[Op, Iop], "okafor"),
    Colleague { spanish: true, ..therapist("C-102", "Teresa Villanueva", "LCSW", Site::Riverside, &[Op, Iop, Php], "villanueva") },
    therapist("C-103", "Julian Hartmann", "LMHC", Site::Riverside, &[Iop], "hartmann"),
    therapist("C-104", "Priya Raghunathan", "PsyD", Site::Riverside, &[Php], "raghunathan"),
    therapist("C-105", "Declan Moriarty", "LCSW", Site::Riverside, &[Php, Iop], "moriarty"),
    Colleague { calling: Calling::Prescriber, ..therapist("C-106", "Naomi Feldstein", "MD", Site::Riverside, &[], "feldstein") },
    therapist("C-107", "Grace Nakamura", "LMFT", Site::Riverside, &[Op], "nakamura"),
    Colleague { supervised: true, ..therapist("C-108", "Marcus Delacroix", "LPC-A", Site::Riverside, &[Op], "delacroix") },
    therapist("C-201", "Hannah Björklund", "LCADC", Site::Lakeview, &[Rtc], "bjorklund"),
    therapist("C-202", "Samuel Adeyemi", "LCSW", Site::Lakeview, &[Rtc, Iop], "adeyemi"),
    Colleague { calling: Calling::Prescriber, ..therapist("C-203", "Rashid Karimov", "MD", Site::Lakeview, &[], "karimov") },
    Colleague { spanish: true, ..therapist("C-204", "Odalys Fuentes", "CADC", Site::Lakeview, &[Iop, Op, Rtc], "fuentes") },
    Colleague { credential: "", supervised: true, sign_in: None, ..therapist("C-205", "Wendell Prather", "", Site::Lakeview, &[Op], "") },
];

/// Name, sign-in name, roles of those who do not treat.
const OFFICE: [(&str, &str, &[Role]); 7] = [
    ("Ingrid Solheim", "solheim", &[Role::Administrator]),
    ("Beatriz Aragão", "aragao", &[Role::Director]),
    ("Lucía Barrera", "barrera", &[Role::FrontDesk]),
    ("Tomasz Zieliński", "zielinski", &[Role::FrontDesk]),
    ("Owen Castellane", "castellane", &[Role::UtilizationReview]),
    ("Farah Haddad", "haddad", &[Role::Biller]),
    ("Ruth Abernathy", "abernathy", &[Role::Director, Role::UtilizationReview]),
];

/// The practice before its first patient.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) programs: Vec<Entry<ProgramId, Program>>,
    pub(crate) clinicians: Vec<Entry<ClinicianId, Clinician>>,
    pub(crate) staff: Vec<StaffUser>,
}

/// A clinician by place in the list; the house knows the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClinicianPlace(usize);

impl ClinicianPlace {
    /// The place in the list of colleagues.
    pub(crate) fn number(self) -> i32 {
        i32::try_from(self.0).unwrap_or(i32::MAX)
    }
}

impl House {
    pub(crate) fn open(stream: &Stream, frame: &Timeframe) -> Self {
        let mut draws = stream.branch("office");
        let zone = Site::Riverside.zone();
        let mut desk = Desk::new(stream.branch("ids"));
        let day = frame.day(OPENED);
        let mut staff = Vec::new();
        let mut clinicians = Vec::new();
        for (name, sign_in_name, roles) in OFFICE {
            let at = frame.at(&zone, OPENED, 8 * 60).plus_seconds(i64::from(draws.between(0, 600)));
            staff.push(user(&mut desk, name, sign_in_name, roles, at));
        }
        let administrator = staff[0].id;
        for colleague in &COLLEAGUES {
            let at = frame.at(&zone, OPENED, 9 * 60).plus_seconds(i64::from(draws.between(0, 3600)));
            let value = Clinician {
                code: colleague.code.to_owned(),
                name: colleague.name.to_owned(),
                credential: colleague.credential.to_owned(),
                left_since: None,
            };
            let entry: Entry<ClinicianId, Clinician> = desk.enter(value, day, at, administrator);
            if let Some(sign_in_name) = colleague.sign_in {
                let licensed = !colleague.supervised;
                let account = user(&mut desk, colleague.name, sign_in_name, &[Role::Clinician], at);
                staff.push(StaffUser { clinician: Some(entry.id), licensed, ..account });
            }
            clinicians.push(entry);
        }
        let programs = (PROGRAMS.iter())
            .map(|(code, name, site, level_of_care)| {
                let at = frame.at(&zone, OPENED, 8 * 60 + 30).plus_seconds(i64::from(draws.between(0, 600)));
                let value = Program {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    level_of_care: *level_of_care,
                    zone: site.zone(),
                    part2: *site == Site::Lakeview,
                    closed_since: None,
                };
                desk.enter(value, day, at, administrator)
            })
            .collect();
        Self { programs, clinicians, staff }
    }

    /// The program of a site at a level. Scripts and draws name only levels that the site has.
    pub(crate) fn program(&self, site: Site, level: LevelOfCare) -> &Entry<ProgramId, Program> {
        let place = PROGRAMS.iter().position(|(_, _, each, of)| *each == site && *of == level);
        &self.programs[place.expect("a site is asked only for levels it has")]
    }

    pub(crate) fn administrator(&self) -> UserId {
        self.staff[0].id
    }

    pub(crate) fn director(&self) -> UserId {
        self.staff[1].id
    }

    pub(crate) fn front_desk(&self, site: Site) -> UserId {
        match site {
            Site::Riverside => self.staff[2].id,
            Site::Lakeview => self.staff[3].id,
        }
    }

    /// Who answers for the treatment of a new patient at this level.
    pub(crate) fn therapist(&self, site: Site, level: LevelOfCare, spanish: bool, stream: &mut Stream) -> ClinicianPlace {
        let treats = |place: &usize| works_at(*place, site, level);
        let fits: Vec<usize> = (0..self.clinicians.len()).filter(treats).collect();
        let in_spanish: Vec<usize> = fits.iter().copied().filter(|place| COLLEAGUES[*place].spanish).collect();
        let choice = stream.place(fits.len());
        let place = if spanish { in_spanish.first().copied().unwrap_or(fits[choice]) } else { fits[choice] };
        ClinicianPlace(place)
    }

    /// The therapist of a site who works at most of its levels of care.
    pub(crate) fn at_most_levels(site: Site) -> ClinicianPlace {
        let levels = |place: &usize| match COLLEAGUES[*place] {
            Colleague { site: of, calling: Calling::Therapist(levels), .. } if of == site => levels.len(),
            _ => 0,
        };
        ClinicianPlace((0..COLLEAGUES.len()).rev().max_by_key(levels).unwrap_or_default())
    }

    /// True when somebody can go on treating after a change of level.
    pub(crate) fn can_stay(place: ClinicianPlace, site: Site, level: LevelOfCare) -> bool {
        works_at(place.0, site, level)
    }

    pub(crate) fn prescriber(site: Site) -> ClinicianPlace {
        let found = COLLEAGUES.iter().position(|each| each.site == site && each.calling == Calling::Prescriber);
        ClinicianPlace(found.expect("each site has one who prescribes"))
    }

    /// The supervisor of somebody who needs one.
    pub(crate) fn supervisor(place: ClinicianPlace) -> Option<ClinicianPlace> {
        let colleague = &COLLEAGUES[place.0];
        let first = COLLEAGUES.iter().position(|each| each.site == colleague.site);
        if colleague.supervised { first.map(ClinicianPlace) } else { None }
    }

    /// Name and credential, as they stand under a rating.
    pub(crate) fn credited(&self, place: ClinicianPlace) -> String {
        let Clinician { name, credential, .. } = &self.clinicians[place.0].value;
        if credential.is_empty() { name.clone() } else { format!("{name}, {credential}") }
    }

    pub(crate) fn clinician_id(&self, place: ClinicianPlace) -> ClinicianId {
        self.clinicians[place.0].id
    }

    /// How much faster or slower than others this clinician's patients get better: a few percent.
    pub(crate) fn pace(place: ClinicianPlace) -> f64 {
        const PACE: [f64; 5] = [1.0, 0.92, 1.08, 0.97, 1.04];
        PACE[place.0 % PACE.len()]
    }

    /// The account of a clinician; the director records for those who do not sign in.
    pub(crate) fn account(&self, place: ClinicianPlace) -> UserId {
        let id = self.clinician_id(place);
        self.staff.iter().find(|user| user.clinician == Some(id)).map_or_else(|| self.director(), |user| user.id)
    }
}

fn works_at(place: usize, site: Site, level: LevelOfCare) -> bool {
    let colleague = &COLLEAGUES[place];
    colleague.site == site && matches!(colleague.calling, Calling::Therapist(levels) if levels.contains(&level))
}

fn user(desk: &mut Desk, name: &str, sign_in_name: &str, roles: &[Role], at: vocabulary::Instant) -> StaffUser {
    StaffUser {
        id: desk.id(at),
        name: name.to_owned(),
        sign_in_name: sign_in_name.to_owned(),
        roles: roles.to_vec(),
        clinician: None,
        licensed: false,
        recorded_at: at,
    }
}
