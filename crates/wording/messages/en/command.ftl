### The command line: progress and results for people.

command-serving = Serving on { $address }
command-imported = { $accepted } accepted, { $rejected } rejected, { $unchanged } already there
command-done = Done.

## Failures of every command
command-defect = A defect stopped the work at { $place }. What was stored before is safe; report the place, and run “throughline doctor”.
command-output-failed = The output could not be written: { $reason }

## Configuration
command-config-fine = The configuration is complete.
command-config-no-file = No configuration file; the defaults apply.
command-config-file-read = Read { $file }
command-config-hint = “throughline config example” prints a file with every key.
command-config-did-you-mean = did you mean { $meant }?
command-config-see-example = “throughline config example” lists all
command-config-unreadable = the file cannot be read: { $reason }
command-config-not-toml = this is not TOML: { $reason }
command-config-unknown-section = there is no section [{ $name }]
command-config-unknown-key = there is no key { $name }
command-config-unknown-variable = there is no variable { $name }
command-config-shape = { $name } takes { $expected }
command-config-inline-secret = { $name }: a secret has no place in this file; write it into a file of its own and name that file in { $file }, or set { $variable } in the environment
command-config-file-unreadable = the file that { $name } names cannot be read: { $reason }
command-config-empty-secret = the file that { $name } names begins with an empty line; its first line is the secret
command-config-half-of-tls = a certificate needs its private key: set both server.tls_certificate_file and server.tls_key_file
command-config-open-to-the-network = { $address } can be reached from other machines: set server.tls_certificate_file and server.tls_key_file, or declare the proxy that speaks TLS in server.proxy
command-config-tls-and-proxy = either the server speaks TLS itself or a proxy does: leave out server.proxy, or the certificate and its key
command-config-unfit = { $name }: { $reason }
command-config-secret-set = set
command-config-secret-not-set = not set

## Instruments
command-unknown-instrument = The library has no instrument { $id }.
command-list-instruments = “throughline instruments list” shows all.
command-overlay-fits = The words fit the definition of { $id } ({ $language }).
command-version = Version
command-items = Items
command-text = Text
command-marks = Verified

## The database
command-no-threads = The program could not start its threads: { $reason }
command-no-database = There is no practice at { $file }.
command-no-database-hint = “throughline init” makes one; “throughline demo” shows an invented one; --config names the configuration of another.
command-database-newer-schema = The database has schema { $found }; this program knows schemas up to { $known }.
command-database-newer-schema-hint = Install the newer program. Nothing was changed.
command-database-changed-migration = Migration { $version } was applied in another form than this program holds: the database was altered.
command-database-damaged-row = A row does not read as what it should be: table { $table }, column { $column }.
command-database-restore-hint = Stop the server, keep the damaged database, and restore the newest backup into an empty one: “throughline restore”.
command-database-not-empty = The database already holds records. A backup is restored only into an empty database.
command-database-not-empty-hint = Name another file or database in database.location.
command-database-busy = Another program is writing to the database. Nothing was changed; try again.
command-database-unavailable = The database cannot be opened: { $reason }
command-database-unavailable-hint = “throughline doctor” looks at each part.
command-database-refused = The database refused: { $reason }
command-archive-is-none = This file is not a backup of Throughline.
command-archive-is-newer = This backup was made by a newer program.
command-archive-is-cut-off = The backup ends at byte { $position }, before its end mark. Nothing was restored.
command-archive-is-damaged = The backup is damaged at byte { $position }: { $reason }. Nothing was restored.
command-archive-is-damaged-hint = Take an older backup.
command-archive-unreachable = The backup could not be read or written: { $reason }

## Doctor
command-doctor-good = good
command-doctor-look = look
command-doctor-bad = bad
command-doctor-verdict = Needs attention: { $parts }
command-doctor-database = { $engine } { $version }, schema { $schema }
command-doctor-database-older =
    { $steps ->
        [one] { $engine } { $version }, schema { $schema }: older than this program, { $steps } step to come
       *[other] { $engine } { $version }, schema { $schema }: older than this program, { $steps } steps to come
    }
command-doctor-database-older-hint = Run “throughline backup” now: it leaves the schema as it is. The next start of the program brings it up to date.
command-doctor-audit =
    { $sealed ->
        [one] { $sealed } entry sealed, { $unsealed } waiting
       *[other] { $sealed } entries sealed, { $unsealed } waiting
    }
command-doctor-audit-broken = The audit chain is broken at { $broken } places; at { $missing } of them entries are missing.
command-doctor-audit-hint = “throughline audit verify” names the entries. Compare with the audit of the newest backup.
command-doctor-audit-unsealed-hint = A running “throughline serve” seals entries within a second. Start it, or look at its log.
command-doctor-messages = Messages: { $waiting } waiting, { $failed } did not go out, { $uncertain } of which nobody knows
command-doctor-messages-hint = Look at them on the page Messages. Those of which nobody knows are sent again only by a person.
command-doctor-alerts = Every open alert can be read.
command-doctor-alerts-unreadable =
    { $count ->
        [one] { $count } open alert cannot be read: { $ids }
       *[other] { $count } open alerts cannot be read: { $ids }
    }
