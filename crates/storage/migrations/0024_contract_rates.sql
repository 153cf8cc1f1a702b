-- What payers agreed to allow for a unit of a service, by level and day of service.

CREATE TABLE contract_rate (
    {record},
    payer {text} NOT NULL,
    service {text} NOT NULL,
    level_of_care {text},
    unit_amount_cents {integer} NOT NULL,
    first_day {text} NOT NULL,
    last_day {text},
    PRIMARY KEY (id, version)
){keyed};
CREATE UNIQUE INDEX contract_rate__id ON contract_rate (id) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX contract_rate__external_key ON contract_rate (external_key) WHERE superseded_at IS NULL AND void_reason IS NULL AND external_key IS NOT NULL;
