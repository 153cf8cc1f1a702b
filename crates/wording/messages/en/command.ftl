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
command-version = Version
command-items = Items
command-text = Text
command-marks = Verified
