//! Pictures of a body.

use super::{Element, Picture, is_web};

/// The picture that an element shows.
pub(in crate::wire::structured) fn picture(element: &Element) -> Option<Picture> {
    let source =
        if element.name == "img" { Some(element) } else { element.find("media-reference").or(element.find("img")) };
    let source = source?;
    let image = element.attribute("media-type").is_none_or(|kind| kind.eq_ignore_ascii_case("image"));
    let address = source.attribute("source").or_else(|| source.attribute("src")).filter(|_| image)?;
    let caption = element.find("media-caption").or(element.find("figcaption")).map(Element::words);
    let alternate = source.attribute("alternate-text").or_else(|| source.attribute("alt")).map(str::to_owned);
    is_picture(address)
        .then(|| Picture { address: address.to_owned(), caption: caption.or(alternate).unwrap_or_default() })
}

/// Whether an address can be that of a picture: on the web, or a file beside the story.
pub(in crate::wire::structured) fn is_picture(address: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    let beside = !address.contains(':') && !address.starts_with('/') && !address.split('/').any(|part| part == "..");
    !address.contains(odd) && (is_web(address) || beside)
}
