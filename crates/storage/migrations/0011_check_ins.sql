-- Check-ins: what is asked of one person in one visit, by whichever way; the answers while they come in; links and what was tried with them.

-- The practice's own words for somebody who needs help now: for one program, or for all where program_id is absent.
CREATE TABLE crisis_text (
    {record},
    program_id {text},
    language {text} NOT NULL,
    words {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX crisis_text__id ON crisis_text (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX crisis_text__program_id ON crisis_text (COALESCE(program_id, ''), language) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- What a patient is told about what followed from their answers, in the clinician's words.
CREATE TABLE patient_note (
    {record},
    patient_id {text} NOT NULL,
    words {text} NOT NULL,
    written_by {text} NOT NULL,
    written_at {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX patient_note__id ON patient_note (id) WHERE superseded_at IS NULL;
CREATE INDEX patient_note_of_patient ON patient_note (patient_id, written_at);

-- A check-in is no record: its state changes in place, and check_in_event tells of every change. What it ends in are administrations.
-- instruments: ids in the order in which they are due, separated by spaces.
-- answer_count numbers the answers; whoever adds one counts it up first, so that none slips in behind the end.
CREATE TABLE check_in (
    id {text} NOT NULL PRIMARY KEY,
    patient_id {text} NOT NULL,
    respondent {text} NOT NULL,
    instruments {text} NOT NULL,
    phase {text},
    due_day {text},
    mode {text} NOT NULL,
    language {text} NOT NULL,
    created_at {text} NOT NULL,
    recorder {text} NOT NULL,
    expires_at {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'finished', 'revoked')),
    answer_count {integer} NOT NULL,
    has_safety_answer {integer} NOT NULL,
    finished_at {text}
){keyed};
CREATE INDEX check_in_of_patient ON check_in (patient_id, created_at);
CREATE INDEX check_in_open ON check_in (expires_at) WHERE state = 'open';
CREATE INDEX check_in_by_time ON check_in (created_at, id);

-- Answers as they came in. Only ever added to; a later answer to the same item counts.
CREATE TABLE check_in_answer (
    check_in_id {text} NOT NULL REFERENCES check_in (id),
    ordinal {integer} NOT NULL,
    at {text} NOT NULL,
    instrument_id {text} NOT NULL,
    item {text} NOT NULL,
    answer {text} NOT NULL,
    mode {text} NOT NULL,
    PRIMARY KEY (check_in_id, ordinal)
){keyed};

-- The administration that an instrument of a check-in became, once it has become one.
CREATE TABLE check_in_administration (
    check_in_id {text} NOT NULL REFERENCES check_in (id),
    instrument_id {text} NOT NULL,
    administration_id {text} NOT NULL,
    PRIMARY KEY (check_in_id, instrument_id)
){keyed};
CREATE INDEX check_in_administration_of ON check_in_administration (administration_id);

CREATE TABLE check_in_event (
    id {text} NOT NULL PRIMARY KEY,
    check_in_id {text} NOT NULL REFERENCES check_in (id),
    at {text} NOT NULL,
    kind {text} NOT NULL,
    mode {text} NOT NULL,
    detail {text},
    recorder {text} NOT NULL
){keyed};
CREATE INDEX check_in_event_of ON check_in_event (check_in_id, at, id);

-- Links to a check-in, or to a patient's own page where check_in_id is absent. Of the secret only its hash is here.
-- mode: by which way one answers who comes by it.
CREATE TABLE access_link (
    id {text} NOT NULL PRIMARY KEY,
    secret_sha256 {text} NOT NULL UNIQUE,
    patient_id {text} NOT NULL,
    check_in_id {text} REFERENCES check_in (id),
    mode {text} NOT NULL,
    created_at {text} NOT NULL,
    recorder {text} NOT NULL,
    identify_from {text} NOT NULL,
    expires_at {text} NOT NULL,
    failures {integer} NOT NULL,
    revoked_at {text},
    revoke_reason {text}
){keyed};
CREATE INDEX access_link_of_patient ON access_link (patient_id, created_at);
CREATE INDEX access_link_of_check_in ON access_link (check_in_id);

-- Browsers that were let in by a link, and one-time codes that let one in. Nothing of it means anything elsewhere or later.
CREATE TABLE access_pass (
    id {text} NOT NULL PRIMARY KEY,
    secret_sha256 {text} NOT NULL UNIQUE,
    link_id {text} NOT NULL REFERENCES access_link (id),
    created_at {text} NOT NULL,
    expires_at {text} NOT NULL
){plain};

CREATE TABLE access_code (
    id {text} NOT NULL PRIMARY KEY,
    link_id {text} NOT NULL REFERENCES access_link (id),
    code_sha256 {text} NOT NULL,
    created_at {text} NOT NULL,
    expires_at {text} NOT NULL,
    tries {integer} NOT NULL,
    used_at {text}
){plain};
CREATE INDEX access_code_of_link ON access_code (link_id, created_at);

-- Links that were tried and are none, by where the request came from.
CREATE TABLE access_attempt (
    id {text} NOT NULL PRIMARY KEY,
    at {text} NOT NULL,
    origin {text} NOT NULL
){plain};
CREATE INDEX access_attempt_of_origin ON access_attempt (origin, at);
