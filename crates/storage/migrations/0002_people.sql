-- People who sign in, what they may open, and what left the practice.

CREATE TABLE user_account (
    id {text} NOT NULL PRIMARY KEY,
    sign_in_name {text} NOT NULL,
    name {text} NOT NULL,
    password_hash {text} NOT NULL,
    totp_secret {blob},
    totp_last_step {integer},
    licensed {integer} NOT NULL,
    clinician_id {text},
    created_at {text} NOT NULL,
    disabled_at {text}
){plain};
CREATE UNIQUE INDEX user_account__sign_in_name ON user_account (sign_in_name);

CREATE TABLE user_role (
    user_id {text} NOT NULL REFERENCES user_account (id),
    role {text} NOT NULL,
    PRIMARY KEY (user_id, role)
){keyed};

-- The browser holds the secret; here stands only its hash.
CREATE TABLE session (
    id {text} NOT NULL PRIMARY KEY,
    secret_sha256 {text} NOT NULL UNIQUE,
    user_id {text} NOT NULL REFERENCES user_account (id),
    created_at {text} NOT NULL,
    last_seen_at {text} NOT NULL,
    expires_at {text} NOT NULL,
    csrf_secret {blob} NOT NULL
){plain};
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE sign_in_attempt (
    id {text} NOT NULL PRIMARY KEY,
    at {text} NOT NULL,
    sign_in_name {text} NOT NULL,
    origin {text} NOT NULL,
    succeeded {integer} NOT NULL
){plain};
CREATE INDEX sign_in_attempt_of_name ON sign_in_attempt (sign_in_name, at);
CREATE INDEX sign_in_attempt_of_origin ON sign_in_attempt (origin, at);

-- Somebody opens a patient outside their care team, for a stated reason, until an instant.
CREATE TABLE access_grant (
    {record},
    patient_id {text} NOT NULL,
    user_id {text} NOT NULL,
    reason {text} NOT NULL,
    valid_until {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX access_grant__id ON access_grant (id) WHERE superseded_at IS NULL;
CREATE INDEX access_grant_of_user ON access_grant (user_id, patient_id);

CREATE TABLE document (
    {record},
    patient_id {text},
    kind {text} NOT NULL,
    media_type {text} NOT NULL,
    byte_count {integer} NOT NULL,
    sha256 {text} NOT NULL,
    snapshot_sha256 {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX document__id ON document (id) WHERE superseded_at IS NULL;
CREATE INDEX document_of_patient ON document (patient_id);

-- The authoritative bytes of a document.
CREATE TABLE document_content (
    document_id {text} NOT NULL PRIMARY KEY,
    content {blob} NOT NULL
){plain};

CREATE TABLE release (
    {record},
    patient_id {text},
    patient_count {integer} NOT NULL,
    subject {text} NOT NULL,
    recipient {text} NOT NULL,
    reason {text} NOT NULL,
    basis {text} NOT NULL,
    sha256 {text} NOT NULL,
    document_id {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX release__id ON release (id) WHERE superseded_at IS NULL;
CREATE INDEX release_of_patient ON release (patient_id);
