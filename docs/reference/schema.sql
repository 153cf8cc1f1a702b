-- The schema as SQLite holds it, generated from crates/storage/migrations. On PostgreSQL, text columns are TEXT COLLATE "C",
-- integers BIGINT, BLOB is BYTEA, and the table suffixes are absent. Do not edit: see docs/dev/storage.md.

CREATE TABLE IF NOT EXISTS schema_migration (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applied_at TEXT NOT NULL
) STRICT;

-- migration 1: records

-- Records of care, administrations and scores, imports, settings, and the audit.
--
-- Every record table starts with the same columns, written here as a placeholder (see docs/reference/schema.sql). Rows of record tables are never
-- deleted and never changed, but for superseded_at, which is set once, when a later version takes a row's place.
-- Days and instants are ISO text, ids are UUID text, scores are ten-thousandths of a point, money is cents.

CREATE TABLE import_batch (
    id TEXT NOT NULL PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    mapping_name TEXT NOT NULL,
    mapping_sha256 TEXT NOT NULL,
    recorder TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
    rows_read INTEGER NOT NULL,
    records_added INTEGER NOT NULL,
    records_unchanged INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    failure TEXT
) STRICT;
CREATE UNIQUE INDEX import_batch__sha256 ON import_batch (sha256, kind, mapping_sha256) WHERE state = 'finished';

