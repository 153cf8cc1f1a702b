-- What is open of many patients at once, for the caseload: which alerts somebody has, and whether anything ended them. SQLite uses an index with a condition
-- only where the statement says the same condition.
CREATE INDEX alert_of_patient ON alert (patient_id, is_silent, id, class, rule, day);
CREATE INDEX alert_ended ON alert_event (alert_id, kind) WHERE kind IN ('closed', 'resolved_by_fact');
