### Keying forms that came in on paper.

keying-link = Key paper forms
keying-find-heading = Which form came in?
keying-lead = Scan the bar code, or type the number below it.
keying-code = Number of the form
keying-code-hint = Ten digits
keying-find = Find the form
keying-not-digits = Number of the form: it has digits only. Scan the bar code again.
keying-length = Number of the form: it has ten digits; { $found } came in. Scan the bar code again.
keying-check-digit = Number of the form: a digit is wrong, for the check digit does not fit. Compare it with the number below the bar code.
keying-unknown = Number of the form: it could be one, but no form with it was printed here. Is the form from another practice, or from a test? Print new forms for this person and key those.
keying-heading = What stands on the paper?
keying-second-heading = What stands on the paper, once more?
keying-whose = Whose
keying-form = Form
keying-printed = Printed
keying-handed-in-before-print = Handed in: that is before it was printed on { $printed }. If an older sheet came in, open that one by its own number and note the time there.
keying-handed-in-before-other = Handed in: another sheet of this packet, noted with this one and keyed, was printed later than that. Correct the time on that sheet first.
keying-handed-in-at = Handed in
keying-hand-in = Note the time
keying-hand-in-lead = When did the person hand it in? From then on the time runs for an answer that needs a person.
keying-check-safety = This form asks about safety. Look at those questions now, before the person leaves, and get whoever is on duty if an answer needs somebody.
keying-compare-name = Compare the name with what stands on the first page.
keying-first-lead = Key the number that is circled. Leave empty what was left empty. The form is keyed twice.
keying-second-lead = Key it again from the paper, best by somebody else. What was keyed before is not shown.
keying-save = Save
keying-check = Check
keying-confirm = I looked at the paper again: this is right
keying-nothing-answered = The person answered nothing on this form
keying-all-empty = Nothing is keyed. Key the answers, or tick that the person answered nothing.
keying-not-nothing = Answers are keyed, and it is ticked that the person answered nothing. Take one of them back.
keying-first-again = Key the first time again
keying-done-first-again = What was keyed the first time is set aside. Key it the first time again.
keying-differs =
    { $count ->
        [one] { $count } answer differs from the first time. Look at the paper again.
       *[other] { $count } answers differ from the first time. Look at the paper again.
    }
keying-differs-line = Question { $item }: first { $first }, now { $second }
keying-nothing = nothing
keying-not-offered = Question { $item }: the form does not offer this answer.
keying-count = { $done } of { $all } questions are keyed.
keying-score = { $scale }: { $points }
keying-no-score = no score: answers are missing
keying-safety = An answer needs a person: { $entries }. Tell whoever is on duty before the patient leaves; the alert goes out when this is saved.
keying-done-first = Kept. Now key it the second time.
keying-done-settled = The answers were taken over.
keying-correct-hand-in = Correct when it was handed in
keying-correct-hand-in-lead = What was keyed from the forms that came in with it moves to that day, with its score; what was judged on it is judged anew.
keying-correct-hand-in-reason = Why is it corrected?
keying-correct-hand-in-save = Correct it
keying-correct-hand-in-done = Corrected.
keying-settled = The answers of this form were taken over.
keying-closed = The check-in of this form has ended. Print new forms, and enter these answers on the patient’s page if they are still wanted.
keying-other = Another form
keying-waiting =
    { $count ->
        [0] Handed in and not settled
        [one] Handed in and not settled: { $count } form
       *[other] Handed in and not settled: { $count } forms
    }
keying-waiting-none = Every form that was handed in is settled.
keying-waiting-state = What is to be done
keying-waiting-new = Key it the first time
keying-waiting-once = Key it the second time
keying-waiting-safety = Asks about safety
