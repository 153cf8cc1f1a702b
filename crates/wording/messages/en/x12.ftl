### X12 files: what is wrong or odd in them, where, and what to do. Values are element values of the format, never names of patients.

## A problem: the sentence without its position
x12-empty = The file has no bytes: there is nothing to read. Ask the sender for it again.
x12-not-x12 = There is no ISA segment that names its delimiters, so this is not an X12 file. Check that the right file was chosen.
x12-other-encoding = The file is UTF-16 text, an archive or a PDF. Unpack it or save it as plain text, then read it again.
x12-foreign-before =
    { $count ->
        [one] One byte before an interchange belongs to none. The interchange was read.
       *[other] { $count } bytes before an interchange belong to none. The interchange was read.
    }
x12-foreign-after =
    { $count ->
        [one] One byte follows the last IEA segment. It was not read.
       *[other] { $count } bytes follow the last IEA segment. They were not read.
    }
x12-isa-width = The ISA segment does not have the width of the standard. It was read by its delimiters; ask the sender to fill its elements up with blanks.
x12-segment-too-long = A segment has no terminator within the longest length that is read. Nothing behind it was read. Ask the sender for the file again.
x12-cut-segment = The file ends inside of this segment. What stands before it was read; ask the sender for the whole file.
x12-last-without-terminator = The last segment has no terminator. It was read.
x12-empty-segment = Terminators stand here with nothing between them. They were passed over.
x12-missing = The { $segment } segment is missing. What was understood was read; ask the sender for the whole file.
x12-stray = This trailer has no header. Ask the sender for the file again.
x12-outside-transaction = This segment stands outside of every transaction and was not interpreted. Ask the sender for the file again.
x12-count = The trailer counts { $given }, but there are { $counted }. Something may be missing: ask the sender.
x12-count-segments = SE01 says that the transaction has { $given } segments from ST to SE, and there are { $counted }. Something was lost or added on the way: ask the sender for the file again.
x12-count-transactions = GE01 says that the group has { $given } transactions, and there are { $counted }. One may be missing: ask the sender for the file again.
x12-count-groups = IEA01 says that the interchange has { $given } groups, and there are { $counted }. One may be missing: ask the sender for the file again.
x12-control-number = The header has the control number { $header }, the trailer { $trailer }. The parts may not belong together: ask the sender.
x12-guides-disagree = The transaction names the guide { $transaction }, its group { $group }. It was read by that of the transaction.
x12-guide-of-other = The guide { $guide } is not one of transaction { $transaction }: nothing was checked against it. Ask the sender which of the two is meant.
x12-guide-not-supported = The guide { $guide } is not supported. Segments, envelopes and money were read; nothing was checked against the guide.
x12-guide-partial = The guide { $guide } is supported in part: what its table does not know was read and not checked.
x12-unknown-segment = The guide has no segment of this name.
x12-no-place = The segment has no place at this point of the transaction.
x12-tree-number = The number of this level does not follow that of the level before.
x12-tree-parent = The level names a parent that is not open here.
x12-tree-level = The level may not stand below its parent.
x12-tree-childless = The level above says that nothing stands below it.
x12-not-readable-integer = The value is not a whole number.
x12-not-readable-decimal = The value is not a number.
x12-not-readable-money = The value is not an amount in dollars and cents. It counts as zero in sums.
x12-not-readable-date = The value is not a day of the calendar.
x12-not-readable-time = The value is not a time of day.
x12-too-long =
    { $limit ->
        [one] The value has { $length } characters; the guide permits one.
       *[other] The value has { $length } characters; the guide permits { $limit }.
    }
x12-too-many-repeats =
    { $limit ->
        [one] The element comes { $count } times; the guide permits one.
       *[other] The element comes { $count } times; the guide permits { $limit }.
    }
