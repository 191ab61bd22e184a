//! A client that sends what it is told to, however odd.

use crate::running::HANG;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// An answer.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends a request for a path as it is written, with headers as lines.
pub(crate) fn ask(port: u16, method: &str, path: &str, headers: &[&str], body: &str) -> Got {
    let (status, headers, mut reader) = open(port, method, path, headers, body);
    let mut body = Vec::new();
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, length)| length.parse().ok());
    match (method, length) {
        ("HEAD", _) => {}
        (_, Some(length)) => {
            body.resize(length, 0);
            reader.read_exact(&mut body).unwrap();
        }
        (_, None) => {
            reader.read_to_end(&mut body).unwrap();
        }
    }
    Got { status, headers, body }
}

pub(crate) fn get(port: u16, path: &str) -> Got {
    ask(port, "GET", path, &[], "")
}

/// What is told at an address that goes on telling.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    pub(crate) fn at(port: u16, path: &str, headers: &[&str]) -> Self {
        let (status, headers, reader) = open(port, "GET", path, headers, "");
        assert_eq!(status, 200);
        assert!(headers.contains(&("content-type".into(), "text/event-stream".into())), "{headers:?}");
        Self(reader)
    }

    /// The next event: its number and what it says. Nothing at the end.
    pub(crate) fn next(&mut self) -> Option<(String, serde_json::Value)> {
        let mut number = String::new();
        for line in self.0.by_ref().lines().map_while(Result::ok) {
            if let Some(id) = line.strip_prefix("id: ") {
                number = id.to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return Some((number, serde_json::from_str(data).unwrap()));
            }
        }
        None
    }
}

type Opened = (u16, Vec<(String, String)>, BufReader<TcpStream>);

fn open(port: u16, method: &str, path: &str, headers: &[&str], body: &str) -> Opened {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(HANG)).unwrap();
    let host = if headers.iter().any(|header| header.starts_with("Host:")) { "" } else { "Host: localhost\r\n" };
    let lines: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    write!(stream, "{method} {path} HTTP/1.1\r\n{host}{lines}{length}Connection: close\r\n\r\n{body}").unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no answer: {line:?}")).parse().unwrap();
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    (status, headers, reader)
}
