-- The review that a decision answers: of one stay several may be denied, each with its own notice, deadlines and appeals.

ALTER TABLE authorization_determination ADD COLUMN review_id {text};
