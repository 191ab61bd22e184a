//! Addresses and the files behind them.

use crate::config::Permalink;
use jiff::civil::Date;
use std::borrow::Cow;

/// The file behind an address that ends with `/`.
const INDEX: &str = "index.html";

/// The address of a story by the site's pattern: `/2026/02/07/ferries.html`.
pub fn of_story(pattern: &Permalink, day: Date, section: Option<&str>, slug: &str) -> String {
    let mut address = String::with_capacity(pattern.0.len() + slug.len());
    let mut rest = &*pattern.0;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
    {
        address.push_str(before);
        match name {
            "year" => address.push_str(&format!("{:04}", day.year())),
            "month" => address.push_str(&format!("{:02}", day.month())),
            "day" => address.push_str(&format!("{:02}", day.day())),
            "section" => address.push_str(section.unwrap_or("news")),
            "slug" => address.push_str(slug),
            // The settings let no other through.
            other => address.extend(["{", other, "}"]),
        }
        rest = after;
    }
    address.push_str(rest);
    address
}

/// The file behind an address: `/a/b.html` is `a/b.html`, `/a/` is `a/index.html`.
pub fn file(address: &str) -> String {
    let (path, index) = parts_of_file(address);
    let mut file = String::with_capacity(path.len() + index.len());
    file.push_str(path);
    file.push_str(index);
    file
}

/// The same in two parts that follow each other, for whoever only looks: the address without what
/// leads to the root, and what is added where it is a folder's.
pub fn parts_of_file(address: &str) -> (&str, &'static str) {
    let bytes = address.as_bytes();
    let path = &address[bytes.iter().take_while(|byte| **byte == b'/').count()..];
    (path, if matches!(path.as_bytes().last(), None | Some(b'/')) { INDEX } else { "" })
}

/// A page's address without its ending, which its other forms have too.
pub fn stem(address: &str) -> Cow<'_, str> {
    match address.strip_suffix(".html") {
        Some(stem) => stem.into(),
        None if address.ends_with('/') => format!("{address}index").into(),
        None => address.into(),
    }
}

/// A page's address with another ending: `/a/b.html` as `md` is `/a/b.md`, `/a/` is `/a/index.md`.
pub fn sibling(address: &str, ending: &str) -> String {
    format!("{}.{ending}", stem(address))
}

/// An address as it stands in a link: characters outside of RFC 3986's path are percent-encoded. What was
/// typed with such codes keeps them, and any other `%` becomes one.
pub fn encoded(address: &str) -> Cow<'_, str> {
    let bytes = address.as_bytes();
    if bytes.iter().all(|byte| IS_PLAIN[usize::from(*byte)]) {
        return address.into();
    }
    let is_code = |at: usize| {
        let code = bytes.get(at + 1..at + 3);
        bytes[at] == b'%' && code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    };
    let mut out = String::with_capacity(address.len() * 2);
    for (at, byte) in bytes.iter().enumerate() {
        if IS_PLAIN[usize::from(*byte)] || is_code(at) {
            out.push(char::from(*byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out.into()
}

/// Which bytes stand in an address as they are. A page has a dozen addresses.
static IS_PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let marks = b"-._~/:@!$&()*+,;=";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_of_its_own_or_a_folder() {
        let day = jiff::civil::date(2020, 2, 7);
        let address = of_story(&Permalink::default(), day, Some("world"), "envoy");
        assert_eq!(address, "/2020/02/07/envoy.html");
        assert_eq!(file(&address), "2020/02/07/envoy.html");
        assert_eq!(sibling(&address, "md"), "/2020/02/07/envoy.md");
        let pattern = Permalink("/{section}/{slug}/".into());
        assert_eq!(file(&of_story(&pattern, day, None, "envoy")), "news/envoy/index.html");
    }

    #[test]
    fn letters_beyond_ascii_are_encoded_in_links() {
        assert_eq!(encoded("/2020/мост.html"), "/2020/%D0%BC%D0%BE%D1%81%D1%82.html");
        assert_eq!(encoded("/old%20news/"), "/old%20news/");
        assert_eq!(encoded("/100% ice.jpg"), "/100%25%20ice.jpg");
        assert_eq!(encoded("/at-100%"), "/at-100%25");
    }
}
