-- A step of an overpayment case with which something left: the claim that takes the bill back.

ALTER TABLE overpayment_step ADD COLUMN release_id {text};
