//! Wire text in HTML: the words as wire text, and the structure that its tags give them.
//!
//! In: HTML. Out: a [`Page`], whose words the reader of wire text reads as any others, and [`Places`], which lead
//! from those words back to where they stand in the file.

use super::prose::{Flat, Prose, Speech};
use super::{Element, hidden, html, markup, struck};
use crate::document::FrontMatter;
use crate::source::{Span, entities};
use crate::wire::paragraphs::Paragraph;

/// A text in HTML.
#[derive(Debug, Default)]
pub(in crate::wire) struct Page {
    prose: Prose,
    /// The heading of the first rank, if there is one such.
    pub(in crate::wire) heading: Option<String>,
    /// What the page is called in the window of a browser.
    pub(in crate::wire) title: Option<String>,
}

impl Page {
    /// Reads HTML; `above` are the paragraphs that stand above it.
    pub(in crate::wire) fn read(above: &[String], markup: &str) -> Self {
        let mut page = Self::default();
        above.iter().for_each(|words| page.prose.add_plain(words));
        if let Some(tree) = html(&mut page.prose, markup) {
            let mut headings = Vec::new();
            tree.found("h1", &mut headings);
            let words = |element: &Element| Some(element.words()).filter(|words| !words.is_empty());
            page.heading = headings.first().filter(|_| headings.len() == 1).and_then(|heading| words(heading));
            page.title = tree.find("title").and_then(words);
        }
        page
    }

    /// Its words as wire text.
    pub(in crate::wire) fn flat(&self, above: &str) -> Flat {
        self.prose.flat(above)
    }

    /// Keeps what is copy, and finds cross-heads and quotations in it; `heads` are headline and deck.
    pub(in crate::wire) fn copy<'a>(
        &mut self,
        (flat, copy): (&Flat, &[Paragraph]),
        language: &str,
        least: usize,
        heads: impl Iterator<Item = &'a str> + Clone,
    ) -> Speech {
        self.prose.keep(flat, copy);
        self.prose.unquote();
        self.prose.raise_headings();
        self.prose.speak(language, least, heads)
    }

    /// Takes out the picture above all copy: its address and what it shows.
    pub(in crate::wire) fn picture(&mut self) -> Option<(String, String)> {
        self.prose.take_lead_picture().map(|picture| (picture.address, picture.caption))
    }

    /// Words that somebody struck out.
    pub(in crate::wire) fn struck(&mut self) -> Vec<String> {
        std::mem::take(&mut self.prose.struck)
    }

    /// The words of buttons and labels that stood alone.
    pub(in crate::wire) fn pressed(&mut self) -> Vec<String> {
        std::mem::take(&mut self.prose.pressed)
    }

    /// The words of headings that nobody closed.
    pub(in crate::wire) fn open(&mut self) -> Vec<String> {
        std::mem::take(&mut self.prose.open)
    }

    /// The copy as Markdown.
    pub(in crate::wire) fn markdown(&self) -> String {
        self.prose.markdown()
    }
}

/// Where the characters of a text stand in the file whose tags were taken off.
#[derive(Debug)]
pub(in crate::wire) struct Places<'a> {
    file: &'a str,
    runs: Vec<Run>,
}

/// Characters that follow one another in the text and in the file.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// Where they begin in the text.
    text: usize,
    /// Where they begin in the file.
    file: usize,
    /// How long the first of them is in the file.
    first: usize,
}

/// So far a character is looked for: one that is not there was put in for a tag.
const REACH: usize = 1_000;
/// So many characters together tell where words go on behind others that are not shown.
const ENOUGH: usize = 4;
/// So often words are looked for that are not there.
const MISSES: usize = 2_000;

impl<'a> Places<'a> {
    /// The places of a text made of a file; up to `above` they are the same.
    pub(in crate::wire) fn of(text: &str, file: &'a str, above: usize) -> Self {
        let mut places = Self { file, runs: vec![Run { first: 1, ..Run::default() }] };
        let mut shown = Shown { file, at: above, scripts: hidden::last_closed(file) };
        let mut left = MISSES;
        for (at, c) in text[above..].char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let Some((place, behind)) = shown.next_of(&text[above + at..], c, left > 0) else {
                left = left.saturating_sub(1);
                continue;
            };
            shown = behind;
            let (at, first) = (above + at, shown.at - place);
            let goes_on = places.runs.last().is_some_and(|run| at - run.text == place.wrapping_sub(run.file));
            if !goes_on || first != c.len_utf8() {
                places.runs.push(Run { text: at, file: place, first });
            }
        }
        places
    }

    fn run(&self, at: usize) -> Run {
        let run = self.runs.partition_point(|run| run.text <= at).saturating_sub(1);
        self.runs.get(run).copied().unwrap_or_default()
    }

    /// Where words stand in the file.
    pub(in crate::wire) fn span(&self, span: &Span) -> Span {
        let run = self.run(span.start);
        let start = self.file.floor_char_boundary(run.file + (span.start - run.text));
        if span.is_empty() {
            return start..start;
        }
        let run = self.run(span.end - 1);
        let end = run.file + (span.end - run.text).max(run.first);
        start..self.file.ceil_char_boundary(end.min(self.file.len())).max(start)
    }

    /// Front matter with its places in the file.
    pub(in crate::wire) fn front(&self, front: FrontMatter) -> FrontMatter {
        front.with_places(|span| self.span(span))
    }
}

