//! What holds in a practice: its rules of time, its holidays, its payers and its zone.

use std::collections::BTreeSet;
use std::path::Path;

use care::PayerProfile;
use utilization_review::clock::RuleSet;
use vocabulary::{Day, ZoneName};
use wording::Key;

use crate::configuration::{self, Location};
use crate::console;
use crate::failure::Failure;
use crate::wiring::{self, Practice, app_failure};

/// The zone where no practice says one.
const ZONE: &str = "America/New_York";

/// What deadlines are counted with.
pub(super) struct House {
    pub(super) rules: RuleSet,
    pub(super) holidays: BTreeSet<Day>,
    pub(super) payers: Vec<PayerProfile>,
    pub(super) zone: ZoneName,
}

impl House {
    /// What ships, and no holidays.
    pub(super) fn shipped() -> Self {
        Self {
            rules: RuleSet::shipped(),
            holidays: BTreeSet::new(),
            payers: PayerProfile::shipped().into_iter().map(|(profile, _)| profile).collect(),
            zone: ZONE.parse().expect("a zone of the database of zones"),
        }
    }

    /// That of the practice whose database is configured; what ships where there is none. A practice that is named by its configuration has to be there.
    pub(super) fn of(named: Option<&Path>) -> Result<Self, Failure> {
        let configuration = configuration::load(named).configuration()?;
        let is_there = match &configuration.database.location {
            Location::File { path, .. } => path.exists(),
            Location::Address { .. } => true,
        };
        if !is_there && named.is_none() {
            return Ok(Self::shipped());
        }
        let house = wiring::block_on(async {
            let practice = Practice::open(&configuration, "deadlines").await?;
            let read = Self::read(&practice).await;
            practice.close().await?;
            read
        })?;
        console::note(&console::text().say_with(Key::CommandDeadlinesPractice, &[("practice", (&configuration.practice_name).into())]));
        Ok(house)
    }

    async fn read(practice: &Practice) -> Result<Self, Failure> {
        let (app, caller) = (&practice.app, &practice.caller);
        let rules = app.deadline_rules(caller).await.map_err(|error| app_failure(&error))?;
        let holidays = app.holidays(caller).await.map_err(|error| app_failure(&error))?;
        let payers = app.payers(caller).await.map_err(|error| app_failure(&error))?;
        Ok(Self {
            rules: rules.rules,
            holidays: holidays.days,
            payers: payers.into_iter().map(|payer| payer.profile).collect(),
            zone: rules.zone,
        })
    }

    /// The profile with a key; `None` where none has it, or where a file of that name is meant.
    pub(super) fn payer(&self, key: &Path) -> Option<&PayerProfile> {
        let key = key.to_str().filter(|_| !key.exists())?;
        self.payers.iter().find(|payer| payer.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "id = \"ours\"\nversion = \"1\"\n\n[[rule]]\nid = \"OURS-1\"\nregime = \"contract\"\nevent = \"denial_received\"\n\
                         owed_by = \"practice\"\nlimit = { business_days = 3 }\nsource = \"agreed in our meeting\"\n";

    fn told<T>(result: Result<T, Failure>) -> T {
        result.unwrap_or_else(|failure| panic!("{}", failure.message))
    }

    #[test]
    fn the_rules_holidays_payers_and_zone_of_the_practice_are_those_that_hold() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("throughline.toml");
        let location = folder.path().join("practice.db");
        let content = format!("[practice]\nname = \"Invented\"\n\n[database]\nlocation = {:?}\n", location.display().to_string());
        std::fs::write(&file, content).expect("a file");
        assert!(House::of(Some(&file)).is_err(), "a practice that is named has to be there");
        let configuration = told(configuration::load(Some(&file)).configuration());
        told(wiring::block_on(async {
            let practice = Practice::make(&configuration, "test").await?;
            let (app, caller) = (&practice.app, &practice.caller);
            let program = care::Program {
                code: "IOP".to_owned(),
                name: "Riverside".to_owned(),
                level_of_care: vocabulary::LevelOfCare::IntensiveOutpatient,
                zone: "America/Chicago".parse().expect("a zone"),
                part2: false,
                closed_since: None,
            };
            app.add_program(caller, program).await.map_err(|error| app_failure(&error))?;
            app.save_deadline_rules(caller, RULES.to_owned()).await.map_err(|error| app_failure(&error))?;
            let days = BTreeSet::from(["2026-11-26".parse().expect("a day")]);
            let holidays = app::holiday::Holidays { days, version: 0 };
            app.save_holidays(caller, holidays).await.map_err(|error| app_failure(&error))?;
            let (_, text) = PayerProfile::shipped().into_iter().next().expect("a profile that ships");
            let own = text.replacen("key = \"generic-commercial\"", "key = \"acme-health\"", 1);
            app.save_payer(caller, own).await.map_err(|error| app_failure(&error))?;
            practice.close().await
        }));
        let (house, shipped) = (told(House::of(Some(&file))), House::shipped());
        assert!(house.rules.rules.iter().any(|rule| rule.id == "OURS-1" && rule.of_practice));
        assert!(shipped.rules.rules.iter().all(|rule| rule.id != "OURS-1"));
        assert_eq!((house.holidays.len(), shipped.holidays.len()), (1, 0));
        assert_eq!(house.zone.to_string(), "America/Chicago");
        assert!(house.payer(Path::new("acme-health")).is_some() && shipped.payer(Path::new("acme-health")).is_none());
        assert!(house.payer(&file).is_none(), "a file of that name is meant");
    }
}
