//! What was signed for appeals.

use utilization_review::appeal::AppealPaper;

use crate::record::column::patient_record;

patient_record! {
    judgement AppealPaper of episode in "appeal_paper", ordered by "signed_day, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "kind" => kind;
        "signed_day" => signed;
        "signer" => signer;
        "words" => words;
        "clinician_id" => clinician;
        "scope" => scope;
    }
}
