### The pages on which somebody answers by a link. For patients and those who answer about them: short words, short sentences; a test measures the
### reading grade. No name, no score, no name of an instrument's illness. Spanish: ../es/check_in.ftl, message by message.

check-in-title = Check-in – { $practice }
check-in-skip = Skip to the main part
check-in-help-link = I need help now
check-in-help-now = Help now
check-in-nothing-to-answer = There is nothing for you to answer here. You do not have to do anything. Your care team can ask you the questions in another way.
check-in-languages = Language

## The first page
check-in-heading-patient = How have you been?
check-in-heading-parent = How has your child been?
check-in-heading-teacher = How has your student been?
check-in-heading-clinician = How is the patient?
check-in-lead =
    { $count ->
        [one] Your care team has { $count } question for you.
       *[other] Your care team has { $count } questions for you.
    }
check-in-lead-other =
    { $count ->
        [one] The care team has { $count } question for you.
       *[other] The care team has { $count } questions for you.
    }
check-in-minutes =
    { $minutes ->
        [one] This takes about { $minutes } minute.
       *[other] This takes about { $minutes } minutes.
    }
check-in-resume =
    { $count ->
        [one] You have started. { $count } question is left.
       *[other] You have started. { $count } questions are left.
    }
check-in-saved-note = Each answer is saved when you send it. You can stop and come back by the same link, on any device.
check-in-skip-note = You can leave out any question.
check-in-until = This link works until { $until }.
check-in-not-watched-heading = Nobody is watching this live
check-in-not-watched = Your care team reads your answers later. If you need help now, do not wait for them.
check-in-start-one = One question at a time
check-in-start-all = All questions on one page
check-in-start-choice = How do you want to answer?
check-in-without-any-text = Your care team will go through { $instrument } with you in another way.
check-in-without-text = There is no approved text in this language for { $instrument }. It has: { $languages }.
check-in-without-text-interview = Your care team can go through it with you.
check-in-not-bilingual = As far as we know the form may not be asked in another language, so we leave it out.
check-in-bilingual = Ask in { $language }. The words here are in { $words }: this form may be asked by somebody who speaks both.
check-in-form-as-begun = This form goes on in { $words }, as you began it: it has no approved text in { $language }.
check-in-language-choose = Show it in { $language }
check-in-language-not-here = These questions are not here in { $language }. They are in { $present }. If that is hard for you, ask your care team for help.

## Help now
check-in-help-heading = You do not have to be alone with this
check-in-help-lead = Your answer was saved. Your care team will see it. Nobody is watching live, so do not wait if you need help now.
check-in-help-heading-shared = We are here for you today
check-in-help-lead-shared = Everybody sees this page. You can talk to somebody of our team at any time today. And these lines are open day and night.
check-in-help-lead-plain = Nobody is watching live. If you need help now, use one of these.
check-in-help-practice = From { $practice }
check-in-help-lifeline = Call or text { $number }. It is free, day and night.
check-in-help-lifeline-call = Call { $number }. It is free, day and night.
check-in-help-lifeline-text = Or send a text to { $number }.
check-in-help-lifeline-chat = Or chat at { $address }.
check-in-help-lifeline-spanish = For Spanish, press { $key } or text { $word }.
check-in-help-emergency = If somebody is in danger now, call { $number }.
check-in-help-lines = Crisis lines
check-in-help-continue = Go on
check-in-help-back = Back to the check-in

## A question
check-in-progress = Question { $place } of { $whole }
check-in-answer-legend = Your answer
check-in-next = Save and go on
check-in-leave-out = Leave this one out
check-in-refused = I do not want to say
check-in-not-applicable = This is not about me
check-in-number-hint = A whole number from { $low } to { $high }
check-in-answered-before = You have answered this one. If you answer again, the new answer counts.
check-in-left-out-before = You left this one out. You can still answer it.
check-in-back = Back
check-in-skip-nothing = You can leave this one out.
check-in-skip-filled-in = You can leave this one out. The result is then worked out from your other answers.
check-in-skip-no-score = You can leave this one out. Then no result can be worked out for these questions.
check-in-problem-choose = Choose an answer, or leave the question out.
check-in-problem-not-offered = That answer is not one of those on offer. Choose again.
check-in-all-heading = All questions
check-in-all-lead = Only what you have not answered yet is here. Send the page as often as you like.
check-in-all-problem =
    { $count ->
        [one] One answer could not be saved. All the others are saved. Look at this one again:
       *[other] { $count } answers could not be saved. All the others are saved. Look at these again:
    }
