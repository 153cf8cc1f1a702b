//! How the release is linked (docs/performance.md, *Of the work on it*): functions that came out the same are kept once, which makes the program 3 MB
//! smaller, and the addresses to put right at the start are listed in short, which makes it 6 MB smaller and spares an idle server their pages.
//!
//! Only where the linker that comes with the compiler is used, which knows how to. Elsewhere, and in builds for work, everything is linked as it is.

use std::process::Command;

/// From here on the C library of GNU reads the short list (`DT_RELR`).
const READS_SHORT_LISTS: (u32, u32) = (2, 36);

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |variable: &str, value: &str| std::env::var(variable).is_ok_and(|found| found == value);
    let has_own_linker = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if is("PROFILE", "release") && is("OPT_LEVEL", "z") && has_own_linker {
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
        let is_for_here = std::env::var("HOST").is_ok_and(|host| is("TARGET", &host));
        if is_for_here && c_library_here().is_some_and(|version| version >= READS_SHORT_LISTS) {
            println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        }
    }
}

/// Which version of the GNU C library this machine runs, as `getconf` says it (`glibc 2.36`). None where it does not say: the long list is read everywhere.
fn c_library_here() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let (major, minor) = std::str::from_utf8(&said).ok()?.trim().strip_prefix("glibc ")?.split_once('.')?;
    let minor = minor.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
