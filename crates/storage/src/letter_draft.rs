//! Texts of letters as they were saved.

use utilization_review::appeal::LetterDraft;

use crate::record::column::patient_record;

patient_record! {
    judgement LetterDraft of episode in "letter_draft", ordered by "recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "kind" => kind;
        "appeal_id" => appeal;
        "content" => text;
        "index_sha256" => index_sha256;
    }
}
