//! Quote callouts: long quotations that are set apart with their speaker.
//!
//! A sentence that opens with its quotation and says little besides who spoke is a callout; the paragraph
//! around it is cut at the ends of that sentence, so that all words stay in their order.

use super::lines::trimmed;
use super::quotes::{self, Quote};
use crate::source::Span;

/// A sentence may have so many words besides the quotation.
const ATTRIBUTION: usize = 12;

/// A sentence may have so many quotations. No sentence has as many, but hostile copy may go on for ever.
const QUOTATIONS: usize = 24;

/// A word whose full stop may be that of an abbreviation is no longer, in bytes.
const SHORT: usize = 16;

/// A piece of a paragraph: plain, or a quotation with the one who said it.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The words.
    pub(super) span: Span,
    /// The quotation that is set apart.
    pub(super) quote: Option<&'a Quote>,
}

/// Cuts a paragraph where quotations of at least `least` words are set apart.
pub(super) fn pieces<'a>(text: &str, paragraph: &Span, quotes: &'a [Quote], least: usize) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut from = paragraph.start;
    if least > 0 {
        for (at, quote) in quotes.iter().enumerate().filter(|(_, quote)| quote.speaker.is_some()) {
            let Some(sentence) = sentence(text, paragraph, from, quotes, at, least) else { continue };
            push(text, &mut pieces, from..sentence.start, None);
            from = sentence.end;
            push(text, &mut pieces, sentence, Some(quote));
        }
    }
    push(text, &mut pieces, from..paragraph.end, None);
    pieces
}

/// The quotations that may be set apart in a paragraph, whoever spoke and whichever of the quoted words are speech, as
/// rows of those in one sentence: the first opens it, and they are long enough together.
pub(super) fn may_cut(
    text: &str,
    paragraph: &Span,
    quoted: impl Iterator<Item = Span> + Clone,
    least: usize,
) -> Vec<Span> {
    let opens = |quote: &Span| {
        let before = text[paragraph.start..quote.start].trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
        before.is_empty() || ends(before)
    };
    let long = |(row, count, _): (Span, usize, usize)| (count >= least).then_some(row);
    let mut rows = Vec::new();
    // Words are two bytes at least, with the space.
    if quoted.clone().map(|quote| quote.len() + 1).sum::<usize>() < least * 2 {
        return rows;
    }
    // Which quotations stand in a sentence so far, how many words they have, and where it ends at the latest.
    let mut sentence: Option<(Span, usize, usize)> = None;
    let mut last = 0..0;
    for (number, quote) in quoted.enumerate() {
        let (before, done) = match sentence.take() {
            Some(open) if quote.start < open.2 || is_one(text, &last, &quote) => (Some(open), None),
            other => (None, other),
        };
        rows.extend(done.and_then(long));
        sentence = before.or_else(|| opens(&quote).then_some((number..number, 0, 0))).map(|(row, count, known)| {
            // The same stop is found from wherever before it one looks, but for a short word that touches the mark.
            let stop = match after(text, &quote, paragraph.end) {
                (after, true) => after,
                (after, false) if known > after + SHORT => known,
                (after, false) => stop(text, after, paragraph.end, paragraph.end),
            };
            last = quote.clone();
            (row.start..number + 1, count + words(&text[quote]), stop.max(known))
        });
    }
    rows.extend(sentence.and_then(long));
    rows
}

fn push<'a>(text: &str, pieces: &mut Vec<Piece<'a>>, span: Span, quote: Option<&'a Quote>) {
    let span = trimmed(text, span);
    if !span.is_empty() {
        pieces.push(Piece { span, quote });
    }
}

/// The sentence that one of the quotations opens, if it is one to set apart.
fn sentence(text: &str, paragraph: &Span, from: usize, quotes: &[Quote], at: usize, least: usize) -> Option<Span> {
    let quote = &quotes[at];
    // Words are two bytes at least, with the space.
    if (quotes.len() == 1 && quote.span.len() + 1 < least * 2)
        || quote.span.start <= from
        || quote.span.end > paragraph.end
        || quote.span.is_empty()
    {
        return None;
    }
    // French sets a space within its marks.
    let marked = text[from..quote.span.start].trim_end();
    let mark = marked.trim_end_matches(is_mark);
    let start = from + mark.len();
    let before = mark.trim_end();
    let opens = before.is_empty() || (before.len() < mark.len() && ends(before));
    if mark.len() == marked.len() || !opens {
        return None;
    }
    let (end, quoted) = end(text, paragraph.end, &quotes[at..])?;
    let end = end + closers(&text[end..paragraph.end]);
    let short = || words(&text[start..end]).saturating_sub(quoted) <= ATTRIBUTION;
    (quoted >= least && short()).then_some(start..end)
}

