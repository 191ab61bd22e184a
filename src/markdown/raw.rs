//! Raw HTML, read tag by tag.
//!
//! A unit (an HTML block, or a tag among words) is read as a browser reads it, but nothing in it
//! may reach beyond its end: a tag, a comment or a script that is not closed inside the unit is
//! read as the words that it is made of, so that no copy after it can vanish.

/// A piece of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with entities, as typed.
    Text(&'a str),
    /// `<` that opens nothing, and all that follows it.
    Literal(&'a str),
    /// A start tag: its name and what follows the name.
    Open(&'a str, Attributes<'a>),
    /// An end tag.
    Close(&'a str),
    /// A script or a style sheet with all that stands in it.
    Program(&'a str),
    /// A comment, a declaration or a processing instruction: nothing to show.
    Nothing,
}

/// Elements whose content is no copy.
const PROGRAMS: &[&str] = &["script", "style"];

/// The tokens of a unit.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// Programs for which no end tag is left, so that it is not looked for again and again.
    endless: [bool; PROGRAMS.len()],
    /// Whether no `-->` is left.
    comment_endless: bool,
}

/// Reads a unit.
pub(super) fn tokens(unit: &str) -> Tokens<'_> {
    Tokens { rest: unit, endless: [false; PROGRAMS.len()], comment_endless: false }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.rest;
        if rest.is_empty() {
            return None;
        }
        let Some(after) = rest.strip_prefix('<') else {
            return Some(Token::Text(self.take(rest.find('<').unwrap_or(rest.len()))));
        };
        Some(match after.as_bytes().first() {
            Some(b'!' | b'?') => self.declaration(),
            Some(b'/') if after[1..].starts_with(|char: char| char.is_ascii_alphabetic()) => self.end_tag(),
            Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(),
            _ => Token::Literal(self.take(1)),
        })
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// A browser would take what follows for part of the tag, to the end of the page.
    fn unclosed(&mut self) -> Token<'a> {
        Token::Literal(self.take(self.rest.len()))
    }

    fn declaration(&mut self) -> Token<'a> {
        if self.rest.starts_with("<!--") {
            return self.comment();
        }
        if let Some(content) = self.rest.strip_prefix("<![CDATA[")
            && let Some(end) = content.find("]]>")
        {
            self.rest = &content[end + 3..];
            return Token::Literal(&content[..end]);
        }
        match self.rest.find('>') {
            Some(end) => {
                self.take(end + 1);
                Token::Nothing
            }
            None => self.unclosed(),
        }
    }

    fn comment(&mut self) -> Token<'a> {
        for empty in ["<!-->", "<!--->"] {
            if self.rest.starts_with(empty) {
                self.take(empty.len());
                return Token::Nothing;
            }
        }
        let end = if self.comment_endless { None } else { self.rest[4..].find("-->") };
        match end {
            Some(end) => {
                self.take(4 + end + 3);
                Token::Nothing
            }
            None => {
                self.comment_endless = true;
                Token::Literal(self.take(4))
            }
        }
    }

    fn end_tag(&mut self) -> Token<'a> {
        let name = name(&self.rest[2..]);
        match Attributes(&self.rest[2 + name.len()..]).end() {
            Some(end) => {
                self.take(2 + name.len() + end);
                Token::Close(name)
            }
            None => self.unclosed(),
        }
    }

    fn start_tag(&mut self) -> Token<'a> {
        let name = name(&self.rest[1..]);
        let attributes = &self.rest[1 + name.len()..];
        let Some(end) = Attributes(attributes).end() else { return self.unclosed() };
        self.take(1 + name.len() + end);
        if let Some(length) = self.program(name) {
            self.take(length);
            return Token::Program(name);
        }
        Token::Open(name, Attributes(&attributes[..end]))
    }

    /// How far a script or style sheet reaches, its end tag included, if it ends.
    fn program(&mut self, name: &str) -> Option<usize> {
        let which = PROGRAMS.iter().position(|program| program.eq_ignore_ascii_case(name))?;
        if self.endless[which] {
            return None;
        }
        let mut from = 0;
        while let Some(at) = self.rest[from..].find("</") {
            from += at + 2;
            let tail = &self.rest[from..];
            if tail.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && tail[name.len()..].starts_with(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>'))
                && let Some(end) = Attributes(&tail[name.len()..]).end()
            {
                return Some(from + name.len() + end);
            }
        }
        self.endless[which] = true;
        None
    }
}

