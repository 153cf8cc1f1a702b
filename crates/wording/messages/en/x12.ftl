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
x12-claim-repeats = The claim { $claim } came before in this file with the same figures. Check that it is not sent or posted twice.
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
