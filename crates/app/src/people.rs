//! People who sign in: the first administrator, accounts, sessions.

mod account;
mod attempt;
mod password;
mod session;
mod sign_in;

pub use account::{Credentials, NewPerson, Person};
pub use password::PasswordChange;
pub use session::SignedIn;
pub use sign_in::SignIn;
