//! Passwords, one-time codes and session tokens.
//!
//! Passwords are stored as argon2id; session tokens as their SHA-256, so that a copy of the database signs nobody in. A one-time code is
//! accepted once: the step it belongs to is remembered.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use vocabulary::{Instant, Random};

/// Memory, passes and lanes of argon2id: the OWASP Password Storage Cheat Sheet's second setting (19 MiB, 2 passes, 1 lane).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The shortest password that is accepted, in characters (NIST SP 800-63B asks for at least 8; 12 leaves room for a second factor that is off).
pub const PASSWORD_LENGTH_MIN: usize = 12;

/// The longest password that is accepted, in bytes: longer ones cost time to hash.
pub const PASSWORD_BYTES_MAX: usize = 1000;

/// How many passwords are hashed or compared at the same time. Each takes [`MEMORY_KIB`] and about 20 ms of one processor.
pub(crate) const HASHES_AT_ONCE: usize = 4;

/// A well-formed hash that belongs to no password: what an attempt with an unknown name is compared with, so that it takes as long as any other.
pub(crate) const HASH_OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$5Cmr9bZ6tXkJ0hVtq6pYh1pVJ0l2Jk9mN3cU0hK1b2E";

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too short.
    #[error("the password has fewer than {PASSWORD_LENGTH_MIN} characters")]
    TooShort,
    /// Longer than can be hashed in reasonable time.
    #[error("the password has more than {PASSWORD_BYTES_MAX} bytes")]
    TooLong,
}

/// Whether a password may be chosen.
pub fn check_password(password: &str) -> Result<(), WeakPassword> {
    if password.chars().count() < PASSWORD_LENGTH_MIN {
        return Err(WeakPassword::TooShort);
    }
    if password.len() > PASSWORD_BYTES_MAX { Err(WeakPassword::TooLong) } else { Ok(()) }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the constants above are inside argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password with a fresh salt. Takes about 20 ms on purpose: call it off the async threads.
pub fn hash_password(password: &str, random: &dyn Random) -> Result<String, WeakPassword> {
    check_password(password)?;
    let mut salt = [0_u8; 16];
    random.fill(&mut salt);
    let hash: PasswordHash =
        argon2().hash_password_with_salt(password.as_bytes(), &salt).expect("a password below 1000 bytes can be hashed");
    Ok(hash.to_string())
}

/// True when the password belongs to the hash. A damaged hash is no match.
pub fn verify_password(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
}

/// A token of 256 random bits, for cookies and forms.
pub fn new_token(random: &dyn Random) -> String {
    let mut bytes = [0_u8; 32];
    random.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A password that can be read out: five groups of four letters and digits without look-alikes (about 99 bits).
pub fn new_password(random: &dyn Random) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789w";
    let mut bytes = [0_u8; 20];
    random.fill(&mut bytes);
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What is stored in place of a token.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// A secret for one-time codes, in base 32 as authenticator apps take it.
pub fn new_totp_secret(random: &dyn Random) -> String {
    let mut bytes = [0_u8; 20];
    random.fill(&mut bytes);
    totp_rs::Secret::from(bytes.to_vec()).to_base32()
}

/// The address that authenticator apps read, for one account.
pub fn totp_address(account: &str, secret: &str) -> String {
    let account: String = account
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("otpauth://totp/Throughline:{account}?secret={secret}&issuer=Throughline&algorithm=SHA1&digits=6&period=30")
}

/// The time step a one-time code belongs to, when it is right now (or one step off, for slow clocks) and later than the last accepted one.
pub fn verify_totp(secret: &str, code: &str, now: Instant, last_step: Option<i64>) -> Option<i64> {
    let digits: String = code.chars().filter(|character| !character.is_whitespace()).collect();
    let well_formed = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let secret = totp_rs::Secret::try_from_base32(secret).ok().filter(|_| well_formed)?;
    let totp = totp_rs::Builder::new().with_secret(secret).with_skew(1).with_step_duration(30).with_digits(6).build_noncompliant();
    let step = totp.check(&digits, now.milliseconds() / 1000).and_then(|step| i64::try_from(step).ok())?;
    last_step.is_none_or(|last| step > last).then_some(step)
}

/// Compares two secrets in a time that does not depend on where they differ.
pub fn same_secret(left: &str, right: &str) -> bool {
    let (left, right) = (Sha256::digest(left.as_bytes()), Sha256::digest(right.as_bytes()));
    left.iter().zip(right.iter()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::port::SeededRandom;

    #[test]
    fn a_password_is_verified_and_a_wrong_one_is_not() {
        let hash = hash_password("correct horse battery", &SeededRandom::new(1)).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password("correct horse battery", &hash));
        assert!(!verify_password("correct horse batterz", &hash));
        assert!(!verify_password("correct horse battery", "damaged"));
        assert_eq!(hash_password("short", &SeededRandom::new(1)), Err(WeakPassword::TooShort));
    }

    #[test]
    fn the_hash_of_nobody_is_one_that_takes_as_long_as_any_other() {
        let hash = PasswordHash::new(HASH_OF_NOBODY).unwrap();
        let real = hash_password("correct horse battery", &SeededRandom::new(1)).unwrap();
        let real = PasswordHash::new(&real).unwrap();
        assert_eq!((hash.algorithm, hash.params), (real.algorithm, real.params));
    }

    /// RFC 6238, appendix B (SHA-1): at 59 s the eight-digit code is 94287082, so the six-digit one is 287082.
    #[test]
    fn one_time_codes_follow_rfc_6238_and_are_accepted_once() {
        let secret = totp_rs::Secret::from(b"12345678901234567890".to_vec()).to_base32();
        let now = Instant::from_microseconds(59_000_000).unwrap();
        assert_eq!(verify_totp(&secret, "287 082", now, None), Some(1));
        assert_eq!(verify_totp(&secret, "287082", now, Some(1)), None);
        assert_eq!(verify_totp(&secret, "287083", now, None), None);
        assert_eq!(verify_totp(&secret, "28708", now, None), None);
        assert_eq!(verify_totp(&secret, "287082", now.plus_seconds(30), None), Some(1));
        assert_eq!(verify_totp(&secret, "287082", now.plus_seconds(90), None), None);
    }

    #[test]
    fn passwords_made_here_are_long_enough_and_differ() {
        let random = SeededRandom::new(3);
        let (first, second) = (new_password(&random), new_password(&random));
        assert_ne!(first, second);
        assert!(hash_password(&first, &random).is_ok());
        assert_eq!(first.len(), 24);
    }
}
