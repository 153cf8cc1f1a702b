### Instruments, administrations and scores: names of every code, statuses, definitions and licences.

instrument-heading = Which instruments can you use, and under which license?
instrument-lead = Every instrument in the library, what it measures and what its license allows.
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
instrument-licence = License
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
mark-recalled-enabled = recalled, enabled by { $name } on { $day }
mark-recalled-not-enabled = recalled, not enabled: shown, not used in judgments
mark-recalled-in-picture = Bands or cutoffs in the picture: { $standing }.
mark-with-source = { $mark }: { $source }

## Licence categories
licence-category-public-domain = Public domain
licence-category-public-domain-us-government = Public domain, United States government
licence-category-free-including-commercial = Free, also for commercial use
licence-category-cc-by-nd = Creative Commons, attribution, no changes
licence-category-free-with-attribution = Free with attribution
licence-category-free-clinical = Free for clinical use
licence-category-free-non-commercial = Free, not for commercial use
licence-category-permission = With the holder's permission
licence-category-proprietary = Proprietary
licence-category-own-words = Our own words

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
respondent-second-parent = Second parent or guardian
respondent-teacher = Teacher
respondent-second-teacher = Second teacher
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
status-recorded = Recorded, not scored
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
band-word-mild = mild
band-word-moderate = moderate
band-word-moderately-severe = moderately severe
band-word-moderate-severe = moderate-severe
band-word-moderately-severe-or-worse = moderately severe or worse
band-word-severe = severe
band-word-very-severe = very severe
band-word-extremely-severe = extremely severe
band-word-extreme = extreme
band-word-none = none
band-word-normal = normal
band-word-within-normal = within normal
band-word-healthy = healthy
band-word-low = low
band-word-medium = medium
band-word-high = high
band-word-very-high = very high
band-word-higher-risk = higher risk
band-word-problem-use = problem use
band-word-substantial = substantial
band-word-significant = significant
band-word-serious = serious
band-word-serious--smi- = serious (SMI)
band-word-subclinical = subclinical
band-word-subthreshold = subthreshold
band-word-adequate-independence = adequate independence
band-word-zone-i-low = zone I low
band-word-zone-ii-hazardous = zone II hazardous
band-word-zone-iii-harmful = zone III harmful
band-word-zone-iv-likely-dependence = zone IV likely dependence
band-word-no-use-in-past-3-months = no use in the past three months

## Results in words
result-word-acute-positive = acute positive
result-word-non-acute-positive = non-acute positive
result-word-cluster-rule-met = cluster rule met
result-word-cluster-rule-not-met = cluster rule not met
result-word-combined = combined
result-word-criteria-met = criteria met
result-word-criteria-not-met = criteria not met
result-word-hyperactive-impulsive = hyperactive-impulsive
result-word-inattentive = inattentive
result-word-low = low
result-word-moderate = moderate
result-word-high = high
result-word-major-depressive-syndrome = major depressive syndrome
result-word-other-depressive-syndrome = other depressive syndrome
result-word-meets-criteria-for-major-depressive-episode = meets criteria for major depressive episode
result-word-probable-major-depressive-episode = probable major depressive episode
result-word-possible-major-depressive-episode = possible major depressive episode
result-word-subthreshold-depression-symptoms = subthreshold depression symptoms
result-word-no-clinical-significance = no clinical significance
result-word-negative = negative
result-word-positive = positive
result-word-no-risk-identified = none of the questions was answered with yes

## Safety answers
safety-label = Safety
safety-met = Needs a person's attention: { $entry }
safety-not-met = Not reported: { $entry }
safety-unknown = Not known: { $entry }
safety-none-defined = No safety items
safety-entry-thoughts-of-death = thoughts of death or self-harm
safety-entry-death-or-suicide = thoughts of death or suicide
safety-entry-suicide = thoughts of suicide
safety-entry-suicide-risk = suicidal thoughts or an attempt, or chose not to answer
safety-entry-acute-suicide-risk = suicidal thoughts right now
safety-entry-acuity-refused = chose not to answer about thoughts right now
safety-entry-suicidal-ideation = suicidal thoughts
safety-entry-suicidal-intent-or-plan = suicidal intent or a plan
safety-entry-suicidal-behaviour-ever = suicidal behavior at any time
safety-entry-suicidal-behaviour-recent = suicidal behavior recently
safety-entry-suicide-thoughts-or-plan = thoughts of suicide or a plan
safety-entry-serious-thoughts-past-month = serious thoughts of suicide in the past month
safety-entry-attempt-lifetime = a suicide attempt at any time
safety-entry-plans-to-end-life = plans to end life
safety-entry-life-worth-living = doubts that life is worth living
safety-entry-self-harm = thoughts of self-harm
safety-entry-risk-to-self = thoughts or acts of self-harm
safety-entry-risk-to-others = threats or violence toward others
safety-entry-violence = thoughts or acts of violence
safety-entry-alcohol-or-drugs = trouble with alcohol or drugs
safety-entry-any-use = use of alcohol or drugs
safety-entry-severe-withdrawal = severe withdrawal
safety-entry-hallucinations = hallucinations in withdrawal
safety-statement = This shows what was answered. Talk with the patient.

