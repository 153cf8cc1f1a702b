-- Who touched a patient is looked up by patient, and written by operation. An operation that names two hundred people would change two hundred
-- places of an index, and whoever asked waits for it. So it writes whom it names in one place, and the sealer brings the names of many operations
-- at once into this table. Operations that are not sealed yet are found among those that wait.

DROP INDEX audit_patient_of_patient;
CREATE TABLE audit_of_patient (
    patient_id {text} NOT NULL,
    audit_id {text} NOT NULL,
    PRIMARY KEY (patient_id, audit_id)
){keyed};
INSERT INTO audit_of_patient (patient_id, audit_id)
    SELECT patient_id, audit_id FROM audit_patient WHERE audit_id NOT IN (SELECT audit_id FROM audit_pending);
