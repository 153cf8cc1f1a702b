### The progress report as a PDF.

report-progress-title = Progress report
report-progress-for = Progress report for { $patient }
report-patient = Patient
report-record-number = Record number
report-birth-day = Born
report-birth-day-with-age =
    { $years ->
        [one] { $day } ({ $years } year old)
       *[other] { $day } ({ $years } years old)
    }
report-practice = Practice
report-program = Program
report-all-programs = All programs
report-data-as-of = Data as of
report-missing-characters = A □ stands for a character that the typeface of this document does not have. The record shows the name in full.

## Summary
report-summary = How has this patient been doing?
report-summary-note = Every administration on record up to this moment is in this report, favorable or not. A score says what was answered; it is no diagnosis.
report-column-instrument = Instrument
report-column-first = First score
report-column-latest = Latest score
report-column-change = Change
report-column-administrations = Administrations
report-score-on-day = { $score } on { $day }
report-nothing = No instrument has been administered up to this moment.

## Care
report-care = Which care has there been?
report-no-care = No episode of care is on record.
report-column-care = Care
report-column-program = Program
report-column-discharge = Discharge
report-first-day = From
report-last-day = To
report-still-open = open
report-episode-row = Episode of care
report-level-row = { $level }, { $track }

## One instrument
report-instrument-heading = What does the { $instrument } say?
report-instrument-lead = { $name }: { $construct }. { $direction }
report-administrations = Which administrations are behind it?
report-column-day = Day
report-column-phase = Phase
report-column-mode = Mode
report-column-respondent = Respondent
report-column-score = Score
report-column-band = Band
report-column-cutoffs = Cutoffs
report-column-result = Result
report-column-status = Status
report-column-safety = Safety answers
report-no-administrations = This instrument has not been administered up to this moment.
report-cutoff-verdict = { $cutoff }: { $verdict }
report-status-prorated = { $status } ({ $items } filled in)
report-status-unscorable = { $status }: { $reason }
report-safety-met = reported: { $entry }
report-safety-met-with-answers = reported: { $entry } ({ $answers })
report-safety-answer = item { $item }: { $answer }
report-safety-none-met = asked, none reported
report-safety-unknown = not known: { $entry }
report-scales = What do its scales say?
report-note-on-day = { $day }: { $note }
report-scored-by-other = Scored by definition version { $version }, engine { $engine }.
report-answers = What was answered, item by item?
report-column-item = Item
report-answer-option = { $value } = { $label }

## Change and course
report-change = What has changed since baseline?
report-change-none = There are no two scores to compare.
report-column-baseline = Baseline
report-column-verdict = Verdict
report-no-verdict = No verdict: no verified reliable-change value
report-change-population = Found in: { $population }.
report-change-enabled = The value was not checked at its source; { $name } enabled its use.
report-change-only-recalled = { $instrument }: no verified reliable-change value. One is recalled and not used ({ $source }).
report-change-no-room-better = The baseline is so close to the best score that no reliable improvement can show: { $room } points are left.
report-change-no-room-worse = The baseline is so close to the worst score that no reliable worsening can show: { $room } points are left.
report-range = Clinical range ({ $condition }): { $baseline } at baseline, { $latest } now ({ $mark }: { $source }).
report-range-inside = inside
report-range-outside = outside
report-course = Is the course as expected?
report-course-none = No expected course
report-course-too-few =
    { $count ->
        [one] { $instrument }: the practice has { $count } finished episode of this kind; { $needed } are needed for a course of its own.
       *[other] { $instrument }: the practice has { $count } finished episodes of this kind; { $needed } are needed for a course of its own.
    }
report-column-standing = Standing
report-column-latest-and-expected = Latest score
report-column-chance = Reliable improvement
report-course-on-course = On course
report-course-watch = Watch
report-course-off-course = Off course
report-course-scores = { $score }, expected { $expected }
report-course-chance = expected in { $percent } % of such patients by week { $week }

## The definition
report-definition = How is the score made?
report-definition-line = Definition “{ $instrument }”, version { $version }, scored by engine { $engine }.
report-definition-imported = This definition came into the practice from outside; it is not part of the product's library.
report-formula = { $scale }: { $formula }, from { $low } to { $high }.
report-citations = Published in
report-licence = License
report-licence-line = { $category }; holder: { $holder }
report-notice = Notice
report-numbers = Where do the numbers come from?
report-column-number = Number
report-column-value = Value
report-column-mark = Mark
report-column-source = Source
report-number-bands = Bands
report-number-cutoff = Cutoff
report-number-missing = Missing answers
report-number-reliable-change = Reliable change
report-number-minimal-difference = Minimal important difference
report-number-treatment-response = Treatment response
report-number-remission = Remission
report-number-with-scale = { $number }, { $scale }
report-value-points =
    { $count ->
        [one] { $points } point
       *[other] { $points } points
    }
report-value-percent = a reduction of { $percent } % or more
report-value-norms = from norms: standard deviation { $deviation }, reliability { $reliability }
report-value-population = { $value }, in { $population }
report-value-condition = { $condition }: { $use }
report-value-missing-all = every item is needed
report-value-missing-prorate =
    { $count ->
        [one] { $count } may be missing and is filled in with the mean of the others
       *[other] up to { $count } may be missing and are filled in with the mean of the others
    }
report-value-missing-zero =
    { $count ->
        [one] { $count } may be missing and counts as nothing
       *[other] up to { $count } may be missing and count as nothing
    }
report-value-missing-formula = as the formula says

## Footer
report-footer-generated = Generated { $instant }
report-footer-data = Data as of { $instant }
report-footer-snapshot = Snapshot { $hash }
report-footer-page = Page { $page } of { $pages }
report-confidential = Confidential patient information
report-for-proxy = Made for somebody who acts for the patient; it may not hold every answer on record.
report-part2 = 42 CFR Part 2 prohibits unauthorized use or disclosure of these records.
