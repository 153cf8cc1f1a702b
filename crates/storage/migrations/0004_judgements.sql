-- Judgements, what people did about them, and the rules they were made by.

-- Alerts and their events are only ever added to. alert_key makes the same sign the same alert when it is found again.
CREATE TABLE alert (
    id {text} NOT NULL PRIMARY KEY,
    patient_id {text} NOT NULL,
    alert_key {text} NOT NULL,
    alert_group {text} NOT NULL,
    episode_id {text},
    rule {text} NOT NULL,
    class {text} NOT NULL CHECK (class IN ('safety', 'clinical', 'task')),
    since_last {text} NOT NULL,
    is_silent {integer} NOT NULL,
    occurred_at {text} NOT NULL,
    day {text} NOT NULL,
    finding {text} NOT NULL,
    evidence {text} NOT NULL,
    raised_at {text} NOT NULL,
    recorder {text} NOT NULL
){keyed};
CREATE UNIQUE INDEX alert__alert_key ON alert (patient_id, alert_key);
CREATE INDEX alert_by_time ON alert (raised_at);

CREATE TABLE alert_event (
    alert_id {text} NOT NULL REFERENCES alert (id),
    ordinal {integer} NOT NULL,
    at {text} NOT NULL,
    kind {text} NOT NULL,
    actor {text},
    tier {text},
    owner {text},
    disposition {text},
    note {text},
    signature {text},
    fact_kind {text},
    fact_id {text},
    fact_version {integer},
    fact_day {text},
    recorder {text} NOT NULL,
    PRIMARY KEY (alert_id, ordinal)
){keyed};

CREATE TABLE determination (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    period_id {text},
    made_at {text} NOT NULL,
    engine_version {text} NOT NULL,
    criteria_set {text} NOT NULL,
    criteria_version {text} NOT NULL,
    criteria_sha256 {text} NOT NULL,
    outcome {text} NOT NULL,
    snapshot {text} NOT NULL,
    trace {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX determination__id ON determination (id) WHERE superseded_at IS NULL;
CREATE INDEX determination_of_patient ON determination (patient_id, episode_id, made_at);
CREATE INDEX determination_by_time ON determination (made_at);

CREATE TABLE determination_decision (
    {record},
    patient_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    decision {text} NOT NULL CHECK (decision IN ('agree', 'disagree', 'defer')),
    reason {text} NOT NULL,
    decided_by {text} NOT NULL,
    signature {text} NOT NULL,
    decided_at {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX determination_decision__id ON determination_decision (id) WHERE superseded_at IS NULL;
CREATE INDEX determination_decision_of_determination ON determination_decision (determination_id, decided_at);
CREATE INDEX determination_decision_of_patient ON determination_decision (patient_id, decided_at);

CREATE TABLE score_review (
    {record},
    patient_id {text} NOT NULL,
    administration_id {text} NOT NULL,
    administration_version {integer} NOT NULL,
    reviewed_by {text} NOT NULL,
    reviewed_at {text} NOT NULL,
    discussed_at {text},
    plan_change {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX score_review__id ON score_review (id) WHERE superseded_at IS NULL;
CREATE INDEX score_review_of_patient ON score_review (patient_id, reviewed_at);
CREATE INDEX score_review_of_administration ON score_review (administration_id);

CREATE TABLE protocol (
    {record},
    program_id {text},
    level_of_care {text},
    source_text {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX protocol__id ON protocol (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX protocol__program_id ON protocol (COALESCE(program_id, ''), COALESCE(level_of_care, '')) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE criteria_set (
    {record},
    criteria_set {text} NOT NULL,
    criteria_version {text} NOT NULL,
    sha256 {text} NOT NULL,
    source_text {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX criteria_set__id ON criteria_set (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX criteria_set__criteria_set ON criteria_set (criteria_set) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE expected_course (
    {record},
    instrument_id {text} NOT NULL,
    intake_band {text} NOT NULL,
    origin {text} NOT NULL CHECK (origin IN ('fitted', 'imported')),
    parameters {text} NOT NULL,
    patients {integer} NOT NULL,
    data_cut_off {text} NOT NULL,
    fitted_at {text} NOT NULL,
    is_current {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX expected_course__id ON expected_course (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX expected_course__instrument_id ON expected_course (instrument_id, intake_band) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE alert_rule_parameter (
    {record},
    subject {text} NOT NULL,
    source_text {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX alert_rule_parameter__id ON alert_rule_parameter (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX alert_rule_parameter__subject ON alert_rule_parameter (subject) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- Patients that wait to be judged anew: a mark for every unit that wrote about them. Only inserted and deleted, never changed.
CREATE TABLE patient_to_judge (
    patient_id {text} NOT NULL,
    mark {text} NOT NULL,
    since {text} NOT NULL,
    PRIMARY KEY (patient_id, mark)
){keyed};
CREATE INDEX patient_to_judge_by_time ON patient_to_judge (since, patient_id, mark);

-- Nobody who was here before was ever judged.
INSERT INTO patient_to_judge (patient_id, mark, since)
    SELECT id, '00000000-0000-0000-0000-000000000000', recorded_at FROM patient WHERE superseded_at IS NULL AND void_reason IS NULL;
