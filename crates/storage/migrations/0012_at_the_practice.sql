-- At the practice: who is on duty there, rounds on one device for a group, forms on paper.

-- 1: on duty at the site, to whom answers that need a person go at once when they are given there; 0: on call, for whatever is answered elsewhere.
ALTER TABLE on_call_shift ADD COLUMN is_on_site {integer} NOT NULL DEFAULT 0;

-- A round: one device that goes from hand to hand in a group. It holds a secret of its own, of which only the hash is here; no sign-in of staff is on it.
CREATE TABLE device_round (
    id {text} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    opened_at {text} NOT NULL,
    recorder {text} NOT NULL,
    secret_sha256 {text} UNIQUE,
    last_seen_at {text} NOT NULL,
    expires_at {text} NOT NULL,
    ended_at {text},
    end_reason {text}
){keyed};
CREATE INDEX device_round_by_time ON device_round (opened_at, id);

-- Whose turn it is: turns counts how often somebody was called and did not finish.
CREATE TABLE device_round_seat (
    round_id {text} NOT NULL REFERENCES device_round (id),
    ordinal {integer} NOT NULL,
    check_in_id {text} NOT NULL REFERENCES check_in (id),
    pin_sha256 {text} NOT NULL,
    failures {integer} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('waiting', 'open', 'done', 'over', 'locked')),
    turns {integer} NOT NULL,
    link_id {text} REFERENCES access_link (id),
    PRIMARY KEY (round_id, ordinal)
){keyed};
CREATE INDEX device_round_seat_of_check_in ON device_round_seat (check_in_id);

-- A form on paper, by its bar code. first_answers: what was keyed the first time, item=answer separated by spaces, until the second time agrees.
CREATE TABLE paper_form (
    code {text} NOT NULL PRIMARY KEY,
    check_in_id {text} NOT NULL REFERENCES check_in (id),
    instrument_id {text} NOT NULL,
    printed_at {text} NOT NULL,
    recorder {text} NOT NULL,
    handed_in_at {text},
    first_answers {text},
    first_keyed_by {text},
    settled_at {text}
){keyed};
CREATE INDEX paper_form_of_check_in ON paper_form (check_in_id);