x12-control-bytes = The segment holds control characters. Ask the sender for the file again.
x12-not-utf8 = The segment is neither ASCII nor UTF-8. It was read as Latin-1; check names with accents.
x12-interchange-repeats = The interchange { $number } of this sender came before in this file. Post its money once.
x12-claim-repeats = The claim { $claim } came before in this file. Check that it is not sent or posted twice.
x12-nobody-bills = The claim { $claim } has no billing provider above it. Add the provider before it is sent.
x12-repeats-not-compared = The first { $count } claim numbers were compared with each other, later ones were not.
x12-claim-out-of-balance = The charge of claim { $claim } less its adjustments differs from what was paid by { $difference }. Ask the payer.
x12-line-out-of-balance = The charge of a line of claim { $claim } less its adjustments differs from what was paid by { $difference }. Ask the payer.
x12-payment-out-of-balance = The payment differs by { $difference } from the claims less the provider adjustments. Compare with the bank and ask the payer.
x12-charge-out-of-balance = The charge of claim { $claim } differs by { $difference } from the sum of its lines. Correct the claim before it is sent.
x12-loop-missing = The guide asks for loop { $loop } before this point.
x12-segment-missing = The guide asks for segment { $segment } before this point.
x12-element-missing = The guide asks for this element.
x12-element-not-used = The guide does not use this element.
x12-code = The code { $value } is not one that the guide lists.
x12-too-short =
    { $limit ->
        [one] The value is shorter than the guide permits.
       *[other] The value has { $length } characters; the guide asks for { $limit }.
    }
x12-loop-repeats =
    { $limit ->
        [one] The loop comes again; the guide permits one.
       *[other] The loop comes more often than the guide permits: { $limit }.
    }
x12-segment-repeats =
    { $limit ->
        [one] The segment comes again; the guide permits one.
       *[other] The segment comes more often than the guide permits: { $limit }.
    }
x12-out-of-order = The segment stands behind something that the guide puts after it.
x12-relation = Elements that belong together do not come together (relation { $relation }).

## Why values were not written as a file

## Severity
x12-severity-error = error
x12-severity-warning = warning
x12-severity-information = note

## The summary of a file
x12-summary-accept = { $file }: read, nothing against it
x12-summary-accept-with-warning = { $file }: read, but something does not add up
x12-summary-report-error = { $file }: broken
x12-summary-envelopes = { $types }: interchanges { $interchanges }, groups { $groups }, transactions { $transactions }, segments { $segments }
x12-summary-remittance = Remittance: claims { $claims }, lines { $lines }, charged { $charge }, paid { $paid }, patients owe { $patients }, payments { $payments }, provider adjustments { $elsewhere }
x12-summary-claims = Claims { $claims }, lines { $lines }, charged { $charge }
x12-summary-status = Status: segments { $count }
x12-summary-more = { $count } more of kind { $code }
x12-at = byte { $byte }, segment { $number }
x12-validated-none = { $file }: nothing found that the table of the guide asks for and the file lacks. That does not say that the file conforms.
x12-validated-found =
    { $count ->
        [one] { $file }: one finding
       *[other] { $file }: { $count } findings
    }
x12-cannot-read = { $file } cannot be read: { $reason }
x12-answered = Group { $group }: { $accepted } of { $received } transactions accepted.
x12-answer-no-group = { $file } holds no group that is answered: it is no X12 file, or it is an acknowledgment itself.
x12-answer-too-many = { $file } has so many errors that nobody can say which of its transactions are sound. Ask the sender for it again.
x12-answer-unwritable = The envelope of { $file } does not say to whom an answer would go. Ask the sender for it again.
x12-broken-files =
    { $count ->
        [one] One file is broken.
       *[other] { $count } files are broken.
    }

