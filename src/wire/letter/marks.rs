//! The marks before each line of a mail that is quoted or passed on: `> `.

use crate::source::Span;
use crate::wire::header;
use crate::wire::lines::{self, Line};
use crate::wire::signs::Signs;
use memchr::memmem;
use std::borrow::Cow;

/// Within so many bytes the header of a mail begins and ends.
const HEADER: usize = 20_000;

/// Whether the lines of a text are marked as a mail's are: the header of a mail stands above, and most are, or all are.
pub(in crate::wire) fn are_quoted(raw: &str) -> bool {
    let first = raw.trim_start();
    if first.starts_with('>') {
        return raw.lines().all(|line| line.is_empty() || line.starts_with('>'));
    }
    if memmem::find(raw.as_bytes(), b"\n>").is_none() {
        return false;
    }
    let near = &raw[..raw.floor_char_boundary(HEADER)];
    let rows = lines::lines(near, Signs::of(near));
    let begin = rows.iter().take_while(|line| line.is_blank()).count();
    header::mail::mail(near, &rows[begin..]).is_some_and(|header| is_mail(raw, begin + header.lines))
}

/// Whether the lines below the header of a mail are marked: most of them, or most of those that stand under another
/// header or under a line that says whose words they are.
fn is_mail(raw: &str, header: usize) -> bool {
    let rows = lines::lines(raw, Signs::of(raw));
    let below = rows.get(header..).unwrap_or_default();
    let are_most = |lines: &[Line]| {
        let marked = |line: &&Line| is_marked(raw, line);
        // A mark alone has no words.
        let words = || lines.iter().filter(|line| raw[line.span.clone()].contains(|c| c != '>' && c != ' '));
        words().filter(marked).count() * 2 > words().count()
    };
    let Some(first) = below.iter().position(|line| is_marked(raw, line)) else { return false };
    let (above, from) = below.split_at(first);
    let last = above.iter().rfind(|line| !line.is_blank()).map_or("", |line| &raw[line.span.clone()]);
    let is_told = || header::mail::is_field(last) || super::attribution(raw, above).is_some();
    // A story announces what it quotes.
    let is_announced = || last.ends_with([':', '：']) && !super::covers(last);
    are_most(from) && is_told() || are_most(below) && !is_announced()
}

/// A text with spaces for the marks, so that places stay true.
pub(in crate::wire) fn unquoted<'t>(raw: &str, signs: Signs, text: Cow<'t, str>) -> Cow<'t, str> {
    if !signs.angle || !are_quoted(raw) {
        return text;
    }
    let mut bare = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\r']) {
        let marks = marks(line);
        bare.extend(std::iter::repeat_n(' ', marks));
        bare.push_str(&line[marks..]);
    }
    Cow::Owned(bare)
}

/// Takes the marks off the indents of the lines of a text, where they are spaces in it.
pub(in crate::wire) fn outdent(raw: &str, text: &str, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.indent > 0) {
        let whole = whole(raw, &line.span);
        let marks = if text[whole.clone()].starts_with('>') { 0 } else { marks(&raw[whole]) };
        let marks = marks.min(line.indent);
        line.indent -= marks;
        line.width -= marks;
    }
}

/// Whether a line has marks.
pub(in crate::wire) fn is_marked(raw: &str, line: &Line) -> bool {
    marks(&raw[whole(raw, &line.span)]) > 0
}

/// A line with what stands before its words.
fn whole(raw: &str, span: &Span) -> Span {
    raw[..span.start].rfind(['\n', '\r']).map_or(0, |end| end + 1)..span.end
}

/// How many bytes the marks take that a line begins with, the space behind them included.
fn marks(line: &str) -> usize {
    let rest = line.trim_start_matches('>');
    let mut length = line.len() - rest.len();
    while length > 0 && line[length..].starts_with(" >") {
        length += 2;
    }
    length + usize::from(length > 0 && line[length..].starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_other_signs() {
        for (line, expected) in [
            ("> Boats", 2),
            (">> Boats", 3),
            ("> > Boats", 4),
            (">Boats", 1),
            (">", 1),
            ("Boats > quays", 0),
            (" > a", 0),
            ("", 0),
        ] {
            assert_eq!(marks(line), expected, "{line}");
        }
    }

    #[test]
    fn only_mails_are_quoted() {
        let mail = "From: a@example.org\nSubject: Boats\n\n> Boats sail.\n";
        let unquoted = |text: &'static str| unquoted(text, Signs::of(text), text.into());
        assert_eq!(unquoted(mail), mail.replace("> ", "  "));
        for text in [
            "From: a@example.org\nSubject: Boats\n\nBoats sail slower:\n> 5 metres: 8 knots\n> 9 metres: 6 knots\nso they said.\nThe board agreed.\n",
            "Boats\n\n> Boats sail.\n",
            "> Boats\n\nThey sail.\n",
            "Boats sail.",
            "",
        ] {
            assert!(matches!(unquoted(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(unquoted("> Boats\n>\n> sail"), "  Boats\n \n  sail");
    }
}
