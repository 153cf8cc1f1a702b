-- To which index the numbers in a saved letter lead: records that come later move them. Of texts that are on record nobody knows it.

ALTER TABLE letter_draft ADD COLUMN index_sha256 {text} NOT NULL DEFAULT '';
