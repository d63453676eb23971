//! Another program, held to limits: it gets its input, a while, and some memory, and it ends when nobody waits for it any more.

use std::{ffi::OsStr, path::Path, process::Stdio, time::Duration};

use rustix::process::{Pid, Resource, Rlimit, prlimit};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    time::timeout,
};

use super::super::Failure;

/// The most memory, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;
/// The most time of a core, in seconds.
const SECONDS: u64 = 20;
/// The most time on the wall.
const DEADLINE: Duration = Duration::from_secs(30);
/// The most output that is read, in bytes.
const OUTPUT: u64 = 64 * 1024;

/// What a program writes for an input.
///
/// # Errors
/// [`Failure`] if it cannot be run, fails or takes more than it may.
pub(super) async fn run(
    program: &Path,
    arguments: &[&OsStr],
    input: &[u8],
) -> Result<String, Failure> {
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    // Before there is anything to work on.
    limit(&child)?;
    let work = async {
        let (mut stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let write = async {
            if let Some(mut stdin) = stdin.take() {
                // One that does not read all of it tells by its status why.
                let _ = stdin.write_all(input).await;
            }
        };
        let read = async {
            let mut output = String::new();
            if let Some(stdout) = stdout {
                stdout.take(OUTPUT).read_to_string(&mut output).await?;
            }
            Ok::<_, Failure>(output)
        };
        let ((), output) = futures_util::join!(write, read);
        let status = child.wait().await?;
        if status.success() { output } else { Err(Failure::Ended(status)) }
    };
    timeout(DEADLINE, work).await.unwrap_or(Err(Failure::Late))
}

fn limit(child: &Child) -> Result<(), Failure> {
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS)] {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        prlimit(id, resource, limit).map_err(std::io::Error::from)?;
    }
    Ok(())
}
