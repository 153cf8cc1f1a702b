//! A server that stands idle keeps little memory, whatever it did before.
//!
//! The allocator keeps what was freed for a second and gives it back when it is called next, which on an idle server is never; and it asks for
//! large pages, which are held whole for a few used bytes. It reads its settings from the environment before the program begins, so a server
//! starts itself once more in its own place (same process, same arguments) where they are not set. Figures: docs/performance.md, *Idle server*.

/// Settings of the allocator, by the name of their variable: freed memory goes back after so many milliseconds; no large pages.
#[cfg(unix)]
const SETTINGS: [(&str, &str); 2] = [("MIMALLOC_PURGE_DELAY", "10"), ("MIMALLOC_ALLOW_THP", "0")];

/// Starts the program again with these settings, unless somebody has set them. Where that is not possible it goes on as it is.
#[cfg(unix)]
pub(crate) fn give_back_soon() {
    use std::os::unix::process::CommandExt as _;
    let missing: Vec<_> = SETTINGS.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()).collect();
    if missing.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let _more_memory_is_no_reason_to_stop = again.args(arguments).envs(missing).exec();
}

/// Elsewhere a process cannot take its own place.
#[cfg(not(unix))]
pub(crate) const fn give_back_soon() {}
