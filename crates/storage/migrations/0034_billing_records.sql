-- What stands beside claims in other systems and comes with files: charges as posted, benefits as quoted, rates agreed for one patient, what patients
-- paid, and the numbers under which claims speak of patients.

CREATE TABLE posted_charge (
    {record},
    patient_id {text} NOT NULL,
    day {text} NOT NULL,
    posted_day {text} NOT NULL,
    service {text} NOT NULL,
    charge_amount_cents {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE TABLE benefit_quote (
    {record},
    patient_id {text} NOT NULL,
    day {text} NOT NULL,
    service {text} NOT NULL,
    quoted {text} NOT NULL,
    patient_share_amount_cents {integer},
    PRIMARY KEY (id, version)
){keyed};
CREATE TABLE case_agreement (
    {record},
    patient_id {text} NOT NULL,
    service {text} NOT NULL,
    level_of_care {text},
    agreed_amount_cents {integer} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE TABLE patient_payment (
    {record},
    patient_id {text} NOT NULL,
    claim_number {text} NOT NULL,
    day {text} NOT NULL,
    paid_amount_cents {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};

-- The crosswalk: no two patients have one account.
CREATE TABLE claim_account (
    {record},
    patient_id {text} NOT NULL,
    account {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
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
