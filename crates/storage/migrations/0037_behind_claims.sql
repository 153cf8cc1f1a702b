-- What stands behind claims: the evidence of releases, and the papers of physicians.

-- A release of a held claim says what each rule's failure rested on, a line for each rule: what fails later for another reason holds the claim again.
-- Empty in releases that were given before.

ALTER TABLE claim_release ADD COLUMN evidence {text} NOT NULL DEFAULT '';

-- What physicians sign of a program: certifications, and orders for a level of care.

CREATE TABLE certification (
    {record},
    patient_id {text} NOT NULL,
    day {text} NOT NULL,
    level_of_care {text} NOT NULL,
    by_physician {integer} NOT NULL,
    is_complete {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE TABLE level_of_care_order (
    {record},
    patient_id {text} NOT NULL,
    day {text} NOT NULL,
    level_of_care {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};

CREATE UNIQUE INDEX certification__id ON certification (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX certification__external_key ON certification (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX certification__withdrawn_key ON certification (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX certification_of_patient ON certification (patient_id, day);
CREATE UNIQUE INDEX level_of_care_order__id ON level_of_care_order (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX level_of_care_order__external_key ON level_of_care_order (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX level_of_care_order__withdrawn_key ON level_of_care_order (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX level_of_care_order_of_patient ON level_of_care_order (patient_id, day);
