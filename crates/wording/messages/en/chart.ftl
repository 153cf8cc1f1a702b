### Charts of scores, on a page and in a PDF, and the tables behind them.

chart-title = { $instrument } over time
chart-title-scale = { $instrument }, { $scale } over time
chart-title-respondent = { $title }, answered by: { $respondent }
chart-axis-higher-is-worse = { $scale }, higher means more symptoms
chart-axis-higher-is-better = { $scale }, higher means doing better
chart-axis-with-mark = { $axis } (bands: { $mark })
chart-description-none = No scores yet.
chart-description-one = One score: { $latest } on { $latest-day }.
chart-description =
    { $count ->
        [one] { $count } score, from { $first } on { $first-day } to { $latest } on { $latest-day }.
       *[other] { $count } scores, from { $first } on { $first-day } to { $latest } on { $latest-day }.
    }
chart-description-gaps =
    { $count ->
        [one] { $description } { $count } administration has no score.
       *[other] { $description } { $count } administrations have no score.
    }
chart-score-with-band = { $score } ({ $band })
chart-threshold = { $sign } { $score }
chart-cutoff = cutoff { $threshold }
chart-cutoff-with-mark = cutoff { $threshold } ({ $mark })
chart-no-scores = No scores yet
chart-sparkline = { $instrument }: { $description }

## All of one patient on one day axis
chart-throughline-title = Scores, care and events over time
chart-authorizations = Authorizations, units used of those granted
chart-authorizations-lane = Authorized
chart-authorization = { $number }, { $level }, { $unit }
chart-throughline-panel = { $title }: { $description }
chart-throughline-events =
    { $count ->
        [one] { $count } event below.
       *[other] { $count } events below.
    }
chart-expected = Expected, on course
chart-watch = Watch
chart-off-course = Off course beyond
chart-baseline = Baseline and reliable change
chart-reliable-change = Change is reliable
chart-next = Expected next
chart-next-label = { $score } ({ $low }–{ $high })
chart-next-caption = { $instrument }, expected next, given all scores so far (dynamic course): { $percent } % of such scores lie within the bar.
chart-line-baseline = baseline { $score }
chart-line-improved = improved from { $score }
chart-line-worse = worse from { $score }
chart-norm = { $instrument }: a change of { $points } points or more is reliable ({ $mark }: { $source }).
chart-norm-none = { $instrument }: no verified reliable-change value. Changes are shown without a verdict.
chart-course =
    { $count ->
        [one] { $instrument }, expected course: { $model }, from { $count } finished episode, data up to { $day }.
       *[other] { $instrument }, expected course: { $model }, from { $count } finished episodes, data up to { $day }.
    }
chart-caption-lines = { $panel }: baseline and reliable change
chart-caption-course = { $panel }: expected course
chart-column-change = Change since baseline
chart-column-line = Line
chart-column-event = Event
chart-events = Events
chart-event-more = { $word } +{ $count }
chart-event-detail = { $event }: { $detail }
chart-event-incident = incident
chart-event-medication = medication
chart-event-plan = plan change
chart-event-absence = absence
chart-event-substance-use = substance use
chart-event-safety = safety answer
chart-event-determination = determination
chart-billed = Claims
chart-billed-paid = paid
chart-billed-undecided = no answer
chart-billed-unbilled = not billed
chart-billed-denied = refused
chart-billed-days =
    { $count ->
        [one] One day of care
       *[other] { $count } days of care
    }
chart-verdict-recovered = Recovered
chart-verdict-reliably-improved = Reliably improved
chart-verdict-no-reliable-change = No reliable change
chart-verdict-reliably-worse = Reliably worse
