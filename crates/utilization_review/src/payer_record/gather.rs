//! Which decisions answer the same question: requests, and decisions that name none, put together.

use std::collections::BTreeMap;

use vocabulary::{Day, EpisodeId, LevelOfCare, Period, RecordId};

use super::{Asked, Decided};
use crate::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage};

/// The records, in any order.
#[derive(Clone, Debug, Default)]
pub struct Sources<'a> {
    /// What was asked.
    pub requests: Vec<(RecordId, &'a AuthorizationRequest)>,
    /// What was decided.
    pub determinations: Vec<(RecordId, &'a AuthorizationDetermination)>,
    /// What was granted.
    pub authorizations: Vec<(RecordId, &'a Authorization)>,
    /// The days that a decision on appeal gave back, by the decision; empty where it gave back none. They stand day by day: the authorization that such a
    /// decision names may cover more, or only the first of several runs.
    pub won: BTreeMap<RecordId, Vec<Period>>,
}

/// Puts them together. A decision on a request belongs to it. Of those that name none, a first decision answers what was asked before for the same days
/// of the stay and is open still, else it stands for what was asked, once for the same days; what was decided after a conversation or on appeal belongs
/// to the newest before it that shares a day. `attribute` says who pays
/// for a stay on a day and at which level it is, for decisions that grant nothing and so name neither; where it does not know, a decision is left out.
pub fn gather(sources: &Sources<'_>, attribute: impl Fn(EpisodeId, Day) -> Option<(String, LevelOfCare)>) -> Vec<Asked> {
    let granted: BTreeMap<RecordId, &Authorization> = sources.authorizations.iter().copied().collect();
    let mut requests = sources.requests.clone();
    requests.sort_by_key(|(id, request)| (request.submitted_at, *id));
    let mut asked: Vec<Asked> = requests.into_iter().map(|(id, request)| of_request(id, request)).collect();
    let mut places = Places::of(&asked);
    let mut determinations = sources.determinations.clone();
    determinations.sort_by_key(|(id, determination)| (determination.decided_at, *id));
    for (id, determination) in determinations {
        let authorization = determination.authorization.and_then(|id| granted.get(&id).copied());
        let decided = Decided {
            id,
            outcome: determination.outcome,
            stage: determination.stage,
            at: determination.decided_at,
            days: determination.period,
            granted: match sources.won.get(&id) {
                Some(won) => won.clone(),
                None => authorization.map(|authorization| authorization.period).into_iter().collect(),
            },
            has_reason: !determination.reason.trim().is_empty(),
            supplied_at: determination.supplied_at,
        };
        if let Some(place) = places.find(&asked, determination) {
            asked[place].decisions.push(decided);
            continue;
        }
        let named = authorization.map(|authorization| (authorization.payer.clone(), authorization.level_of_care));
        let Some((payer, level_of_care)) = named.or_else(|| attribute(determination.episode, determination.period.first())) else {
            continue;
        };
        places.of_stay.entry(determination.episode).or_default().push(asked.len());
        asked.push(Asked {
            episode: determination.episode,
            payer,
            level_of_care,
            request: None,
            kind: None,
            urgent: false,
            days: determination.period,
            submitted_at: None,
            owed: None,
            decisions: vec![decided],
        });
    }
    asked
}

fn of_request(id: RecordId, request: &AuthorizationRequest) -> Asked {
    Asked {
        episode: request.episode,
        payer: request.payer.clone(),
        level_of_care: request.level_of_care,
        request: Some(id),
        kind: Some(request.kind),
        urgent: request.urgent,
        days: request.period,
        submitted_at: Some(request.submitted_at),
        owed: None,
        decisions: Vec::new(),
    }
}

/// Where what was asked stands in the list.
struct Places {
    of_request: BTreeMap<RecordId, usize>,
    of_stay: BTreeMap<EpisodeId, Vec<usize>>,
}

impl Places {
    fn of(asked: &[Asked]) -> Self {
        let mut places = Self { of_request: BTreeMap::new(), of_stay: BTreeMap::new() };
        for (place, each) in asked.iter().enumerate() {
            places.of_request.extend(each.request.map(|request| (request, place)));
            places.of_stay.entry(each.episode).or_default().push(place);
        }
        places
    }

    /// What a decision answers, among what is known so far.
    fn find(&self, asked: &[Asked], determination: &AuthorizationDetermination) -> Option<usize> {
        if let Some(request) = determination.request {
            return self.of_request.get(&request).copied();
        }
        let of_stay = self.of_stay.get(&determination.episode)?;
        if determination.stage == DecisionStage::FirstReview {
            let same_days = |place: &usize| asked[*place].days == determination.period;
            let was_before = |place: &usize| asked[*place].submitted_at.is_none_or(|at| at <= determination.decided_at);
            let is_open = |place: &usize| asked[*place].first_decision().is_none() && was_before(place);
            let mut places = of_stay.iter().copied().filter(same_days);
            return places.clone().find(is_open).or_else(|| places.next_back());
        }
        of_stay.iter().copied().rfind(|place| {
            let is_before = asked[*place].decisions.last().is_some_and(|decided| decided.at <= determination.decided_at);
            is_before && asked[*place].days.overlaps(determination.period)
        })
    }
}