-- The raw row is kept so that the practice can download what was not taken, mend it and send it again.
CREATE TABLE import_rejection (
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    ordinal INTEGER NOT NULL,
    position TEXT NOT NULL,
    code TEXT NOT NULL,
    arguments TEXT NOT NULL,
    raw BLOB NOT NULL,
    PRIMARY KEY (batch_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE program (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    zone TEXT NOT NULL,
    part2 INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX program__id ON program (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX program__external_key ON program (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX program__code ON program (code) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE clinician (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    credential TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX clinician__id ON clinician (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX clinician__external_key ON clinician (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX clinician__code ON clinician (code) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- sort_name and given_sort are the names folded (lower case, without accents), written with the row: both databases order and find alike.
CREATE TABLE patient (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    record_number TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    birth_day TEXT NOT NULL,
    sex TEXT,
    race TEXT,
    ethnicity TEXT,
    language TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    given_sort TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX patient__id ON patient (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX patient__external_key ON patient (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX patient__record_number ON patient (record_number) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX patient_by_name ON patient (sort_name, id);
CREATE INDEX patient_by_given_name ON patient (given_sort);

-- A merge or its reversal: an event over ids. No record moves.
CREATE TABLE patient_link (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    merged_id TEXT NOT NULL,
    kept_id TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX patient_link__id ON patient_link (id) WHERE superseded_at IS NULL;

CREATE TABLE episode (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT NOT NULL,
    program_id TEXT NOT NULL,
    admitted TEXT NOT NULL,
    discharge_day TEXT,
    discharge_type TEXT,
    discharge_destination TEXT,
    referral_source TEXT,
    payer_class TEXT,
    clinician_id TEXT,
    readmission_of TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX episode__id ON episode (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX episode__external_key ON episode (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX episode_of_patient ON episode (patient_id, admitted);
CREATE INDEX episode_of_program ON episode (program_id, admitted);

CREATE TABLE level_of_care_period (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT NOT NULL,
    episode_id TEXT NOT NULL,
    program_id TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    track TEXT NOT NULL,
    modality TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX level_of_care_period__id ON level_of_care_period (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX level_of_care_period__external_key ON level_of_care_period (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX level_of_care_period_of_patient ON level_of_care_period (patient_id, first_day);

CREATE TABLE diagnosis (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT NOT NULL,
    episode_id TEXT,
    code TEXT NOT NULL,
    diagnosis_rank TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    diagnosed_by TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX diagnosis__id ON diagnosis (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX diagnosis__external_key ON diagnosis (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX diagnosis_of_patient ON diagnosis (patient_id, first_day);

CREATE TABLE care_team_member (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT NOT NULL,
    clinician_id TEXT NOT NULL,
    team_role TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX care_team_member__id ON care_team_member (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX care_team_member__external_key ON care_team_member (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX care_team_member_of_patient ON care_team_member (patient_id, first_day);
CREATE INDEX care_team_member_of_clinician ON care_team_member (clinician_id, first_day);

CREATE TABLE administration (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT NOT NULL,
    episode_id TEXT,
    program_id TEXT,
    instrument_id TEXT NOT NULL,
    definition_version TEXT NOT NULL,
    phase TEXT,
    mode TEXT NOT NULL,
    respondent TEXT NOT NULL,
    language TEXT,
    started_at TEXT,
    finished_at TEXT,
    day TEXT NOT NULL,
    completion TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX administration__id ON administration (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX administration__external_key ON administration (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX administration_of_patient ON administration (patient_id, day, id);

-- The answers stand apart, because not everybody who may see that a form was filled in may see what was answered.
CREATE TABLE responses (
    administration_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (administration_id, version),
    FOREIGN KEY (administration_id, version) REFERENCES administration (id, version)
) STRICT, WITHOUT ROWID;

-- Totals that came along with, or instead of, the answers.
CREATE TABLE given_total (
    administration_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    scale TEXT NOT NULL,
    points INTEGER NOT NULL,
    PRIMARY KEY (administration_id, version, scale),
    FOREIGN KEY (administration_id, version) REFERENCES administration (id, version)
) STRICT, WITHOUT ROWID;

-- What a definition and an engine made of one version of an administration. A later computation supersedes; nothing is overwritten.
-- series is instrument and respondent in one text, so that an index can be hopped over from series to series.
-- safety is the strongest verdict of the safety entries, problems the kinds of oddities in the answers; neither holds an answer.
CREATE TABLE score (
    administration_id TEXT NOT NULL,
    computation INTEGER NOT NULL,
    input_version INTEGER NOT NULL,
    definition_version TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    computed_at TEXT NOT NULL,
    superseded_at TEXT,
    patient_id TEXT NOT NULL,
    instrument_id TEXT NOT NULL,
    respondent TEXT NOT NULL,
    series TEXT NOT NULL,
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    main_scale TEXT,
    total INTEGER,
    band TEXT,
    severity INTEGER,
    safety TEXT,
    problems TEXT NOT NULL,
    PRIMARY KEY (administration_id, computation),
    FOREIGN KEY (administration_id, input_version) REFERENCES administration (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX score__administration_id ON score (administration_id) WHERE superseded_at IS NULL;
CREATE INDEX score_series ON score (patient_id, series, day, administration_id) WHERE superseded_at IS NULL;

CREATE TABLE score_scale (
    administration_id TEXT NOT NULL,
    computation INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    scale TEXT NOT NULL,
    status TEXT NOT NULL,
    points INTEGER,
    band TEXT,
    severity INTEGER,
    PRIMARY KEY (administration_id, computation, ordinal),
    FOREIGN KEY (administration_id, computation) REFERENCES score (administration_id, computation)
) STRICT, WITHOUT ROWID;

CREATE TABLE score_classification (
    administration_id TEXT NOT NULL,
    computation INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    classification TEXT NOT NULL,
    result TEXT,
    PRIMARY KEY (administration_id, computation, ordinal),
    FOREIGN KEY (administration_id, computation) REFERENCES score (administration_id, computation)
) STRICT, WITHOUT ROWID;

CREATE TABLE score_safety (
    administration_id TEXT NOT NULL,
    computation INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    entry TEXT NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (administration_id, computation, ordinal),
    FOREIGN KEY (administration_id, computation) REFERENCES score (administration_id, computation)
) STRICT, WITHOUT ROWID;

CREATE TABLE instrument_definition (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    instrument_id TEXT NOT NULL,
    definition_version TEXT NOT NULL,
    standing TEXT NOT NULL,
    source_text TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX instrument_definition__id ON instrument_definition (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX instrument_definition__instrument_id ON instrument_definition (instrument_id, definition_version) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- A named clinician lets values be used that nobody has verified against their source yet.
CREATE TABLE recalled_permission (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    instrument_id TEXT NOT NULL,
    definition_version TEXT NOT NULL,
    clinician_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recalled_permission__id ON recalled_permission (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX recalled_permission__instrument_id ON recalled_permission (instrument_id, definition_version) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE setting (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    setting_key TEXT NOT NULL,
    setting_value TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX setting__id ON setting (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX setting__setting_key ON setting (setting_key) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- One row an operation. Which patients it touched stands in audit_patient, or, for bulk operations, in the batch and a count.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    purpose TEXT NOT NULL,
    request TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'refused')),
    patient_count INTEGER NOT NULL,
    batch_id TEXT,
    detail TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_of_actor ON audit (actor, id);
CREATE INDEX audit_of_batch ON audit (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE audit_patient (
    audit_id TEXT NOT NULL REFERENCES audit (id),
    patient_id TEXT NOT NULL,
    PRIMARY KEY (audit_id, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_patient_of_patient ON audit_patient (patient_id, audit_id);

-- Rows that wait for their seal. Only a worklist: verification compares audit and audit_seal themselves.
CREATE TABLE audit_pending (
    audit_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- No foreign key to audit: a seal must outlive the row it vouches for.
CREATE TABLE audit_seal (
    sequence INTEGER NOT NULL PRIMARY KEY,
    audit_id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL
) STRICT;

-- migration 2: people

-- People who sign in, what they may open, and what left the practice.

CREATE TABLE user_account (
    id TEXT NOT NULL PRIMARY KEY,
    sign_in_name TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    totp_secret BLOB,
    totp_last_step INTEGER,
    licensed INTEGER NOT NULL,
    clinician_id TEXT,
    created_at TEXT NOT NULL,
    disabled_at TEXT
) STRICT;
CREATE UNIQUE INDEX user_account__sign_in_name ON user_account (sign_in_name);

CREATE TABLE user_role (
    user_id TEXT NOT NULL REFERENCES user_account (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;

-- The browser holds the secret; here stands only its hash.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    secret_sha256 TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES user_account (id),
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    csrf_secret BLOB NOT NULL
) STRICT;
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE sign_in_attempt (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    sign_in_name TEXT NOT NULL,
    origin TEXT NOT NULL,
    succeeded INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_attempt_of_name ON sign_in_attempt (sign_in_name, at);
CREATE INDEX sign_in_attempt_of_origin ON sign_in_attempt (origin, at);

-- Somebody opens a patient outside their care team, for a stated reason, until an instant.
CREATE TABLE access_grant (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX access_grant__id ON access_grant (id) WHERE superseded_at IS NULL;
CREATE INDEX access_grant_of_user ON access_grant (user_id, patient_id);

CREATE TABLE document (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT,
    kind TEXT NOT NULL,
    media_type TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    snapshot_sha256 TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX document__id ON document (id) WHERE superseded_at IS NULL;
CREATE INDEX document_of_patient ON document (patient_id);

-- The authoritative bytes of a document.
CREATE TABLE document_content (
    document_id TEXT NOT NULL PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE release (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    effective_day TEXT NOT NULL,
    recorder TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id TEXT REFERENCES import_batch (id),
    supersedes INTEGER,
    void_reason TEXT,
    external_key TEXT,
    patient_id TEXT,
    patient_count INTEGER NOT NULL,
    subject TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reason TEXT NOT NULL,
    basis TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    document_id TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX release__id ON release (id) WHERE superseded_at IS NULL;
CREATE INDEX release_of_patient ON release (patient_id);
