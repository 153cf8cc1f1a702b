-- Records that a level of care rests on: what was planned and took place, what clinicians found, rated and stated, what happened.
-- Ratings are 0 to 4. Moments that freshness is counted from in hours are instants; all others are days, local to the program.

CREATE TABLE abstinence_report (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    days_covered {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX abstinence_report__id ON abstinence_report (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX abstinence_report__external_key ON abstinence_report (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX abstinence_report_of_patient ON abstinence_report (patient_id, day);

CREATE TABLE attendance (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    kind {text} NOT NULL,
    status {text} NOT NULL,
    planned_minutes {integer} NOT NULL,
    delivered_minutes {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX attendance__id ON attendance (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX attendance__external_key ON attendance (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX attendance_of_patient ON attendance (patient_id, day);

CREATE TABLE clinician_statement (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    kind {text} NOT NULL,
    holds {integer} NOT NULL,
    stated_by {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX clinician_statement__id ON clinician_statement (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX clinician_statement__external_key ON clinician_statement (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX clinician_statement_of_patient ON clinician_statement (patient_id, day);

CREATE TABLE drug_screen (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    result {text} NOT NULL,
    substances {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX drug_screen__id ON drug_screen (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX drug_screen__external_key ON drug_screen (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX drug_screen_of_patient ON drug_screen (patient_id, day);

CREATE TABLE external_level_of_care (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    tool {text} NOT NULL,
    edition {text} NOT NULL,
    day {text} NOT NULL,
    rater {text} NOT NULL,
    level {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX external_level_of_care__id ON external_level_of_care (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX external_level_of_care__external_key ON external_level_of_care (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX external_level_of_care_of_patient ON external_level_of_care (patient_id, day);

CREATE TABLE function_rating (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    impairment {integer} NOT NULL,
    basis {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX function_rating__id ON function_rating (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX function_rating__external_key ON function_rating (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX function_rating_of_patient ON function_rating (patient_id, day);

CREATE TABLE goal_progress (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    goal {text} NOT NULL,
    progress {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX goal_progress__id ON goal_progress (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX goal_progress__external_key ON goal_progress (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX goal_progress_of_patient ON goal_progress (patient_id, day);

CREATE TABLE housing (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    safe {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX housing__id ON housing (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX housing__external_key ON housing (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX housing_of_patient ON housing (patient_id, day);

CREATE TABLE incident (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    occurred_at {text} NOT NULL,
    kind {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX incident__id ON incident (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX incident__external_key ON incident (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX incident_of_patient ON incident (patient_id, occurred_at);

CREATE TABLE medical_status (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    medically_unstable {text} NOT NULL,
    needs_24_hour_monitoring {text} NOT NULL,
    refuses_to_eat {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX medical_status__id ON medical_status (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX medical_status__external_key ON medical_status (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX medical_status_of_patient ON medical_status (patient_id, day);

CREATE TABLE medication_change (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    kind {text} NOT NULL,
    medication {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX medication_change__id ON medication_change (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX medication_change__external_key ON medication_change (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX medication_change_of_patient ON medication_change (patient_id, day);

CREATE TABLE participation (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    rating {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX participation__id ON participation (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX participation__external_key ON participation (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX participation_of_patient ON participation (patient_id, day);

CREATE TABLE prior_level (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    level_of_care {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    outcome {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX prior_level__id ON prior_level (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX prior_level__external_key ON prior_level (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX prior_level_of_patient ON prior_level (patient_id, first_day);

CREATE TABLE risk_rating (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    assessed_at {text} NOT NULL,
    level {text} NOT NULL,
    basis {text} NOT NULL,
    rated_by {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX risk_rating__id ON risk_rating (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX risk_rating__external_key ON risk_rating (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX risk_rating_of_patient ON risk_rating (patient_id, assessed_at);

CREATE TABLE step_down_plan (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    target_level {text} NOT NULL,
    target_day {text},
    appointment_day {text},
    provider {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX step_down_plan__id ON step_down_plan (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX step_down_plan__external_key ON step_down_plan (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX step_down_plan_of_patient ON step_down_plan (patient_id, day);

CREATE TABLE substance_use (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    substance {text} NOT NULL,
    kind {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX substance_use__id ON substance_use (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX substance_use__external_key ON substance_use (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX substance_use_of_patient ON substance_use (patient_id, day);

CREATE TABLE supports (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    rating {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX supports__id ON supports (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX supports__external_key ON supports (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX supports_of_patient ON supports (patient_id, day);

CREATE TABLE treatment_plan_change (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    kind {text} NOT NULL,
    answers_non_response {integer} NOT NULL,
    carried_forward {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX treatment_plan_change__id ON treatment_plan_change (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX treatment_plan_change__external_key ON treatment_plan_change (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX treatment_plan_change_of_patient ON treatment_plan_change (patient_id, day);
