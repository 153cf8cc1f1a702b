-- The paper on which the basis of a release rests: the order of a court, the agreement of who audits, the agreement with a service organization.

ALTER TABLE release ADD COLUMN authority {text} NOT NULL DEFAULT '';
