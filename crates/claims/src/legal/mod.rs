//! Legal packs, custody states and the two clocks. Not legal advice; an unsigned pack says so.
