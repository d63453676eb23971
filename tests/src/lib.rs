//! The harness: a gateway of its own for every test, on a free port with a fresh database, and the people who talk to it.

#![expect(clippy::missing_panics_doc, reason = "a test helper panics when the test fails")]

pub mod faults;
mod files;
mod mail;
mod model;
mod node;
mod person;
mod process;
mod push;
mod socket;
mod speech;
mod storage;

pub use files::{Files, Place, SECRET};
pub use gateway::config::{Pace, Patience};
pub use mail::{MailServer, Received};
pub use model::{ModelServer, Saying};
pub use node::Gateway;
pub use person::{PASSWORD, Person, Reply, send};
pub use process::{Process, maternal};
pub use push::{PushServices, Pushed};
pub use socket::Socket;
pub use speech::{Hearing, SpeechServer, Voice, said_by};
pub use storage::{Database, Storage};

use storage::variable;
