-- From which day on nobody is admitted to a program, and from which a clinician does not treat here any more.

ALTER TABLE program ADD COLUMN closed_since {text};
ALTER TABLE clinician ADD COLUMN left_since {text};
