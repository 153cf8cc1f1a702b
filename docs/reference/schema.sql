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

-- migration 3: care records

-- Records that a level of care rests on: what was planned and took place, what clinicians found, rated and stated, what happened.
-- Ratings are 0 to 4. Moments that freshness is counted from in hours are instants; all others are days, local to the program.

CREATE TABLE abstinence_report (
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
    day TEXT NOT NULL,
    days_covered INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX abstinence_report__id ON abstinence_report (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX abstinence_report__external_key ON abstinence_report (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX abstinence_report_of_patient ON abstinence_report (patient_id, day);

CREATE TABLE attendance (
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
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    planned_minutes INTEGER NOT NULL,
    delivered_minutes INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX attendance__id ON attendance (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX attendance__external_key ON attendance (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX attendance_of_patient ON attendance (patient_id, day);

CREATE TABLE clinician_statement (
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
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    holds INTEGER NOT NULL,
    stated_by TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX clinician_statement__id ON clinician_statement (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX clinician_statement__external_key ON clinician_statement (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX clinician_statement_of_patient ON clinician_statement (patient_id, day);

CREATE TABLE drug_screen (
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
    day TEXT NOT NULL,
    result TEXT NOT NULL,
    substances TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX drug_screen__id ON drug_screen (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX drug_screen__external_key ON drug_screen (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX drug_screen_of_patient ON drug_screen (patient_id, day);

CREATE TABLE external_level_of_care (
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
    tool TEXT NOT NULL,
    edition TEXT NOT NULL,
    day TEXT NOT NULL,
    rater TEXT NOT NULL,
    level TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX external_level_of_care__id ON external_level_of_care (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX external_level_of_care__external_key ON external_level_of_care (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX external_level_of_care_of_patient ON external_level_of_care (patient_id, day);

CREATE TABLE function_rating (
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
    day TEXT NOT NULL,
    impairment INTEGER NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX function_rating__id ON function_rating (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX function_rating__external_key ON function_rating (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX function_rating_of_patient ON function_rating (patient_id, day);

CREATE TABLE goal_progress (
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
    day TEXT NOT NULL,
    goal TEXT NOT NULL,
    progress TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX goal_progress__id ON goal_progress (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX goal_progress__external_key ON goal_progress (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX goal_progress_of_patient ON goal_progress (patient_id, day);

CREATE TABLE housing (
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
    day TEXT NOT NULL,
    safe TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX housing__id ON housing (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX housing__external_key ON housing (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX housing_of_patient ON housing (patient_id, day);

CREATE TABLE incident (
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
    occurred_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX incident__id ON incident (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX incident__external_key ON incident (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX incident_of_patient ON incident (patient_id, occurred_at);

CREATE TABLE medical_status (
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
    day TEXT NOT NULL,
    medically_unstable TEXT NOT NULL,
    needs_24_hour_monitoring TEXT NOT NULL,
    refuses_to_eat TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX medical_status__id ON medical_status (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX medical_status__external_key ON medical_status (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX medical_status_of_patient ON medical_status (patient_id, day);

CREATE TABLE medication_change (
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
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    medication TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX medication_change__id ON medication_change (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX medication_change__external_key ON medication_change (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX medication_change_of_patient ON medication_change (patient_id, day);

CREATE TABLE participation (
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
    day TEXT NOT NULL,
    rating INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX participation__id ON participation (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX participation__external_key ON participation (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX participation_of_patient ON participation (patient_id, day);

CREATE TABLE prior_level (
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
    level_of_care TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    outcome TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX prior_level__id ON prior_level (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX prior_level__external_key ON prior_level (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX prior_level_of_patient ON prior_level (patient_id, first_day);

CREATE TABLE risk_rating (
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
    assessed_at TEXT NOT NULL,
    level TEXT NOT NULL,
    basis TEXT NOT NULL,
    rated_by TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX risk_rating__id ON risk_rating (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX risk_rating__external_key ON risk_rating (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX risk_rating_of_patient ON risk_rating (patient_id, assessed_at);

CREATE TABLE step_down_plan (
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
    day TEXT NOT NULL,
    target_level TEXT NOT NULL,
    target_day TEXT,
    appointment_day TEXT,
    provider TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX step_down_plan__id ON step_down_plan (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX step_down_plan__external_key ON step_down_plan (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX step_down_plan_of_patient ON step_down_plan (patient_id, day);

CREATE TABLE substance_use (
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
    day TEXT NOT NULL,
    substance TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX substance_use__id ON substance_use (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX substance_use__external_key ON substance_use (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX substance_use_of_patient ON substance_use (patient_id, day);

CREATE TABLE supports (
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
    day TEXT NOT NULL,
    rating INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX supports__id ON supports (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX supports__external_key ON supports (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX supports_of_patient ON supports (patient_id, day);

CREATE TABLE treatment_plan_change (
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
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    answers_non_response INTEGER NOT NULL,
    carried_forward INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX treatment_plan_change__id ON treatment_plan_change (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX treatment_plan_change__external_key ON treatment_plan_change (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX treatment_plan_change_of_patient ON treatment_plan_change (patient_id, day);

-- migration 4: judgements

-- Judgements, what people did about them, and the rules they were made by.

-- Alerts and their events are only ever added to. alert_key makes the same sign the same alert when it is found again.
CREATE TABLE alert (
    id TEXT NOT NULL PRIMARY KEY,
    patient_id TEXT NOT NULL,
    alert_key TEXT NOT NULL,
    alert_group TEXT NOT NULL,
    episode_id TEXT,
    rule TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('safety', 'clinical', 'task')),
    since_last TEXT NOT NULL,
    is_silent INTEGER NOT NULL,
    occurred_at TEXT NOT NULL,
    day TEXT NOT NULL,
    finding TEXT NOT NULL,
    evidence TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    recorder TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alert__alert_key ON alert (patient_id, alert_key);
CREATE INDEX alert_by_time ON alert (raised_at);

CREATE TABLE alert_event (
    alert_id TEXT NOT NULL REFERENCES alert (id),
    ordinal INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT,
    tier TEXT,
    owner TEXT,
    disposition TEXT,
    note TEXT,
    signature TEXT,
    fact_kind TEXT,
    fact_id TEXT,
    fact_version INTEGER,
    fact_day TEXT,
    recorder TEXT NOT NULL,
    PRIMARY KEY (alert_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE determination (
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
    period_id TEXT,
    made_at TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    criteria_set TEXT NOT NULL,
    criteria_version TEXT NOT NULL,
    criteria_sha256 TEXT NOT NULL,
    outcome TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    trace TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX determination__id ON determination (id) WHERE superseded_at IS NULL;
CREATE INDEX determination_of_patient ON determination (patient_id, episode_id, made_at);
CREATE INDEX determination_by_time ON determination (made_at);

CREATE TABLE determination_decision (
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
    determination_id TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('agree', 'disagree', 'defer')),
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    signature TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX determination_decision__id ON determination_decision (id) WHERE superseded_at IS NULL;
CREATE INDEX determination_decision_of_determination ON determination_decision (determination_id, decided_at);
CREATE INDEX determination_decision_of_patient ON determination_decision (patient_id, decided_at);

CREATE TABLE score_review (
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
    administration_id TEXT NOT NULL,
    administration_version INTEGER NOT NULL,
    reviewed_by TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    discussed_at TEXT,
    plan_change TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX score_review__id ON score_review (id) WHERE superseded_at IS NULL;
CREATE INDEX score_review_of_patient ON score_review (patient_id, reviewed_at);
CREATE INDEX score_review_of_administration ON score_review (administration_id);

CREATE TABLE protocol (
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
    program_id TEXT,
    level_of_care TEXT,
    source_text TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX protocol__id ON protocol (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX protocol__program_id ON protocol (COALESCE(program_id, ''), COALESCE(level_of_care, '')) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE criteria_set (
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
    criteria_set TEXT NOT NULL,
    criteria_version TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source_text TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX criteria_set__id ON criteria_set (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX criteria_set__criteria_set ON criteria_set (criteria_set) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE expected_course (
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
    intake_band TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('fitted', 'imported')),
    parameters TEXT NOT NULL,
    patients INTEGER NOT NULL,
    data_cut_off TEXT NOT NULL,
    fitted_at TEXT NOT NULL,
    is_current INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX expected_course__id ON expected_course (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX expected_course__instrument_id ON expected_course (instrument_id, intake_band) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE alert_rule_parameter (
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
    subject TEXT NOT NULL,
    source_text TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alert_rule_parameter__id ON alert_rule_parameter (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX alert_rule_parameter__subject ON alert_rule_parameter (subject) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- Patients that wait to be judged anew: a mark for every unit that wrote about them. Only inserted and deleted, never changed.
CREATE TABLE patient_to_judge (
    patient_id TEXT NOT NULL,
    mark TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (patient_id, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_to_judge_by_time ON patient_to_judge (since, patient_id, mark);

-- Nobody who was here before was ever judged.
INSERT INTO patient_to_judge (patient_id, mark, since)
    SELECT id, '00000000-0000-0000-0000-000000000000', recorded_at FROM patient WHERE superseded_at IS NULL AND void_reason IS NULL;

-- migration 5: judging

-- Judging everybody in care reads the current scores and administrations of many patients: their indexes hold what it needs, so that it need not
-- go from each entry to its row.

DROP INDEX score_series;
CREATE INDEX score_series ON score (patient_id, series, day, administration_id, total, severity, safety, input_version, computed_at) WHERE superseded_at IS NULL;

DROP INDEX administration_of_patient;
CREATE INDEX administration_of_patient ON administration (patient_id, day, id, superseded_at, void_reason, version, recorded_at, instrument_id, respondent, completion);

-- migration 6: messages

-- Reaching people outside the program: contacts and what was said about them, who is on call, messages with what became of each.

CREATE TABLE contact (
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
    holder TEXT NOT NULL,
    holder_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    preference_rank INTEGER NOT NULL,
    preference TEXT NOT NULL,
    returned_at TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contact__id ON contact (id) WHERE superseded_at IS NULL;
CREATE INDEX contact_of_patient ON contact (patient_id, holder, channel);
CREATE INDEX contact_by_address ON contact (channel, address);

CREATE TABLE contact_consent (
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
    contact_id TEXT NOT NULL,
    consent TEXT NOT NULL,
    consent_source TEXT NOT NULL,
    said_at TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contact_consent__id ON contact_consent (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX contact_consent__contact_id ON contact_consent (contact_id) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX contact_consent_of_patient ON contact_consent (patient_id, said_at);

CREATE TABLE contact_attempt (
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
    milestone_days INTEGER NOT NULL,
    attempted_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    made_by TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contact_attempt__id ON contact_attempt (id) WHERE superseded_at IS NULL;
CREATE INDEX contact_attempt_of_patient ON contact_attempt (patient_id, episode_id, attempted_at);

CREATE TABLE staff_contact (
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
    user_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_contact__id ON staff_contact (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX staff_contact__user_id ON staff_contact (user_id, channel) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- Who is on call: for one program, or for the whole practice where program_id is absent.
CREATE TABLE on_call_shift (
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
    user_id TEXT NOT NULL,
    program_id TEXT,
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX on_call_shift__id ON on_call_shift (id) WHERE superseded_at IS NULL;

-- The queue. A message is no record: its state changes in place, and message_event tells of every change.
-- lease_token counts the leases: whoever holds an older one can neither hand the message over nor settle it.
CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    message_key TEXT NOT NULL,
    template TEXT NOT NULL,
    series TEXT,
    patient_id TEXT,
    contact_id TEXT,
    user_id TEXT,
    alert_id TEXT,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    is_urgent INTEGER NOT NULL,
    detail TEXT,
    created_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    planned_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'leased', 'handed_over', 'sent', 'kept', 'failed', 'uncertain', 'stopped', 'returned')),
    tries INTEGER NOT NULL,
    lease_token INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until TEXT,
    address TEXT,
    reason TEXT,
    settled_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message__message_key ON message (message_key);
CREATE INDEX message_due ON message (due_at, id) WHERE state IN ('planned', 'leased', 'handed_over');
CREATE INDEX message_of_patient ON message (patient_id, planned_at);
CREATE INDEX message_of_series ON message (series);
CREATE INDEX message_of_alert ON message (alert_id);
CREATE INDEX message_untold ON message (alert_id) WHERE alert_id IS NOT NULL AND state IN ('failed', 'uncertain', 'returned');
CREATE INDEX message_by_time ON message (planned_at, id);

CREATE TABLE message_event (
    message_id TEXT NOT NULL REFERENCES message (id),
    ordinal INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    recorder TEXT NOT NULL,
    PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Alerts that came to somebody of whom nobody was told yet: only inserted and deleted, as patient_to_judge.
CREATE TABLE alert_to_tell (
    alert_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (alert_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_to_tell_by_time ON alert_to_tell (since, alert_id, ordinal);

-- migration 7: level of care

-- Level of care: what was determined stands beside a determination in one short text, so that judging everybody anew reads it from an index and
-- writes only what changed; a decision says where it points and why; the result of a licensed tool says where its own document is.

ALTER TABLE determination ADD COLUMN judgement TEXT NOT NULL DEFAULT '';
DROP INDEX determination_of_patient;
CREATE INDEX determination_of_patient ON determination (patient_id, episode_id, made_at, id, judgement, superseded_at, void_reason);

ALTER TABLE determination_decision ADD COLUMN direction TEXT;
ALTER TABLE determination_decision ADD COLUMN override_reason TEXT;

ALTER TABLE external_level_of_care ADD COLUMN attachment TEXT NOT NULL DEFAULT '';

-- migration 8: utilization review

-- Utilization review: who pays, what was asked, decided, authorized and billed, the reviews with what people answered, and the treatment plan.

CREATE TABLE payer_profile (
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
    payer TEXT NOT NULL,
    source_text TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX payer_profile__id ON payer_profile (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX payer_profile__external_key ON payer_profile (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX payer_profile__payer ON payer_profile (payer) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE day_rate (
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
    payer TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX day_rate__id ON day_rate (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX day_rate__external_key ON day_rate (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;

CREATE TABLE deadline_rules (
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
    rule_set TEXT NOT NULL,
    source_text TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX deadline_rules__id ON deadline_rules (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX deadline_rules__external_key ON deadline_rules (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX deadline_rules__rule_set ON deadline_rules (rule_set) WHERE superseded_at IS NULL AND void_reason IS NULL;

CREATE TABLE coverage (
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
    payer TEXT NOT NULL,
    plan_name TEXT NOT NULL,
    coverage_rank TEXT NOT NULL,
    funding TEXT NOT NULL,
    state_code TEXT NOT NULL,
    member_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    subscriber TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX coverage__id ON coverage (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX coverage__external_key ON coverage (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX coverage_of_patient ON coverage (patient_id, first_day);

CREATE TABLE medication (
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
    medication TEXT NOT NULL,
    dose TEXT NOT NULL,
    frequency TEXT NOT NULL,
    prescriber TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX medication__id ON medication (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX medication__external_key ON medication (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX medication_of_patient ON medication (patient_id, first_day);

CREATE TABLE treatment_goal (
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
    day TEXT NOT NULL,
    goal TEXT NOT NULL,
    statement TEXT NOT NULL,
    measure TEXT NOT NULL,
    baseline TEXT NOT NULL,
    target TEXT NOT NULL,
    target_day TEXT,
    interventions TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX treatment_goal__id ON treatment_goal (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX treatment_goal__external_key ON treatment_goal (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX treatment_goal_of_patient ON treatment_goal (patient_id, day);

CREATE TABLE discharge_appointment (
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
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    provider TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX discharge_appointment__id ON discharge_appointment (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX discharge_appointment__external_key ON discharge_appointment (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX discharge_appointment_of_patient ON discharge_appointment (patient_id, day);

CREATE TABLE authorization_request (
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
    payer TEXT NOT NULL,
    kind TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    codes TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    units INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    submitted_at TEXT NOT NULL,
    is_urgent INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX authorization_request__id ON authorization_request (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX authorization_request__external_key ON authorization_request (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_request_of_patient ON authorization_request (patient_id, submitted_at);

CREATE TABLE authorization_determination (
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
    request_id TEXT,
    authorization_id TEXT,
    outcome TEXT NOT NULL,
    stage TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    decided_at TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    reference TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX authorization_determination__id ON authorization_determination (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX authorization_determination__external_key ON authorization_determination (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_determination_of_patient ON authorization_determination (patient_id, decided_at);

-- `authorization` is a word of PostgreSQL, hence the longer name.
CREATE TABLE authorization_of_care (
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
    payer TEXT NOT NULL,
    request_id TEXT,
    authorization_number TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    codes TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    units INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    next_review TEXT,
    reviewer TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX authorization_of_care__id ON authorization_of_care (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX authorization_of_care__external_key ON authorization_of_care (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX authorization_of_care_of_patient ON authorization_of_care (patient_id, first_day);

CREATE TABLE billed_units (
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
    authorization_id TEXT,
    day TEXT NOT NULL,
    level_of_care TEXT,
    unit_kind TEXT NOT NULL,
    units INTEGER NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX billed_units__id ON billed_units (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX billed_units__external_key ON billed_units (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX billed_units_of_patient ON billed_units (patient_id, day);

CREATE TABLE review (
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
    kind TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    authorization_id TEXT,
    due_day TEXT NOT NULL,
    seconds_spent INTEGER,
    is_closed INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX review__id ON review (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX review__external_key ON review (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX review_of_patient ON review (patient_id, due_day);

CREATE TABLE review_answer (
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
    review_id TEXT NOT NULL,
    question TEXT NOT NULL,
    day TEXT NOT NULL,
    answer_text TEXT NOT NULL,
    carried_from TEXT,
    signed_by TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX review_answer__id ON review_answer (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX review_answer__external_key ON review_answer (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX review_answer_of_patient ON review_answer (patient_id, day);

CREATE TABLE review_task (
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
    review_id TEXT NOT NULL,
    clinician_id TEXT NOT NULL,
    questions TEXT NOT NULL,
    due_at TEXT NOT NULL,
    answered_at TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX review_task__id ON review_task (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX review_task__external_key ON review_task (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX review_task_of_patient ON review_task (patient_id, due_at);

CREATE INDEX review_task_of_clinician ON review_task (clinician_id, due_at);

-- migration 9: import again

-- A file counts as imported when every row of it was taken. One with rows that were refused may be read again, once what was in the way is
-- settled: the patient is registered, the day has come.

DROP INDEX import_batch__sha256;
CREATE UNIQUE INDEX import_batch__sha256 ON import_batch (sha256, kind, mapping_sha256) WHERE state = 'finished' AND rows_rejected = 0;

-- migration 10: claims

-- Claims, remittances and the answers to claims, as they came. Nothing in them is changed: a correction is a further version, a decision of a person a
-- further row. A digest of the whole content tells what was there before. What they come to is computed when it is asked for.

CREATE TABLE claim_version (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    frequency TEXT NOT NULL,
    charge_cents INTEGER NOT NULL,
    payer_id TEXT NOT NULL,
    payer_name TEXT NOT NULL,
    payer_rank TEXT NOT NULL,
    member_id TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    birth_day TEXT,
    record_number TEXT,
    original_payer_control TEXT,
    authorizations TEXT NOT NULL,
    diagnoses TEXT NOT NULL,
    billing_provider_id TEXT NOT NULL,
    billing_tax_id TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    facility_code TEXT NOT NULL,
    condition_codes TEXT NOT NULL,
    billed_day TEXT,
    interchange_control TEXT NOT NULL,
    group_control TEXT NOT NULL,
    transaction_control TEXT NOT NULL,
    ordinal INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX claim_version__digest ON claim_version (digest);
CREATE INDEX claim_version_of_number ON claim_version (number);

CREATE TABLE claim_line (
    claim_version_id TEXT NOT NULL REFERENCES claim_version (id),
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    control TEXT,
    procedure_code TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    revenue_code TEXT NOT NULL,
    charge_cents INTEGER NOT NULL,
    unit_thousandths INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT,
    authorization_number TEXT,
    PRIMARY KEY (claim_version_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_other_coverage (
    claim_version_id TEXT NOT NULL REFERENCES claim_version (id),
    place INTEGER NOT NULL,
    payer_rank TEXT NOT NULL,
    payer_id TEXT NOT NULL,
    paid_cents INTEGER,
    PRIMARY KEY (claim_version_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE remittance (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    payment_day TEXT,
    payer_id TEXT NOT NULL,
    trace TEXT NOT NULL,
    originator TEXT NOT NULL,
    interchange_control TEXT NOT NULL,
    group_control TEXT NOT NULL,
    transaction_control TEXT NOT NULL,
    payer_name TEXT NOT NULL,
    payee_id TEXT NOT NULL,
    payee_tax_id TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    payment_method TEXT NOT NULL,
    is_whole INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX remittance__digest ON remittance (digest);
CREATE INDEX remittance_of_trace ON remittance (trace, payer_id);

CREATE TABLE adjudication (
    remittance_id TEXT NOT NULL REFERENCES remittance (id),
    place INTEGER NOT NULL,
    claim_number TEXT NOT NULL,
    status TEXT NOT NULL,
    charge_cents INTEGER NOT NULL,
    paid_cents INTEGER NOT NULL,
    patient_responsibility_cents INTEGER NOT NULL,
    payer_control TEXT NOT NULL,
    member_id TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    record_number TEXT,
    first_day TEXT,
    last_day TEXT,
    received_day TEXT,
    remarks TEXT NOT NULL,
    PRIMARY KEY (remittance_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX adjudication_of_claim ON adjudication (claim_number);

CREATE TABLE adjudicated_line (
    remittance_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    line INTEGER NOT NULL,
    control TEXT,
    procedure_code TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    submitted_procedure TEXT,
    revenue_code TEXT NOT NULL,
    charge_cents INTEGER NOT NULL,
    paid_cents INTEGER NOT NULL,
    paid_unit_thousandths INTEGER NOT NULL,
    submitted_unit_thousandths INTEGER,
    first_day TEXT,
    last_day TEXT,
    remarks TEXT NOT NULL,
    allowed_cents INTEGER,
    PRIMARY KEY (remittance_id, place, line),
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
) STRICT, WITHOUT ROWID;

-- Line 0 is the claim as a whole.
CREATE TABLE adjustment (
    remittance_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    line INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    adjustment_group TEXT NOT NULL,
    reason TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    PRIMARY KEY (remittance_id, place, line, ordinal),
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_adjustment (
    remittance_id TEXT NOT NULL REFERENCES remittance (id),
    ordinal INTEGER NOT NULL,
    reason TEXT NOT NULL,
    reference TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    PRIMARY KEY (remittance_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_answer (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    claim_number TEXT NOT NULL,
    verdict TEXT NOT NULL,
    codes TEXT NOT NULL,
    payer_control TEXT,
    day TEXT
) STRICT;
CREATE UNIQUE INDEX claim_answer__digest ON claim_answer (digest);
CREATE INDEX claim_answer_of_claim ON claim_answer (claim_number);

CREATE TABLE file_answer (
    id TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL,
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    group_control TEXT NOT NULL,
    transaction_control TEXT,
    verdict TEXT NOT NULL,
    codes TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX file_answer__digest ON file_answer (digest);

-- What persons said about a decision of a payer; the last row of a place holds. Without a claim and not undone: it is none of our claims.
CREATE TABLE claim_match (
    remittance_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    claim_number TEXT,
    is_undone INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    PRIMARY KEY (remittance_id, place, ordinal),
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
) STRICT, WITHOUT ROWID;

-- Held payments that a person found to be money of their own.
CREATE TABLE payment_release (
    remittance_id TEXT NOT NULL PRIMARY KEY REFERENCES remittance (id),
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- migration 11: check-ins

-- Check-ins: what is asked of one person in one visit, by whichever way; the answers while they come in; links and what was tried with them.

-- The practice's own words for somebody who needs help now: for one program, or for all where program_id is absent.
CREATE TABLE crisis_text (
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
    program_id TEXT,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX crisis_text__id ON crisis_text (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX crisis_text__program_id ON crisis_text (COALESCE(program_id, ''), language) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- What a patient is told about what followed from their answers, in the clinician's words.
CREATE TABLE patient_note (
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
    words TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX patient_note__id ON patient_note (id) WHERE superseded_at IS NULL;
CREATE INDEX patient_note_of_patient ON patient_note (patient_id, written_at);

-- A check-in is no record: its state changes in place, and check_in_event tells of every change. What it ends in are administrations.
-- instruments: ids in the order in which they are due, separated by spaces.
-- answer_count numbers the answers; whoever adds one counts it up first, so that none slips in behind the end.
CREATE TABLE check_in (
    id TEXT NOT NULL PRIMARY KEY,
    patient_id TEXT NOT NULL,
    respondent TEXT NOT NULL,
    instruments TEXT NOT NULL,
    phase TEXT,
    due_day TEXT,
    mode TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'revoked')),
    answer_count INTEGER NOT NULL,
    has_safety_answer INTEGER NOT NULL,
    finished_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_of_patient ON check_in (patient_id, created_at);
CREATE INDEX check_in_open ON check_in (expires_at) WHERE state = 'open';
CREATE INDEX check_in_by_time ON check_in (created_at, id);

-- Answers as they came in. Only ever added to; a later answer to the same item counts.
CREATE TABLE check_in_answer (
    check_in_id TEXT NOT NULL REFERENCES check_in (id),
    ordinal INTEGER NOT NULL,
    at TEXT NOT NULL,
    instrument_id TEXT NOT NULL,
    item TEXT NOT NULL,
    answer TEXT NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (check_in_id, ordinal)
) STRICT, WITHOUT ROWID;

-- The administration that an instrument of a check-in became, once it has become one.
CREATE TABLE check_in_administration (
    check_in_id TEXT NOT NULL REFERENCES check_in (id),
    instrument_id TEXT NOT NULL,
    administration_id TEXT NOT NULL,
    PRIMARY KEY (check_in_id, instrument_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_administration_of ON check_in_administration (administration_id);

CREATE TABLE check_in_event (
    id TEXT NOT NULL PRIMARY KEY,
    check_in_id TEXT NOT NULL REFERENCES check_in (id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    mode TEXT NOT NULL,
    detail TEXT,
    recorder TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_event_of ON check_in_event (check_in_id, at, id);

-- Links to a check-in, or to a patient's own page where check_in_id is absent. Of the secret only its hash is here.
-- mode: by which way one answers who comes by it.
CREATE TABLE access_link (
    id TEXT NOT NULL PRIMARY KEY,
    secret_sha256 TEXT NOT NULL UNIQUE,
    patient_id TEXT NOT NULL,
    check_in_id TEXT REFERENCES check_in (id),
    mode TEXT NOT NULL,
    created_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    identify_from TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    failures INTEGER NOT NULL,
    revoked_at TEXT,
    revoke_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX access_link_of_patient ON access_link (patient_id, created_at);
CREATE INDEX access_link_of_check_in ON access_link (check_in_id);

-- Browsers that were let in by a link, and one-time codes that let one in. Nothing of it means anything elsewhere or later.
CREATE TABLE access_pass (
    id TEXT NOT NULL PRIMARY KEY,
    secret_sha256 TEXT NOT NULL UNIQUE,
    link_id TEXT NOT NULL REFERENCES access_link (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE access_code (
    id TEXT NOT NULL PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES access_link (id),
    code_sha256 TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX access_code_of_link ON access_code (link_id, created_at);

-- Links that were tried and are none, by where the request came from.
CREATE TABLE access_attempt (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT;
CREATE INDEX access_attempt_of_origin ON access_attempt (origin, at);

-- migration 12: at-the-practice

-- At the practice: who is on duty there, rounds on one device for a group, forms on paper.

-- 1: on duty at the site, to whom answers that need a person go at once when they are given there; 0: on call, for whatever is answered elsewhere.
ALTER TABLE on_call_shift ADD COLUMN is_on_site INTEGER NOT NULL DEFAULT 0;

-- A round: one device that goes from hand to hand in a group. It holds a secret of its own, of which only the hash is here; no sign-in of staff is on it.
CREATE TABLE device_round (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    secret_sha256 TEXT UNIQUE,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT,
    end_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX device_round_by_time ON device_round (opened_at, id);

-- Whose turn it is: turns counts how often somebody was called and did not finish.
CREATE TABLE device_round_seat (
    round_id TEXT NOT NULL REFERENCES device_round (id),
    ordinal INTEGER NOT NULL,
    check_in_id TEXT NOT NULL REFERENCES check_in (id),
    pin_sha256 TEXT NOT NULL,
    failures INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'done', 'over', 'locked')),
    turns INTEGER NOT NULL,
    link_id TEXT REFERENCES access_link (id),
    PRIMARY KEY (round_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_round_seat_of_check_in ON device_round_seat (check_in_id);

-- A form on paper, by its bar code. first_answers: what was keyed the first time, item=answer separated by spaces, until the second time agrees.
CREATE TABLE paper_form (
    code TEXT NOT NULL PRIMARY KEY,
    check_in_id TEXT NOT NULL REFERENCES check_in (id),
    instrument_id TEXT NOT NULL,
    printed_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    handed_in_at TEXT,
    first_answers TEXT,
    first_keyed_by TEXT,
    settled_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_form_of_check_in ON paper_form (check_in_id);

-- migration 13: packets

-- Packets for payers, and on what ground records of patients may leave.

CREATE TABLE disclosure_consent (
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
    signed_day TEXT NOT NULL,
    consent_use TEXT NOT NULL,
    recipient TEXT NOT NULL,
    scope TEXT NOT NULL,
    expires_day TEXT,
    revoked_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX disclosure_consent__id ON disclosure_consent (id) WHERE superseded_at IS NULL;
CREATE INDEX disclosure_consent_of_patient ON disclosure_consent (patient_id, signed_day);

CREATE TABLE emergency_documentation (
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
    release_id TEXT NOT NULL,
    day TEXT NOT NULL,
    personnel TEXT NOT NULL,
    nature TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX emergency_documentation__id ON emergency_documentation (id) WHERE superseded_at IS NULL;
CREATE INDEX emergency_documentation_of_patient ON emergency_documentation (patient_id, day);

CREATE TABLE criteria_clause (
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
    review_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    quotation TEXT NOT NULL,
    argument TEXT NOT NULL,
    rests_on TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX criteria_clause__id ON criteria_clause (id) WHERE superseded_at IS NULL;
CREATE INDEX criteria_clause_of_patient ON criteria_clause (patient_id, review_id, place);

CREATE TABLE contradiction_answer (
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
    review_id TEXT NOT NULL,
    contradiction TEXT NOT NULL,
    response TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contradiction_answer__id ON contradiction_answer (id) WHERE superseded_at IS NULL;
CREATE INDEX contradiction_answer_of_patient ON contradiction_answer (patient_id, review_id);

CREATE TABLE released_packet (
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
    review_id TEXT NOT NULL,
    variant TEXT NOT NULL,
    author TEXT NOT NULL,
    engine TEXT NOT NULL,
    snapshot_sha256 TEXT NOT NULL,
    release_id TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX released_packet__id ON released_packet (id) WHERE superseded_at IS NULL;
CREATE INDEX released_packet_of_patient ON released_packet (patient_id, review_id);

-- The consent on which a release rests, where it rests on one.
ALTER TABLE release ADD COLUMN consent_id TEXT;

-- migration 14: language

-- In which language somebody reads the pages; nothing stands for the language of their browser.

ALTER TABLE user_account ADD COLUMN language TEXT;

-- migration 15: appeals

-- Denials, appeals, what was signed for them, letters, and what became of each day; and the calls of a review.

CREATE TABLE denial (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    funding TEXT NOT NULL,
    state TEXT NOT NULL,
    plan TEXT NOT NULL,
    number TEXT NOT NULL,
    reason_codes TEXT NOT NULL,
    criteria TEXT NOT NULL,
    credential TEXT NOT NULL,
    present TEXT NOT NULL,
    appeal_address TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX denial__id ON denial (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX denial__determination ON denial (determination_id) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX denial_of_patient ON denial (patient_id, received_at);

CREATE TABLE appeal (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    level TEXT NOT NULL,
    appellant TEXT NOT NULL,
    is_urgent INTEGER NOT NULL,
    filed_at TEXT,
    is_decided INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX appeal__id ON appeal (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX appeal__level ON appeal (determination_id, level) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX appeal_of_patient ON appeal (patient_id, determination_id);

CREATE TABLE appeal_paper (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    signed_day TEXT NOT NULL,
    signer TEXT NOT NULL,
    words TEXT NOT NULL,
    clinician_id TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX appeal_paper__id ON appeal_paper (id) WHERE superseded_at IS NULL;
CREATE INDEX appeal_paper_of_patient ON appeal_paper (patient_id, determination_id);

CREATE TABLE letter_draft (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX letter_draft__id ON letter_draft (id) WHERE superseded_at IS NULL;
CREATE INDEX letter_draft_of_patient ON letter_draft (patient_id, determination_id);

CREATE TABLE released_letter (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL,
    snapshot_sha256 TEXT NOT NULL,
    release_id TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX released_letter__id ON released_letter (id) WHERE superseded_at IS NULL;
CREATE INDEX released_letter_of_patient ON released_letter (patient_id, determination_id);

CREATE TABLE appealed_days (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    appeal_id TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    outcome TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX appealed_days__id ON appealed_days (id) WHERE superseded_at IS NULL;
CREATE INDEX appealed_days_of_patient ON appealed_days (patient_id, determination_id, first_day);

CREATE TABLE review_call (
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
    review_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    reviewer TEXT NOT NULL,
    reference TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX review_call__id ON review_call (id) WHERE superseded_at IS NULL;
CREATE INDEX review_call_of_patient ON review_call (patient_id, started_at);

-- migration 16: denials

-- Files of claims as they came, what was done about refused lines, and what persons said about exposures. Nothing in them is changed: what is done or
-- said later is a further row.

CREATE TABLE claim_file (
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    ordinal INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (batch_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Line 0 is the claim as a whole.
CREATE TABLE denial_step (
    id TEXT NOT NULL PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    remittance_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    line INTEGER NOT NULL,
    claim_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    reason TEXT NOT NULL,
    approver TEXT NOT NULL,
    release_id TEXT,
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
) STRICT;
CREATE INDEX denial_step_of_denial ON denial_step (remittance_id, place, line);

CREATE TABLE exposure_word (
    id TEXT NOT NULL PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    finding TEXT NOT NULL,
    subject TEXT NOT NULL,
    word TEXT NOT NULL,
    amount_cents INTEGER,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX exposure_word_of_finding ON exposure_word (finding, subject);

-- migration 17: claim_releases

-- Claims that something holds and that a person let go out all the same. Each stays: a later one stands beside an earlier one.

CREATE TABLE claim_release (
    id TEXT NOT NULL PRIMARY KEY,
    claim_number TEXT NOT NULL,
    rules TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL
) STRICT;
CREATE INDEX claim_release_of_number ON claim_release (claim_number);

-- migration 18: look_ups

-- Indexes for what is looked up again and again: who is in care now, a patient by the practice's number, what a contact's holder said, and what waits in
-- the queue of messages. SQLite uses an index with a condition only where the statement says the same condition.
CREATE INDEX episode_open ON episode (patient_id, id) WHERE superseded_at IS NULL AND void_reason IS NULL AND discharge_day IS NULL;
CREATE INDEX patient_of_record_number ON patient (record_number, id);
CREATE INDEX contact_consent_of_contact ON contact_consent (contact_id, said_at);
DROP INDEX message_due;
CREATE INDEX message_planned ON message (due_at, id) WHERE state = 'planned';
CREATE INDEX message_leased ON message (lease_until, id) WHERE state = 'leased';
CREATE INDEX message_handed_over ON message (lease_until, id) WHERE state = 'handed_over';
CREATE INDEX message_of_contact ON message (contact_id, id) WHERE state IN ('planned', 'leased');

-- migration 19: service_notes

-- Facts about notes of services: that a note exists, who signed it and what stands in it. Never what it says.

CREATE TABLE service_note (
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
    day TEXT NOT NULL,
    service TEXT NOT NULL,
    started_at TEXT,
    stopped_at TEXT,
    minutes INTEGER,
    author_id TEXT,
    credential TEXT NOT NULL,
    signed_day TEXT,
    needs_cosigner TEXT NOT NULL,
    cosigner TEXT NOT NULL,
    cosigned_day TEXT,
    place TEXT NOT NULL,
    telehealth TEXT NOT NULL,
    setting_present TEXT NOT NULL,
    group_key TEXT NOT NULL,
    group_size INTEGER,
    own_part_present TEXT NOT NULL,
    goals TEXT,
    intervention_present TEXT NOT NULL,
    response_present TEXT NOT NULL,
    risk_present TEXT NOT NULL,
    progress_present TEXT NOT NULL,
    fingerprint TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX service_note__id ON service_note (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX service_note__external_key ON service_note (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX service_note_of_patient ON service_note (patient_id, day);
CREATE INDEX service_note_of_author ON service_note (author_id, day) WHERE superseded_at IS NULL AND void_reason IS NULL AND fingerprint IS NOT NULL;

-- migration 20: overpayments

-- What was done about exposures that a person confirmed. Nothing in it is changed: what is done later is a further row.

CREATE TABLE overpayment_step (
    id TEXT NOT NULL PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    finding TEXT NOT NULL,
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    amount_cents INTEGER,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX overpayment_step_of_finding ON overpayment_step (finding, subject);

-- migration 21: disputed_lines

-- Refused lines of claims that an appeal answers. They hang on a review and on a decision of their own, like any other denial.

CREATE TABLE disputed_line (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    payer TEXT NOT NULL,
    remittance_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    line INTEGER,
    claim_number TEXT NOT NULL,
    line_number INTEGER,
    service TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    code TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX disputed_line__id ON disputed_line (id) WHERE superseded_at IS NULL;
CREATE INDEX disputed_line_of_patient ON disputed_line (patient_id, review_id);

-- migration 22: void_claims

-- A step of an overpayment case with which something left: the claim that takes the bill back.

ALTER TABLE overpayment_step ADD COLUMN release_id TEXT;

-- migration 23: planned_visits

-- Visits that are planned: who comes on a day, when, and for what. What became of them stands in attendance.

CREATE TABLE planned_visit (
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
    day TEXT NOT NULL,
    starts_at TEXT,
    kind TEXT NOT NULL,
    group_name TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX planned_visit__id ON planned_visit (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX planned_visit__external_key ON planned_visit (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX planned_visit_of_patient ON planned_visit (patient_id, day);
CREATE INDEX planned_visit_of_episode ON planned_visit (episode_id, day);

-- migration 24: contract_rates

-- What payers agreed to allow for a unit of a service, by level and day of service.

CREATE TABLE contract_rate (
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
    payer TEXT NOT NULL,
    service TEXT NOT NULL,
    level_of_care TEXT,
    unit_amount_cents INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contract_rate__id ON contract_rate (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX contract_rate__external_key ON contract_rate (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;

-- migration 25: moved_records

-- Records that stood under the wrong patient and were moved: withdrawn there, recorded anew under another id. They are shown to nobody any more,
-- not even as of a day before they were moved; a record withdrawn for another reason still is. Until here only administrations could be moved;
-- the two halves of a move were written at one instant.

CREATE TABLE moved_record (
    id TEXT NOT NULL PRIMARY KEY,
    new_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

-- migration 26: audit_of_patient

-- Who touched a patient is looked up by patient, and written by operation. An operation that names two hundred people would change two hundred
-- places of an index, and whoever asked waits for it. So it writes whom it names in one place, and the sealer brings the names of many operations
-- at once into this table. Operations that are not sealed yet are found among those that wait.

DROP INDEX audit_patient_of_patient;
CREATE TABLE audit_of_patient (
    patient_id TEXT NOT NULL,
    audit_id TEXT NOT NULL,
    PRIMARY KEY (patient_id, audit_id)
) STRICT, WITHOUT ROWID;
INSERT INTO audit_of_patient (patient_id, audit_id)
    SELECT patient_id, audit_id FROM audit_patient WHERE audit_id NOT IN (SELECT audit_id FROM audit_pending);

-- migration 27: open_alerts

-- What is open of many patients at once, for the caseload: which alerts somebody has, and whether anything ended them. SQLite uses an index with a condition
-- only where the statement says the same condition.
CREATE INDEX alert_of_patient ON alert (patient_id, is_silent, id, class, rule, day);
CREATE INDEX alert_ended ON alert_event (alert_id, kind) WHERE kind IN ('closed', 'resolved_by_fact');

-- migration 28: voids_by_payer

-- A step with which a void left says to which payer, and what that one calls the claim: no bill is taken back twice.

ALTER TABLE overpayment_step ADD COLUMN payer_id TEXT;
ALTER TABLE overpayment_step ADD COLUMN payer_control TEXT;

-- migration 29: review of a decision

-- The review that a decision answers: of one stay several may be denied, each with its own notice, deadlines and appeals.

ALTER TABLE authorization_determination ADD COLUMN review_id TEXT;

-- migration 30: series in the index

-- A caseload says of every series how its newest score came about and in which band it lies: with these two the index holds all of it, so that no list
-- goes from each entry to its row.

DROP INDEX score_series;
CREATE INDEX score_series ON score (patient_id, series, day, administration_id, total, severity, safety, input_version, computed_at, status, band) WHERE superseded_at IS NULL;

-- migration 31: where series stand

-- Where every series of a patient stands, for those who do not wait to be judged: whoever judges them writes it with the judgement, and a caseload reads
-- one row a series. It holds nothing that `score` does not say: the two newest scores and the first number, packed. Whoever waits, or has no row here, is
-- read from `score`. So it is in no archive, and starts empty.

CREATE TABLE series_standing (
    patient_id TEXT NOT NULL,
    series TEXT NOT NULL,
    newest TEXT NOT NULL,
    first TEXT,
    PRIMARY KEY (patient_id, series)
) STRICT, WITHOUT ROWID;

-- migration 32: given notices

-- Notices that were given: to the payer of an admission, a discharge or a step-down, by the payer of a reduction, and in the chart of a certification.

CREATE TABLE given_notice (
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
    kind TEXT NOT NULL,
    about_day TEXT NOT NULL,
    given_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    reference TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX given_notice__id ON given_notice (id) WHERE superseded_at IS NULL;
CREATE INDEX given_notice_of_patient ON given_notice (patient_id, given_at);

-- migration 33: authority of a release

-- The paper on which the basis of a release rests: the order of a court, the agreement of who audits, the agreement with a service organization.

ALTER TABLE release ADD COLUMN authority TEXT NOT NULL DEFAULT '';

-- migration 34: billing records

-- What stands beside claims in other systems and comes with files: charges as posted, benefits as quoted, rates agreed for one patient, what patients
-- paid, and the numbers under which claims speak of patients.

CREATE TABLE posted_charge (
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
    day TEXT NOT NULL,
    posted_day TEXT NOT NULL,
    service TEXT NOT NULL,
    charge_amount_cents INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE benefit_quote (
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
    day TEXT NOT NULL,
    service TEXT NOT NULL,
    quoted TEXT NOT NULL,
    patient_share_amount_cents INTEGER,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_agreement (
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
    service TEXT NOT NULL,
    level_of_care TEXT,
    agreed_amount_cents INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE patient_payment (
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
    claim_number TEXT NOT NULL,
    day TEXT NOT NULL,
    paid_amount_cents INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- The crosswalk: no two patients have one account.
CREATE TABLE claim_account (
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
    account TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_account_by_account ON claim_account (account);

CREATE UNIQUE INDEX posted_charge__id ON posted_charge (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX posted_charge__external_key ON posted_charge (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX posted_charge__withdrawn_key ON posted_charge (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX posted_charge_of_patient ON posted_charge (patient_id, day);
CREATE UNIQUE INDEX benefit_quote__id ON benefit_quote (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX benefit_quote__external_key ON benefit_quote (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX benefit_quote__withdrawn_key ON benefit_quote (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX benefit_quote_of_patient ON benefit_quote (patient_id, day);
CREATE UNIQUE INDEX case_agreement__id ON case_agreement (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX case_agreement__external_key ON case_agreement (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX case_agreement__withdrawn_key ON case_agreement (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX case_agreement_of_patient ON case_agreement (patient_id, first_day);
CREATE UNIQUE INDEX patient_payment__id ON patient_payment (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX patient_payment__external_key ON patient_payment (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX patient_payment__withdrawn_key ON patient_payment (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX patient_payment_of_patient ON patient_payment (patient_id, day);
CREATE UNIQUE INDEX claim_account__id ON claim_account (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX claim_account__external_key ON claim_account (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX claim_account__withdrawn_key ON claim_account (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX claim_account_of_patient ON claim_account (patient_id);

-- migration 35: ends of denials

-- That nothing more is done about a denial; what its notice states about time; and the appeal that a letter makes.

CREATE TABLE denial_closure (
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
    review_id TEXT NOT NULL,
    determination_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX denial_closure__id ON denial_closure (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX denial_closure__determination ON denial_closure (determination_id) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX denial_closure_of_patient ON denial_closure (patient_id, determination_id);

ALTER TABLE denial ADD COLUMN appeal_by_day TEXT;
ALTER TABLE denial ADD COLUMN peer_to_peer_ends_at TEXT;
ALTER TABLE letter_draft ADD COLUMN appeal_id TEXT;
ALTER TABLE released_letter ADD COLUMN appeal_id TEXT;

-- migration 36: patients of a release

-- Whom a release is about, with the consent on which it rests for each. Until here a release about several patients named none of them: they are found by
-- the row of the audit that was written with it, the first of whoever released it from that moment on.

CREATE TABLE release_patient (
    patient_id TEXT NOT NULL,
    release_id TEXT NOT NULL,
    consent_id TEXT,
    PRIMARY KEY (patient_id, release_id)
) STRICT, WITHOUT ROWID;

INSERT INTO release_patient (patient_id, release_id, consent_id)
    SELECT patient_id, id, consent_id FROM release WHERE superseded_at IS NULL AND patient_id IS NOT NULL;
INSERT INTO release_patient (patient_id, release_id, consent_id)
    SELECT DISTINCT audit_patient.patient_id, release.id, NULL FROM release
    JOIN audit_patient ON audit_patient.audit_id = (SELECT MIN(audit.id) FROM audit
        WHERE audit.actor = release.recorder AND audit.action = 'release' AND audit.outcome = 'done'
            AND audit.at >= release.recorded_at AND audit.patient_count >= release.patient_count)
    WHERE release.superseded_at IS NULL AND release.patient_id IS NULL AND release.patient_count > 1;

-- migration 37: behind claims

-- What stands behind claims: the evidence of releases, and the papers of physicians.

-- A release of a held claim says what each rule's failure rested on, a line for each rule: what fails later for another reason holds the claim again.
-- Empty in releases that were given before.

ALTER TABLE claim_release ADD COLUMN evidence TEXT NOT NULL DEFAULT '';

-- What physicians sign of a program: certifications, and orders for a level of care.

CREATE TABLE certification (
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
    day TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    by_physician INTEGER NOT NULL,
    is_complete INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE level_of_care_order (
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
    day TEXT NOT NULL,
    level_of_care TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX certification__id ON certification (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX certification__external_key ON certification (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX certification__withdrawn_key ON certification (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX certification_of_patient ON certification (patient_id, day);
CREATE UNIQUE INDEX level_of_care_order__id ON level_of_care_order (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX level_of_care_order__external_key ON level_of_care_order (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX level_of_care_order__withdrawn_key ON level_of_care_order (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX level_of_care_order_of_patient ON level_of_care_order (patient_id, day);

-- migration 38: own words

-- What patients write for their next session, on their own page.

CREATE TABLE own_words (
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
    went_well TEXT NOT NULL,
    was_hard TEXT NOT NULL,
    to_ask TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX own_words__id ON own_words (id) WHERE superseded_at IS NULL;
CREATE INDEX own_words_of_patient ON own_words (patient_id, written_at);

-- migration 39: claims by people

-- Claims are looked up by what names a patient and by the last day of care, without reading those of everybody.

CREATE INDEX claim_version_of_record_number ON claim_version (record_number);
CREATE INDEX claim_version_of_member_id ON claim_version (member_id);
CREATE INDEX claim_version_of_last_day ON claim_version ((COALESCE(last_day, first_day)));
CREATE INDEX claim_line_of_last_day ON claim_line ((COALESCE(last_day, first_day)));

-- migration 40: closed programs

-- From which day on nobody is admitted to a program, and from which a clinician does not treat here any more.

ALTER TABLE program ADD COLUMN closed_since TEXT;
ALTER TABLE clinician ADD COLUMN left_since TEXT;

-- migration 41: who holds alerts

-- The alerts that somebody was given or took on: whoever holds one finds it in the inbox, also outside of the own care teams.
CREATE INDEX alert_event_of_owner ON alert_event (owner) WHERE owner IS NOT NULL;
CREATE INDEX alert_event_taken_on ON alert_event (actor) WHERE kind = 'acknowledged';

-- migration 42: supplied information

-- When what a payer wanted more reached it: from then on its time to decide runs.

ALTER TABLE authorization_determination ADD COLUMN supplied_at TEXT;

-- migration 43: index of a letter

-- To which index the numbers in a saved letter lead: records that come later move them. Of texts that are on record nobody knows it.

ALTER TABLE letter_draft ADD COLUMN index_sha256 TEXT NOT NULL DEFAULT '';

-- migration 44: whose quote

-- Whose answer a quote of benefits is: which payer gave it, about which member. Those on record do not say it.

ALTER TABLE benefit_quote ADD COLUMN payer_id TEXT NOT NULL DEFAULT '';
ALTER TABLE benefit_quote ADD COLUMN payer_name TEXT NOT NULL DEFAULT '';
ALTER TABLE benefit_quote ADD COLUMN member_id TEXT NOT NULL DEFAULT '';

-- What another system of billing took off its books.
CREATE TABLE posted_write_off (
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
    claim_number TEXT NOT NULL,
    line TEXT NOT NULL,
    day TEXT NOT NULL,
    written_off_amount_cents INTEGER NOT NULL,
    reason TEXT NOT NULL,
    approver TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX posted_write_off__id ON posted_write_off (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX posted_write_off__external_key ON posted_write_off (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX posted_write_off__withdrawn_key ON posted_write_off (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX posted_write_off_of_patient ON posted_write_off (patient_id, day);

-- migration 45: secrets of links

-- A message that brings a link names it; the link gets a secret of its own as the message is handed over, and of that only the hash is here.
-- A link may have several secrets: each message, and each time it is handed over, brings another one.

CREATE TABLE access_link_secret (
    secret_sha256 TEXT NOT NULL PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES access_link (id),
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_link_secret_of_link ON access_link_secret (link_id);

-- What waited before held its link in clear; its key says which one: check-in:<id>:<link>:<which message>.
UPDATE message SET detail = 'link:' || substr(message_key, 47, 36) WHERE detail LIKE '/c/%';

-- migration 46: papers and planned admissions

-- For which appeals a signed paper holds, by its own words. Of those on record nobody said more than the decision for which they were signed.

ALTER TABLE appeal_paper ADD COLUMN scope TEXT NOT NULL DEFAULT 'decision';

-- Admissions that are planned, for what a payer is asked before the first day. The id is the one that the episode takes.
CREATE TABLE planned_admission (
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
    planned_day TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX planned_admission__id ON planned_admission (id) WHERE superseded_at IS NULL;
CREATE INDEX planned_admission_of_patient ON planned_admission (patient_id, planned_day);

-- migration 47: codes of messages

-- A message that brings a one-time code names the link to the own page for which it brings one; the code is made as it is handed over, and of that only the
-- hash is here. What waited before held its code in clear, and what failed kept it; the series says for which link: own-page:<link>.

UPDATE message SET detail = 'code:' || substr(series, 10) WHERE template = 'one_time_code' AND detail IS NOT NULL AND series LIKE 'own-page:%';
UPDATE message SET detail = NULL WHERE template = 'one_time_code' AND detail NOT LIKE 'code:%';

-- migration 48: papers and providers

-- What bills rest on beside care: papers of charts, who may give services, limits of benefits, for whom an authorization was given, who gave what is billed.

CREATE TABLE chart_paper (
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
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    patient_signed TEXT,
    guardian_signed TEXT,
    clinician_signed TEXT,
    physician_signed TEXT,
    until_day TEXT,
    covers_telehealth INTEGER NOT NULL,
    services TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE provider_credential (
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
    provider_id TEXT NOT NULL,
    payer TEXT NOT NULL,
    services TEXT NOT NULL,
    is_supervised INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE exclusion_check (
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
    provider_id TEXT NOT NULL,
    day TEXT NOT NULL,
    is_clear INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX chart_paper__id ON chart_paper (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX chart_paper__external_key ON chart_paper (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX chart_paper__withdrawn_key ON chart_paper (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX chart_paper_of_patient ON chart_paper (patient_id, day);
CREATE UNIQUE INDEX provider_credential__id ON provider_credential (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX provider_credential__external_key ON provider_credential (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX exclusion_check__id ON exclusion_check (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX exclusion_check__external_key ON exclusion_check (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;

-- What a quote of benefits said about the most that the plan pays at a level, and how much of it was used. Empty in quotes that said nothing of it.

ALTER TABLE benefit_quote ADD COLUMN level_of_care TEXT;
ALTER TABLE benefit_quote ADD COLUMN most_units INTEGER;
ALTER TABLE benefit_quote ADD COLUMN used_units INTEGER;

-- For which provider, by the national number, an authorization was given. Empty where nobody said.

ALTER TABLE authorization_of_care ADD COLUMN provider_id TEXT NOT NULL DEFAULT '';

-- Who gave what a line bills, and who supervised. Not part of the digest of a version: lines that were stored before say nobody, and the same file again is
-- the same claim.

ALTER TABLE claim_line ADD COLUMN rendering_id TEXT;
ALTER TABLE claim_line ADD COLUMN supervisor_id TEXT;
