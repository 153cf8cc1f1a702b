-- A file counts as imported when every row of it was taken. One with rows that were refused may be read again, once what was in the way is
-- settled: the patient is registered, the day has come.

DROP INDEX import_batch__sha256;
CREATE UNIQUE INDEX import_batch__sha256 ON import_batch (sha256, kind, mapping_sha256) WHERE state = 'finished' AND rows_rejected = 0;
