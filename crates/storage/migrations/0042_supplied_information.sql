-- When what a payer wanted more reached it: from then on its time to decide runs.

ALTER TABLE authorization_determination ADD COLUMN supplied_at {text};
