-- For which appeals a signed paper holds, by its own words. Of those on record nobody said more than the decision for which they were signed.

ALTER TABLE appeal_paper ADD COLUMN scope {text} NOT NULL DEFAULT 'decision';

-- Admissions that are planned, for what a payer is asked before the first day. The id is the one that the episode takes.
CREATE TABLE planned_admission (
    {record},
    patient_id {text} NOT NULL,
    program_id {text} NOT NULL,
    planned_day {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX planned_admission__id ON planned_admission (id) WHERE superseded_at IS NULL;
CREATE INDEX planned_admission_of_patient ON planned_admission (patient_id, planned_day);
