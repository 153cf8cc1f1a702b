### The command line: progress and results for people.

command-serving = Serving on { $address }
command-imported = { $accepted } accepted, { $rejected } rejected, { $unchanged } already there
command-done = Done.

## Failures of every command
command-defect = A defect stopped the work at { $place }. What was stored before is safe; report the place, and run “throughline doctor”.
command-output-failed = The output could not be written: { $reason }

## Configuration
config-fine = The configuration is complete.
config-no-file = No configuration file; the defaults apply.
config-file-read = Read { $file }
config-hint = “throughline config example” prints a file with every key.
config-did-you-mean = did you mean { $meant }?
config-see-example = “throughline config example” lists all
config-unreadable = the file cannot be read: { $reason }
config-not-toml = this is not TOML: { $reason }
config-unknown-section = there is no section [{ $name }]
config-unknown-key = there is no key { $name }
config-unknown-variable = there is no variable { $name }
config-shape = { $name } takes { $expected }
config-inline-secret = { $name }: a secret has no place in this file; write it into a file of its own and name that file in { $file }, or set { $variable } in the environment
config-file-unreadable = the file that { $name } names cannot be read: { $reason }
config-empty-secret = the file that { $name } names begins with an empty line; its first line is the secret
config-half-of-tls = a certificate needs its private key: set both server.tls_certificate_file and server.tls_key_file
config-open-to-the-network = { $address } can be reached from other machines: set server.tls_certificate_file and server.tls_key_file, or declare the proxy that speaks TLS in server.proxy
config-proxy-without-address = with a proxy, server.public_address says what people type, such as https://outcomes.example.org
config-tls-and-proxy = either the server speaks TLS itself or a proxy does: leave out server.proxy, or the certificate and its key
config-secret-set = set
config-secret-not-set = not set

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
database-newer-schema = The database has schema { $found }; this program knows schemas up to { $known }.
database-newer-schema-hint = Install the newer program. Nothing was changed.
database-changed-migration = Migration { $version } was applied in another form than this program holds: the database was altered.
database-damaged-row = A row does not read as what it should be: table { $table }, column { $column }.
database-restore-hint = Stop the server, keep the damaged database, and restore the newest backup into an empty one: “throughline restore”.
database-not-empty = The database already holds records. A backup is restored only into an empty database.
database-not-empty-hint = Name another file or database in database.location.
database-busy = Another program is writing to the database. Nothing was changed; try again.
database-unavailable = The database cannot be opened: { $reason }
database-unavailable-hint = “throughline doctor” looks at each part.
database-refused = The database refused: { $reason }
archive-is-none = This file is not a backup of Throughline.
archive-is-newer = This backup was made by a newer program.
archive-is-cut-off = The backup ends at byte { $position }, before its end mark. Nothing was restored.
archive-is-damaged = The backup is damaged at byte { $position }: { $reason }. Nothing was restored.
archive-is-damaged-hint = Take an older backup.
archive-unreachable = The backup could not be read or written: { $reason }

## Doctor
doctor-good = good
doctor-look = look
doctor-bad = bad
doctor-verdict = Needs attention: { $parts }
doctor-database = { $engine } { $version }, schema { $schema }
doctor-audit =
    { $sealed ->
        [one] { $sealed } entry sealed, { $unsealed } waiting
       *[other] { $sealed } entries sealed, { $unsealed } waiting
    }
doctor-audit-broken = The audit chain is broken at { $broken } places; at { $missing } of them entries are missing.
doctor-audit-hint = “throughline audit verify” names the entries. Compare with the audit of the newest backup.
doctor-audit-unsealed-hint = A running “throughline serve” seals entries within a second. Start it, or look at its log.
doctor-programs =
    { $count ->
        [one] { $count } program with its time zone
       *[other] { $count } programs with their time zones
    }
doctor-no-program = No program yet: clinical days follow UTC until there is one.
doctor-no-program-hint = “throughline init --program” or an import makes one.
doctor-clock = { $time }
doctor-clock-behind = The clock is { $seconds } seconds behind the newest audit entry.
doctor-clock-hint = Set the clock of this machine by a time server before anything is recorded.
doctor-zones = Time zone data is complete.
doctor-no-zones = Time zone data is missing: clinical days would be wrong.
doctor-disk = { $space } MiB free
doctor-disk-hint = Make room, or move the database to a larger disk.
doctor-permissions = Only the program's account reads records and keys.
doctor-permissions-open = Others may read or change: { $files }
doctor-permissions-hint = chmod go-rwx these files.
doctor-no-backup-folder = No backup folder is configured.
doctor-no-backup = There is no backup in { $folder }.
doctor-backup =
    { $days ->
        [0] The newest backup is of today.
        [one] The newest backup is { $days } day old.
       *[other] The newest backup is { $days } days old.
    }
doctor-backup-hint = Set backup.folder and run “throughline backup” each night.
doctor-overlays =
    { $count ->
        [one] { $count } text overlay taken
       *[other] { $count } text overlays taken
    }
doctor-no-overlays = The folder { $folder } cannot be read: { $reason }
doctor-overlay-refused = { $file } is refused: { $reason }

## Audit
audit-head = Last seal: { $head }
audit-changed = Entry { $places } was changed after it was sealed.
audit-row-missing = Entry { $places } was removed.
audit-seal-missing = The seal of entry { $places } was removed.
audit-broken = The audit chain does not hold.
audit-broken-hint = Keep a copy of the database as it is, and compare with the audit in your backups.
audit-expected-missing = The expected entry is not in the chain: the end of the audit was cut off, or this is another practice.
