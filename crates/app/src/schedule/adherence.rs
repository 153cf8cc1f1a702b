//! How much of what was due was done, by program, clinician and phase; and of how many ended episodes there is a score at both ends.

use std::collections::BTreeMap;

use care::Episode;
use collection::adherence::{self, Completion, EpisodeDue, PhaseCompletion, Tally};
use collection::due::due_set;
use instruments::Phase;
use storage::View;
use vocabulary::{ClinicianId, Day};

use super::{ProtocolInUse, gather, protocol};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What became of windows, under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdherenceRow {
    /// The code of a program or the name of a clinician; `None` gathers the episodes without one.
    pub name: Option<String>,
    /// What became of them.
    pub tally: Tally,
}

/// Completion of ended episodes, under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionRow {
    /// The code of a program or the name of a clinician; `None` gathers the episodes without one.
    pub name: Option<String>,
    /// How many, and how many were measured.
    pub completion: Completion,
}

/// The report: episodes that were open at some time in the days looked at.
#[derive(Clone, Debug)]
pub struct Adherence {
    /// The first day of the episodes looked at: whatever ended before is left out.
    pub since: Day,
    /// How many episodes.
    pub episodes: usize,
    /// By the program that asked.
    pub by_program: Vec<AdherenceRow>,
    /// By the clinician who answers for the treatment.
    pub by_clinician: Vec<AdherenceRow>,
    /// By phase of the episode.
    pub by_phase: Vec<(Phase, Tally)>,
    /// Completion by the program that admitted.
    pub completion_by_program: Vec<CompletionRow>,
    /// Completion by clinician.
    pub completion_by_clinician: Vec<CompletionRow>,
    /// Completion by phase, of ended and open episodes.
    pub completion_by_phase: Vec<(Phase, PhaseCompletion)>,
    /// By what it was asked.
    pub protocol: ProtocolInUse,
}

impl App {
    /// The report over the episodes of the last so many days. Clinicians see their own patients' episodes.
    #[crate::boxed]
    pub async fn adherence(&self, caller: &Caller, days: u16) -> Result<Adherence, AppError> {
        const ACTION: &str = "view_adherence";
        let scope = match caller.may(Data::Care) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, library, clinician, now) = (self.operation(caller, ACTION), self.library(), caller.clinician, self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let since = crate::context::today_of(unit, &[]).await?.plus_days(-i32::from(days));
                let in_use = protocol::in_use(unit, &library).await?;
                let people = gather::all(unit, scope, clinician, now, |episode, _| reaches(episode, since)).await?;
                let names = storage::clinician::all(unit, View::Current).await?;
                let names: BTreeMap<ClinicianId, String> = names.into_iter().map(|each| (each.id, each.recorded.value.name)).collect();
                let episodes: Vec<EpisodeDue> = people
                    .iter()
                    .map(|person| EpisodeDue {
                        clinician: person.clinician,
                        has_ended: person.facts.discharged.is_some(),
                        due: due_set(&in_use.protocol, &person.facts, person.today),
                    })
                    .collect();
                let programs = super::program_names(unit).await?;
                Ok(report(since, &episodes, (&names, &programs), in_use))
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }
}

fn reaches(episode: &Episode, since: Day) -> bool {
    episode.discharge.as_ref().is_none_or(|discharge| discharge.day >= since)
}

fn report(
    since: Day,
    episodes: &[EpisodeDue],
    (names, programs): (&BTreeMap<ClinicianId, String>, &BTreeMap<String, String>),
    protocol: ProtocolInUse,
) -> Adherence {
    let program = |code: &str| Some(programs.get(code).map_or(code, String::as_str).to_owned());
    let name = |id: Option<ClinicianId>| id.and_then(|id| names.get(&id).cloned());
    Adherence {
        since,
        episodes: episodes.len(),
        by_program: adherence::by_program(episodes).into_iter().map(|(code, tally)| AdherenceRow { name: program(&code), tally }).collect(),
        by_clinician: adherence::by_clinician(episodes).into_iter().map(|(id, tally)| AdherenceRow { name: name(id), tally }).collect(),
        by_phase: adherence::by_phase(episodes).into_iter().collect(),
        completion_by_program: adherence::completion_by_program(episodes)
            .into_iter()
            .map(|(code, completion)| CompletionRow { name: program(&code), completion })
            .collect(),
        completion_by_clinician: adherence::completion_by_clinician(episodes)
            .into_iter()
            .map(|(id, completion)| CompletionRow { name: name(id), completion })
            .collect(),
        completion_by_phase: adherence::completion_by_phase(episodes).into_iter().collect(),
        protocol,
    }
}
