-- A step with which a void left says to which payer, and what that one calls the claim: no bill is taken back twice.

ALTER TABLE overpayment_step ADD COLUMN payer_id {text};
ALTER TABLE overpayment_step ADD COLUMN payer_control {text};
