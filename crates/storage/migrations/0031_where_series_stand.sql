-- Where every series of a patient stands, for those who do not wait to be judged: whoever judges them writes it with the judgement, and a caseload reads
-- one row a series. It holds nothing that `score` does not say: the two newest scores and the first number, packed. Whoever waits, or has no row here, is
-- read from `score`. So it is in no archive, and starts empty.

CREATE TABLE series_standing (
    patient_id {text} NOT NULL,
    series {text} NOT NULL,
    newest {text} NOT NULL,
    first {text},
    PRIMARY KEY (patient_id, series)
){keyed};