## What a 999 calls wrong in a file
file-fault-at = { $name }, segment { $position } of the transaction: { $what } (code { $code })
file-fault-in-loop = { $name }, segment { $position } of the transaction, loop { $loop }: { $what } (code { $code })
file-fault-of-transaction = The transaction: { $what } (code { $code })
file-fault-of-group = The group: { $what } (code { $code })
file-fault-other = the answer gives a code that is not in our table. Ask who sent the answer.
segment-fault-unknown = they know no segment of this name. Take it out, or put its name right.
segment-fault-unexpected = nothing of this kind is expected here. Take it out, or move it to its place.
segment-fault-missing = it has to stand here and is missing. Add it.
segment-fault-loop-too-often = its loop stands here more often than it may. Leave out what is too much, or bill it apart.
segment-fault-too-often = it stands here more often than it may. Leave out what is too much.
segment-fault-not-in-transaction = this kind of file has no such segment. Take it out.
segment-fault-out-of-order = it stands in the wrong place. Have the billing system put the segments in order.
segment-fault-elements = a value in it is wrong, and the answer does not say which. Compare it with the payer’s guide.
segment-fault-not-used = the payer’s guide has no use for it here. Take it out.
segment-fault-needed = what else stands in the claim makes it necessary, and it is missing. Add it.
segment-fault-loop-too-few = its loop stands here less often than it has to. Add what is missing.
segment-fault-too-few = it stands here less often than it has to. Add what is missing.
segment-fault-forbidden = what else stands in the claim rules it out. Take it out, or put right what rules it out.
element-fault-missing = a value has to stand here and is missing. Fill it in.
element-fault-needed = because of what else is said, a value has to stand here, and it is missing. Fill it in.
element-fault-too-many = the segment holds more values than it has room for. Take out what follows the last that belongs to it.
element-fault-too-short = the value is too short. Write it in full.
element-fault-too-long = the value is too long. Shorten it.
element-fault-character = the value has a character that may not stand there, such as an accent or a sign. Replace it.
element-fault-code = the code is none of those that may stand here. Choose one that the payer’s guide lists.
element-fault-date = this is no day of the calendar, or not written as it has to be. Put the day right.
element-fault-time = this is no time of day, or not written as it has to be. Put the time right.
element-fault-excluded = the value may not stand beside another that is there. Take one of the two out.
element-fault-too-often = the value repeats more often than it may. Leave out what is too much.
element-fault-too-many-parts = the value has more parts than it has room for. Take out what follows the last that belongs to it.
element-fault-not-used = the payer’s guide has no use for a value here. Take it out.
element-fault-too-few = the value repeats less often than it has to. Add what is missing.
element-fault-form = the value does not have the form that is asked for, such as a number with a wrong check digit. Compare it with the source.
element-fault-forbidden = what else is said rules a value out here. Take it out, or put right what rules it out.
transaction-fault-not-taken = they do not take this kind of file. Ask them where it goes.
transaction-fault-no-trailer = its end (SE) is missing. Send the whole file again.
transaction-fault-control = the number at its end (SE02) is not the one at its beginning (ST02). Have the billing system make the file again.
transaction-fault-count = the number of segments that its end says (SE01) is not the number that is there. Have the billing system make the file again.
transaction-fault-segments = one segment or several are wrong, and the answer does not say which. Check the file against its guide.
transaction-fault-kind = the kind of file at its beginning (ST01) is missing or none. Have the billing system make the file again.
transaction-fault-no-control = the number at its beginning (ST02) is missing, or was used before. Have the billing system make the file again with a number of its own.
group-fault-not-taken = they do not take this kind of group. Ask them where it goes.
group-fault-version = they do not take this version of the guide (GS08). Ask which they take.
group-fault-no-trailer = its end (GE) is missing. Send the whole file again.
group-fault-control = the number at its end (GE02) is not the one at its beginning (GS06). Have the billing system make the file again.
group-fault-count = the number of transactions that its end says (GE01) is not the number that is there. Have the billing system make the file again.
group-fault-no-control = the number at its beginning (GS06) is no number. Have the billing system make the file again.
