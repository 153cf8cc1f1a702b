//! The outside world: the machine's clock and random source, and the account that runs the program. Nothing else in the house reads them.

use vocabulary::{Actor, Clock, Instant, Random};

/// The clock of the machine.
#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        #[expect(clippy::disallowed_methods, reason = "this is the port through which everybody else asks for the time")]
        let now = std::time::SystemTime::now();
        let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let microseconds = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
        Instant::from_microseconds(microseconds).expect("a machine whose clock is past the year 9999 cannot run this program")
    }
}

/// The random source of the operating system.
#[derive(Debug)]
pub(crate) struct OsRandom;

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "this is the port through which everybody else asks for randomness")]
        getrandom::fill(bytes).expect("the operating system gives random bytes; without them no secret may be made");
    }
}

/// Who runs the command, as it stands in the audit: the name of the system account, not what an environment variable says.
pub(crate) fn operator() -> Actor {
    Actor::Operator(account())
}

#[cfg(unix)]
fn account() -> String {
    let uid = rustix::process::getuid().as_raw();
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    account_named(&accounts, uid).unwrap_or_else(|| format!("uid-{uid}"))
}

#[cfg(not(unix))]
fn account() -> String {
    std::env::var("USERNAME").unwrap_or_else(|_| "unknown".to_owned())
}

/// The name of an account in the lines of a `passwd` file: name, password, number, ...
#[cfg(unix)]
fn account_named(accounts: &str, uid: u32) -> Option<String> {
    let number = uid.to_string();
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == number).then(|| name.to_owned())
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_number() {
        let accounts = "nobody:x:65534:65534::/:/bin/false\nanna:x:1000:1000::/:/bin/sh\n";
        assert_eq!(account_named(accounts, 1000).as_deref(), Some("anna"));
        assert_eq!(account_named(accounts, 100), None);
        assert_eq!(account_named("", 0), None);
    }

    #[test]
    fn the_clock_runs_and_randomness_differs() {
        assert!(SystemClock.now() > "2026-01-01T00:00:00Z".parse().unwrap());
        let (mut one, mut other) = ([0_u8; 16], [0_u8; 16]);
        OsRandom.fill(&mut one);
        OsRandom.fill(&mut other);
        assert_ne!(one, other);
    }
}
