//! Clauses of payers' named criteria, as the practice entered them for a review.

use utilization_review::packet::CriteriaClause;

use crate::record::column::patient_record;

patient_record! {
    judgement CriteriaClause of episode in "criteria_clause", ordered by "place, id" {
        "episode_id" => episode;
        "review_id" => review;
        "place" => place;
        "quotation" => quotation;
        "argument" => argument;
        "rests_on" => rests_on;
    }
}
