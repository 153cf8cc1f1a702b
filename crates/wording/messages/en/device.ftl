### A device of the practice that goes from hand to hand: a tablet in a group, or the kiosk in the waiting room. For patients. A neighbour may read along: no
### message says what was answered. Spanish: ../es/device.ftl, message by message.

device-title = Check-in – { $practice }
device-turn-heading = { $name }
device-turn-lead = Is this you? Put in the number that staff gave you.
device-pin-label = Your number
device-pin-hint = Four digits
device-pin-wrong =
    { $left ->
        [one] That number does not fit. You can try { $left } more time.
       *[other] That number does not fit. You can try { $left } more times.
    }
device-pin-closed = That number did not fit too often. Ask staff for a new one.
device-begin = Start
device-not-me = Not here? Pass it on.
device-pass = Next person
device-left =
    { $count ->
        [one] { $count } person is still to come.
       *[other] { $count } people are still to come.
    }
device-resting-heading = Nobody else is called now
device-resting = Give this device to staff. They can call somebody again.
device-look-again = Look again
device-finished-heading = Everyone had a turn
device-finished = Thank you. Give this device back to staff.
device-closed-heading = Nothing is open on this device
device-closed = Give it back to staff.
device-next = For the next person
device-stop = Stop and pass this device on
device-stop-note = What you saved stays saved.
device-still-heading = Are you still there?
device-still = This page closes in one minute, so that nobody else can go on for you. What you saved stays saved.
device-still-go-on = Yes, go on
kiosk-heading = What is your code?
kiosk-lead = Staff at the front desk give you a code. It works once.
kiosk-code-label = Code
kiosk-code-hint = Eight digits
kiosk-begin = Start
kiosk-wrong = That code does not work. It may be used already, or too old. Check it, or ask for a new one at the front desk.

## Forms on paper
paper-title = Your forms – { $practice }
paper-name = First name and first letter of your last name:
paper-named = Name:
paper-about = About (first name and first letter of the last name):
paper-about-named = About:
paper-respondent = Your own name:
paper-day = Date:
paper-lead = Circle one number for each question. You can leave out a question. Give the forms back to staff before you leave.
paper-help = Nobody reads this right away. If you need help now, tell staff, or call { $lifeline }. In danger now, call { $emergency }.
paper-staff = For staff: compare the name, note the time in Throughline, and key the forms twice.
paper-staff-check = Before the person leaves, look at { $instrument }, question { $questions }. An answer there may need a person now: get whoever is on duty.
paper-page = Page { $page } of { $pages }
paper-bar-code = Bar code of form { $code }
paper-number = A number from { $low } to { $high }:
