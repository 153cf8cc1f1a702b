-- A caseload says of every series how its newest score came about and in which band it lies: with these two the index holds all of it, so that no list
-- goes from each entry to its row.

DROP INDEX score_series;
CREATE INDEX score_series ON score (patient_id, series, day, administration_id, total, severity, safety, input_version, computed_at, status, band) WHERE superseded_at IS NULL;
