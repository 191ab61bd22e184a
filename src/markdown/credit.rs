//! The line that says who spoke: `Ana Reis, harbour master <https://example.org/speech>`.

use super::piece::Piece;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// A speaker's line.
#[derive(Debug)]
pub(super) struct Credit<'a> {
    /// The address of the source, as typed.
    pub(super) source: Option<String>,
    /// Name and role; linked to the source, if there is one.
    pub(super) line: Vec<Piece<'a>>,
}

/// Reads a line. The source is an address in angle brackets at its end, or the address of a link
/// around the whole line; what follows the first comma is the role.
pub(super) fn read(mut line: Vec<Piece<'_>>) -> Option<Credit<'_>> {
    trim_end(&mut line, &[]);
    let link = take_source(&mut line);
    let source = link.as_ref().and_then(|(start, _)| address(start)).map(str::to_owned);
    if link.is_some() {
        trim_end(&mut line, &[',']);
    }
    let mut line = with_role(line);
    if let Some((start, end)) = link {
        line.insert(0, start);
        line.push(end);
    }
    (!line.is_empty()).then_some(Credit { source, line })
}

fn address<'p>(piece: &'p Piece<'_>) -> Option<&'p str> {
    match piece {
        Piece::Event(Event::Start(Tag::Link { dest_url, .. }), _) => Some(dest_url),
        _ => None,
    }
}

/// Takes the link that names the source out of the line.
fn take_source<'a>(line: &mut Vec<Piece<'a>>) -> Option<(Piece<'a>, Piece<'a>)> {
    if !matches!(line.last()?.event(), Some(Event::End(TagEnd::Link))) {
        return None;
    }
    let start = line.iter().rposition(|piece| address(piece).is_some())?;
    let is_address = matches!(line[start].event(), Some(Event::Start(Tag::Link { link_type: LinkType::Autolink, .. })));
    match (start, is_address) {
        // The whole line is a link, be it only an address: its words are the speaker's line.
        (0, _) => {
            let end = line.pop()?;
            Some((line.remove(0), end))
        }
        (_, true) => {
            let mut link = line.drain(start..);
            let start = link.next()?;
            let end = link.next_back()?;
            Some((start, end))
        }
        (_, false) => None,
    }
}

/// Drops white space and `also` from the line's end.
fn trim_end(line: &mut Vec<Piece<'_>>, also: &[char]) {
    while let Some(Piece::Event(Event::Text(text), _)) = line.last_mut() {
        let trimmed = text.trim_end_matches(|char: char| char.is_whitespace() || also.contains(&char)).len();
        if trimmed == text.len() {
            return;
        }
        if trimmed > 0 {
            *text = text[..trimmed].to_owned().into();
            return;
        }
        line.pop();
    }
}

/// Puts what follows the first comma that stands outside of emphasis and links into a `span`.
fn with_role(line: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut with_role = Vec::with_capacity(line.len() + 3);
    let mut nesting = 0_usize;
    let mut found = false;
    for piece in line {
        match &piece {
            Piece::Event(Event::Start(_), _) => nesting += 1,
            Piece::Event(Event::End(_), _) => nesting = nesting.saturating_sub(1),
            Piece::Event(Event::Text(text), span) if nesting == 0 && !found => {
                if let Some(comma) = text.find([',', '،', '，', '、']) {
                    let after = &text[comma..];
                    let role = after.trim_start_matches(|char: char| char.is_whitespace() || ",،，、".contains(char));
                    let name = text[..text.len() - role.len()].to_owned();
                    with_role.push(Piece::Event(Event::Text(name.into()), span.clone()));
                    with_role.push(Piece::Wrap("<span>".into()));
                    with_role.push(Piece::Event(Event::Text(role.to_owned().into()), span.clone()));
                    found = true;
                    continue;
                }
            }
            _ => {}
        }
        with_role.push(piece);
    }
    if found {
        with_role.push(Piece::Unwrap("</span>"));
    }
    with_role
}
