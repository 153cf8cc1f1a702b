-- Utilization review: who pays, what was asked, decided, authorized and billed, the reviews with what people answered, and the treatment plan.

CREATE TABLE payer_profile (
    {record},
    payer {text} NOT NULL,
    source_text {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX payer_profile__id ON payer_profile (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX payer_profile__external_key ON payer_profile (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX payer_profile__payer ON payer_profile (payer) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE day_rate (
    {record},
    payer {text} NOT NULL,
    level_of_care {text} NOT NULL,
    amount_cents {integer} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX day_rate__id ON day_rate (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX day_rate__external_key ON day_rate (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;

CREATE TABLE deadline_rules (
    {record},
    rule_set {text} NOT NULL,
    source_text {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX deadline_rules__id ON deadline_rules (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX deadline_rules__external_key ON deadline_rules (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX deadline_rules__rule_set ON deadline_rules (rule_set) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE coverage (
    {record},
    patient_id {text} NOT NULL,
    payer {text} NOT NULL,
    plan_name {text} NOT NULL,
    coverage_rank {text} NOT NULL,
    funding {text} NOT NULL,
    state_code {text} NOT NULL,
    member_id {text} NOT NULL,
    relation {text} NOT NULL,
    subscriber {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX coverage__id ON coverage (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX coverage__external_key ON coverage (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX coverage_of_patient ON coverage (patient_id, first_day);

CREATE TABLE medication (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    medication {text} NOT NULL,
    dose {text} NOT NULL,
    frequency {text} NOT NULL,
    prescriber {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX medication__id ON medication (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX medication__external_key ON medication (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX medication_of_patient ON medication (patient_id, first_day);

CREATE TABLE treatment_goal (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    goal {text} NOT NULL,
    statement {text} NOT NULL,
    measure {text} NOT NULL,
    baseline {text} NOT NULL,
    target {text} NOT NULL,
    target_day {text},
    interventions {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX treatment_goal__id ON treatment_goal (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX treatment_goal__external_key ON treatment_goal (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX treatment_goal_of_patient ON treatment_goal (patient_id, day);

CREATE TABLE discharge_appointment (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    kind {text} NOT NULL,
    provider {text} NOT NULL,
    starts_at {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX discharge_appointment__id ON discharge_appointment (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX discharge_appointment__external_key ON discharge_appointment (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX discharge_appointment_of_patient ON discharge_appointment (patient_id, day);

CREATE TABLE authorization_request (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    payer {text} NOT NULL,
    kind {text} NOT NULL,
    level_of_care {text} NOT NULL,
    codes {text} NOT NULL,
    unit_kind {text} NOT NULL,
    units {integer} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    submitted_at {text} NOT NULL,
    is_urgent {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX authorization_request__id ON authorization_request (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX authorization_request__external_key ON authorization_request (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_request_of_patient ON authorization_request (patient_id, submitted_at);

CREATE TABLE authorization_determination (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    request_id {text},
    authorization_id {text},
    outcome {text} NOT NULL,
    stage {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    decided_at {text} NOT NULL,
    reviewer {text} NOT NULL,
    reference {text} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX authorization_determination__id ON authorization_determination (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX authorization_determination__external_key ON authorization_determination (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_determination_of_patient ON authorization_determination (patient_id, decided_at);

-- `authorization` is a word of PostgreSQL, hence the longer name.
CREATE TABLE authorization_of_care (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    payer {text} NOT NULL,
    request_id {text},
    authorization_number {text} NOT NULL,
    level_of_care {text} NOT NULL,
    codes {text} NOT NULL,
    unit_kind {text} NOT NULL,
    units {integer} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    next_review {text},
    reviewer {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX authorization_of_care__id ON authorization_of_care (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX authorization_of_care__external_key ON authorization_of_care (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_of_care_of_patient ON authorization_of_care (patient_id, first_day);

CREATE TABLE billed_units (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    authorization_id {text},
    day {text} NOT NULL,
    level_of_care {text},
    unit_kind {text} NOT NULL,
    units {integer} NOT NULL,
    claim {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX billed_units__id ON billed_units (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX billed_units__external_key ON billed_units (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX billed_units_of_patient ON billed_units (patient_id, day);

CREATE TABLE review (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    kind {text} NOT NULL,
    level_of_care {text} NOT NULL,
    authorization_id {text},
    due_day {text} NOT NULL,
    seconds_spent {integer},
    is_closed {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX review__id ON review (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX review__external_key ON review (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX review_of_patient ON review (patient_id, due_day);

CREATE TABLE review_answer (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    question {text} NOT NULL,
    day {text} NOT NULL,
    answer_text {text} NOT NULL,
    carried_from {text},
    signed_by {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX review_answer__id ON review_answer (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX review_answer__external_key ON review_answer (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX review_answer_of_patient ON review_answer (patient_id, day);

CREATE TABLE review_task (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    clinician_id {text} NOT NULL,
    questions {text} NOT NULL,
    due_at {text} NOT NULL,
    answered_at {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX review_task__id ON review_task (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX review_task__external_key ON review_task (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX review_task_of_patient ON review_task (patient_id, due_at);

CREATE INDEX review_task_of_clinician ON review_task (clinician_id, due_at);
