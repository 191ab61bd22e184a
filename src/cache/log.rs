//! A file of records that grows: what is remembered from one run to the next.
//!
//! In: batches of records. Out: the same batches in the same order, read in parallel. A log is
//! believed only as far as it is whole: the file begins with a head that says who wrote it and of
//! what, each batch carries its length and a hash, and what does not agree ends the reading.
//!
//! ```text
//! "dateline cache 1\n"  head: 16 bytes   { length: 4, hash: 8, batch }*
//! ```

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use xxhash_rust::xxh3::xxh3_64;

/// The first bytes; another form is another file.
const MAGIC: &[u8] = b"dateline cache 1\n";
/// Bytes before the first batch.
const HEAD: usize = MAGIC.len() + 16;
/// Batches that are written at a time.
const AT_A_TIME: usize = 8;
/// Batches of a thread that are read while as many are decoded: the threads wait for each other only after them.
const AHEAD: usize = 4;
/// Bytes before each batch.
const FRAME: usize = 12;

/// A log may say again what stands in it of one of so many things; it is read at each start.
const STALE: usize = 4;

/// A log in a file.
#[derive(Debug, Clone)]
pub struct Log {
    path: PathBuf,
    head: u128,
}

/// Whether a log can be added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// All of it was read.
    Whole,
    /// It has to be written anew: it is missing, of another head, or damaged somewhere.
    Broken,
}

impl Log {
    /// The log at a path. A log with another head is not ours and is not read.
    pub fn new(path: PathBuf, head: u128) -> Self {
        Self { path, head }
    }

    /// Reads the log and hands its batches to `take`, from the first. One that is missing, damaged or
    /// of another head holds nothing, or what stands before the damage.
    pub fn read<T: DeserializeOwned + Send>(&self, mut take: impl FnMut(T)) -> State {
        self.read_on(|batch, _| take(batch))
    }

    /// The same, where `take` is also told how many more batches of this one's length may follow: whoever keeps
    /// them all has room for them at once.
    pub fn read_on<T: DeserializeOwned + Send>(&self, mut take: impl FnMut(T, usize)) -> State {
        let Ok(mut frames) = self.frames() else { return State::Broken };
        let mut left = frames.left as usize;
        // The same few serve for all batches: the system clears memory that it gives, which takes longer than to read.
        let [mut some, mut next]: [Vec<Frame>; 2] = Default::default();
        some.resize_with(AHEAD * rayon::current_num_threads(), Frame::default);
        next.resize_with(some.len(), Frame::default);
        let mut read = frames.read_into(&mut some);
        while read > 0 {
            // While some are decoded, the next are read.
            let decode = || in_parallel(&some[..read], Frame::decode);
            let (batches, then) = rayon::join(decode, || frames.read_into(&mut next));
            for (batch, frame) in batches.into_iter().zip(&some) {
                let Some(batch) = batch else { return State::Broken };
                left = left.saturating_sub(FRAME + frame.payload.len());
                take(batch, left / frame.payload.len().max(1));
            }
            std::mem::swap(&mut some, &mut next);
            read = then;
        }
        State::Whole
    }

    /// The frames of the file, if it is ours.
    fn frames(&self) -> io::Result<Frames> {
        let mut file = File::open(&self.path)?;
        let mut first = [0; HEAD];
        file.read_exact(&mut first)?;
        if first[..] != *self.first_bytes() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let left = file.metadata()?.len().saturating_sub(HEAD as u64);
        Ok(Frames { file, left })
    }

    /// Writes the log anew.
    ///
    /// # Errors
    /// What the system says; the old log then stays.
    pub fn replace<T: Serialize + Sync>(&self, batches: &[T]) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = self.path.with_extension("new");
        let mut file = File::create(&new)?;
        file.write_all(&self.first_bytes())?;
        // A few at a time, so that the log is never in memory whole.
        for some in batches.chunks(AT_A_TIME) {
            for framed in in_parallel(some, framed) {
                file.write_all(&framed?)?;
            }
        }
        fs::rename(&new, &self.path)
    }

    /// Whether a log may grow to so many entries of `all` things, or is better written anew; some more are always
    /// added, for the sake of few things.
    pub fn may_grow(entries: usize, all: usize, some: usize) -> bool {
        entries <= all + all / STALE + some
    }

    /// Whether there is a file of it, whatever it holds.
    pub fn is_there(&self) -> bool {
        self.path.is_file()
    }

    /// Takes the log away, if there is one.
    pub fn remove(&self) {
        // One that stays says what is not so; whoever reads it compares it with what is.
        let _ = fs::remove_file(&self.path);
    }

    /// Adds batches to a log that is whole.
    ///
    /// # Errors
    /// What the system says; a batch of which only a part was written is not read.
    pub fn append<T: Serialize + Sync>(&self, batches: &[T]) -> io::Result<()> {
        let framed: Vec<u8> = batches.iter().map(framed).collect::<io::Result<Vec<_>>>()?.concat();
        OpenOptions::new().append(true).open(&self.path).and_then(|mut file: File| file.write_all(&framed))
    }

    fn first_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&self.head.to_le_bytes());
        bytes
    }
}

