//! Use of substances.

use care::SubstanceUse;

use crate::record::column::patient_record;

patient_record! {
    SubstanceUse of patient in "substance_use", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "substance" => substance;
        "kind" => kind;
    }
}
