-- Claims that something holds and that a person let go out all the same. Each stays: a later one stands beside an earlier one.

CREATE TABLE claim_release (
    id {text} NOT NULL PRIMARY KEY,
    claim_number {text} NOT NULL,
    rules {text} NOT NULL,
    rules_version {text} NOT NULL,
    reason {text} NOT NULL,
    recorded_at {text} NOT NULL,
    recorder {text} NOT NULL
){plain};
CREATE INDEX claim_release_of_number ON claim_release (claim_number);
