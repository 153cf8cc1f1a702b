-- Claims, remittances and the answers to claims, as they came. Nothing in them is changed: a correction is a further version, a decision of a person a
-- further row. A digest of the whole content tells what was there before. What they come to is computed when it is asked for.

CREATE TABLE claim_version (
    id {text} NOT NULL PRIMARY KEY,
    digest {text} NOT NULL,
    batch_id {text} NOT NULL REFERENCES import_batch (id),
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    number {text} NOT NULL,
    kind {text} NOT NULL,
    frequency {text} NOT NULL,
    charge_cents {integer} NOT NULL,
    payer_id {text} NOT NULL,
    payer_name {text} NOT NULL,
    payer_rank {text} NOT NULL,
    member_id {text} NOT NULL,
    family_name {text} NOT NULL,
    given_name {text} NOT NULL,
    birth_day {text},
    record_number {text},
    original_payer_control {text},
    authorizations {text} NOT NULL,
    diagnoses {text} NOT NULL,
    billing_provider_id {text} NOT NULL,
    billing_tax_id {text} NOT NULL,
    first_day {text},
    last_day {text},
    facility_code {text} NOT NULL,
    condition_codes {text} NOT NULL,
    billed_day {text},
    interchange_control {text} NOT NULL,
    group_control {text} NOT NULL,
    transaction_control {text} NOT NULL,
    ordinal {integer} NOT NULL
){plain};
CREATE UNIQUE INDEX claim_version__digest ON claim_version (digest);
CREATE INDEX claim_version_of_number ON claim_version (number);

CREATE TABLE claim_line (
    claim_version_id {text} NOT NULL REFERENCES claim_version (id),
    place {integer} NOT NULL,
    number {integer} NOT NULL,
    control {text},
    procedure_code {text} NOT NULL,
    modifiers {text} NOT NULL,
    revenue_code {text} NOT NULL,
    charge_cents {integer} NOT NULL,
    unit_thousandths {integer} NOT NULL,
    first_day {text},
    last_day {text},
    authorization_number {text},
    PRIMARY KEY (claim_version_id, place)
){keyed};

CREATE TABLE claim_other_coverage (
    claim_version_id {text} NOT NULL REFERENCES claim_version (id),
    place {integer} NOT NULL,
    payer_rank {text} NOT NULL,
    payer_id {text} NOT NULL,
    paid_cents {integer},
    PRIMARY KEY (claim_version_id, place)
){keyed};

CREATE TABLE remittance (
    id {text} NOT NULL PRIMARY KEY,
    digest {text} NOT NULL,
    batch_id {text} NOT NULL REFERENCES import_batch (id),
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    payment_day {text},
    payer_id {text} NOT NULL,
    trace {text} NOT NULL,
    originator {text} NOT NULL,
    interchange_control {text} NOT NULL,
    group_control {text} NOT NULL,
    transaction_control {text} NOT NULL,
    payer_name {text} NOT NULL,
    payee_id {text} NOT NULL,
    payee_tax_id {text} NOT NULL,
    amount_cents {integer} NOT NULL,
    payment_method {text} NOT NULL,
    is_whole {integer} NOT NULL
){plain};
CREATE UNIQUE INDEX remittance__digest ON remittance (digest);
CREATE INDEX remittance_of_trace ON remittance (trace, payer_id);

CREATE TABLE adjudication (
    remittance_id {text} NOT NULL REFERENCES remittance (id),
    place {integer} NOT NULL,
    claim_number {text} NOT NULL,
    status {text} NOT NULL,
    charge_cents {integer} NOT NULL,
    paid_cents {integer} NOT NULL,
    patient_responsibility_cents {integer} NOT NULL,
    payer_control {text} NOT NULL,
    member_id {text} NOT NULL,
    family_name {text} NOT NULL,
    given_name {text} NOT NULL,
    record_number {text},
    first_day {text},
    last_day {text},
    received_day {text},
    remarks {text} NOT NULL,
    PRIMARY KEY (remittance_id, place)
){keyed};
CREATE INDEX adjudication_of_claim ON adjudication (claim_number);

CREATE TABLE adjudicated_line (
    remittance_id {text} NOT NULL,
    place {integer} NOT NULL,
    line {integer} NOT NULL,
    control {text},
    procedure_code {text} NOT NULL,
    modifiers {text} NOT NULL,
    submitted_procedure {text},
    revenue_code {text} NOT NULL,
    charge_cents {integer} NOT NULL,
    paid_cents {integer} NOT NULL,
    paid_unit_thousandths {integer} NOT NULL,
    submitted_unit_thousandths {integer},
    first_day {text},
    last_day {text},
    remarks {text} NOT NULL,
    allowed_cents {integer},
    PRIMARY KEY (remittance_id, place, line),
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
){keyed};

-- Line 0 is the claim as a whole.
CREATE TABLE adjustment (
    remittance_id {text} NOT NULL,
    place {integer} NOT NULL,
    line {integer} NOT NULL,
    ordinal {integer} NOT NULL,
    adjustment_group {text} NOT NULL,
    reason {text} NOT NULL,
    amount_cents {integer} NOT NULL,
    PRIMARY KEY (remittance_id, place, line, ordinal),
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
){keyed};

CREATE TABLE provider_adjustment (
    remittance_id {text} NOT NULL REFERENCES remittance (id),
    ordinal {integer} NOT NULL,
    reason {text} NOT NULL,
    reference {text} NOT NULL,
    amount_cents {integer} NOT NULL,
    PRIMARY KEY (remittance_id, ordinal)
){keyed};

CREATE TABLE claim_answer (
    id {text} NOT NULL PRIMARY KEY,
    digest {text} NOT NULL,
    batch_id {text} NOT NULL REFERENCES import_batch (id),
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    claim_number {text} NOT NULL,
    verdict {text} NOT NULL,
    codes {text} NOT NULL,
    payer_control {text},
    day {text}
){plain};
CREATE UNIQUE INDEX claim_answer__digest ON claim_answer (digest);
CREATE INDEX claim_answer_of_claim ON claim_answer (claim_number);

CREATE TABLE file_answer (
    id {text} NOT NULL PRIMARY KEY,
    digest {text} NOT NULL,
    batch_id {text} NOT NULL REFERENCES import_batch (id),
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    group_control {text} NOT NULL,
    transaction_control {text},
    verdict {text} NOT NULL,
    codes {text} NOT NULL
){plain};
CREATE UNIQUE INDEX file_answer__digest ON file_answer (digest);

-- What persons said about a decision of a payer; the last row of a place holds. Without a claim and not undone: it is none of our claims.
CREATE TABLE claim_match (
    remittance_id {text} NOT NULL,
    place {integer} NOT NULL,
    ordinal {integer} NOT NULL,
    claim_number {text},
    is_undone {integer} NOT NULL,
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    PRIMARY KEY (remittance_id, place, ordinal),
    FOREIGN KEY (remittance_id, place) REFERENCES adjudication (remittance_id, place)
){keyed};

-- Held payments that a person found to be money of their own.
CREATE TABLE payment_release (
    remittance_id {text} NOT NULL PRIMARY KEY REFERENCES remittance (id),
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL
){keyed};
