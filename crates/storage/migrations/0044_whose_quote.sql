-- Whose answer a quote of benefits is: which payer gave it, about which member. Those on record do not say it.

ALTER TABLE benefit_quote ADD COLUMN payer_id {text} NOT NULL DEFAULT '';
ALTER TABLE benefit_quote ADD COLUMN payer_name {text} NOT NULL DEFAULT '';
ALTER TABLE benefit_quote ADD COLUMN member_id {text} NOT NULL DEFAULT '';

-- What another system of billing took off its books.
CREATE TABLE posted_write_off (
    {record},
    patient_id {text} NOT NULL,
    claim_number {text} NOT NULL,
    line {text} NOT NULL,
    day {text} NOT NULL,
    written_off_amount_cents {integer} NOT NULL,
    reason {text} NOT NULL,
    approver {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX posted_write_off__id ON posted_write_off (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX posted_write_off__external_key ON posted_write_off (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX posted_write_off__withdrawn_key ON posted_write_off (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX posted_write_off_of_patient ON posted_write_off (patient_id, day);
