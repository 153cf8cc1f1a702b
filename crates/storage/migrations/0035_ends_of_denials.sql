-- That nothing more is done about a denial; what its notice states about time; and the appeal that a letter makes.

CREATE TABLE denial_closure (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    review_id {text} NOT NULL,
    determination_id {text} NOT NULL,
    reason {text} NOT NULL,
    words {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX denial_closure__id ON denial_closure (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX denial_closure__determination ON denial_closure (determination_id) WHERE superseded_at IS NULL AND void_reason IS NULL;
CREATE INDEX denial_closure_of_patient ON denial_closure (patient_id, determination_id);

ALTER TABLE denial ADD COLUMN appeal_by_day {text};
ALTER TABLE denial ADD COLUMN peer_to_peer_ends_at {text};
ALTER TABLE letter_draft ADD COLUMN appeal_id {text};
ALTER TABLE released_letter ADD COLUMN appeal_id {text};
