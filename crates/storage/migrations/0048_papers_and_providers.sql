-- What bills rest on beside care: papers of charts, who may give services, limits of benefits, for whom an authorization was given, who gave what is billed.

CREATE TABLE chart_paper (
    {record},
    patient_id {text} NOT NULL,
    episode_id {text},
    day {text} NOT NULL,
    kind {text} NOT NULL,
    patient_signed {text},
    guardian_signed {text},
    clinician_signed {text},
    physician_signed {text},
    until_day {text},
    covers_telehealth {integer} NOT NULL,
    services {text} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};
CREATE TABLE provider_credential (
    {record},
    provider_id {text} NOT NULL,
    payer {text} NOT NULL,
    services {text} NOT NULL,
    is_supervised {integer} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE TABLE exclusion_check (
    {record},
    provider_id {text} NOT NULL,
    day {text} NOT NULL,
    is_clear {integer} NOT NULL,
    PRIMARY KEY (id, version)
){keyed};

CREATE UNIQUE INDEX chart_paper__id ON chart_paper (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX chart_paper__external_key ON chart_paper (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE INDEX chart_paper__withdrawn_key ON chart_paper (external_key) WHERE superseded_at IS NULL AND void_reason IS NOT NULL AND external_key IS NOT NULL;
CREATE INDEX chart_paper_of_patient ON chart_paper (patient_id, day);
CREATE UNIQUE INDEX provider_credential__id ON provider_credential (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX provider_credential__external_key ON provider_credential (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
CREATE UNIQUE INDEX exclusion_check__id ON exclusion_check (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX exclusion_check__external_key ON exclusion_check (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;

-- What a quote of benefits said about the most that the plan pays at a level, and how much of it was used. Empty in quotes that said nothing of it.

ALTER TABLE benefit_quote ADD COLUMN level_of_care {text};
ALTER TABLE benefit_quote ADD COLUMN most_units {integer};
ALTER TABLE benefit_quote ADD COLUMN used_units {integer};

-- For which provider, by the national number, an authorization was given. Empty where nobody said.

ALTER TABLE authorization_of_care ADD COLUMN provider_id {text} NOT NULL DEFAULT '';

-- Who gave what a line bills, and who supervised. Not part of the digest of a version: lines that were stored before say nobody, and the same file again is
-- the same claim.

ALTER TABLE claim_line ADD COLUMN rendering_id {text};
ALTER TABLE claim_line ADD COLUMN supervisor_id {text};
