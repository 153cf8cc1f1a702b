//! Papers of charts on which bills rest.

use care::ChartPaper;

use crate::record::column::patient_record;

patient_record! {
    judgement ChartPaper of patient in "chart_paper", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "kind" => kind;
        "patient_signed" => patient_signed;
        "guardian_signed" => guardian_signed;
        "clinician_signed" => clinician_signed;
        "physician_signed" => physician_signed;
        "until_day" => until;
        "covers_telehealth" => covers_telehealth;
        "services" => services;
    }
}
