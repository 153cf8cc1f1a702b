-- Records of care, administrations and scores, imports, settings, and the audit.
--
-- Every record table starts with the same columns, written here as a placeholder (see docs/reference/schema.sql). Rows of record tables are never
-- deleted and never changed, but for superseded_at, which is set once, when a later version takes a row's place.
-- Days and instants are ISO text, ids are UUID text, scores are ten-thousandths of a point, money is cents.

CREATE TABLE import_batch (
    id {text} NOT NULL PRIMARY KEY,
    file_name {text} NOT NULL,
    sha256 {text} NOT NULL,
    kind {text} NOT NULL,
    mapping_name {text} NOT NULL,
    mapping_sha256 {text} NOT NULL,
    recorder {text} NOT NULL,
    started_at {text} NOT NULL,
    finished_at {text},
    state {text} NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
    rows_read {integer} NOT NULL,
    records_added {integer} NOT NULL,
    records_unchanged {integer} NOT NULL,
    rows_rejected {integer} NOT NULL,
    failure {text}
){plain};
CREATE UNIQUE INDEX import_batch__sha256 ON import_batch (sha256, kind, mapping_sha256) WHERE state = 'finished';

-- The raw row is kept so that the practice can download what was not taken, mend it and send it again.
CREATE TABLE import_rejection (
    batch_id {text} NOT NULL REFERENCES import_batch (id),
    ordinal {integer} NOT NULL,
    position {text} NOT NULL,
    code {text} NOT NULL,
    arguments {text} NOT NULL,
    raw {blob} NOT NULL,
    PRIMARY KEY (batch_id, ordinal)
){keyed};

