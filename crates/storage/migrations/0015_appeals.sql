-- Denials, appeals, what was signed for them, letters, and what became of each day; and the calls of a review.

CREATE TABLE denial (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    received_at {text} NOT NULL,
    channel {text} NOT NULL,
    funding {text} NOT NULL,
    state {text} NOT NULL,
    plan {text} NOT NULL,
    number {text} NOT NULL,
    reason_codes {text} NOT NULL,
    criteria {text} NOT NULL,
    credential {text} NOT NULL,
    present {text} NOT NULL,
    appeal_address {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX denial__id ON denial (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX denial__determination ON denial (determination_id) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX denial_of_patient ON denial (patient_id, received_at);

CREATE TABLE appeal (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    level {text} NOT NULL,
    appellant {text} NOT NULL,
    is_urgent {integer} NOT NULL,
    filed_at {text},
    is_decided {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX appeal__id ON appeal (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX appeal__level ON appeal (determination_id, level) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX appeal_of_patient ON appeal (patient_id, determination_id);

CREATE TABLE appeal_paper (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    kind {text} NOT NULL,
    signed_day {text} NOT NULL,
    signer {text} NOT NULL,
    words {text} NOT NULL,
    clinician_id {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX appeal_paper__id ON appeal_paper (id) WHERE superseded_at IS NULL;
CREATE INDEX appeal_paper_of_patient ON appeal_paper (patient_id, determination_id);

CREATE TABLE letter_draft (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    kind {text} NOT NULL,
    content {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX letter_draft__id ON letter_draft (id) WHERE superseded_at IS NULL;
CREATE INDEX letter_draft_of_patient ON letter_draft (patient_id, determination_id);

CREATE TABLE released_letter (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    kind {text} NOT NULL,
    author {text} NOT NULL,
    snapshot_sha256 {text} NOT NULL,
    release_id {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX released_letter__id ON released_letter (id) WHERE superseded_at IS NULL;
CREATE INDEX released_letter_of_patient ON released_letter (patient_id, determination_id);

CREATE TABLE appealed_days (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    appeal_id {text} NOT NULL,
    decided_at {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    outcome {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX appealed_days__id ON appealed_days (id) WHERE superseded_at IS NULL;
CREATE INDEX appealed_days_of_patient ON appealed_days (patient_id, determination_id, first_day);

CREATE TABLE review_call (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    started_at {text} NOT NULL,
    ended_at {text},
    reviewer {text} NOT NULL,
    reference {text} NOT NULL,
    notes {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX review_call__id ON review_call (id) WHERE superseded_at IS NULL;
CREATE INDEX review_call_of_patient ON review_call (patient_id, started_at);
