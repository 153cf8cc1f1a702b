-- Indexes for what is looked up again and again: who is in care now, a patient by the practice's number, what a contact's holder said, and what waits in
-- the queue of messages. SQLite uses an index with a condition only where the statement says the same condition.
CREATE INDEX episode_open ON episode (patient_id, id) WHERE superseded_at IS NULL AND void_reason IS NULL AND discharge_day IS NULL;
CREATE INDEX patient_of_record_number ON patient (record_number, id);
CREATE INDEX contact_consent_of_contact ON contact_consent (contact_id, said_at);
DROP INDEX message_due;
CREATE INDEX message_planned ON message (due_at, id) WHERE state = 'planned';
CREATE INDEX message_leased ON message (lease_until, id) WHERE state = 'leased';
CREATE INDEX message_handed_over ON message (lease_until, id) WHERE state = 'handed_over';
CREATE INDEX message_of_contact ON message (contact_id, id) WHERE state IN ('planned', 'leased');
