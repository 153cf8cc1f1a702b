-- What patients write for their next session, on their own page.

CREATE TABLE own_words (
    {record},
    patient_id {text} NOT NULL,
    went_well {text} NOT NULL,
    was_hard {text} NOT NULL,
    to_ask {text} NOT NULL,
    written_at {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX own_words__id ON own_words (id) WHERE superseded_at IS NULL;
CREATE INDEX own_words_of_patient ON own_words (patient_id, written_at);
