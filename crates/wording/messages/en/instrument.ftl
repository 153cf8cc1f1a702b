### Instruments, administrations and scores: names of every code, statuses, definitions and licences.

instrument-heading = Which instruments can you use, and under which licence?
instrument-lead = Every instrument in the library, what it measures and what its licence allows.
instrument-empty = No instrument fits what you are looking for. Change the filter to see all of them.
instrument-label = Instrument
instrument-version = Version { $version }
instrument-name-with-short = { $name } ({ $short })
instrument-construct = What it measures
instrument-population = For whom
instrument-recall = Time asked about
instrument-cadence = How often
instrument-item-count =
    { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
instrument-text-ships = Text included
instrument-text-bring-your-own = Text from your own licensed copy
instrument-text-none = No text; scores from answers or totals
instrument-citations = Citations
instrument-cautions = Cautions
instrument-licence = Licence
instrument-licence-holder = Holder
instrument-licence-notice = Notice
instrument-definition = Definition
instrument-engine = Scoring engine { $version }
instrument-higher-is-worse = A higher score means more symptoms.
instrument-higher-is-better = A higher score means doing better.
instrument-range = { $low } to { $high }

## Marks: how well a number is known
mark-word-verified = verified
mark-word-recalled = recalled
mark-verified-explained = Verified: the source was read; the place is named.
mark-recalled-explained = Recalled: from general knowledge; the source was not read. Check it before you rely on it.
mark-with-source = { $mark }: { $source }

## Licence categories
licence-category-public-domain = Public domain
licence-category-free-including-commercial = Free, also for commercial use
licence-category-cc-by-nd = Creative Commons, attribution, no changes
licence-category-free-with-attribution = Free with attribution
licence-category-free-clinical = Free for clinical use
licence-category-free-non-commercial = Free, not for commercial use
licence-category-permission = With the holder's permission
licence-category-proprietary = Proprietary

## Phase
phase-label = Phase
phase-intake = Intake
phase-in-treatment = In treatment
phase-discharge = Discharge
phase-follow-up = Follow-up

## Mode
mode-label = Mode
mode-link = Own device
mode-tablet = Tablet
mode-kiosk = Kiosk
mode-paper = Paper
mode-telephone = Telephone
mode-interview = Interview
mode-import = Imported

## Respondent
respondent-label = Respondent
respondent-patient = Patient
respondent-parent = Parent or guardian
respondent-teacher = Teacher
respondent-clinician = Clinician

## Completion
completion-label = Completion
completion-complete = Complete
completion-partial = Partial
completion-declined = Declined
completion-totals-only = Total only

## Answers
answer-refused = Chose not to answer
answer-not-applicable = Does not apply
answer-not-given = Not answered
item-label = Item { $item }
items-listed =
    { $count ->
        [one] item { $items }
       *[other] items { $items }
    }

## Status of a score
score-label = Score
score-none = No score
status-label = Status
status-scored = Scored
status-prorated = Prorated
status-totals-only = Total only
status-unscorable = Cannot be scored
status-not-administered = Not administered
status-scored-explained = Every item that the score needs was answered.
status-prorated-explained =
    { $count ->
        [one] { $items } was not answered and was filled in by the scale's rule.
       *[other] { $items } were not answered and were filled in by the scale's rule.
    }
status-totals-only-explained = A total came along without its items. It was not computed here, and answers about safety are unknown.
status-not-administered-explained = Not one item of this scale was answered.

## Bands: the word of the definition, and its place among the bands of its scale
band-label = Band
band-absent = No band
band-place = { $band }, { $place } of { $count }
band-word-minimal = minimal
band-word-none-to-low = none to low
band-word-mild = mild
band-word-moderate = moderate
band-word-moderately-severe = moderately severe
band-word-severe = severe
band-word-low = low
band-word-medium = medium
band-word-high = high
band-word-normal = normal

## Safety answers
safety-label = Safety
safety-met = Needs a person's attention: { $entry }
safety-not-met = Asked, not reported: { $entry }
safety-unknown = Not known: { $entry }
safety-none-defined = No safety items
safety-entry-thoughts-of-death = thoughts of death or self-harm
safety-statement = This shows what was answered. Talk with the patient.
