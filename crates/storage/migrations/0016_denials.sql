-- Files of claims as they came, what was done about refused lines, and what persons said about exposures. Nothing in them is changed: what is done or
-- said later is a further row.

CREATE TABLE claim_file (
    batch_id {text} NOT NULL REFERENCES import_batch (id),
    ordinal {integer} NOT NULL,
    content {blob} NOT NULL,
    PRIMARY KEY (batch_id, ordinal)
){keyed};

-- Line 0 is the claim as a whole.
CREATE TABLE denial_step (
    id {text} NOT NULL PRIMARY KEY,
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    remittance_id {text} NOT NULL,
    place {integer} NOT NULL,
    line {integer} NOT NULL,
    claim_number {text} NOT NULL,
    kind {text} NOT NULL,
    code {text} NOT NULL,
    amount_cents {integer} NOT NULL,
    reason {text} NOT NULL,
    approver {text} NOT NULL,
    release_id {text},
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
){plain};
CREATE INDEX denial_step_of_denial ON denial_step (remittance_id, place, line);

CREATE TABLE exposure_word (
    id {text} NOT NULL PRIMARY KEY,
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    finding {text} NOT NULL,
    subject {text} NOT NULL,
    word {text} NOT NULL,
    amount_cents {integer},
    reason {text} NOT NULL
){plain};
CREATE INDEX exposure_word_of_finding ON exposure_word (finding, subject);
