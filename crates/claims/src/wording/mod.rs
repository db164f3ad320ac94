//! Numbers as people say them. The word is kept; bounds come only from a named convention.