command-doctor-alerts-hint = Nothing goes on about them by itself. Look at the patients' answers of these days, and restore the rows from a backup.
command-doctor-judging = Nobody waits long to be judged.
command-doctor-not-judged =
    { $count ->
        [one] The records of { $count } patient cannot be judged: { $ids }
       *[other] The records of { $count } patients cannot be judged: { $ids }
    }
command-doctor-not-judged-hint = Their warning signs and levels of care stay as they were: look at their answers. The log of the server says why.
command-doctor-judging-waits =
    { $minutes ->
        [one] Somebody has waited { $minutes } minute to be judged.
       *[other] Somebody has waited { $minutes } minutes to be judged.
    }
command-doctor-judging-waits-hint = A running “throughline serve” judges within seconds. Start it, or look at its log.
command-doctor-criteria = The criteria in force can be read.
command-doctor-criteria-unreadable = The criteria in force ({ $set }) cannot be read; the shipped ones judge in their place.
command-doctor-criteria-hint = The page Criteria says what is wrong in the file. Mend a copy and load it.
command-doctor-programs =
    { $count ->
        [one] { $count } program with its time zone
       *[other] { $count } programs with their time zones
    }
command-doctor-no-program = No program yet: clinical days follow UTC until there is one.
command-doctor-no-program-hint = “throughline init --program” or an import makes one.
command-doctor-clock = { $time }
command-doctor-clock-behind = The clock is { $seconds } seconds behind the newest audit entry.
command-doctor-clock-hint = Set the clock of this machine by a time server before anything is recorded.
command-doctor-zones = Time zone data is complete.
command-doctor-no-zones = Time zone data is missing: clinical days would be wrong.
command-doctor-disk = { $space } MiB free
command-doctor-disk-hint = Make room, or move the database to a larger disk.
command-doctor-permissions = Only the program's account reads records and keys.
command-doctor-permissions-open = Others may read or change: { $files }
command-doctor-permissions-hint = chmod go-rwx these files.
command-doctor-no-backup-folder = No backup folder is configured.
command-doctor-no-backup = There is no backup in { $folder }.
command-doctor-backup =
    { $days ->
        [0] The newest backup is of today.
        [one] The newest backup is { $days } day old.
       *[other] The newest backup is { $days } days old.
    }
command-doctor-backup-hint = Set backup.folder and run “throughline backup” each night.
command-doctor-overlays =
    { $count ->
        [one] { $count } text overlay taken
       *[other] { $count } text overlays taken
    }
command-doctor-no-overlays = The folder { $folder } cannot be read: { $reason }
command-doctor-overlay-refused = { $file } is refused: { $reason }

## Audit
command-audit-head = Last seal: { $head }
command-audit-changed = Entry { $places } was changed after it was sealed.
command-audit-row-missing = Entry { $places } was removed.
command-audit-seal-missing = The seal of entry { $places } was removed.
command-audit-waiting = Waiting for the seal: { $rows } entries, written from { $from } to { $until }.
command-audit-unsealed = No seal, and none awaited: { $rows } entries, written from { $from } to { $until } ({ $first } to { $last }). Their seals were removed, or the entries were slipped in.
command-audit-broken = The audit chain does not hold.
command-audit-broken-hint = Keep a copy of the database as it is, and compare with the audit in your backups.
command-audit-expected-missing = The expected entry is not in the chain: the end of the audit was cut off, or this is another practice.

## Demo
command-demo-check-ins = Check-ins that are open; the date of birth is not asked for today:
command-demo-making = Inventing a practice
command-demo-about =
    { $count ->
        [one] An invented practice with { $count } patient, looked at on { $day }, in { $folder }. Nobody in it is real; do not enter real patients.
       *[other] An invented practice with { $count } patients, looked at on { $day }, in { $folder }. Nobody in it is real; do not enter real patients.
    }
command-demo-clock = The practice was made for { $day }. Its clock stands on { $now } and goes on from there, so nothing in it is overdue only because time has passed since.
command-demo-sign-in = Sign in as
command-demo-password = Password
command-demo-roles = Roles
command-demo-name = Name
command-demo-is-another = In { $folder } is another invented practice: seed { $seed }, { $day }, { $patients } patients.
command-demo-is-another-hint = --reset makes the new one in its place; --data names another folder.
command-demo-not-invented = { $file } is there and was not made by “throughline demo”. It is left as it is.
command-demo-not-invented-hint = --data names another folder.
command-demo-folder = The folder { $folder } cannot be written: { $reason }
command-demo-folder-hint = --data names another folder.
command-demo-billing = Its billing is in { $folder }: { $count } files. See what is found in it: throughline assess --from { $folder } --out report.pdf
command-demo-billing-not-empty = The folder { $folder } holds files already. They are left as they are.
command-demo-billing-not-empty-hint = Name a folder that is not there yet.

