//! How the release is linked: functions that came out the same are kept once, which makes the program 3 MB smaller (docs/performance.md, *Of the work on it*).
//!
//! Only where the linker that comes with the compiler is used, which knows how to. Elsewhere, and in builds for work, everything is linked as it is.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |variable: &str, value: &str| std::env::var(variable).is_ok_and(|found| found == value);
    let has_own_linker = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if is("PROFILE", "release") && is("OPT_LEVEL", "z") && has_own_linker {
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
    }
}