/// The frames of a log, one by one; after a damage there are no more.
struct Frames {
    file: File,
    /// Bytes of the file that are not read yet.
    left: u64,
}

/// A batch as it lies in the file.
#[derive(Default)]
struct Frame {
    /// The hash that it should have; nothing where it is cut off.
    hash: Option<u64>,
    payload: Vec<u8>,
}

impl Frames {
    /// Reads the next frames, as many as there are or are asked for; how many.
    fn read_into(&mut self, some: &mut [Frame]) -> usize {
        some.iter_mut().map_while(|frame| self.next_into(frame).then_some(())).count()
    }

    /// Reads the next frame, if there is one; whether there is.
    fn next_into(&mut self, frame: &mut Frame) -> bool {
        if self.left == 0 {
            return false;
        }
        frame.hash = self.read(&mut frame.payload);
        if frame.hash.is_none() {
            self.left = 0;
        }
        true
    }

    fn read(&mut self, payload: &mut Vec<u8>) -> Option<u64> {
        let mut head = [0; FRAME];
        self.file.read_exact(&mut head).ok()?;
        let (length, hash) = head.split_at(4);
        let length = u32::from_le_bytes(length.try_into().ok()?);
        // A damaged length must not ask for memory that no batch needs.
        self.left = self.left.checked_sub(FRAME as u64 + u64::from(length))?;
        payload.resize(usize::try_from(length).ok()?, 0);
        self.file.read_exact(payload).ok()?;
        Some(u64::from_le_bytes(hash.try_into().ok()?))
    }
}

impl Frame {
    fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        (Some(xxh3_64(&self.payload)) == self.hash).then(|| postcard::from_bytes(&self.payload).ok()).flatten()
    }
}

fn framed<T: Serialize>(batch: &T) -> io::Result<Vec<u8>> {
    // The head is filled in behind the batch, so that this is not copied.
    let mut framed = postcard::to_extend(batch, vec![0; FRAME]).map_err(io::Error::other)?;
    let (head, payload) = framed.split_at_mut(FRAME);
    let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
    head[..4].copy_from_slice(&length.to_le_bytes());
    head[4..].copy_from_slice(&xxh3_64(payload).to_le_bytes());
    Ok(framed)
}

fn in_parallel<A: Sync, B: Send>(items: &[A], f: impl Fn(&A) -> B + Sync + Send) -> Vec<B> {
    use rayon::prelude::*;
    items.par_iter().map(f).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(head: u128) -> (tempfile::TempDir, Log) {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::new(folder.path().join("a/log"), head);
        (folder, log)
    }

    fn all(log: &Log) -> (State, Vec<String>) {
        let mut batches = Vec::new();
        let state = log.read(|batch| batches.push(batch));
        (state, batches)
    }

    #[test]
    fn what_was_written_is_read_in_order() {
        let (_folder, log) = log(7);
        log.replace(&["one".to_owned(), "two".into()]).unwrap();
        log.append(&["three".to_owned()]).unwrap();
        assert_eq!(all(&log), (State::Whole, vec!["one".into(), "two".into(), "three".into()]));
    }

    #[test]
    fn a_log_of_another_head_or_of_none_holds_nothing() {
        let (_folder, ours) = log(7);
        assert_eq!(all(&ours), (State::Broken, vec![]));
        ours.replace(&["one".to_owned()]).unwrap();
        assert_eq!(all(&Log::new(ours.path.clone(), 8)), (State::Broken, vec![]));
    }

    #[test]
    fn wherever_a_log_is_cut_or_damaged_only_what_stands_before_is_believed() {
        let (_folder, log) = log(7);
        log.replace(&["one".to_owned(), "two".into()]).unwrap();
        let whole = fs::read(&log.path).unwrap();
        let first_end = HEAD + FRAME + 4;
        for at in 0..whole.len() {
            fs::write(&log.path, &whole[..at]).unwrap();
            assert_eq!(all(&log).1.len(), usize::from(at >= first_end), "cut at {at}");
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            fs::write(&log.path, &damaged).unwrap();
            let (state, read) = all(&log);
            assert!(state == State::Broken && read.iter().all(|batch| batch == "one"), "damaged at {at}");
        }
    }
}
