//! What YAML, TOML and a wire header have in common: a tree of text, lists and tables with places.

use crate::source::{Span, Spanned};

/// A value as it was written, before anybody asked what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What was written.
    pub kind: Kind,
    /// Where, as bytes of the source.
    pub span: Span,
}

/// The shape of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A value that is absent or `null`.
    Empty,
    /// Text, a number, a date or a truth value; all are kept as typed.
    Scalar {
        /// The text after unescaping.
        text: String,
        /// Whether it stood in quote marks, so that it can only be text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of writing; a key may occur twice.
    Table(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// A plain scalar.
    pub fn plain(text: impl Into<String>, span: Span) -> Self {
        Self { kind: Kind::Scalar { text: text.into(), quoted: false }, span }
    }

    /// What a person would call this kind of value.
    pub fn what(&self) -> &'static str {
        match &self.kind {
            Kind::Empty => "nothing",
            Kind::Scalar { .. } => "text",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }
}
