-- Level of care: what was determined stands beside a determination in one short text, so that judging everybody anew reads it from an index and
-- writes only what changed; a decision says where it points and why; the result of a licensed tool says where its own document is.

ALTER TABLE determination ADD COLUMN judgement {text} NOT NULL DEFAULT '';
DROP INDEX determination_of_patient;
CREATE INDEX determination_of_patient ON determination (patient_id, episode_id, made_at, id, judgement, superseded_at, void_reason);

ALTER TABLE determination_decision ADD COLUMN direction {text};
ALTER TABLE determination_decision ADD COLUMN override_reason {text};

ALTER TABLE external_level_of_care ADD COLUMN attachment {text} NOT NULL DEFAULT '';
