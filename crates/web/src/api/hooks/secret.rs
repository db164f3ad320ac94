//! The secret of a hook, and what is made with it.

use ring::hmac;
use std::fmt;
use zeroize::Zeroizing;

/// A hook that is open.
#[derive(Clone)]
pub struct Hook {
    /// Its name: the last part of its address.
    pub name: String,
    /// What only the sender knows beside us.
    pub secret: Zeroizing<String>,
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hook").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Hook {
    /// The shortest secret, in characters.
    pub const SHORTEST: usize = 16;

    /// The hooks of a file: a line for each, its name and its secret; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// The number of a line that cannot be read, and why, without its secret.
    pub fn read_all(text: &str) -> Result<Vec<Self>, String> {
        let mut hooks: Vec<Self> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |says: &str| format!("line {}: {says}", at + 1);
            let (name, secret) =
                line.split_once(char::is_whitespace).ok_or_else(|| wrong("write NAME SECRET"))?;
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            if name.len() > 40 || !name.bytes().all(plain) {
                return Err(wrong("a name has up to 40 small letters, digits and hyphens"));
            }
            if hooks.iter().any(|hook| hook.name == name) {
                return Err(wrong("this name stands there twice"));
            }
            let secret = secret.trim();
            if secret.len() < Self::SHORTEST {
                return Err(wrong("a secret has 16 characters or more"));
            }
            hooks.push(Self { name: name.to_owned(), secret: Zeroizing::new(secret.to_owned()) });
        }
        Ok(hooks)
    }

    fn key(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, self.secret.as_bytes())
    }

    /// True when a signature fits what was sent. How long it takes tells nothing of the signature.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        hmac::verify(&self.key(), message, signature).is_ok()
    }

    /// True when this is the secret; both are summed first, so that how long it takes tells nothing of it.
    pub(super) fn is_secret(&self, shown: &[u8]) -> bool {
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"habeas hook secret v1");
        hmac::verify(&key, shown, hmac::sign(&key, self.secret.as_bytes()).as_ref()).is_ok()
    }

    /// What stands for something that must not be told: the same each time, and nothing without the secret.
    pub(super) fn pseudonym(&self, what: &str, of: &[u8]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.key());
        for part in [b"habeas hook v1".as_slice(), what.as_bytes(), of] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut sum = [0; 32];
        for (to, from) in sum.iter_mut().zip(context.sign().as_ref()) {
            *to = *from;
        }
        sum
    }

    /// The key under which a message is one call.
    pub(super) fn key_of_call(&self, what: &str, of: &[u8]) -> String {
        crate::door::hex(self.pseudonym(what, of).get(..16).unwrap_or_default())
    }
}
