//! Characters that somebody's program wrote by their names in HTML: `&amp;`, `&quot;`, `&rsquo;`.
//!
//! In: a text that is no HTML. Out: the text with those characters, and where the first of them stood. What is
//! no name of a character, and `&` alone, stays.

use quick_xml::escape::resolve_html5_entity;

/// No name is longer, in bytes.
const LONGEST: usize = 33;

/// The text with its characters, and the place of the first that was written by its name.
pub fn mended(text: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut from = 0;
    let mut first = None;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some((shown, length)) = named(&text[at..]) else { continue };
        out.push_str(&text[from..at]);
        first = first.or(Some(out.len()));
        out.push_str(&shown);
        from = at + length;
    }
    let first = first?;
    out.push_str(&text[from..]);
    Some((out, first))
}

/// The characters that a reference stands for, and how long it is.
pub fn named(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';').filter(|end| *end > 1)?;
    let name = &rest[1..end];
    let shown = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            let number = hexadecimal.unwrap_or_else(|| number.parse()).ok()?;
            char::from_u32(number).filter(|c| !c.is_control())?.to_string()
        }
        None => resolve_html5_entity(name)?.to_owned(),
    };
    Some((shown, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_characters_become_them_and_nothing_else_does() {
        for (text, expected) in [
            ("Boats &amp; quays", Some(("Boats & quays", 6))),
            ("&quot;It was calm,&quot; she said", Some(("\"It was calm,\" she said", 0))),
            ("the harbour&#8217;s &#xe9;", Some(("the harbour’s é", 11))),
            ("&amp;amp; once", Some(("&amp; once", 0))),
            ("Smith & Sons; AT&T; &nothing; &; &#0; &#x110000; &", None),
        ] {
            assert_eq!(mended(text), expected.map(|(words, at)| (words.to_owned(), at)), "{text}");
        }
    }
}
