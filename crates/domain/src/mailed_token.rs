//! What may be done with a token that came by mail: whoever has it reads the letters of the address that it was sent to.

use chrono::TimeDelta;

use crate::word::words;

words! {
    /// What a token that is sent by mail is good for.
    TokenUse {
        /// To choose another password.
        ResetPassword = "reset-password",
        /// To sign in: a code of six digits rather than a token.
        SignIn = "sign-in",
        /// To show that the address is theirs.
        VerifyEmail = "verify-email",
        /// Nothing: letters that bring none are counted like those that do.
        Nothing = "nothing",
    }
}

impl TokenUse {
    /// How many such letters an address gets within any [window](Self::WINDOW), whoever asks for them.
    pub const MOST: u32 = 10;

    /// How long such letters count.
    pub const WINDOW: TimeDelta = TimeDelta::days(1);

    /// How often a code may be tried.
    pub const TRIES: u32 = 5;

    /// How long a token is good. A newer one takes its place.
    #[must_use]
    pub fn lifetime(self) -> TimeDelta {
        match self {
            Self::ResetPassword => TimeDelta::minutes(30),
            Self::SignIn => TimeDelta::minutes(10),
            Self::VerifyEmail => TimeDelta::days(3),
            Self::Nothing => TimeDelta::zero(),
        }
    }
}
