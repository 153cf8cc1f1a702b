//! Letters that left.

use utilization_review::appeal::ReleasedLetter;

use crate::record::column::patient_record;

patient_record! {
    judgement ReleasedLetter of episode in "released_letter", ordered by "recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "determination_id" => determination;
        "kind" => kind;
        "appeal_id" => appeal;
        "author" => author;
        "snapshot_sha256" => snapshot_sha256;
        "release_id" => release;
    }
}
