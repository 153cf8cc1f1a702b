-- Visits that are planned: who comes on a day, when, and for what. What became of them stands in attendance.

CREATE TABLE planned_visit (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text} NOT NULL,
    day {text} NOT NULL,
    starts_at {text},
    kind {text} NOT NULL,
    group_name {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX planned_visit__id ON planned_visit (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX planned_visit__external_key ON planned_visit (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX planned_visit_of_patient ON planned_visit (patient_id, day);
CREATE INDEX planned_visit_of_episode ON planned_visit (episode_id, day);
