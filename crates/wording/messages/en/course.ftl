### Expected courses from a table: the command "throughline course".

## The result for people
course-instrument = Instrument
course-band = Intake score
course-band-from-to = { $lowest } to { $highest }
course-episodes = Episodes
course-scores = Scores
course-at-intake = At intake
course-slope = Per logarithm of { $unit } plus one
course-until = Until
course-until-time = { $time } { $unit }
course-unit-days = days
course-unit-weeks = weeks
course-unit-sessions = sessions
course-none-too-few = No course of its own: { $episodes ->
        [one] one finished episode
       *[other] { $episodes } finished episodes
    }, { $needed } needed. Use early-change rules and reliable change only.
course-none-model = No course of its own: { $reason } Use early-change rules and reliable change only.
course-rests-on = Model { $model }, data up to { $cutoff }.
course-rests-on-undated = Model { $model }. Up to which day the data go is not stated.
course-written = { $count ->
        [one] One course was written to { $file }.
       *[other] { $count } courses were written to { $file }.
    }

## Evaluation
course-patients = Patients
course-patients-split = { $fitted } to fit on, { $apart } held apart
course-judged = Episodes judged
course-judged-counted = { $judged } ({ $short } too short, { $without } without a course)
course-deteriorated = Ended reliably worse
course-improved = Ended reliably better
course-rule = Alert when
course-rule-off-course = off course, given the intake score
course-rule-watch = to be watched or off course
course-rule-off-dynamic-course = off the dynamic course, given all scores before
course-rule-reliable-change = worse than intake by more than the reliable change
course-rule-raw-change = worse than intake by { $points } points or more
course-sensitivity = Sensitivity
course-specificity = Specificity
course-ppv = Alerts that were right
course-flagged = Alerts
course-lead = Lead
course-lead-scores = { $scores } scores, { $time } { $unit }
course-nothing = –
course-before-the-outcome = Alerts count only before the last score. In brackets: ninety-five percent intervals (Wilson).
course-not-evaluated = No episode of the patients held apart could be judged.

## Questions that cannot be understood
course-no-value = Row { $row }, column { $column }: the cell is empty.
course-bands = --bands { $given }: ranges such as 0..9,10..14,15..27 are expected, which do not overlap.
course-positive = { $name } is { $value }; a number above zero is expected.
course-share = { $name } is { $value }; a number between zero and one is expected.
course-duplicate = Rows { $first } and { $row }: the same patient has two scores at the same time. Keep one of them.
course-file-unwritable = { $file } cannot be written: { $reason }

## The courses of the practice
course-import-refused = { $file }: { $problem } Nothing was taken over.
course-import-unreadable = line { $line }, column { $column }: { $reason }.
course-import-value = course { $course }: { $field } cannot be { $value }.
course-import-population = course { $course }: the population is not one of an intercept and a slope whose matrices are covariances.
course-import-overlap = courses { $first } and { $second } are for the same first scores of { $instrument }.
course-import-empty = there is no [[course]] in it.
course-import-instrument = course { $course }: no instrument { $instrument } with a score that is followed over time is known.
course-import-unit = course { $course } counts { $unit }; pages count weeks, so only a course that was fitted on weeks can be used.
course-import-direction = course { $course }: the direction is not that of { $instrument }.
course-import-undated = course { $course }: data_cut_off is missing. Fit it with --cut-off: the last day of the data stands beside every use.
course-practice-none = No finished episode has two scores of one instrument yet.
course-practice-in-use = In use
course-practice-yes = yes
course-practice-no = no, too few episodes

## The page of courses
courses-heading = Which expected courses are there?
courses-link = Expected courses
courses-lead = How scores run in episodes like these, from the practice’s own finished ones. Below { $needed } finished episodes there is no course, and early-change rules and reliable change are used alone.
courses-column-rests-on = Rests on
courses-column-origin = From
courses-column-alerts = Alerts
courses-origin-fitted = Fitted here
courses-origin-imported = Taken from a file
courses-not-fitted = No course: the scores of these episodes do not give one.
courses-evaluate = How well would they have told?
courses-no-alerts = None by a course; those of early change and reliable change stand
courses-evaluate-of = { $instrument }
courses-fit-heading = Fit them now
courses-fit-explained = The program does this by itself each week. Instruments whose courses came from a file keep them. Everybody in care is judged anew.
courses-fit = Fit from finished episodes
courses-fitted = The courses were fitted.
courses-evaluation-title = { $instrument }: how well would alerts have told who gets worse?
courses-evaluation-lead = Courses are fitted on some of the patients with finished episodes, and the alerts are run on the others as if their outcome were not known yet. Half are held apart, or as many as a small practice can spare.
courses-evaluation-heading = Patients held apart
courses-evaluation-course = Score at intake { $lowest } to { $highest }: model { $model }, from { $count ->
        [one] one finished episode
       *[other] { $count } finished episodes
    }, data up to { $day }.
courses-rule-reliable-change = worse than intake by the reliable change or more
courses-before-the-outcome = Alerts count only before the last score. The intervals of shares are Wilson’s; the lead is a median, in brackets its interval where there are scores enough for one.
courses-evaluation-imported = The practice uses courses from a file. What is judged here is the model as it is fitted on the practice’s own episodes.
courses-evaluation-caution = A model has to do better than the plain change since intake to be worth its alerts. Wide intervals mean that the practice has too few such episodes to know.
