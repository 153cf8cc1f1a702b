-- What was done about exposures that a person confirmed. Nothing in it is changed: what is done later is a further row.

CREATE TABLE overpayment_step (
    id {text} NOT NULL PRIMARY KEY,
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL,
    finding {text} NOT NULL,
    subject {text} NOT NULL,
    kind {text} NOT NULL,
    day {text} NOT NULL,
    amount_cents {integer},
    note {text} NOT NULL
){plain};
CREATE INDEX overpayment_step_of_finding ON overpayment_step (finding, subject);