/// Where the sentence of the first of some quotations ends, and how many of its words are quoted; nothing where it
/// has more of them than a sentence has.
fn end(text: &str, limit: usize, quotes: &[Quote]) -> Option<(usize, usize)> {
    let count = |span: &Span| words(&text[span.clone()]);
    let (first, later) = quotes.split_first()?;
    let mut quoted = count(&first.span);
    let mut inside = first.span.clone();
    let mut later = later.iter();
    for _ in 0..QUOTATIONS {
        let (after, ends) = after(text, &inside, limit);
        if ends {
            return Some((after, quoted));
        }
        let next = later.find(|next| next.span.start >= after).filter(|next| next.span.end <= limit);
        let stop = stop(text, after, limit, next.map_or(limit, |next| next.span.start));
        let own = |next: &&Quote| next.span.start < stop || is_one(text, &inside, &next.span);
        match next.filter(own) {
            Some(next) => {
                quoted += count(&next.span);
                inside = next.span.clone();
            }
            None => return Some((stop, quoted)),
        }
    }
    None
}

/// Whether two quotations stand between the same marks, parted by a tag: `« Texte, dit Ana Reis. Texte »`.
fn is_one(text: &str, before: &Span, next: &Span) -> bool {
    let between = &text[before.end..next.start];
    // An apostrophe stands between two letters.
    let within = |at: usize, mark: &str| {
        between[..at].ends_with(char::is_alphanumeric) && between[at + mark.len()..].starts_with(char::is_alphanumeric)
    };
    !between.match_indices(is_mark).any(|(at, mark)| !matches!(mark, "'" | "’") || !within(at, mark))
}

/// How long the marks are that close a quotation behind the tag that ends it: `« Texte, dit Ana Reis. »`.
fn closers(rest: &str) -> usize {
    let behind = rest.trim_start().trim_start_matches(['»', '›', '”']);
    let closed = behind.is_empty() || behind.starts_with(|c: char| !c.is_alphanumeric());
    if closed { rest.len() - behind.len() } else { 0 }
}

/// The place after a quotation and its signs, and whether its sentence ends there.
fn after(text: &str, quote: &Span, limit: usize) -> (usize, bool) {
    let signs = |c| is_mark(c) || matches!(c, '.' | ',' | '!' | '?' | '…');
    let rest = &text[quote.end..limit];
    let inner = rest.trim_start();
    let rest = if inner.starts_with(['»', '›']) { inner } else { rest };
    let after = limit - rest.trim_start_matches(signs).len();
    let rest = text[after..limit].trim_start();
    (after, rest.is_empty() || ends(&text[quote.start..after]) && !rest.starts_with(char::is_lowercase))
}

/// A row of bytes in which fewer words begin than a byte can count.
const ROW: usize = 128;

/// How many words a text has.
fn words(text: &str) -> usize {
    if has_wide_space(text) {
        return text.split_whitespace().count();
    }
    let Some((first, after)) = text.as_bytes().split_first() else { return 0 };
    // A row at a time in a number of one byte: so the compiler counts many at once.
    let begins = |(before, byte): (&u8, &u8)| u8::from(before.is_ascii_whitespace() & !byte.is_ascii_whitespace());
    let rows = text.as_bytes().chunks(ROW).zip(after.chunks(ROW));
    let count = rows.map(|(before, after)| usize::from(before.iter().zip(after).map(begins).sum::<u8>()));
    usize::from(!first.is_ascii_whitespace()) + count.sum::<usize>()
}

/// Whether white space beyond ASCII stands in a text.
fn has_wide_space(text: &str) -> bool {
    let bytes = text.as_bytes();
    let opens = |at: usize| text[at..].starts_with(char::is_whitespace);
    // Every such space begins with one of these bytes, which begin characters alone.
    !text.is_ascii()
        && (memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).any(opens) || memchr::memchr_iter(0xE1, bytes).any(opens))
}

/// The end of the sentence that goes on at `from`, outside of quotations, if one stands before `reach`, else `limit`.
fn stop(text: &str, from: usize, limit: usize, reach: usize) -> usize {
    let rest = &text[from..limit];
    let near = &rest.as_bytes()[..reach.max(from) - from];
    for at in memchr::memchr3_iter(b'.', b'!', b'?', near) {
        let end = at + 1;
        let after = &rest[end..];
        let next = after.trim_start();
        let word = rest[..at].rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
        let short = rest[at..].starts_with('.') && word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
        let parted = next.len() < after.len() && !next.starts_with(char::is_lowercase);
        if next.is_empty() || parted && !short && !quotes::is_short_title(word) {
            return from + end;
        }
    }
    limit
}