check-in-all-problem-choose = Choose an answer first. Nothing was saved.
check-in-all-saved =
    { $count ->
        [one] { $count } answer is saved.
       *[other] { $count } answers are saved.
    }
check-in-all-left =
    { $count ->
        [one] { $count } question is left.
       *[other] { $count } questions are left.
    }
check-in-all-save = Save these answers

## The end
check-in-end-heading = Ready to send?
check-in-end-answered =
    { $count ->
        [one] You answered { $count } question.
       *[other] You answered { $count } questions.
    }
check-in-end-left-out =
    { $count ->
        [one] You left out { $count } question.
       *[other] You left out { $count } questions.
    }
check-in-end-open =
    { $count ->
        [one] { $count } question is still open.
       *[other] { $count } questions are still open.
    }
check-in-end-no-score = With so many left out, no result can be worked out for some of the forms. That is all right. Your care team still sees your answers.
check-in-end-answer-left-out = You can still answer what you left out:
check-in-end-back = Go back to the open questions
check-in-end-send = Send to my care team
check-in-end-send-other = Send to the care team
check-in-end-nothing = You have not answered anything yet.
check-in-done-heading = Thank you. Your answers were sent.
check-in-done = You can close this page now. The link does not work any more.

## Who are you?
check-in-birth-heading = When was the patient born?
check-in-birth-lead = This link is a little older. The date of birth tells us that it came to the right person.
check-in-birth-label = Date of birth
check-in-birth-hint = Year, month and day, such as { $example }
check-in-birth-go = Go on
check-in-birth-wrong =
    { $left ->
        [one] That is not the date we have. You can try { $left } more time.
       *[other] That is not the date we have. You can try { $left } more times.
    }

## A link that does not work
check-in-closed-unknown-heading = This link does not work
check-in-closed-unknown = Part of it may be missing. Open it once more from the message you got, or ask your care team for a new one.
check-in-no-more-heading = No more messages?
check-in-no-more = We will send no more messages to this address. Your care team can still help you. Tell them if you want messages again.
check-in-no-more-none = No messages come by this link. If you get some that you do not want, tell your care team.
check-in-no-more-do = Send me no more messages
check-in-no-more-done-heading = You get no more messages
check-in-no-more-done = Nothing more is sent to this address. Tell your care team if you want messages again.
check-in-closed-expired-heading = This link has ended
check-in-closed-expired = Ask your care team for a new one. What you answered before is kept.
check-in-closed-revoked-heading = This link was taken back
check-in-closed-revoked = Your care team took it back. Ask them if you have a question.
check-in-closed-locked-heading = This link was closed
check-in-closed-locked = The date of birth was wrong too often. That keeps your answers safe. Ask your care team for a new link.
check-in-too-many-heading = Wait a little
check-in-too-many =
    { $minutes ->
        [one] There were too many tries. Wait { $minutes } minute, then open the link again.
       *[other] There were too many tries. Wait { $minutes } minutes, then open the link again.
    }
check-in-failed-heading = That did not work
check-in-failed-forged = The page was too old. Nothing was changed. Open your link again.
check-in-failed-too-large = That was more than this page takes. Nothing was changed. Go back and try again.
check-in-failed-later = We cannot save at the moment. Your earlier answers are safe. Wait a minute and try again.
check-in-failed-number = If you ask for help with this, give this number: { $request }

## On a device of the practice, and with somebody of the practice who asks
check-in-here-heading = We are here if you need help
check-in-here = Your care team reads your answers later. If you need help now, tell somebody of our team. Or use one of these.
check-in-saved-note-here = Each answer is saved when you send it. You can stop at any time.
check-in-until-idle =
    { $minutes ->
        [one] The page closes by itself after { $minutes } minute of rest.
       *[other] The page closes by itself after { $minutes } minutes of rest.
    }
check-in-help-lead-here = If you need help now, tell somebody of our team. Or use one of these.
check-in-done-here = You can give the device back now.
check-in-with-staff-heading = You ask and write down
check-in-with-staff = If an answer is about safety, who is on duty is told at once. These lines you can give to whoever answers.
check-in-saved-note-staff = Each answer is saved when you send it. You can stop and go on later from the page of the day.
check-in-help-heading-staff = This answer needs a person now
check-in-help-lead-staff = The answer was saved, and who is on duty is told now. Stay with whoever answers. These lines you can give them.
check-in-help-heading-staff-plain = Help for whoever answers
check-in-help-lead-staff-plain = These lines you can give to whoever answers.
check-in-done-staff = The answers are on record.
