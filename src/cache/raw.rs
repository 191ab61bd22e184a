//! A hash in a log as its bytes. As a number of as many digits as it needs, which is how small ones are
//! written, it would take more room and be read digit by digit.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};
use std::fmt;

/// Writes a hash.
///
/// # Errors
/// What the format says.
pub fn serialize<S: Serializer>(hash: &u128, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(&hash.to_le_bytes())
}

/// Reads a hash.
///
/// # Errors
/// When there are not sixteen bytes.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u128, D::Error> {
    from.deserialize_bytes(Bytes).map(u128::from_le_bytes)
}

/// Takes just so many bytes.
pub struct Bytes<const N: usize>;

impl<const N: usize> Visitor<'_> for Bytes<N> {
    type Value = [u8; N];

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{N} bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

/// Bytes as one piece, however many they are.
pub mod piece {
    use super::{Deserializer, Error, Serializer, Visitor, fmt};

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
        from.deserialize_bytes(Piece)
    }

    struct Piece;

    impl Visitor<'_> for Piece {
        type Value = Box<[u8]>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            Ok(bytes.into())
        }
    }
}
