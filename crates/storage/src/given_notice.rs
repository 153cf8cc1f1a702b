//! Notices that were given, to payers, patients and the practice itself.

use utilization_review::given_notice::GivenNotice;

use crate::record::column::patient_record;

patient_record! {
    judgement GivenNotice of episode in "given_notice", ordered by "given_at, id" {
        "episode_id" => episode;
        "kind" => kind;
        "about_day" => about;
        "given_at" => given_at;
        "channel" => channel;
        "recipient" => recipient;
        "taken_by" => taken_by;
        "reference" => reference;
        "words" => words;
    }
}
