//! What other programs compute, beside ours, over the whole of what there is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod charts;
mod growth;
