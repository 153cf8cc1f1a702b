### The front desk's board of the day, rounds on one device, the kiosk's codes.

navigation-collection = Today
collection-heading = Who is to be measured today?
collection-lead = By program, in the order of the visits of today on the clock of the program. Answers given here go at once to whoever is on duty at the site when they need a person.
collection-empty = Nobody is to be measured today, and no visit of today is on record.
collection-on-duty = On duty at the site now: { $names }.
collection-nobody-on-duty = Nobody is on duty at the site now. An answer that needs a person goes to the care team by its usual way. Put somebody on duty under “On call”.
collection-programs = Programs
collection-done-of = { $done } of { $all } complete
collection-not-asked =
    { $count ->
        [one] Not counted: { $count } person of whom nothing can be asked here, because the text of what is due is missing.
       *[other] Not counted: { $count } people of whom nothing can be asked here, because the text of what is due is missing.
    }
collection-column-round = Round
collection-column-time = Visit today
collection-time-not-recorded = Today, time not recorded
collection-no-visit = No visit today on record
collection-plan-visit = Plan a visit
collection-without-time =
    { $count ->
        [one] For { $count } person no time is on record; the row stands last.
       *[other] For { $count } people no time is on record; their rows stand last.
    }
collection-column-patient = Patient
collection-column-open = Still open
collection-column-done = Done today
collection-column-check-in = Check-in
collection-column-do = Do
collection-choose = { $patient } in the round
collection-nothing-open = Complete
collection-nothing-due = Nothing is due
collection-without-text = No text of it is here: it cannot be asked
collection-open-check-in =
    { $count ->
        [0] Made, no answer yet
        [one] { $count } answer in
       *[other] { $count } answers in
    }
collection-follow-up = Follow-up, discharged on { $day }
collection-hand-over = Hand over this device
collection-kiosk = Kiosk code
collection-paper = Print forms
collection-paper-form = Key form { $code }
collection-telephone = Telephone
collection-send = Send the link
collection-round-name = Group
collection-round-name-hint = Such as “Morning group”. It is not shown on the device.
collection-round-open = Open a round with those chosen
collection-round-lead = Choose people above. Each gets a number; then this device goes from hand to hand, signed out.
collection-problem-none = Choose people for the round first. At least one must have forms due that can be asked on a tablet.
collection-problem-nothing-due = Nothing that is due can be asked in this way: no form of it has text here.
collection-rounds = Rounds of today
collection-round-state-open = Open
collection-round-state-ended = Ended
collection-round-column-name = Group
collection-round-column-opened = Opened
collection-round-column-done = Complete
collection-round-column-state = How it stands
collection-round-unnamed = Round
collection-kiosk-heading = The code, shown once
collection-kiosk-lead = Tell it to { $patient } and to nobody else. It works once, until { $until }, on the page “Kiosk” of the device in the waiting room.
collection-kiosk-code = Code
collection-kiosk-address = Kiosk page
collection-back = Back to today
round-heading = How does the round stand?
round-opened-heading = Hand out these numbers
round-opened-lead = They are shown once. Each person needs their own number to begin. Then hand this device over: it is signed out.
round-without-forms = Not in the round, because nothing that is due can be asked on a tablet: { $names }.
round-hand-over = Hand over this device
round-hand-over-note = Signs you out on this device. A device that had the round before is out.
round-end = End the round
round-column-person = Person
round-column-number = Number
round-column-state = How it stands
round-column-do = Do
round-call-again = New number, call again
round-state-waiting = To be called
round-state-open = Answering
round-state-done = Complete
round-state-over = Passed over
round-state-locked = Closed: the number did not fit
round-no-device = No device was handed over yet.
round-ended = This round has ended.
round-done-ended = The round was ended.
round-new-number-heading = The new number, shown once
