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
