//! Pictures of children and of people.

use crate::word::words;

words! {
    /// How large a picture is shown.
    PhotoSize {
        /// As it is kept.
        Full = "full",
        /// For lists: 256 pixels on its longer side at most.
        Thumbnail = "thumbnail",
    }
}
