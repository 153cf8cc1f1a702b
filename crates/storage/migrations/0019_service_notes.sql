-- Facts about notes of services: that a note exists, who signed it and what stands in it. Never what it says.

CREATE TABLE service_note (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    service {text} NOT NULL,
    started_at {text},
    stopped_at {text},
    minutes {integer},
    author_id {text},
    credential {text} NOT NULL,
    signed_day {text},
    needs_cosigner {text} NOT NULL,
    cosigner {text} NOT NULL,
    cosigned_day {text},
    place {text} NOT NULL,
    telehealth {text} NOT NULL,
    setting_present {text} NOT NULL,
    group_key {text} NOT NULL,
    group_size {integer},
    own_part_present {text} NOT NULL,
    goals {text},
    intervention_present {text} NOT NULL,
    response_present {text} NOT NULL,
    risk_present {text} NOT NULL,
    progress_present {text} NOT NULL,
    fingerprint {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX service_note__id ON service_note (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX service_note__external_key ON service_note (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX service_note_of_patient ON service_note (patient_id, day);
CREATE INDEX service_note_of_author ON service_note (author_id, day) WHERE superseded_at IS NULL AND void_reason IS NULL AND fingerprint IS NOT NULL;
