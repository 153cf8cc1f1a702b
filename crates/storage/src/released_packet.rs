//! Packets that left.

use utilization_review::packet::ReleasedPacket;

use crate::record::column::patient_record;

patient_record! {
    judgement ReleasedPacket of episode in "released_packet", ordered by "recorded_at, id" {
        "episode_id" => episode;
        "review_id" => review;
        "variant" => variant;
        "author" => author;
        "engine" => engine;
        "snapshot_sha256" => snapshot_sha256;
        "release_id" => release;
    }
}
