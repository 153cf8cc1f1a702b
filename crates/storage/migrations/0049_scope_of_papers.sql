-- For which appeals a signed paper holds, by its own words. Of those on record nobody said more than the decision for which they were signed.

ALTER TABLE appeal_paper ADD COLUMN scope {text} NOT NULL DEFAULT 'decision';
