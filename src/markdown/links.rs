//! Addresses: which may be printed, and where they lead.

use super::{Link, Links};

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The reader follows it.
    Link,
    /// The page shows what is there.
    Image,
}

/// What becomes of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    AsTyped,
    To(String),
    /// Its scheme may not stand on a page.
    Refused(String),
    /// There is nothing there.
    Broken(String),
}

/// Schemes that a link may have. A list of what is allowed, as nobody knows all that is not.
pub(super) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms", "ftp"];
/// Pictures that may stand in the address itself. SVG is not among them: it can hold script.
const DATA_IMAGES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];
/// Schemes are short; no longer one is looked for.
const LONGEST_SCHEME: usize = 64;

/// Settles an address as typed.
pub(super) fn settle(address: &str, purpose: Use, links: &dyn Links) -> Address {
    match scheme(address) {
        Some(scheme) if scheme == "data" && purpose == Use::Image && is_data_image(address) => Address::AsTyped,
        Some(scheme) if !SCHEMES.contains(&scheme.as_str()) => Address::Refused(scheme),
        _ => match links.link(address) {
            Link::AsTyped => Address::AsTyped,
            Link::To(to) => Address::To(to),
            Link::Broken(why) => Address::Broken(why),
        },
    }
}

/// The scheme of an address, in lower case, if it has one. Browsers drop control characters and
/// some spaces on the way to the scheme; all of them are dropped here.
fn scheme(address: &str) -> Option<String> {
    let mut scheme = String::new();
    for char in address.chars().filter(|char| !char.is_control() && !char.is_whitespace()) {
        match char {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '-' | '.' if scheme.len() < LONGEST_SCHEME => {
                scheme.push(char.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
    None
}

/// Whether a `data:` address is a picture of a kind that holds no script.
pub(super) fn is_data_image(address: &str) -> bool {
    let Some(rest) = address.get(..5).filter(|start| start.eq_ignore_ascii_case("data:")).map(|_| &address[5..]) else {
        return false;
    };
    let kind = rest.split([';', ',']).next().unwrap_or_default();
    DATA_IMAGES.iter().any(|allowed| kind.eq_ignore_ascii_case(allowed))
}

#[cfg(test)]
mod tests {
    use super::super::AsTyped;
    use super::*;

    fn refused(address: &str, purpose: Use) -> bool {
        matches!(settle(address, purpose, &AsTyped), Address::Refused(_))
    }

    #[test]
    fn addresses_that_run_something_are_refused_in_any_disguise() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "  javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript\n:alert(1)",
            "java\u{a0}script:alert(1)",
            "vbscript:msgbox",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "unknown:thing",
        ] {
            assert!(refused(address, Use::Link), "{address}");
            assert!(refused(address, Use::Image), "{address}");
        }
    }

    #[test]
    fn ordinary_addresses_stay() {
        for address in [
            "https://example.org/a?b=c:d",
            "HTTP://example.org",
            "mailto:desk@example.org",
            "tel:+351210000000",
            "other-story.md",
            "/2026/03/01/ferries.html#times",
            "#times",
            "a/b:c",
            "?q=javascript:",
            "//example.org/a",
            "",
        ] {
            assert!(!refused(address, Use::Link), "{address}");
        }
    }

    #[test]
    fn data_is_for_pictures_without_script() {
        assert!(!refused("data:image/png;base64,AAAA", Use::Image));
        assert!(!refused("DATA:image/JPEG,AAAA", Use::Image));
        assert!(refused("data:image/png;base64,AAAA", Use::Link));
        assert!(refused("data:image/svg+xml,<svg/>", Use::Image));
        assert!(refused("da\tta:image/png,AAAA", Use::Image));
        assert!(refused("data:", Use::Image));
    }
}
