-- Refused lines of claims that an appeal answers. They hang on a review and on a decision of their own, like any other denial.

CREATE TABLE disputed_line (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    payer {text} NOT NULL,
    remittance_id {text} NOT NULL,
    place {integer} NOT NULL,
    line {integer},
    claim_number {text} NOT NULL,
    line_number {integer},
    service {text} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    code {text} NOT NULL,
    amount_cents {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX disputed_line__id ON disputed_line (id) WHERE superseded_at IS NULL;
CREATE INDEX disputed_line_of_patient ON disputed_line (patient_id, review_id);
