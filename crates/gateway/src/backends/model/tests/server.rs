//! A server that writes what it is told to.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, mpsc::Receiver},
    thread,
};

use super::super::Model;
use crate::config::{ModelServer, Patience};

/// What a server does with a call.
pub(super) enum Act {
    /// Writes this, in pieces of so many bytes.
    Write(String, usize),
    /// Waits until it is told to go on.
    Wait(Receiver<()>),
    /// Says nothing more, but stays.
    Stay,
}

/// A server on which each call gets the next of what it was started with, and its connection is closed then.
pub(super) struct Server {
    pub(super) asked: Arc<Mutex<Vec<String>>>,
    pub(super) url: String,
}

impl Server {
    pub(super) fn start(calls: Vec<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let heard = asked.clone();
        thread::spawn(move || {
            let mut stay = Vec::new();
            for acts in calls {
                let (mut stream, _) = listener.accept().unwrap();
                heard.lock().unwrap().push(request(&mut stream));
                if !acts.into_iter().all(|act| act.on(&mut stream)) {
                    stay.push(stream);
                }
            }
            // The port stays taken, and whoever calls is refused.
            listener.set_nonblocking(true).unwrap();
            for mut stream in stay {
                drop(stream.read(&mut [0]));
            }
        });
        Self { asked, url }
    }

    /// A model on it, that is asked so patiently.
    pub(super) fn model(&self, patience: Patience) -> Model {
        let (url, model) = (self.url.clone(), "a-model".into());
        Model::new(&ModelServer { url, key: None, model, patience }).unwrap()
    }

    pub(super) fn calls(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

impl Act {
    /// Whether the connection can be closed.
    fn on(self, stream: &mut TcpStream) -> bool {
        match self {
            Self::Write(text, size) => {
                // Who hears enough goes away.
                let written = text.as_bytes().chunks(size).try_for_each(|it| stream.write_all(it));
                drop(written);
            }
            Self::Wait(go) => go.recv().unwrap(),
            Self::Stay => return false,
        }
        true
    }
}

/// A call in full.
fn request(stream: &mut TcpStream) -> String {
    stream.set_nodelay(true).unwrap();
    let (mut text, mut bytes) = (String::new(), [0; 4096]);
    loop {
        let size = stream.read(&mut bytes).unwrap();
        text.push_str(std::str::from_utf8(&bytes[..size]).unwrap());
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if length.map_or(0, |length| length.parse().unwrap()) == body.len() {
            return text;
        }
    }
}
