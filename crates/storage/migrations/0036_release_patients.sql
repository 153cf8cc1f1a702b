-- Whom a release is about, with the consent on which it rests for each. Until here a release about several patients named none of them: they are found by
-- the row of the audit that was written with it, the first of whoever released it from that moment on.

CREATE TABLE release_patient (
    patient_id {text} NOT NULL,
    release_id {text} NOT NULL,
    consent_id {text},
    PRIMARY KEY (patient_id, release_id)
){keyed};

INSERT INTO release_patient (patient_id, release_id, consent_id)
    SELECT patient_id, id, consent_id FROM release WHERE superseded_at IS NULL AND patient_id IS NOT NULL;
INSERT INTO release_patient (patient_id, release_id, consent_id)
    SELECT DISTINCT audit_patient.patient_id, release.id, NULL FROM release
    JOIN audit_patient ON audit_patient.audit_id = (SELECT MIN(audit.id) FROM audit
        WHERE audit.actor = release.recorder AND audit.action = 'release' AND audit.outcome = 'done'
            AND audit.at >= release.recorded_at AND audit.patient_count >= release.patient_count)
    WHERE release.superseded_at IS NULL AND release.patient_id IS NULL AND release.patient_count > 1;
