//! The `maternal` command.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    // An idle connection touches a little of each of its buffers; in huge pages it would occupy them whole. Where the system
    // has no such setting there is nothing to turn off.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    gateway::cli::main()
}
