//! Appointments after discharge or step-down.

use care::DischargeAppointment;

use crate::record::column::patient_record;

patient_record! {
    judgement DischargeAppointment of episode in "discharge_appointment", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "kind" => kind;
        "provider" => provider;
        "starts_at" => starts_at;
    }
}
