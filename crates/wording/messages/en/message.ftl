# What goes out to people, and the pages about it.

## Messages. They are read on locked screens and by whoever holds the telephone: no instrument, no program, nothing about health, no name.
message-check-in-subject = A short form is ready
message-check-in-text = A short form is ready for you. Open it here:
message-check-in-reminder-subject = A short form is still open
message-check-in-reminder-text = The short form is still open for you. Open it here:
message-follow-up-subject = A short form is ready
message-follow-up-text = We are writing to you again. A short form is ready for you. Open it here:
message-follow-up-reminder-subject = A short form is still open
message-follow-up-reminder-text = The short form that we wrote to you about is still open. Open it here:
message-one-time-code-subject = Your one-time code
message-one-time-code-text = Your one-time code is { $code }. It works once. Nobody of ours will ask you for it.
message-staff-safety-subject = Something needs your answer now
message-staff-safety-text = Something needs your answer now. Sign in to see what it is:
message-staff-alert-subject = Something waits for your answer
message-staff-alert-text = Something waits for your answer. Sign in to see what it is:
message-test-subject = A test message
message-test-text = This is a test message. Sending works.
message-foot-not-watched = Nobody reads replies to this address.
message-foot-stop = Reply STOP to end these messages.
message-foot-stop-link = To end these messages, open:

## States
message-state-planned = planned
message-state-leased = being sent
message-state-handed-over = handed over, no answer yet
message-state-sent = sent
message-state-kept = kept, not sent
message-state-failed = did not go out
message-state-uncertain = not known whether it went out
message-state-stopped = stopped
message-state-returned = came back
message-event-postponed = waits
message-event-held = held
message-event-not-now = not taken, tried again later
message-event-send-again = sent again by somebody

## Reasons
message-reason-answered = it was answered
message-reason-discharged = the patient was discharged
message-reason-died = the patient died
message-reason-declined = the patient declined to be asked after the discharge
message-reason-opted-out = the holder does not allow it
message-reason-returned = messages to the address come back
message-reason-not-asked = the holder was not asked
message-reason-no-contact = there is no such contact any more
message-reason-link-ended = its link leads nowhere any more
message-reason-expired = its time was over
message-reason-taken-on = somebody has taken it on
message-reason-by-staff = stopped by somebody of the practice
message-reason-replaced = another message took its place
message-reason-quiet-hours = it was night
message-reason-crisis-text = held, because it asks about safety and the practice's crisis text is missing
message-reason-channel = held, because it asks about safety and no message would reach anybody on call
message-reason-on-call-person = held, because it asks about safety and nobody is on call
message-reason-on-call-address = held, because it asks about safety and nobody on call has an address
message-reason-no-channel = there is no way out for this channel
message-reason-no-connection = the server does not answer
message-reason-no-tls = the server offers no private connection
message-reason-no-sign-in = the server does not take our sign-in
message-reason-busy = the server is busy
message-reason-address-refused = the server does not know the address
message-reason-sender-refused = the server does not take the sender
message-reason-text-refused = the server does not take the message
message-reason-request-refused = the gateway does not take the request
message-reason-gateway-failed = the gateway broke while it worked on it
message-reason-connection-broke = the connection broke with the message in hand
message-reason-no-answer = no answer came after the message was handed over
message-reason-server-ended = this server ended with the message in hand
message-reason-restored = it stood in a backup that was restored, and may have gone out since
message-reason-address-reported-dead = the address takes no messages, its mail server reports
message-reason-reported-undelivered = a mail server reports that it could not be delivered
message-reason-told-by-staff = somebody of the practice noted it
message-reason-not-a-message = it could not be written

## Templates
message-template-check-in = Check-in
message-template-check-in-reminder = Reminder of a check-in
message-template-follow-up = Follow-up
message-template-follow-up-reminder = Reminder of a follow-up
message-template-one-time-code = One-time code
message-template-staff-safety = Safety notice
message-template-staff-alert = Notice of an alert
message-template-test = Test

## Channels and holders
channel-email = E-mail
channel-text = Text message
channel-telephone = Telephone call
contact-holder-patient = Patient
contact-holder-parent = Parent
contact-holder-parent-2 = Second parent or guardian
contact-holder-guardian = Guardian
contact-holder-proxy = Somebody the patient named
contact-holder-teacher = Teacher
contact-holder-teacher-2 = Second teacher
consent-not-asked = not asked
consent-given = allowed
consent-withdrawn = not allowed
consent-source-signed-form = on a signed form
consent-source-told-staff = said to staff
consent-source-reply-stop = replied STOP
consent-source-reply-start = replied START
consent-source-stop-link = by the link in a mail

## Outbox
navigation-outbox = Messages
outbox-heading = What went out, and what did not?
outbox-lead = A mail server or gateway that took a message says no more than that. What nobody knows is not sent again unless somebody decides so.
outbox-off = Sending is off: nothing is planned and nothing goes out. See the section “sending” of the configuration.
outbox-keep = Messages are kept here and not sent. Patients get no links, and who is on call gets no notice of a safety answer: look at the alerts, and telephone. Whoever runs the program sets up sending in its configuration.
outbox-demo = This is an invented practice: messages are kept in the outbox and not sent. What is kept counts as told, so that you can see how everything works.
outbox-dead-addresses =
    { $count ->
        [one] One address takes no messages
       *[other] { $count } addresses take no messages
    }
