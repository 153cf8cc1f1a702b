### The command line: progress and results for people.

command-serving = Serving on { $address }
command-imported = { $accepted } accepted, { $rejected } rejected, { $unchanged } already there
command-done = Done.
