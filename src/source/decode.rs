//! Bytes to text: UTF-8, UTF-16 and Windows-1252, with or without a byte order mark.

/// How a file's bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either byte order, told by its mark.
    Utf16,
    /// Windows-1252, which Latin-1 is a part of (WHATWG Encoding names them one).
    Windows1252,
}

/// Reads bytes as text. Windows-1252 maps every byte, so nothing is lost; the caller says so in a
/// finding when the answer is not UTF-8.
///
/// # Errors
/// The byte offset at which the bytes stop being text in the encoding that their mark names.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), usize> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).ok_or(mark)?;
        return Ok((text.into_owned(), Encoding::Utf16));
    }
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(unmarked) {
        Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(unmarked);
            Ok((text.into_owned(), Encoding::Windows1252))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_encoding_for_what_it_is() {
        assert_eq!(decode("Ærø".as_bytes()), Ok(("Ærø".into(), Encoding::Utf8)));
        assert_eq!(decode(b"\xEF\xBB\xBFa"), Ok(("a".into(), Encoding::Utf8)));
        assert_eq!(decode(b"\xFF\xFEa\0\xE6\0"), Ok(("aæ".into(), Encoding::Utf16)));
        assert_eq!(decode(b"\xFE\xFF\0a"), Ok(("a".into(), Encoding::Utf16)));
        assert_eq!(decode(b"\x93A\x94 \xA3"), Ok(("“A” £".into(), Encoding::Windows1252)));
    }

    #[test]
    fn half_a_utf_16_unit_is_refused() {
        assert_eq!(decode(b"\xFF\xFEa"), Err(2));
    }
}
