-- Claims are looked up by what names a patient and by the last day of care, without reading those of everybody.

CREATE INDEX claim_version_of_record_number ON claim_version (record_number);
CREATE INDEX claim_version_of_member_id ON claim_version (member_id);
CREATE INDEX claim_version_of_last_day ON claim_version ((COALESCE(last_day, first_day)));
CREATE INDEX claim_line_of_last_day ON claim_line ((COALESCE(last_day, first_day)));
