### Change since baseline and the expected course, on the pages.

progress-column-since = Since baseline
progress-since = { $verdict }: { $change }
progress-since-no-verdict = No verdict: { $change }
progress-since-first = First score of this episode
progress-course = Course: { $standing }
progress-response = Treatment response
progress-remission = In the range of remission
progress-important = Minimal important difference reached
progress-important-reached = The change reaches the minimal important difference of { $points } points ({ $mark }: { $source }).
progress-important-not-reached = The change does not reach the minimal important difference of { $points } points ({ $mark }: { $source }).
progress-important-only-recalled = No verified minimal important difference. One is recalled and not used ({ $source }).
progress-why = Why?
progress-why-of = Change of { $instrument } since baseline
progress-baseline = Baseline { $score } on { $day }, latest score { $latest } on { $latest-day }.
progress-after-discharge = Since the last measure of the stay, { $score } on { $day }: { $change } ({ $verdict }).
progress-gains-held = What was gained in the stay has held: not reliably worse than at its end, and still reliably better than at its beginning.
progress-gains-held-in-part = What was gained in the stay has held in part: reliably worse than at its end, and still reliably better than at its beginning.
progress-gains-lost = What was gained in the stay has not held: reliably worse than at its end, and no longer reliably better than at its beginning.
progress-gains-unclear = Whether what was gained in the stay has held cannot be told: not reliably worse than at its end, and no longer reliably better than at its beginning.
progress-gains-none-to-hold = The stay ended without a reliable improvement that could hold.
progress-within-error = A smaller change may be measurement error. It is not evidence that nothing changed.
progress-response-percent = Treatment response: a reduction of { $percent } % or more ({ $mark }: { $source }).
progress-remission-condition = Remission: { $condition } ({ $mark }: { $source }).
progress-course-scores = The latest score is { $score }; expected on that day: { $expected }.
progress-course-chance = With these scores so far, { $percent } % of such patients are expected to be reliably better than at intake by week { $week }.
progress-course-dynamic = Given all scores before it (dynamic course), { $expected } was expected: { $standing }.
progress-course-next = Given all scores so far, { $score } is expected on { $day }; { $percent } % of such scores lie from { $low } to { $high }.
progress-course-not-covered = The expected course of this instrument does not reach this score at intake, or not so long after intake.
progress-course-not-fitted = The practice has no expected course of this instrument.
progress-chart-heading = What happened to { $patient } over time?
progress-chart-table = Show everything in the picture as tables
progress-further = Further instruments

## What happened besides scores
event-incident-suicide-attempt = suicide attempt
event-incident-self-harm-medical = self-harm that needed medical care
event-incident-self-harm = self-harm
event-incident-violence = violence
event-incident-restraint = restraint or seclusion
event-incident-elopement = left without leave
event-incident-injury = injury
event-incident-other = other incident
event-medication = { $change }: { $medication }
event-medication-start = started
event-medication-stop = stopped
event-medication-dose-increase = dose up
event-medication-dose-decrease = dose down
event-plan-goals = goals
event-plan-interventions = interventions
event-plan-frequency = frequency
event-plan-medication = medication as part of the plan
event-plan-reviewed-unchanged = reviewed, unchanged

## Reasons of the caseload
caseload-need-reliably-worse = { $instrument } is reliably worse since baseline, by { $points }
caseload-need-off-course = { $instrument } is off the expected course
caseload-need-reliably-improved = { $instrument } is reliably improved since baseline

## A view to look at with the patient
discuss-heading = How have you been doing, { $patient }?
discuss-lead = Your answers over time, to talk about together.
discuss-action = Discuss with the patient
discuss-back = Back to the patient's page
discuss-none = There are no scores to look at yet.
discuss-first = { $instrument }: this is your first score in this episode of care, { $score } on { $day }.
discuss-better = { $instrument }: you are doing better than on { $day }. The score went from { $score } to { $latest }; that is more than chance alone would explain.
discuss-worse = { $instrument }: things have become harder since { $day }. The score went from { $score } to { $latest }; that is more than chance alone would explain.
discuss-unclear = { $instrument }: since { $day } the score went from { $score } to { $latest }. A change of this size can come about by chance.
discuss-no-norm = { $instrument }: since { $day } the score went from { $score } to { $latest }. It is not known how large a change has to be here to be more than chance.
discuss-same = { $instrument }: the score is the same as on { $day }, { $score }.
discuss-off-course = Most people who started where you did were further along by now. That is a reason to look together at what could help more.
discuss-watch = Many people who started where you did were a little further along by now. That is worth keeping an eye on together.
discuss-on-course = This is about where most people who started where you did are by now, or further along.
discuss-higher-is-worse = In this picture, lower is better.
discuss-higher-is-better = In this picture, higher is better.
discuss-questions = What to talk about
discuss-question-fit = Does this picture fit how you feel?
discuss-question-helped = What has helped since last time, and what has not?
discuss-question-change = Is there something we should do differently?