/// The characters that a file of HTML shows, each with its place.
#[derive(Debug, Clone)]
struct Shown<'a> {
    file: &'a str,
    at: usize,
    /// Where the last script or style is closed: one that is opened further down hides nothing.
    scripts: usize,
}

impl Shown<'_> {
    /// Where a character stands with which words begin, and what is shown behind it. It is the next one, or, where
    /// `far` allows, one of the next with which the words go on.
    fn next_of(&self, words: &str, c: char, far: bool) -> Option<(usize, Self)> {
        let mut ahead = self.clone();
        let (place, next) = ahead.next()?;
        if next == c {
            return Some((place, ahead));
        }
        let goes_on = |behind: &Self| {
            let words = words.chars().filter(|c| !c.is_whitespace()).skip(1).take(ENOUGH - 1);
            let shown = behind.clone().map(|(_, c)| c).take(words.clone().count());
            words.eq(shown)
        };
        for _ in 0..if far { REACH } else { 0 } {
            let (place, next) = ahead.next()?;
            if next == c && goes_on(&ahead) {
                return Some((place, ahead));
            }
        }
        None
    }
}

impl Iterator for Shown<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.file.get(self.at..)?;
            let c = rest.chars().next()?;
            let from = self.at;
            match c {
                '<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) => {
                    self.at += hidden(rest, self.at < self.scripts);
                    if let Some(mark) = mark(rest) {
                        return Some((from, mark));
                    }
                }
                '&' => {
                    let named = entities::named(rest).and_then(|(shown, length)| Some((shown.chars().next()?, length)));
                    let (shown, length) = named.unwrap_or(('&', 1));
                    self.at += length;
                    return Some((from, shown));
                }
                c => {
                    self.at += c.len_utf8();
                    if !c.is_whitespace() {
                        return Some((from, c));
                    }
                }
            }
        }
    }
}

/// The quotation mark that a tag stands for, as [`Prose`] sets it.
fn mark(rest: &str) -> Option<char> {
    let is = |tag: &str| rest.get(..tag.len()).is_some_and(|typed| typed.eq_ignore_ascii_case(tag));
    let opens = (is("<q>") || is("<q ")).then_some('“');
    opens.or_else(|| is("</q>").then_some('”'))
}

/// How long a tag is, with what is not shown behind it: words that are struck out are not.
fn hidden(rest: &str, closed: bool) -> usize {
    let length =
        if closed || !hidden::is_raw(rest) { markup::length(rest) } else { hidden::words_end(rest, markup::end(rest)) };
    let Some(name) = struck::opens(rest) else { return length };
    rest.find(&format!("</{name}>")).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_into_the_file() {
        let file = "<title>x</title><p>Bo<b>a</b>ts &amp; s<!-- a -->a\nil &mdash; é <q>now</q>.</p><p>“Yes,” ”</p>";
        let text = "Boats & sa il — é “now”. “Yes,” ”";
        let places = Places::of(text, file, 0);
        for (words, expected) in
            [("Boats", "Bo<b>a</b>ts"), ("sa il", "s<!-- a -->a\nil"), ("é", "é"), ("“Yes,”", "“Yes,”")]
        {
            let start = text.find(words).unwrap();
            let span = places.span(&(start..start + words.len()));
            assert_eq!(&file[span], expected);
        }
    }

    #[test]
    fn words_that_are_not_shown_lead_nowhere_else() {
        let file = format!(
            "<p title='a > b'>5 m<sup>2</sup> of <del>sail</del> rope. <i>{}</i> 5² knots</p>",
            "Quay. ".repeat(60)
        );
        let text = "5 m² of rope. 5² knots";
        let places = Places::of(text, &file, 0);
        for (words, expected) in [("5 m", "5 m"), ("rope.", "rope."), ("5² knots", "5² knots")] {
            let start = text.find(words).unwrap();
            assert_eq!(&file[places.span(&(start..start + words.len()))], expected);
        }
    }
}
