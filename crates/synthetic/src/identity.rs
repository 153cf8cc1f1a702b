//! Who a patient is: a name from the lists, a birth day, and what results are stratified by. Some of it is not recorded, as everywhere.

use care::{Ethnicity, Patient};
use vocabulary::Sex;

use crate::names::{COMMUNITIES, Community, community_of};
use crate::plan::Timeframe;
use crate::stream::Stream;

/// The facts of a patient who comes for the first time at `offset`. `language` is given for some of the cast.
pub(crate) fn invent(number: usize, offset: i32, language: Option<&str>, frame: &Timeframe, stream: &Stream) -> Patient {
    let mut draws = stream.branch("identity");
    let shares: Vec<(usize, u32)> = COMMUNITIES.iter().enumerate().map(|(place, community)| (place, community.share)).collect();
    let drawn = draws.weighted(&shares);
    let community = &COMMUNITIES[language.and_then(community_of).unwrap_or(drawn)];
    let sex = draws.weighted(&[(Some(Sex::Female), 54), (Some(Sex::Male), 42), (Some(Sex::Other), 2), (None, 2)]);
    let tag = draws.weighted(community.languages);
    let race = draws.weighted(community.races);
    let ethnicity = draws.weighted(&[(community.ethnicity, 96), (Ethnicity::Declined, 4)]);
    let (race_recorded, ethnicity_recorded) = (draws.chance(0.92), draws.chance(0.94));
    Patient {
        record_number: record_number(number),
        given_name: given_name(community, sex, &mut draws).to_owned(),
        family_name: draws.pick(community.families).to_owned(),
        birth_day: frame.day(offset - age_in_days(&mut draws)),
        sex,
        race: race_recorded.then_some(race),
        ethnicity: ethnicity_recorded.then_some(ethnicity),
        language: language.unwrap_or(tag).parse().expect("the lists hold language tags"),
    }
}

/// The practice's number of a patient.
pub(crate) fn record_number(number: usize) -> String {
    format!("RL-{:05}", 10_001 + number)
}

fn given_name(community: &Community, sex: Option<Sex>, draws: &mut Stream) -> &'static str {
    let woman = match sex {
        Some(Sex::Female) => true,
        Some(Sex::Male) => false,
        Some(Sex::Other) | None => draws.chance(0.5),
    };
    draws.pick(if woman { community.women } else { community.men })
}

/// From 18 to 76 years, more young than old.
fn age_in_days(draws: &mut Stream) -> i32 {
    let years = 18.1 + 58.0 * draws.fraction() * draws.within(0.35, 1.0);
    crate::stream::nearest(years * 365.25)
}
