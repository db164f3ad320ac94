//! What a desk needs of the world, handed in once: a clock and fresh ids. Tests hand in their own.

use claims::when::Instant;

/// Clock and ids.
pub struct Edges {
    /// What time it is.
    pub now: Box<dyn Fn() -> Instant + Send + Sync>,
    /// Sixteen fresh random bytes; `None` when the system has none to give.
    pub fresh: Box<dyn Fn() -> Option<[u8; 16]> + Send + Sync>,
}

impl Edges {
    /// The system's clock and randomness.
    pub fn system() -> Self {
        Self {
            now: Box::new(|| {
                let since =
                    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                Instant::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
            }),
            fresh: Box::new(|| {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes).ok().map(|()| bytes)
            }),
        }
    }
}
