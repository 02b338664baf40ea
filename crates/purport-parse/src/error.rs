//! What can go wrong in parsing.

/// Why nothing could be parsed.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// The embedded model did not load or run. A build with damaged weights.
    #[error("the embedded model does not work: {why}; reinstall purport")]
    Model {
        /// What the runtime said.
        why: String,
    },
}
