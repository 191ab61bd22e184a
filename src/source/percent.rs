//! Percent-encoding in addresses (RFC 3986, section 2.1).

/// `%20` and the like as the characters that they stand for; what is no escape stays.
pub fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = after.get(..2).filter(|hex| *first == b'%' && hex.iter().all(u8::is_ascii_hexdigit));
        let escape = escape.and_then(|hex| std::str::from_utf8(hex).ok());
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_and_other_percent_signs_stay() {
        for (address, expected) in
            [("a%20b", "a b"), ("%C3%BC", "ü"), ("100%", "100%"), ("%zz%+1", "%zz%+1"), ("%2e%2E", "..")]
        {
            assert_eq!(decoded(address), expected, "{address}");
        }
    }
}