## Use cases
command-not-found = There is no such { $what }.
command-no-document = The document could not be made: { $reason }
command-refused = Not possible: { $reason }
command-no-patient = No patient has this record number.
command-no-patient-hint = The record number stands on the patient's page. An id is taken too.
command-packet-stays = This section stays: it is not in this packet, or something in it speaks against the request or belongs to the decision ({ $section }).
command-deadlines-practice = Rules, holidays and payers of { $practice }; --shipped leaves them out.
command-notice-beside = This file has no place for the notice that 42 CFR Part 2 asks for. Send it beside: “42 CFR Part 2 prohibits unauthorized use or disclosure of these records.”
command-released = Wrote { $file } (release { $release }).
command-file-unwritable = { $file } cannot be written: { $reason }
command-file-unreadable = { $file } cannot be read: { $reason }
command-first-line-empty = its first line is empty

## Serve
command-serve-cannot-listen = { $address } cannot be listened on: { $reason }
command-serve-cannot-listen-hint = Another program may use it: stop that one, or set server.listen.
command-serve-tls = TLS is not possible: { $reason }

## Init
command-init-configuration = Wrote { $file } with every key and its default.
command-init-sign-in = Sign in as: { $name }
command-init-password = Password: { $password }
command-init-totp = Secret for one-time codes: { $secret }
command-init-next = These are shown only once. Type the secret, or the address below it, into an authenticator app; then run “throughline serve”.
command-init-done = This practice has its people already.
command-init-done-hint = An administrator adds people on the page People; --reset gives somebody a new password. For another practice, name another database.
command-init-nobody = Nobody signs in as { $name }.

## Import on the command line
command-import-reading = Reading
command-import-needs-mapping = { $file } is a table. --mapping names the file that says what its columns mean.
command-import-mapping-unusable = The mapping { $file } cannot be used: { $reason }
command-import-mapping-hint = docs/guides/import.md explains mappings; the folder examples has some.
command-import-rejected-beside = Rejected rows of another kind or with another header: { $file }
command-import-passed-over =
    { $count ->
        [one] { $count } JSON file without FHIR resources was passed over.
       *[other] { $count } JSON files without FHIR resources were passed over.
    }
command-import-files-refused =
    { $count ->
        [one] { $count } file was refused. Nothing of it was stored.
       *[other] { $count } files were refused. Nothing of them was stored.
    }
command-import-rows-rejected =
    { $count ->
        [one] { $count } row was not taken.
       *[other] { $count } rows were not taken.
    }
command-import-more-rejections =
    { $count ->
        [one] and { $count } more row; --reject-file writes all of them into a file
       *[other] and { $count } more rows; --reject-file writes all of them into a file
    }
command-import-imported-instrument = { $name } (came with the file, not in the library)
command-import-totals-differ =
    { $count ->
        [one] { $count } total that came along differs from the one computed here; both are kept
       *[other] { $count } totals that came along differ from those computed here; both are kept
    }

## Backup and restore
command-backup-no-folder = No file was named, and no backup folder is configured.
command-backup-no-folder-hint = Name a file, or set backup.folder.
command-backup-there = { $file } is there already. It is left as it is.
command-backup-whole = { $file } is whole: { $rows } rows in { $tables } tables, every hash holds.
command-restore-done = Restored { $rows } rows in { $tables } tables; every hash and the audit chain hold.

## Score
command-score-id = Id
command-score-alerts = To be seen
command-score-unreadable = unreadable
command-score-without =
    { $count ->
        [one] { $count } of { $whole } lines has no score.
       *[other] { $count } of { $whole } lines have no score.
    }

## Deadlines
command-deadlines-rule = Rule
command-deadlines-event = After
command-deadlines-owed-by = Owed by
command-deadlines-limit = Limit
command-deadlines-checked = Checked
command-deadlines-source = Source
command-deadlines-verified = verified
command-deadlines-unverified = unverified
command-deadlines-of-practice = the practice’s own
command-deadlines-silent = not known: the payer’s profile does not say { $limit }
command-deadlines-no-course = not known: say when the approved course ends
command-deadlines-none = No rule holds for this event. Check the funding, the timing and who appeals.
command-payer-taken = { $name } ({ $key }) is taken in.
command-deadlines-file = { $file } cannot be used: { $reason }

## The outbox at the command line
command-returned-none = No file was found.
command-returned-place = { $file }, mail { $number }
command-returned-dead-address = the message came back, and its address is not used again until somebody corrects it
command-returned-message-only = the message came back; its address stays as it is
command-returned-known = that was known
command-returned-not-ours = about no e-mail that was sent from here to that address; nothing was changed
command-returned-too-large = larger than a report of a mail server; not read
command-returned-no-report = no report of a mail server in the standard form; look at it yourself
command-returned-no-message = a report that names no message sent from here; look at it yourself
command-returned-nothing-failed = a report of something that did not fail; nothing was changed
command-messages-channel = Way
command-messages-tries = Tries
command-messages-next = Next try
official-list-no-source = The lists of reasons and remarks are not taken: billing.lists_source does not say where they come from and of which day.
official-list-refused = { $file }, line { $line }: { $reason }. Nothing of this list is taken.
