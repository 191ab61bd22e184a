//! Numbers in a log as their bytes. As a number of as many digits as it needs, which is how small ones are
//! written, a hash would take more room and be read digit by digit.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};
use std::fmt;

/// A number that is as long as its type says.
pub trait Number: Copy {
    /// Its bytes.
    type Bytes: AsRef<[u8]>;

    /// The number as bytes.
    fn bytes(self) -> Self::Bytes;

    /// The number that bytes are, if there are as many as it has.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

impl Number for u128 {
    type Bytes = [u8; 16];

    fn bytes(self) -> [u8; 16] {
        self.to_le_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}

impl Number for u64 {
    type Bytes = [u8; 8];

    fn bytes(self) -> [u8; 8] {
        self.to_le_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}

/// Writes a hash.
///
/// # Errors
/// What the format says.
pub fn serialize<N: Number, S: Serializer>(hash: &N, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(hash.bytes().as_ref())
}

/// Reads a hash.
///
/// # Errors
/// When there are not as many bytes as it has.
pub fn deserialize<'de, N: Number, D: Deserializer<'de>>(from: D) -> Result<N, D::Error> {
    read(from, "the bytes of a number", N::from_bytes)
}

/// Reads what bytes are; `read` gives nothing where they are none of what is expected.
///
/// # Errors
/// What the format says, or that they are not what is expected.
pub fn read<'de, D: Deserializer<'de>, T>(
    from: D,
    expected: &'static str,
    read: fn(&[u8]) -> Option<T>,
) -> Result<T, D::Error> {
    from.deserialize_bytes(Bytes { expected, read })
}

struct Bytes<T> {
    expected: &'static str,
    read: fn(&[u8]) -> Option<T>,
}

impl<T> Visitor<'_> for Bytes<T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.expected)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<T, E> {
        (self.read)(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
    }
}

/// Bytes as one piece, however many they are.
pub mod piece {
    use super::{Deserializer, Serializer};

    /// Writes bytes.
    ///
    /// # Errors
    /// What the format says.
    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// What the format says.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Box<[u8]>, D::Error> {
        super::read(from, "bytes", |bytes| Some(bytes.into()))
    }
}
