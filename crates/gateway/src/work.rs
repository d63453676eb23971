//! Work that keeps a core busy, such as hashing passwords and decoding pictures: on bounded pools, beside the requests.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use domain::{Error, Result};
use tokio::sync::Semaphore;

/// The pools.
pub(crate) struct Work {
    /// Of what is soon done.
    pool: Pool,
    /// Of sound, which takes long: nobody's sign-in waits for it.
    sounds: Pool,
    /// What an unknown address's password is compared with, so that the answer takes as long as for a known one.
    nobody: String,
}

/// Whether a password is right.
pub(crate) enum Checked {
    /// It is not.
    Wrong,
    /// It is; a hash with today's parameters if the old one had others.
    Right { upgraded: Option<String> },
}

impl Work {
    /// Half the cores, one at least, and one more for sound.
    pub(crate) fn new() -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (pool, sounds) = (Pool::of((cores / 2).max(1)), Pool::of(1));
        Ok(Self { pool, sounds, nobody: hash("nobody's")? })
    }

    /// Runs a piece of work when there is room.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.pool.run(work).await
    }

    /// Likewise what is made of sound.
    pub(crate) async fn run_on_sound<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.sounds.run(work).await
    }

    /// Hashes a password.
    pub(crate) async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash(&password)).await
    }

    /// Compares a password with a hash, or with nobody's.
    pub(crate) async fn check(&self, password: String, known: Option<String>) -> Result<Checked> {
        let nobody = self.nobody.clone();
        self.run(move || {
            let exists = known.is_some();
            let stored = known.unwrap_or(nobody);
            let parsed = PasswordHash::new(&stored).map_err(Error::internal)?;
            if hasher().verify_password(password.as_bytes(), &parsed).is_err() || !exists {
                return Ok(Checked::Wrong);
            }
            let current = Params::try_from(&parsed).is_ok_and(|params| params == parameters());
            let upgraded = if current { None } else { Some(hash(&password)?) };
            Ok(Checked::Right { upgraded })
        })
        .await
    }
}

/// Room for so many pieces of work at once.
struct Pool(Arc<Semaphore>);

impl Pool {
    fn of(most: usize) -> Self {
        Self(Arc::new(Semaphore::new(most)))
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = self.0.clone().acquire_owned().await.map_err(Error::internal)?;
        // The permit goes with the work, which goes on when the caller has hung up.
        let work = move || {
            let _permit = permit;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

/// OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane (Password Storage Cheat Sheet).
fn parameters() -> Params {
    Params::new(19 * 1024, 2, 1, Some(Params::DEFAULT_OUTPUT_LEN)).unwrap_or_default()
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters())
}

fn hash(password: &str) -> Result<String> {
    let hash = hasher().hash_password(password.as_bytes()).map_err(Error::internal)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_password_does_not_wait_for_sound() {
        let work = Work::new().unwrap();
        let (go_on, wait) = std::sync::mpsc::channel();
        let sound = work.run_on_sound(move || wait.recv().map_err(Error::internal));
        let hash = async {
            let hashed = work.hash("SecurePass123!".into()).await;
            go_on.send(()).unwrap();
            hashed
        };
        let (sound, hashed) = futures_util::join!(sound, hash);
        assert!(sound.is_ok() && hashed.is_ok());
    }

    #[actix_web::test]
    async fn a_hash_of_older_parameters_is_renewed_and_a_wrong_password_is_not_right() {
        let work = Work::new().unwrap();
        let old = Argon2::from(Params::new(8 * 1024, 1, 1, None).unwrap());
        let old = old.hash_password(b"SecurePass123!").unwrap().to_string();
        let check = async |password: &str, hash: Option<&String>| {
            work.check(password.to_owned(), hash.cloned()).await.unwrap()
        };
        let Checked::Right { upgraded: Some(new) } = check("SecurePass123!", Some(&old)).await
        else {
            panic!("it is right, and its hash is old");
        };
        assert!(matches!(
            check("SecurePass123!", Some(&new)).await,
            Checked::Right { upgraded: None }
        ));
        assert!(matches!(check("SecurePass124!", Some(&new)).await, Checked::Wrong));
        assert!(matches!(check("nobody's", None).await, Checked::Wrong));
    }
}
