//! That somebody asked about substance use and there was none.

use care::AbstinenceReport;

use crate::record::column::patient_record;

patient_record! {
    AbstinenceReport of patient in "abstinence_report", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "days_covered" => days_covered;
    }
}
