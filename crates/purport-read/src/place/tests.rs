//! Articles of a sentence or two: what is found in them, and what must not be.
