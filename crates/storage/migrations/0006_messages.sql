-- Reaching people outside the program: contacts and what was said about them, who is on call, messages with what became of each.

CREATE TABLE contact (
    {record},
    patient_id {text} NOT NULL,
    holder {text} NOT NULL,
    holder_name {text} NOT NULL,
    channel {text} NOT NULL,
    address {text} NOT NULL,
    preference_rank {integer} NOT NULL,
    preference {text} NOT NULL,
    returned_at {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX contact__id ON contact (id) WHERE superseded_at IS NULL;
CREATE INDEX contact_of_patient ON contact (patient_id, holder, channel);
CREATE INDEX contact_by_address ON contact (channel, address);

CREATE TABLE contact_consent (
    {record},
    patient_id {text} NOT NULL,
    contact_id {text} NOT NULL,
    consent {text} NOT NULL,
    consent_source {text} NOT NULL,
    said_at {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX contact_consent__id ON contact_consent (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX contact_consent__contact_id ON contact_consent (contact_id) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX contact_consent_of_patient ON contact_consent (patient_id, said_at);

CREATE TABLE contact_attempt (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    milestone_days {integer} NOT NULL,
    attempted_at {text} NOT NULL,
    channel {text} NOT NULL,
    outcome {text} NOT NULL,
    made_by {text},
    note {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX contact_attempt__id ON contact_attempt (id) WHERE superseded_at IS NULL;
CREATE INDEX contact_attempt_of_patient ON contact_attempt (patient_id, episode_id, attempted_at);

CREATE TABLE staff_contact (
    {record},
    user_id {text} NOT NULL,
    channel {text} NOT NULL,
    address {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX staff_contact__id ON staff_contact (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX staff_contact__user_id ON staff_contact (user_id, channel) WHERE superseded_at IS NULL AND void_reason IS NULL;

-- Who is on call: for one program, or for the whole practice where program_id is absent.
CREATE TABLE on_call_shift (
    {record},
    user_id {text} NOT NULL,
    program_id {text},
    starts_at {text} NOT NULL,
    ends_at {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX on_call_shift__id ON on_call_shift (id) WHERE superseded_at IS NULL;

-- The queue. A message is no record: its state changes in place, and message_event tells of every change.
-- lease_token counts the leases: whoever holds an older one can neither hand the message over nor settle it.
CREATE TABLE message (
    id {text} NOT NULL PRIMARY KEY,
    message_key {text} NOT NULL,
    template {text} NOT NULL,
    series {text},
    patient_id {text},
    contact_id {text},
    user_id {text},
    alert_id {text},
    channel {text} NOT NULL,
    language {text} NOT NULL,
    zone {text} NOT NULL,
    is_urgent {integer} NOT NULL,
    detail {text},
    created_at {text} NOT NULL,
    recorder {text} NOT NULL,
    planned_at {text} NOT NULL,
    due_at {text} NOT NULL,
    expires_at {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('planned', 'leased', 'handed_over', 'sent', 'kept', 'failed', 'uncertain', 'stopped', 'returned')),
    tries {integer} NOT NULL,
    lease_token {integer} NOT NULL,
    lease_owner {text},
    lease_until {text},
    address {text},
    reason {text},
    settled_at {text}
){keyed};
CREATE UNIQUE INDEX message__message_key ON message (message_key);
CREATE INDEX message_due ON message (due_at, id) WHERE state IN ('planned', 'leased', 'handed_over');
CREATE INDEX message_of_patient ON message (patient_id, planned_at);
CREATE INDEX message_of_series ON message (series);
CREATE INDEX message_of_alert ON message (alert_id);
CREATE INDEX message_untold ON message (alert_id) WHERE alert_id IS NOT NULL AND state IN ('failed', 'uncertain', 'returned');
CREATE INDEX message_by_time ON message (planned_at, id);

CREATE TABLE message_event (
    message_id {text} NOT NULL REFERENCES message (id),
    ordinal {integer} NOT NULL,
    at {text} NOT NULL,
    kind {text} NOT NULL,
    reason {text},
    recorder {text} NOT NULL,
    PRIMARY KEY (message_id, ordinal)
){keyed};

-- Alerts that came to somebody of whom nobody was told yet: only inserted and deleted, as patient_to_judge.
CREATE TABLE alert_to_tell (
    alert_id {text} NOT NULL,
    ordinal {integer} NOT NULL,
    since {text} NOT NULL,
    PRIMARY KEY (alert_id, ordinal)
){keyed};
CREATE INDEX alert_to_tell_by_time ON alert_to_tell (since, alert_id, ordinal);
