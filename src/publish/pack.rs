//! Compression, the same bytes for the same input.

use crate::config::destination::Coding;
use flate2::{Compression, GzBuilder};
use std::io::{self, Write};

/// Level 9 of 11: what is above costs ten times as long for a hundredth of the size.
const BROTLI: i32 = 9;
/// Of 22 levels; what is above 19 wants more memory of the reader.
const ZSTD: i32 = 19;

/// Compresses bytes.
///
/// # Errors
/// What the library says; writing to memory does not fail otherwise.
pub fn pack(coding: Coding, bytes: &[u8]) -> io::Result<Vec<u8>> {
    match coding {
        Coding::Gzip => {
            // No file time stands in the header, so that the same bytes are packed alike.
            let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
            writer.write_all(bytes)?;
            writer.finish()
        }
        Coding::Brotli => {
            let params = brotli::enc::BrotliEncoderParams { quality: BROTLI, ..Default::default() };
            let mut out = Vec::new();
            brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
            Ok(out)
        }
        Coding::Zstd => zstd::encode_all(bytes, ZSTD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn every_coding_gives_the_bytes_back_and_fewer_of_them_travel() {
        let bytes = "The ferry returned to its old berth. ".repeat(100).into_bytes();
        for (name, coding) in Coding::NAMES {
            let packed = pack(coding, &bytes).unwrap();
            assert!(packed.len() < bytes.len() / 4, "{name}");
            assert_eq!(packed, pack(coding, &bytes).unwrap(), "{name}");
            let mut back = Vec::new();
            match coding {
                Coding::Gzip => drop(flate2::read::GzDecoder::new(&*packed).read_to_end(&mut back).unwrap()),
                Coding::Brotli => brotli::BrotliDecompress(&mut &*packed, &mut back).unwrap(),
                Coding::Zstd => back = zstd::decode_all(&*packed).unwrap(),
            }
            assert_eq!(back, bytes, "{name}");
        }
    }
}
