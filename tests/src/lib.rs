//! Stories told from outside: over HTTP and the command line, on both databases.
