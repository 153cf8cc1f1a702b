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
device-pin-closed = That number did not fit too often. Please ask staff for a new one.
device-begin = Start
device-not-me = Not here? Pass it on.
device-pass = Next person
device-left =
    { $count ->
        [one] { $count } person is still to come.
       *[other] { $count } people are still to come.
    }
device-finished-heading = Everyone had a turn
device-finished = Thank you. Please give this device back to staff.
device-closed-heading = Nothing is open on this device
device-closed = Please give it back to staff.
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
kiosk-wrong = That code does not work. It may be used already, or too old. Please check it, or ask for a new one at the front desk.
