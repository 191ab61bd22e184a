//! The elements and attributes that raw HTML may have.

/// Where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Among words.
    Phrasing,
    /// Among words, and without an end tag.
    Void,
    /// Among paragraphs only.
    Block,
    /// Among paragraphs, and without an end tag.
    VoidBlock,
    /// In a table only.
    TablePart,
    /// In a table, and without an end tag.
    VoidTablePart,
}

/// An element that raw HTML may have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Its attributes, beside [`EVERYWHERE`].
    pub(super) attributes: &'static [&'static str],
}

/// Attributes that any element may have.
pub(super) const EVERYWHERE: &[&str] = &["dir", "lang", "title"];
/// Attributes that hold an address.
pub(super) const ADDRESSES: &[&str] = &["href", "src", "cite"];

impl Element {
    pub(super) fn has_end_tag(&self) -> bool {
        !matches!(self.kind, Kind::Void | Kind::VoidBlock | Kind::VoidTablePart)
    }

    pub(super) fn allows(&self, attribute: &str) -> Option<&'static str> {
        self.attributes.iter().chain(EVERYWHERE).find(|allowed| allowed.eq_ignore_ascii_case(attribute)).copied()
    }
}

/// The element of a typed name, in whatever case, if it is let through.
pub(super) fn find(name: &str) -> Option<&'static Element> {
    // The page's h1 is its headline.
    let name = if name.eq_ignore_ascii_case("h1") { "h2" } else { name };
    ELEMENTS.iter().find(|element| element.name.eq_ignore_ascii_case(name))
}

macro_rules! elements {
    ($($kind:ident { $($name:ident $([$($attribute:literal)*])?)* })*) => {
        &[$($(Element {
            name: stringify!($name),
            kind: Kind::$kind,
            attributes: &[$($($attribute),*)?],
        }),*),*]
    };
}

/// All that is let through. Forms, frames, scripts, styles, objects and drawings are not.
pub(super) static ELEMENTS: &[Element] = elements! {
    Phrasing {
        a["href" "hreflang"] abbr b bdi bdo cite code data["value"] del["cite" "datetime"] dfn em i
        ins["cite" "datetime"] kbd mark q["cite"] rp rt ruby s samp small span strong sub sup time["datetime"] u var
    }
    Void { br img["src" "alt" "width" "height"] wbr }
    Block {
        blockquote["cite"] dd details["open"] div dl dt figcaption figure h2 h3 h4 h5 h6 li["value"]
        ol["start" "reversed" "type"] p pre summary table ul
    }
    VoidBlock { hr }
    TablePart {
        caption colgroup["span"] tbody td["colspan" "rowspan"] tfoot th["abbr" "colspan" "rowspan" "scope"] thead tr
    }
    VoidTablePart { col["span"] }
};