CREATE TABLE program (
    {record},
    code {text} NOT NULL,
    name {text} NOT NULL,
    level_of_care {text} NOT NULL,
    zone {text} NOT NULL,
    part2 {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX program__id ON program (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX program__external_key ON program (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX program__code ON program (code) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE clinician (
    {record},
    code {text} NOT NULL,
    name {text} NOT NULL,
    credential {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX clinician__id ON clinician (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX clinician__external_key ON clinician (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX clinician__code ON clinician (code) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- sort_name and given_sort are the names folded (lower case, without accents), written with the row: both databases order and find alike.
CREATE TABLE patient (
    {record},
    record_number {text} NOT NULL,
    given_name {text} NOT NULL,
    family_name {text} NOT NULL,
    birth_day {text} NOT NULL,
    sex {text},
    race {text},
    ethnicity {text},
    language {text} NOT NULL,
    sort_name {text} NOT NULL,
    given_sort {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX patient__id ON patient (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX patient__external_key ON patient (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX patient__record_number ON patient (record_number) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX patient_by_name ON patient (sort_name, id);
CREATE INDEX patient_by_given_name ON patient (given_sort);

-- A merge or its reversal: an event over ids. No record moves.
CREATE TABLE patient_link (
    {record},
    merged_id {text} NOT NULL,
    kept_id {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX patient_link__id ON patient_link (id) WHERE superseded_at IS NULL;

CREATE TABLE episode (
    {record},
    patient_id {text} NOT NULL,
    program_id {text} NOT NULL,
    admitted {text} NOT NULL,
    discharge_day {text},
    discharge_type {text},
    discharge_destination {text},
    referral_source {text},
    payer_class {text},
    clinician_id {text},
    readmission_of {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX episode__id ON episode (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX episode__external_key ON episode (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX episode_of_patient ON episode (patient_id, admitted);
CREATE INDEX episode_of_program ON episode (program_id, admitted);

CREATE TABLE level_of_care_period (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    program_id {text} NOT NULL,
    level_of_care {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    track {text} NOT NULL,
    modality {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX level_of_care_period__id ON level_of_care_period (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX level_of_care_period__external_key ON level_of_care_period (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX level_of_care_period_of_patient ON level_of_care_period (patient_id, first_day);

CREATE TABLE diagnosis (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    code {text} NOT NULL,
    diagnosis_rank {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    diagnosed_by {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX diagnosis__id ON diagnosis (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX diagnosis__external_key ON diagnosis (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX diagnosis_of_patient ON diagnosis (patient_id, first_day);

CREATE TABLE care_team_member (
    {record},
    patient_id {text} NOT NULL,
    clinician_id {text} NOT NULL,
    team_role {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX care_team_member__id ON care_team_member (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX care_team_member__external_key ON care_team_member (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX care_team_member_of_patient ON care_team_member (patient_id, first_day);
CREATE INDEX care_team_member_of_clinician ON care_team_member (clinician_id, first_day);

CREATE TABLE administration (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    program_id {text},
    instrument_id {text} NOT NULL,
    definition_version {text} NOT NULL,
    phase {text},
    mode {text} NOT NULL,
    respondent {text} NOT NULL,
    language {text},
    started_at {text},
    finished_at {text},
    day {text} NOT NULL,
    completion {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX administration__id ON administration (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX administration__external_key ON administration (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX administration_of_patient ON administration (patient_id, day, id);

-- The answers stand apart, because not everybody who may see that a form was filled in may see what was answered.
CREATE TABLE responses (
    administration_id {text} NOT NULL,
    version {integer} NOT NULL,
    answers {text} NOT NULL,
    PRIMARY KEY (administration_id, version),
    FOREIGN KEY (administration_id, version) REFERENCES administration (id, version)
){keyed};

-- Totals that came along with, or instead of, the answers.
CREATE TABLE given_total (
    administration_id {text} NOT NULL,
    version {integer} NOT NULL,
    scale {text} NOT NULL,
    points {integer} NOT NULL,
    PRIMARY KEY (administration_id, version, scale),
    FOREIGN KEY (administration_id, version) REFERENCES administration (id, version)
){keyed};

-- What a definition and an engine made of one version of an administration. A later computation supersedes; nothing is overwritten.
-- series is instrument and respondent in one text, so that an index can be hopped over from series to series.
-- safety is the strongest verdict of the safety entries, problems the kinds of oddities in the answers; neither holds an answer.
CREATE TABLE score (
    administration_id {text} NOT NULL,
    computation {integer} NOT NULL,
    input_version {integer} NOT NULL,
    definition_version {text} NOT NULL,
    engine_version {text} NOT NULL,
    computed_at {text} NOT NULL,
    superseded_at {text},
    patient_id {text} NOT NULL,
    instrument_id {text} NOT NULL,
    respondent {text} NOT NULL,
    series {text} NOT NULL,
    day {text} NOT NULL,
    status {text} NOT NULL,
    main_scale {text},
    total {integer},
    band {text},
    severity {integer},
    safety {text},
    problems {text} NOT NULL,
    PRIMARY KEY (administration_id, computation),
    FOREIGN KEY (administration_id, input_version) REFERENCES administration (id, version)
){keyed};
CREATE UNIQUE INDEX score__administration_id ON score (administration_id) WHERE superseded_at IS NULL;
CREATE INDEX score_series ON score (patient_id, series, day, administration_id) WHERE superseded_at IS NULL;

CREATE TABLE score_scale (
    administration_id {text} NOT NULL,
    computation {integer} NOT NULL,
    ordinal {integer} NOT NULL,
    scale {text} NOT NULL,
    status {text} NOT NULL,
    points {integer},
    band {text},
    severity {integer},
    PRIMARY KEY (administration_id, computation, ordinal),
    FOREIGN KEY (administration_id, computation) REFERENCES score (administration_id, computation)
){keyed};

CREATE TABLE score_classification (
    administration_id {text} NOT NULL,
    computation {integer} NOT NULL,
    ordinal {integer} NOT NULL,
    classification {text} NOT NULL,
    result {text},
    PRIMARY KEY (administration_id, computation, ordinal),
    FOREIGN KEY (administration_id, computation) REFERENCES score (administration_id, computation)
){keyed};

CREATE TABLE score_safety (
    administration_id {text} NOT NULL,
    computation {integer} NOT NULL,
    ordinal {integer} NOT NULL,
    entry {text} NOT NULL,
    verdict {text} NOT NULL,
    PRIMARY KEY (administration_id, computation, ordinal),
    FOREIGN KEY (administration_id, computation) REFERENCES score (administration_id, computation)
){keyed};

CREATE TABLE instrument_definition (
    {record},
    instrument_id {text} NOT NULL,
    definition_version {text} NOT NULL,
    standing {text} NOT NULL,
    source_text {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX instrument_definition__id ON instrument_definition (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX instrument_definition__instrument_id ON instrument_definition (instrument_id, definition_version) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- A named clinician lets values be used that nobody has verified against their source yet.
CREATE TABLE recalled_permission (
    {record},
    instrument_id {text} NOT NULL,
    definition_version {text} NOT NULL,
    clinician_id {text} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX recalled_permission__id ON recalled_permission (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX recalled_permission__instrument_id ON recalled_permission (instrument_id, definition_version) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE setting (
    {record},
    setting_key {text} NOT NULL,
    setting_value {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX setting__id ON setting (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX setting__setting_key ON setting (setting_key) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- One row an operation. Which patients it touched stands in audit_patient, or, for bulk operations, in the batch and a count.
CREATE TABLE audit (
    id {text} NOT NULL PRIMARY KEY,
    at {text} NOT NULL,
    actor {text} NOT NULL,
    action {text} NOT NULL,
    purpose {text} NOT NULL,
    request {text} NOT NULL,
    outcome {text} NOT NULL CHECK (outcome IN ('done', 'failed', 'refused')),
    patient_count {integer} NOT NULL,
    batch_id {text},
    detail {text}
){keyed};
CREATE INDEX audit_of_actor ON audit (actor, id);
CREATE INDEX audit_of_batch ON audit (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE audit_patient (
    audit_id {text} NOT NULL REFERENCES audit (id),
    patient_id {text} NOT NULL,
    PRIMARY KEY (audit_id, patient_id)
){keyed};
CREATE INDEX audit_patient_of_patient ON audit_patient (patient_id, audit_id);

-- Rows that wait for their seal. Only a worklist: verification compares audit and audit_seal themselves.
CREATE TABLE audit_pending (
    audit_id {text} NOT NULL PRIMARY KEY
){keyed};

-- No foreign key to audit: a seal must outlive the row it vouches for.
CREATE TABLE audit_seal (
    sequence {integer} NOT NULL PRIMARY KEY,
    audit_id {text} NOT NULL UNIQUE,
    hash {text} NOT NULL
){plain};