## The library and the page of one instrument
instrument-page-heading = What does { $instrument } measure, and how is it scored?
instrument-find = Find an instrument by name or by what it measures
instrument-filter-text = Text
instrument-filter-all = All
instrument-shown =
    { $count ->
        [one] { $count } instrument of { $all } shown
       *[other] { $count } instruments of { $all } shown
    }
instrument-column-items = Items
instrument-column-text = Text
instrument-column-use = Use
instrument-column-numbers = Numbers
instrument-column-languages = Languages
instrument-ledger-heading = What does each license allow?
instrument-ledger-lead = Who holds the rights, on what the use here rests, and whether that was read at its source.
instrument-ledger-link = License ledger
instrument-library-link = All instruments
instrument-ledger-basis = Basis
instrument-ledger-evidence = Evidence
instrument-ledger-overlay = Your own text
instrument-overlay-until = { $holder }, { $reference }, until { $day }
instrument-overlay-open = { $holder }, { $reference }
instrument-text-awaiting = No text yet; the holder's confirmation is awaited
instrument-text-missing-form = This program may not ship the words of { $instrument }. Load the text from your own licensed copy to fill it in here; until then answers can be entered by item number.
instrument-imported = Entered by import
instrument-imported-explained = This definition came in with a file. Nobody here has checked it against its publication.
instrument-use-outcome = Repeated, drawn as a course
instrument-use-screening = Screening
instrument-use-withdrawal = Withdrawal
instrument-use-history = History
instrument-use-alliance = Alliance
instrument-facts-heading = What is it for?
instrument-respondents = Who answers
instrument-bilingual = Bilingual interview
instrument-bilingual-yes = Somebody of the practice who speaks both may ask it in a language in which it has no words
instrument-bilingual-no = Not offered: nothing known permits it
instrument-loinc = LOINC panel
instrument-scales-heading = What do the scores mean?
instrument-scale-range = Range
instrument-scale-formula = Formula
instrument-scale-direction = Direction
instrument-scale-missing = Missing items
instrument-missing-all = Every item is needed.
instrument-missing-prorate =
    { $count ->
        [one] At most { $count } item may be missing; it is filled in with the mean of the others.
       *[other] At most { $count } items may be missing; they are filled in with the mean of the others.
    }
instrument-missing-zero =
    { $count ->
        [one] At most { $count } item may be missing; it counts as nought.
       *[other] At most { $count } items may be missing; they count as nought.
    }
instrument-missing-by-formula = The formula says what happens.
instrument-scale-totals-only = Only totals that come along are known.
instrument-bands-caption = Bands of { $scale }
instrument-bands-none = No bands are published or known for this scale.
instrument-column-range = From to
instrument-column-number = Number
instrument-column-value = Value
instrument-column-source = Source
instrument-numbers-heading = Which thresholds and norms are used?
instrument-numbers-caption = Cutoffs and norms of { $scale }
instrument-number-cutoff = Cutoff: { $use }
instrument-number-reliable-change = Reliable change
instrument-number-reliable-change-in = Reliable change in { $population }
instrument-number-minimal-difference = Minimal important difference
instrument-number-response = Treatment response
instrument-number-remission = Remission
instrument-number-classification = { $name }: { $result }
instrument-value-points = { $points } points
instrument-value-norms = SD { $deviation }, reliability { $reliability }
instrument-value-percent = { $percent } % less than at baseline
instrument-safety-heading = Which answers must a person see?
instrument-safety-caption = Safety entries
instrument-column-safety = Answer about
instrument-column-urgency = How soon
instrument-urgency-review = At the next review
instrument-urgency-same-day = The same day
instrument-urgency-immediate = At once
instrument-items-heading = What does it ask?
instrument-items-caption = Items of { $instrument }
instrument-column-item = Item
instrument-column-asked = Asked
instrument-column-answers = Answers
instrument-item-recoded = reversed or recoded before scoring
instrument-item-number-range = A number from { $low } to { $high }
instrument-text-source = Text: { $source }
instrument-licence-heading = Whose is it?
instrument-citations-heading = Where was it published?
instrument-cautions-heading = What must one watch out for?
instrument-recalled-heading = May recalled numbers be used?
instrument-recalled-lead = Some numbers of this instrument are said to come from a source that was not read. They are shown with their mark and not used in judgments until a licensed clinician or a director has checked and enabled them.
instrument-recalled-enable = Enable the recalled numbers
instrument-recalled-statement = Your name stands behind the recalled numbers of { $instrument } from then on, until its definition changes.
instrument-recalled-reason = What did you check, and where?
instrument-recalled-reason-hint = It stands beside your name wherever somebody asks.
instrument-recalled-clinicians-only = Only a clinician with a clinical license, or a director, can enable them or withdraw that.
instrument-recalled-withdraw = Withdraw the permission
instrument-recalled-withdraw-reason = Why are they not to be used any more?
instrument-recalled-withdraw-statement = From then on the recalled numbers of { $instrument } are shown and not used in judgments. What was judged before stays on record.
instrument-recalled-withdrawn = Saved. The recalled numbers of { $instrument } are no longer used.
instrument-recalled-saved = Saved. The recalled numbers of { $instrument } are enabled.
instrument-numbers-all-verified = All verified
instrument-numbers-some-recalled =
    { $count ->
        [one] { $count } recalled
       *[other] { $count } recalled
    }
instrument-numbers-none = None
safety-flag-met = Safety answer
safety-flag-unknown = Safety not known
