-- Judging everybody in care reads the current scores and administrations of many patients: their indexes hold what it needs, so that it need not
-- go from each entry to its row.

DROP INDEX score_series;
CREATE INDEX score_series ON score (patient_id, series, day, administration_id, total, severity, safety, input_version, computed_at) WHERE superseded_at IS NULL;

DROP INDEX administration_of_patient;
CREATE INDEX administration_of_patient ON administration (patient_id, day, id, superseded_at, void_reason, version, recorded_at, instrument_id, respondent, completion);
