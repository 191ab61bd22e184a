//! A picture as it stands on a page: in several sizes and kinds, so that each browser takes what it needs.

use super::escape::escape;

/// A picture, and all the ways to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Photo {
    /// The address for browsers that know nothing of the others.
    pub src: String,
    /// How wide and how high it is there, in pixels.
    pub size: (u32, u32),
    /// The same picture at other widths, as `srcset` has it; may be empty.
    pub srcset: String,
    /// The same in kinds that are preferred, each with its media type.
    pub sources: Vec<(&'static str, String)>,
    /// How wide it stands on the page, as `sizes` has it.
    pub sizes: String,
    /// What it shows, as its maker says.
    pub caption: Option<String>,
    /// Who made it, and for whom.
    pub credit: Option<String>,
    /// What those read who cannot see it.
    pub alt: Option<String>,
}

/// When a picture is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched {
    /// At once: it is the first that a reader sees.
    First,
    /// When the reader comes near.
    Later,
}

impl Photo {
    /// The picture as HTML, safe to print.
    pub fn html(&self, alt: &str, fetched: Fetched) -> String {
        let (width, height) = self.size;
        let when = match fetched {
            Fetched::First => " fetchpriority=\"high\"",
            Fetched::Later => " loading=\"lazy\"",
        };
        let set = |srcset: &str| match srcset {
            "" => String::new(),
            srcset => format!(" srcset=\"{}\" sizes=\"{}\"", escape(srcset), escape(&self.sizes)),
        };
        let image = format!(
            "<img src=\"{}\"{} width=\"{width}\" height=\"{height}\"{when} decoding=\"async\" alt=\"{}\">",
            escape(&self.src),
            set(&self.srcset),
            escape(alt)
        );
        if self.sources.is_empty() {
            return image;
        }
        let source = |(mime, srcset): &(&str, String)| format!("<source type=\"{mime}\"{}>", set(srcset));
        format!("<picture>{}{image}</picture>", self.sources.iter().map(source).collect::<String>())
    }
}

/// The line under a picture: what it shows, and who made it where that is not said already.
pub(super) fn caption(caption: &str, credit: Option<&str>) -> String {
    let credit = credit.filter(|credit| !caption.contains(credit));
    let credit = credit.map(|credit| format!("<span class=\"credit\">{}</span>", escape(credit)));
    [Some(escape(caption).into_owned()).filter(|caption| !caption.is_empty()), credit]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}