fn ends(words: &str) -> bool {
    // French sets a space within its marks.
    let inner = words.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
    inner.ends_with(['.', '!', '?', '…']) || words.ends_with(':')
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '\''
            | '`'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::quotes::Speaker;
    use proptest::prelude::*;

    /// The pieces of a paragraph whose quotations stand between `"`.
    fn cut(text: &str, least: usize) -> Vec<(String, bool)> {
        let quotes = quotes(text);
        let pieces = pieces(text, &(0..text.len()), &quotes, least);
        pieces.iter().map(|piece| (text[piece.span.clone()].to_owned(), piece.quote.is_some())).collect()
    }

    #[test]
    fn a_long_quotation_is_set_apart_with_its_attribution() {
        assert_eq!(
            cut("Fees rise. \"One two three four five,\" she said. Boats stay.", 5),
            [
                ("Fees rise.".to_owned(), false),
                ("\"One two three four five,\" she said.".to_owned(), true),
                ("Boats stay.".to_owned(), false)
            ]
        );
        assert_eq!(
            cut("\"One two. Three four five,\" she is sure.", 5),
            [("\"One two. Three four five,\" she is sure.".to_owned(), true)]
        );
        assert_eq!(cut("\"One two three,\" said Mr. Ek, \"four five.\" Boats stay.", 5).len(), 2);
        assert_eq!(cut("\"One two three four five,\" said Prof. Max Ek.", 5).len(), 1);
        assert_eq!(cut("\"One two three four five,\" said the King. Boats stay.", 5).len(), 2);
    }

    /// The quotations of a text between `"`.
    fn quotes(text: &str) -> Vec<Quote> {
        let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        let speaker = Speaker { name: "Ana Reis".into(), title: None, role: None, how: String::new() };
        let pairs = marks.as_chunks::<2>().0.iter().filter(|[open, close]| open + 1 < *close);
        pairs.map(|[open, close]| Quote { span: open + 1..*close, speaker: Some(speaker.clone()) }).collect()
    }

    #[test]
    fn only_the_quoted_words_of_one_sentence_count_together() {
        let may = |text: &str| {
            let quotes = quotes(text);
            may_cut(text, &(0..text.len()), quotes.into_iter().map(|quote| quote.span), 5)
        };
        assert_eq!(may("\"One two three,\" said Mr. Ek, \"four five.\" Boats stay."), [Span { start: 0, end: 2 }]);
        assert!(may("\"One two three,\" he said. \"Four five,\" she said.").is_empty());
        assert_eq!(may("\"One,\" he said. \"Two three four five six,\" she said."), [Span { start: 1, end: 2 }]);
        assert!(may("He said \"one two three four five\" and left.").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_set_apart_may_be(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "\"", "\"", "\"", " ", " ", ". ", ", ", "! ", "a ", "a", "Mr. Ek ", "A", "One two ", "he said ", "« ", ": ",
                ]),
                0..40,
            ),
            speech in prop::collection::vec(any::<bool>(), 20),
            least in 1..5_usize,
        ) {
            let text = parts.concat();
            let all = quotes(&text);
            // Some of what stands in marks is no speech.
            let told: Vec<Quote> =
                all.iter().zip(&speech).filter(|(_, speech)| **speech).map(|(quote, _)| quote.clone()).collect();
            let spans = all.iter().map(|quote| quote.span.clone());
            let rows = may_cut(&text, &(0..text.len()), spans, least);
            let may: Vec<Quote> = told
                .iter()
                .filter(|quote| rows.iter().any(|row| all[row.clone()].contains(quote)))
                .cloned()
                .collect();
            let cut = |quotes: &[Quote]| -> Vec<(Span, bool)> {
                let pieces = pieces(&text, &(0..text.len()), quotes, least);
                pieces.into_iter().map(|piece| (piece.span, piece.quote.is_some())).collect()
            };
            prop_assert_eq!(cut(&told), cut(&may), "{}", text);
        }
    }

    #[test]
    fn short_ones_and_those_within_a_sentence_are_not() {
        assert_eq!(cut("\"One two three,\" she said.", 5).len(), 1);
        assert!(!cut("She said \"one two three four five\" and left.", 5)[0].1);
        assert!(!cut("\"One two three four five,\" she said, adding that all of the boats would stay away from the quays for good.", 5)[0].1);
        assert!(!cut("\"One two three four five,\" she said.", 0)[0].1);
    }
}
