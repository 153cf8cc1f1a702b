-- Records that stood under the wrong patient and were moved: withdrawn there, recorded anew under another id. They are shown to nobody any more,
-- not even as of a day before they were moved; a record withdrawn for another reason still is. Until here only administrations could be moved;
-- the two halves of a move were written at one instant.

CREATE TABLE moved_record (
    id {text} NOT NULL PRIMARY KEY,
    new_id {text} NOT NULL
){keyed};

INSERT INTO moved_record (id, new_id)
    SELECT withdrawn.id, MIN(anew.id) FROM administration AS withdrawn
    JOIN administration AS anew ON anew.version = 1 AND anew.recorded_at = withdrawn.recorded_at AND anew.recorder = withdrawn.recorder
        AND anew.instrument_id = withdrawn.instrument_id AND anew.day = withdrawn.day AND anew.patient_id <> withdrawn.patient_id
    WHERE withdrawn.superseded_at IS NULL AND withdrawn.void_reason IS NOT NULL
    GROUP BY withdrawn.id;

-- What a person withdrew does not come back with the next file: imports look these few rows up by their key.

CREATE INDEX level_of_care_period__withdrawn_key ON level_of_care_period (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX diagnosis__withdrawn_key ON diagnosis (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX care_team_member__withdrawn_key ON care_team_member (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX administration__withdrawn_key ON administration (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX abstinence_report__withdrawn_key ON abstinence_report (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX attendance__withdrawn_key ON attendance (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_of_care__withdrawn_key ON authorization_of_care (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX billed_units__withdrawn_key ON billed_units (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX clinician_statement__withdrawn_key ON clinician_statement (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX coverage__withdrawn_key ON coverage (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX discharge_appointment__withdrawn_key ON discharge_appointment (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX drug_screen__withdrawn_key ON drug_screen (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX external_level_of_care__withdrawn_key ON external_level_of_care (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX function_rating__withdrawn_key ON function_rating (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX goal_progress__withdrawn_key ON goal_progress (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX housing__withdrawn_key ON housing (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX incident__withdrawn_key ON incident (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX medical_status__withdrawn_key ON medical_status (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX medication__withdrawn_key ON medication (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX medication_change__withdrawn_key ON medication_change (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX participation__withdrawn_key ON participation (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX planned_visit__withdrawn_key ON planned_visit (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX prior_level__withdrawn_key ON prior_level (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX risk_rating__withdrawn_key ON risk_rating (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX service_note__withdrawn_key ON service_note (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX step_down_plan__withdrawn_key ON step_down_plan (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX substance_use__withdrawn_key ON substance_use (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX supports__withdrawn_key ON supports (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX treatment_goal__withdrawn_key ON treatment_goal (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX treatment_plan_change__withdrawn_key ON treatment_plan_change (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
