-- A message that brings a link names it; the link gets a secret of its own as the message is handed over, and of that only the hash is here.
-- A link may have several secrets: each message, and each time it is handed over, brings another one.

CREATE TABLE access_link_secret (
    secret_sha256 {text} NOT NULL PRIMARY KEY,
    link_id {text} NOT NULL REFERENCES access_link (id),
    made_at {text} NOT NULL
){keyed};
CREATE INDEX access_link_secret_of_link ON access_link_secret (link_id);

-- What waited before held its link in clear; its key says which one: check-in:<id>:<link>:<which message>.
UPDATE message SET detail = 'link:' || substr(message_key, 47, 36) WHERE detail LIKE '/c/%';
