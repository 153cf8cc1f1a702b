-- The alerts that somebody was given or took on: whoever holds one finds it in the inbox, also outside of the own care teams.
CREATE INDEX alert_event_of_owner ON alert_event (owner) WHERE owner IS NOT NULL;
CREATE INDEX alert_event_taken_on ON alert_event (actor) WHERE kind = 'acknowledged';