outbox-dead-addresses-lead = Ask the person for another way, and correct the address: until then nothing goes there.
outbox-empty = There is no message here.
outbox-filter = State
outbox-filter-all = All states
outbox-filter-apply = Show
outbox-table = Messages
outbox-column-planned = Planned for
outbox-column-what = What
outbox-column-to = To
outbox-column-state = State
outbox-older = Older messages
outbox-to-patient = patient { $number }
outbox-to-outside = a contact
outbox-to-staff = { $name }
outbox-message-heading = What became of this message?
outbox-events = What happened
outbox-column-at = When
outbox-column-event = What
outbox-column-by = Who
outbox-tries =
    { $count ->
        [0] Not handed over yet
        [one] Handed over once
       *[other] Handed over { $count } times
    }
outbox-stop = Stop it
outbox-again = Send it again
outbox-again-explained = Nobody knows whether it went out. Sent again, it may arrive twice.
outbox-returned = It came back
outbox-returned-explained = The contact is not used again until somebody corrects it.
outbox-done-stopped = The message is stopped.
outbox-done-again = The message is planned again.
outbox-done-returned = Noted. The contact is not used until it is corrected.

## Contacts
contacts-heading = How can { $patient } be reached?
contacts-lead = Each contact belongs to one person and is never used for another.
contacts-minor = The patient is a minor. What is meant for them goes to their own contacts or to nobody; what is meant for a parent goes to the parent.
contacts-empty = There is no contact yet.
contacts-table = Contacts
contacts-column-whose = Whose
contacts-column-contact = Contact
contacts-column-consent = Use
contacts-column-change = Change
contacts-came-back = comes back since { $day }
contacts-add = Add a contact
contacts-add-for = How can { $patient } be reached, beside what is on record?
contacts-holder = Whose contact is it?
contacts-holder-name = Their name
contacts-holder-name-hint = Where it is not the patient’s own.
contacts-channel = Channel
contacts-address = Address or number
contacts-address-hint = An e-mail address, or a number with ten digits or with + and the country’s code.
contacts-rank = Order
contacts-rank-hint = Lower numbers come first.
contacts-preference = When and how to reach them
contacts-consent = May it be used?
contacts-source = How is that known?
contacts-save = Save
contacts-record = Record
contacts-remove = Not in use any more
contacts-done = Saved.
contacts-messages = Messages
contacts-link = Contacts and consent
contacts-said = { $consent }, { $source }, { $day }

## On call
navigation-on-call = On call
on-call-heading = Who is told when the site is closed?
on-call-lead = A safety alert that comes while the site is closed goes to whoever is on call, and on to the director when nobody takes it on. An answer that was given at the site goes at once to whoever is on duty there, beside its owner.
on-call-uncovered = Nobody is on call now for { $programs }. Until somebody is, a form with safety items cannot be sent out.
on-call-empty = Nobody is on call, now or later.
on-call-table = Shifts
on-call-column-who = Who
on-call-column-program = Program
on-call-column-from = From
on-call-column-until = Until
on-call-column-change = Change
on-call-whole-practice = The whole practice
on-call-open-end = Open end
on-call-now = on call now
on-call-on-duty-now = on duty now
on-call-on-site = on duty at the site
on-call-kind = What for
on-call-kind-away = On call, from wherever they are
on-call-kind-site = On duty at the site
on-call-cannot-be-told = has no address: cannot be told
on-call-add = Put somebody on call
on-call-person = Person
on-call-program = Program
on-call-all-programs = The whole practice
on-call-from-day = From
on-call-from-time = Time
on-call-until-day = Until
on-call-until-time = Time
on-call-time-hint = Hours and minutes on the clock of the program, with a colon between.
on-call-save = Put on call
on-call-end = End now
on-call-addresses = Where people are told
on-call-address-add = Set an address
on-call-address = Address or number
on-call-address-hint = Leave it empty to take the address away.
on-call-done = Saved.

## Follow-up
navigation-follow-up = Follow-up
follow-up-heading = Whom do we still have to reach?
follow-up-lead = Days after the discharge. Reached is who answered or was spoken with; lost is who was not reached before the time for it was over.
follow-up-counts = How far we are
follow-up-column-milestone = After
follow-up-column-reached = Reached
follow-up-column-declined = Declined
follow-up-column-lost = Lost
follow-up-column-open = Open
follow-up-column-not-yet = Not yet due
follow-up-column-in-care-again = In care again
follow-up-column-excluded = Died
follow-up-days = { $days } days
follow-up-of = { $count } of { $total }
follow-up-due = Due now
follow-up-empty = Nobody is due now.
follow-up-due-count =
    { $count ->
        [one] { $count } in all
       *[other] { $count } in all
    }
follow-up-column-patient = Patient
follow-up-column-until = Until
follow-up-column-attempts = Attempts
follow-up-column-record = Record an attempt
follow-up-record = Record
follow-up-outcome = What came of it
follow-up-attempted-at = When
follow-up-note = Note
follow-up-attempt-heading = What came of the attempt to reach { $patient }?
follow-up-done = The attempt is recorded.
follow-up-wrong-contact = The number or address was not theirs. Correct it, or add another:
follow-up-died = It stands on record that the patient died. Nothing more is sent to this patient or to anybody who answers about them, and nobody is asked to reach them. If this was noted by mistake, withdraw the attempt on the page of their contacts:
follow-up-preference = Preference: { $preference }
contacts-attempts = Attempts to reach the patient after a discharge
contacts-attempt-withdrawn = The attempt is withdrawn. What was said at it counts no more; the history keeps it with the reason.
attempt-outcome-reached = Reached
attempt-outcome-no-answer = No answer
attempt-outcome-message-left = Message left
attempt-outcome-wrong-contact = Not their number or address
attempt-outcome-declined = Declined
attempt-outcome-died = They have died
