//! Words in a line with what they are set in: emphasis, links.
//!
//! In: words as they come from elements. Out: [`Line`], and its Markdown. Space at the edges of emphasis
//! moves out of it; emphasis that Markdown could not close there is left away, its words stay.

use crate::source::Span;
use crate::wire::markdown;
use std::rc::Rc;

/// How words are set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    /// Where they lead.
    pub(super) link: Option<Rc<str>>,
}

/// Words set in one way. A line break is `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) style: Style,
}

/// The words of a paragraph, a heading or a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
}

impl Line {
    /// Adds words; white space becomes single spaces.
    pub(super) fn push(&mut self, words: &str, style: &Style) {
        for c in words.chars() {
            let c = if c == '\u{a0}' || !c.is_whitespace() { c } else { ' ' };
            if c != ' ' || !self.ends_in_space() {
                self.put(c, style);
            }
        }
    }

    /// Adds a line break.
    pub(super) fn push_break(&mut self, style: &Style) {
        self.trim_end();
        if !self.pieces.is_empty() {
            self.put('\n', style);
        }
    }

    /// Whether a line break is the last that was added.
    pub(super) fn ends_in_break(&self) -> bool {
        self.pieces.last().is_some_and(|piece| piece.words.trim_end_matches(' ').ends_with('\n'))
    }

    fn put(&mut self, c: char, style: &Style) {
        match self.pieces.last_mut() {
            Some(piece) if piece.style == *style => piece.words.push(c),
            _ => self.pieces.push(Piece { words: c.into(), style: style.clone() }),
        }
    }

    fn ends_in_space(&self) -> bool {
        self.pieces.last().is_none_or(|piece| piece.words.ends_with([' ', '\n']))
    }

    /// Takes space away from the end.
    pub(super) fn trim_end(&mut self) {
        while let Some(piece) = self.pieces.last_mut() {
            piece.words.truncate(piece.words.trim_end_matches([' ', '\n']).len());
            if !piece.words.is_empty() {
                return;
            }
            self.pieces.pop();
        }
    }

    /// The words alone.
    pub(super) fn words(&self) -> String {
        self.pieces.iter().map(|piece| piece.words.as_str()).collect()
    }

    /// Takes so many bytes away from the beginning, and the space after them.
    pub(super) fn cut(&mut self, mut bytes: usize) {
        while let Some(first) = self.pieces.first_mut() {
            let taken = bytes.min(first.words.len());
            first.words.drain(..first.words.ceil_char_boundary(taken));
            bytes -= taken;
            let space = first.words.len() - first.words.trim_start().len();
            if bytes == 0 {
                first.words.drain(..space);
            }
            if !first.words.is_empty() {
                return;
            }
            self.pieces.remove(0);
        }
    }

    /// The words between two places, as they are set.
    pub(super) fn part(&self, range: Span) -> Self {
        let mut at = 0;
        let pieces = self.pieces.iter().filter_map(|piece| {
            let from = range.start.clamp(at, at + piece.words.len()) - at;
            let to = range.end.clamp(at, at + piece.words.len()) - at;
            at += piece.words.len();
            let words = piece.words.get(from..to).filter(|words| !words.is_empty())?;
            Some(Piece { words: words.to_owned(), style: piece.style.clone() })
        });
        Self { pieces: pieces.collect() }
    }

    /// The lines as Markdown, parted where a break is meant.
    pub(super) fn markdown(&self) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut before = None;
        for (at, piece) in self.pieces.iter().enumerate() {
            let after = self.pieces.get(at + 1).and_then(|next| next.words.chars().next());
            let rows = piece.words.split('\n').count();
            for (number, words) in piece.words.split('\n').enumerate() {
                if number > 0 {
                    lines.push(String::new());
                    before = None;
                }
                let after = if number + 1 == rows { after } else { None };
                if let Some(line) = lines.last_mut() {
                    set(line, words, &piece.style, before, after);
                }
                before = words.chars().next_back().or(before);
            }
        }
        lines.iter_mut().for_each(number_no_list);
        lines
    }
}

