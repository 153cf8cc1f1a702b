### Where measures get lost between due and reviewed, and the minutes that a protocol asks for.

funnel-heading = Where do measures get lost?
funnel-link = Funnel
funnel-lead = Measures that were due since { $day }, up to today.
funnel-definition = One measure that one person was to give once counts as one. What came to a later stage counts at every earlier one. What a patient declined is left out.
funnel-empty = Nothing was due in this time.
funnel-whole = All measures
funnel-all = All
funnel-by-program = By program
funnel-by-clinician = By clinician
funnel-by-language = By language
funnel-by-mode = By way of answering
funnel-column-what = Measures
funnel-column-language = Language
funnel-column-mode = Way of answering
funnel-not-asked-yet =
    { $count ->
        [one] { $count } measure was not asked for yet.
       *[other] { $count } measures were not asked for yet.
    }
funnel-declined =
    { $count ->
        [one] { $count } measure was declined by the patient, or fell after they declined to be asked. It is in none of these counts.
       *[other] { $count } measures were declined by the patient, or fell after they declined to be asked. They are in none of these counts.
    }
funnel-share = { $percent } %
funnel-stage-due = Due
funnel-stage-sent = Asked
funnel-stage-opened = Opened
funnel-stage-started = Started
funnel-stage-finished = Finished
funnel-stage-reviewed = Reviewed
burden-heading = What the protocol asks of one person
burden-definition = { $seconds } seconds a question, a choice of ours. Questions that a check-in asks once for two instruments are counted twice here. Measures before a review and after discharge are left out. A schedule of the protocol can set a budget of its own, in minutes a week.
burden-warning =
    { $count ->
        [one] { $count } schedule asks more than its budget. Ask for less often, or shorter forms.
       *[other] { $count } schedules ask more than their budgets. Ask for less often, or shorter forms.
    }
burden-minutes = { $minutes } min
burden-over = over budget
burden-column-level = Level of care
burden-column-intake = At intake
burden-column-weekly = A week, in treatment
burden-column-budget = Budget a week
