//! UTF-8 that somebody read as Windows-1252 and saved again: `cafÃ©`, `itâ€™s`.
//!
//! In: a text. Out: the text as it was, if that is certain: all its characters beyond ASCII, taken as bytes
//! of Windows-1252, are UTF-8 throughout. No text of a language is so by chance.

use encoding_rs::WINDOWS_1252;

/// So many garbled characters make it certain.
const ENOUGH: usize = 2;

/// The text mended, if it was garbled once.
pub fn mended(text: &str) -> Option<String> {
    // Nearly every text has none of the letters that such bytes begin with: `Ã`, `Â`, `â`.
    let follows = |at: usize| text.as_bytes().get(at + 1);
    if !memchr::memchr_iter(0xC3, text.as_bytes()).any(|at| matches!(follows(at), Some(0x83 | 0x82 | 0xA2))) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut runs = 0;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let end = rest[start..].find(|c: char| c.is_ascii()).map_or(rest.len(), |at| start + at);
        out.push_str(&rest[..start]);
        let (bytes, _, lossy) = WINDOWS_1252.encode(&rest[start..end]);
        if lossy {
            return None;
        }
        let run = std::str::from_utf8(&bytes).ok()?;
        runs += run.chars().count();
        out.push_str(run);
        rest = &rest[end..];
    }
    out.push_str(rest);
    (runs >= ENOUGH).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_mended_and_nothing_else() {
        assert_eq!(mended("The cafÃ© isnâ€™t open").as_deref(), Some("The café isn’t open"));
        assert_eq!(mended("â€œIt is,â€\u{9d} she said").as_deref(), Some("“It is,” she said"));
        for other in ["The café", "São Paulo Â£5 and €", "one Ã©", "SÃO PAULO", "plain", "â", "Ã© and é Ã©"]
        {
            assert_eq!(mended(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_that_was_garbled_comes_back(text in "[a-z ]{0,8}[é’“ü]{2}[ a-zß€–]{0,20}") {
            let garbled = WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
            proptest::prop_assert_eq!(mended(&garbled), Some(text));
        }
    }
}
