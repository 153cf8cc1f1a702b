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
safety-not-met = Asked, not reported: { $entry }
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
safety-entry-risk-to-others = threats or violence towards others
safety-entry-violence = thoughts or acts of violence
safety-entry-alcohol-or-drugs = trouble with alcohol or drugs
safety-entry-any-use = use of alcohol or drugs
safety-entry-severe-withdrawal = severe withdrawal
safety-entry-hallucinations = hallucinations in withdrawal
safety-statement = This shows what was answered. Talk with the patient.
