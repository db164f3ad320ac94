//! Where random bytes come from. The room draws keys, salts and nonces only from the source it was given, so that
//! tests are exact; the operating system's source is offered here for the edge. Nothing else in the room may ask for
//! randomness.

/// A source of random bytes for keys, salts and nonces.
pub trait Entropy: Send {
    /// Fills the buffer.
    ///
    /// # Errors
    /// `NoEntropy` if the source has none to give; nothing is then written to the ledger.
    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), NoEntropy>;
}

impl<F: FnMut(&mut [u8]) -> Result<(), NoEntropy> + Send> Entropy for F {
    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), NoEntropy> {
        self(buffer)
    }
}

/// The source of randomness failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no random bytes; nothing was written, try again")]
pub struct NoEntropy;

/// The operating system's generator.
pub fn os() -> Box<dyn Entropy> {
    Box::new(|buffer: &mut [u8]| getrandom::fill(buffer).map_err(|_| NoEntropy))
}

/// `N` bytes from the source.
pub(crate) fn draw<const N: usize>(source: &mut dyn Entropy) -> Result<[u8; N], NoEntropy> {
    let mut bytes = [0; N];
    source.fill(&mut bytes)?;
    Ok(bytes)
}