/// A number and its full stop may come from two pieces; together they would open a list.
fn number_no_list(line: &mut String) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = line[digits..].strip_prefix(['.', ')']);
    if digits > 0 && sign.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
        line.insert(digits, '\\');
    }
}

/// Writes words in their style between two neighbours.
fn set(out: &mut String, words: &str, style: &Style, before: Option<char>, after: Option<char>) {
    let core = words.trim_matches(' ');
    let lead = words.len() - words.trim_start_matches(' ').len();
    if core.is_empty() {
        out.push_str(words);
        return;
    }
    out.push_str(&words[..lead]);
    let trail = &words[lead + core.len()..];
    let (before, after) = (if lead > 0 { Some(' ') } else { before }, if trail.is_empty() { after } else { Some(' ') });
    let mark = match (style.strong, style.emphasis) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    let (before, after) = if style.link.is_some() { (Some('['), Some(']')) } else { (before, after) };
    let mark = if closes(core, before, after) { mark } else { "" };
    if style.link.is_some() {
        out.push('[');
    }
    out.push_str(mark);
    let opens = out.is_empty();
    markdown::piece(out, core, opens);
    out.push_str(mark);
    if let Some(address) = &style.link {
        out.push_str("](");
        destination(out, address);
        out.push(')');
    }
    out.push_str(trail);
}

/// Whether marks of emphasis around words open and close there (CommonMark's flanking rules).
fn closes(words: &str, before: Option<char>, after: Option<char>) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_sign(c));
    let (first, last) = (words.chars().next(), words.chars().next_back());
    (!first.is_some_and(is_sign) || apart(before)) && (!last.is_some_and(is_sign) || apart(after))
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Writes an address so that nothing in it ends it.
fn destination(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(strong: bool, emphasis: bool) -> Style {
        Style { strong, emphasis, link: None }
    }

    fn printed(pieces: &[(&str, Style)]) -> String {
        let mut line = Line::default();
        pieces.iter().for_each(|(words, style)| line.push(words, style));
        line.trim_end();
        line.markdown().join("|")
    }

    #[test]
    fn space_moves_out_of_emphasis_and_what_cannot_close_goes() {
        let plain = Style::default();
        assert_eq!(
            printed(&[("A ", plain.clone()), (" big ", style(true, false)), ("quay", plain.clone())]),
            "A **big** quay"
        );
        assert_eq!(printed(&[("Fees:", style(true, false)), ("up", plain.clone())]), "Fees:up");
        assert_eq!(printed(&[("1. A * and _ b_", plain)]), "1\\. A \\* and \\_ b\\_");
    }

    #[test]
    fn an_address_ends_where_it_should() {
        let link = Style { link: Some("https://a.example/b (c)".into()), ..Style::default() };
        assert_eq!(printed(&[("a]b", link)]), "[a\\]b](https://a.example/b%20%28c%29)");
    }

    proptest::proptest! {
        /// The words are those that were given, whatever their style is and whatever stands in them.
        #[test]
        fn no_word_is_lost_or_added(
            pieces in proptest::collection::vec(("[-a1.)(*_`#>+<=|~:&; !\\[\\]{}\\\\]{1,8}", 0..4_usize), 1..6),
        ) {
            use pulldown_cmark::{Event, Options, Parser};
            let mut line = Line::default();
            for (words, kind) in &pieces {
                let link = (*kind == 3).then(|| "https://a.example/".into());
                line.push(words, &Style { strong: *kind == 1, emphasis: *kind == 2, link });
            }
            line.trim_end();
            let markdown = line.markdown().join("\\\n");
            let mut words = String::new();
            for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
                if let Event::Text(text) = event {
                    words.push_str(&text);
                }
            }
            proptest::prop_assert_eq!(words, line.words(), "{}", markdown);
        }
    }
}