/// A tag's name at the start of `text`.
fn name(text: &str) -> &str {
    let end = text.find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>'));
    &text[..end.unwrap_or(text.len())]
}

/// What follows a tag's name: attributes, as name and value without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// Where the tag ends, its `>` included.
    fn end(mut self) -> Option<usize> {
        let length = self.0.len();
        while self.next().is_some() {}
        self.0.starts_with('>').then(|| length - self.0.len() + 1)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let space = |char: char| char.is_ascii_whitespace();
        self.0 = self.0.trim_start_matches(|char| space(char) || char == '/');
        if self.0.is_empty() || self.0.starts_with('>') {
            return None;
        }
        // An equals sign at the start of a name is part of it.
        let first = self.0.chars().next().map_or(0, char::len_utf8);
        let end = self.0[first..].find(|char| space(char) || matches!(char, '/' | '>' | '='));
        let (name, rest) = self.0.split_at(end.map_or(self.0.len(), |end| first + end));
        let Some(value) = rest.trim_start_matches(space).strip_prefix('=') else {
            self.0 = rest;
            return Some((name, ""));
        };
        let value = value.trim_start_matches(space);
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''));
        let (value, rest) = match quote {
            // A quote that is never closed leaves nothing, not even the tag's end.
            Some(quote) => value[1..].split_once(quote).unwrap_or_default(),
            None => value.split_at(value.find(|char| space(char) || char == '>').unwrap_or(value.len())),
        };
        self.0 = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as a line: `<name key=value>`, `</name>`, `text`, `!literal`, `{program}`, `-`.
    fn read(unit: &str) -> String {
        let pieces: Vec<String> = tokens(unit)
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Literal(text) => format!("!{text}"),
                Token::Open(name, attributes) => {
                    let attributes: String = attributes.map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{name}{attributes}>")
                }
                Token::Close(name) => format!("</{name}>"),
                Token::Program(name) => format!("{{{name}}}"),
                Token::Nothing => "-".to_owned(),
            })
            .collect();
        pieces.join("|")
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        for (unit, expected) in [
            ("<b>x</b>", "<b>|x|</b>"),
            ("<a href='x > y' title=\"<b>\">", "<a href=x > y title=<b>>"),
            ("<img/src=x/onerror=alert(1)>", "<img src=x/onerror=alert(1)>"),
            ("<img src = x\nonerror\n=\nalert(1)>", "<img src=x onerror=alert(1)>"),
            ("<a =b>", "<a =b=>"),
            ("<br/>", "<br>"),
            ("a < b", "a |!<| b"),
            ("</b onclick=x>", "</b>"),
            ("<!-- <b> --> x", "-| x"),
            ("<!--> x", "-| x"),
            ("<!DOCTYPE html><?php x ?>", "-|-"),
            ("<![CDATA[a <b>]]>", "!a <b>"),
            ("<script>a</b></SCRIPT >x", "{script}|x"),
            ("<style></styles></style>", "{style}"),
        ] {
            assert_eq!(read(unit), expected, "{unit}");
        }
    }

    #[test]
    fn what_is_not_closed_is_read_as_words() {
        for (unit, expected) in [
            ("<div title=\"x>y", "!<div title=\"x>y"),
            ("x <b", "x |!<b"),
            ("</b", "!</b"),
            ("<!-- x", "!<!--| x"),
            ("<script>alert(1)", "<script>|alert(1)"),
            ("<! x", "!<! x"),
        ] {
            assert_eq!(read(unit), expected, "{unit}");
        }
    }

    #[test]
    fn hostile_units_take_linear_time() {
        for piece in ["<script>", "<!--", "<a b=\"", "<a ", "</a ", "<", "</script", "<style></"] {
            let unit = piece.repeat(200_000);
            assert!(tokens(&unit).count() > 0);
        }
    }
}
