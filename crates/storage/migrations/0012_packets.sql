-- Packets for payers, and on what ground records of patients may leave.

CREATE TABLE disclosure_consent (
    {record},
    patient_id {text} NOT NULL,
    signed_day {text} NOT NULL,
    consent_use {text} NOT NULL,
    recipient {text} NOT NULL,
    scope {text} NOT NULL,
    expires_day {text},
    revoked_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX disclosure_consent__id ON disclosure_consent (id) WHERE superseded_at IS NULL;
CREATE INDEX disclosure_consent_of_patient ON disclosure_consent (patient_id, signed_day);

CREATE TABLE emergency_documentation (
    {record},
    patient_id {text} NOT NULL,
    release_id {text} NOT NULL,
    day {text} NOT NULL,
    personnel {text} NOT NULL,
    nature {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX emergency_documentation__id ON emergency_documentation (id) WHERE superseded_at IS NULL;
CREATE INDEX emergency_documentation_of_patient ON emergency_documentation (patient_id, day);

CREATE TABLE criteria_clause (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    place {integer} NOT NULL,
    quotation {text} NOT NULL,
    argument {text} NOT NULL,
    rests_on {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX criteria_clause__id ON criteria_clause (id) WHERE superseded_at IS NULL;
CREATE INDEX criteria_clause_of_patient ON criteria_clause (patient_id, review_id, place);

CREATE TABLE contradiction_answer (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    contradiction {text} NOT NULL,
    response {text} NOT NULL,
    words {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX contradiction_answer__id ON contradiction_answer (id) WHERE superseded_at IS NULL;
CREATE INDEX contradiction_answer_of_patient ON contradiction_answer (patient_id, review_id);

CREATE TABLE released_packet (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    variant {text} NOT NULL,
    author {text} NOT NULL,
    engine {text} NOT NULL,
    snapshot_sha256 {text} NOT NULL,
    release_id {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX released_packet__id ON released_packet (id) WHERE superseded_at IS NULL;
CREATE INDEX released_packet_of_patient ON released_packet (patient_id, review_id);

-- The consent on which a release rests, where it rests on one.
ALTER TABLE release ADD COLUMN consent_id {text};
