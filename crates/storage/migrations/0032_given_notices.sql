-- Notices that were given: to the payer of an admission, a discharge or a step-down, by the payer of a reduction, and in the chart of a certification.

CREATE TABLE given_notice (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    kind {text} NOT NULL,
    about_day {text} NOT NULL,
    given_at {text} NOT NULL,
    channel {text} NOT NULL,
    recipient {text} NOT NULL,
    taken_by {text} NOT NULL,
    reference {text} NOT NULL,
    words {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX given_notice__id ON given_notice (id) WHERE superseded_at IS NULL;
CREATE INDEX given_notice_of_patient ON given_notice (patient_id, given_at);
