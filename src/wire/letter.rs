//! The letter around a story that came as a mail: a greeting, a covering note, what somebody wrote above a mail that
//! is passed on, and the mail that an answer quotes below it.
//!
//! ```text
//! mail   = [ note quoting ] letter | letter quoting
//! letter = [greeting] [covering words] [leave signature] story
//! ```
//!
//! In: the lines below the header of a mail. What is taken goes to the desk; its lines are left blank. The mail's foot
//! is read as any other ([`super::endmark`]).

use super::caseless::Caseless;
use super::dateline::{self, date};
use super::endmark;
use super::header;
use super::language::{self, Mail};
use super::lines::Line;
use super::openings::Openings;
use super::paragraphs::ends;
use crate::source::Span;
use std::sync::LazyLock;

pub(super) mod marks;

/// What is taken, and how that was told.
pub(super) type Taken = Vec<(Span, &'static str)>;

/// A note has no more lines.
const LINES: usize = 24;
/// Nor more bytes in sentences: what is longer is a story of its own.
const PROSE: usize = 300;
/// The longest greeting, in bytes.
const GREETING: usize = 80;
/// The longest covering words, in bytes.
const COVER: usize = 240;

/// Takes the letter's parts from the lines of a mail.
pub(super) fn take(raw: &str, text: &str, lines: &mut [Line]) -> Taken {
    let mut taken = Taken::new();
    let quoted = |line: &Line| !line.is_blank() && marks::is_marked(raw, line);
    if let Some(first) = lines.iter().position(quoted).filter(|_| marks::are_quoted(raw)) {
        let above = &lines[..first];
        if is_note(text, above) && size(above) < size(&lines[first..]) {
            clear(&mut lines[..first], "what stands above a mail that is passed on", &mut taken);
        } else if let Some(from) = attribution(text, above)
            && lines[first..].iter().all(|line| line.is_blank() || quoted(line))
        {
            clear(&mut lines[from..], "the mail that was answered", &mut taken);
        }
    }
    if let Some(from) = header::mail::answered(text, lines) {
        clear(&mut lines[from..], "the mail that was answered", &mut taken);
    }
    let end = cover(text, lines);
    clear(&mut lines[..end], "a greeting or a note above the story", &mut taken);
    taken
}

/// Gives lines to the desk.
fn clear(lines: &mut [Line], how: &'static str, taken: &mut Taken) {
    for line in lines.iter_mut().filter(|line| !line.is_blank()) {
        taken.push((line.span.clone(), how));
        line.span.end = line.span.start;
    }
}

/// Whether lines are a note and no story: few, few sentences, no dateline.
pub(super) fn is_note(text: &str, lines: &[Line]) -> bool {
    let words = || lines.iter().filter(|line| !line.is_blank()).map(|line| &text[line.span.clone()]);
    let prose = |words: &&str| ends(words) || words.len() >= PROSE / 5;
    words().count() <= LINES
        && words().filter(prose).map(str::len).sum::<usize>() <= PROSE
        && !words().any(has_dateline)
}

/// Whether a line opens with a dateline that a day or an agency vouches for.
fn has_dateline(words: &str) -> bool {
    dateline::read(words).is_some_and(|found| found.strong && found.place.is_some())
}

/// How many bytes the words of some lines have.
pub(super) fn size(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.span.len()).sum()
}

/// Where the block begins, if the last of some lines ends one, that says whose words follow: `On Wed, 4 Mar 2026 at
/// 09:30, Tom Ek wrote:`. It has an address, or a time of day beside a day with its year or a word for writing; a story
/// that quotes a letter has seldom either.
fn attribution(text: &str, above: &[Line]) -> Option<usize> {
    let words = |at: usize| &text[above[at].span.clone()];
    let last = above.iter().rposition(|line| !line.is_blank()).filter(|at| words(*at).ends_with([':', '：']))?;
    let goes_on = |at: &usize| *at == last || !above[*at].is_blank() && !ends(words(*at));
    let mut near = (last.saturating_sub(2)..=last).rev().take_while(goes_on);
    let is_told = |at: usize| words(at).contains('@') || is_timed(words(at));
    let dated = near.find(|at| is_dated(words(*at))).filter(|at| (*at..=last).any(is_told));
    let is_written = || words(last).contains('@') || is_timed(words(last)) && holds(words(last), &WROTE);
    dated.or_else(|| is_written().then_some(last))
}

/// Whether a time of day stands in a line: `09:30`.
fn is_timed(words: &str) -> bool {
    let is_time = |signs: &[u8]| signs[1] == b':' && [0, 2, 3].iter().all(|at| signs[*at].is_ascii_digit());
    words.as_bytes().windows(4).any(is_time)
}

/// Whether a day with its year stands in a line.
fn is_dated(words: &str) -> bool {
    let begins = words.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|at| words[..*at].ends_with([' ', '.']));
    let dated = |at: usize| date::date(&words[at..]).is_some_and(|(day, _)| day.year.is_some());
    words.len() <= COVER && std::iter::once(0).chain(begins).any(dated)
}

/// Words of all languages for what stands around a story.
fn all(list: fn(&Mail) -> &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    language::mails().flat_map(list).copied()
}

/// With what writers of mails begin, whom they speak to, and with what they say what follows.
static GREET: LazyLock<Openings> = LazyLock::new(|| Openings::new(all(|mail| mail.greet)));
static GREETED: LazyLock<Caseless<()>> = LazyLock::new(|| all(|mail| mail.greeted).collect());
static COVERS: LazyLock<Openings> = LazyLock::new(|| Openings::new(all(|mail| mail.cover)));
static HERE: LazyLock<Openings> = LazyLock::new(|| Openings::new(all(|mail| mail.here)));
static COPY: LazyLock<Vec<&str>> = LazyLock::new(|| all(|mail| mail.copy).collect());
static WROTE: LazyLock<Vec<&str>> = LazyLock::new(|| all(|mail| mail.wrote).collect());

/// Whether one of some words stands in a line, as a whole word where its script parts words.
fn holds(line: &str, words: &[&str]) -> bool {
    let line = line.to_lowercase();
    let is_apart = |word: &str, at: usize| {
        word.starts_with(|c| c >= '\u{2E80}')
            || !line[..at].ends_with(char::is_alphanumeric)
                && !line[at + word.len()..].starts_with(char::is_alphanumeric)
    };
    words.iter().any(|word| line.match_indices(word).any(|(at, _)| is_apart(word, at)))
}

/// How many lines above the story are a greeting or a note.
fn cover(text: &str, lines: &[Line]) -> usize {
    if let Some(end) = signed(text, lines) {
        return end;
    }
    let words = |at: usize| &text[lines[at].span.clone()];
    let mut end = 0;
    loop {
        let Some((from, to)) = block(lines, end) else { return 0 };
        let below = block(lines, from + 1).map(|(below, _)| below);
        // What may be a headline is none where another stands below it.
        let is_headed = || below.is_some_and(|at| covers(words(at)) || is_headline(words(at)));
        let is_greeting = match greeting(words(from)) {
            Some(Greeting::Named) => to == from + 1 || words(from).len() <= GREETING / 2,
            Some(Greeting::Full) => true,
            Some(Greeting::Bare) => is_headed(),
            None => false,
        };
        if is_greeting || is_here(words(from)) && below.is_some() {
            // The story may begin on the next line.
            end = from + 1;
        } else if COVERS.words(words(from)).is_some() && size(&lines[from..to]) <= COVER && block(lines, to).is_some() {
            end = to;
        } else {
            return end;
        }
    }
}

/// Whether a line says that a story follows.
fn covers(words: &str) -> bool {
    COVERS.words(words).is_some() || is_here(words)
}

/// Whether a line says so with a word for the copy, as a sentence: `Here is the statement of the board.`
fn is_here(words: &str) -> bool {
    words.len() <= COVER
        && (ends(words) || words.ends_with([':', '：']))
        && HERE.words(words).is_some()
        && holds(words, &COPY)
}

/// The next lines that stand together.
fn block(lines: &[Line], from: usize) -> Option<(usize, usize)> {
    let first = from + lines.get(from..)?.iter().position(|line| !line.is_blank())?;
    Some((first, first + lines[first..].iter().take_while(|line| !line.is_blank()).count()))
}

/// A line with which a writer begins.
enum Greeting {
    /// Before a name and a comma: `Hi Mary,`
    Named,
    /// To people who need no name, or with a comma: `Dear colleagues:`, `Hello,`
    Full,
    /// Alone, as a headline may be: `Bonjour`, `Good morning!`
    Bare,
}

/// The greeting that a line is. What ends with no comma has no words but those of the tables.
fn greeting(words: &str) -> Option<Greeting> {
    if words.len() > GREETING {
        return None;
    }
    let bare = words.trim_end_matches([',', '!', ':', '，', '！', '：']).trim_end();
    let has_comma = words.ends_with([',', '，']);
    let rests = || GREET.all(bare).map(|(_, rest)| rest).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_greeted = |rest: &str| GREETED.has(rest.trim_start_matches([',', ' ']));
    let is_alone = || rests().any(|rest| rest.is_empty());
    if rests().any(is_greeted) || has_comma && (GREETED.has(bare) || is_alone()) {
        Some(Greeting::Full)
    } else if is_alone() {
        Some(Greeting::Bare)
    } else {
        (has_comma && rests().next().is_some()).then_some(Greeting::Named)
    }
}

/// Where a note ends that is signed, where a story follows it.
fn signed(text: &str, lines: &[Line]) -> Option<usize> {
    let words = |at: usize| &text[lines[at].span.clone()];
    let leave = (0..lines.len())
        .take(2 * LINES)
        .filter(|at| !lines[*at].is_blank())
        .find(|at| endmark::is_leave(words(*at)))?;
    if !is_note(text, &lines[..leave]) {
        return None;
    }
    let (_, mut end) = block(lines, leave)?;
    let is_short = |line: &Line| line.span.len() <= 60 && !ends(&text[line.span.clone()]);
    // The name may stand below a blank line.
    if let Some((from, to)) = block(lines, end)
        && end == leave + 1
        && super::byline::bare(words(from)).is_some()
        && lines[from..to].iter().all(is_short)
    {
        end = to;
    }
    if let Some((from, to)) = block(lines, end)
        && words(from) == "--"
    {
        end = to;
    }
    (is_letter(text, &lines[..leave], &lines[leave + 1..end]) && is_story(text, &lines[end..])).then_some(end)
}

/// Whether a signed note is a colleague's and no letter in a story: it greets, it says that a story follows, or who
/// signed it is named in the header of the mail.
fn is_letter(text: &str, note: &[Line], names: &[Line]) -> bool {
    let words = |line: &Line| &text[line.span.clone()];
    let begins = note.iter().map(words).find(|words| !words.is_empty());
    let header = || &text[..note.iter().chain(names).map(|line| line.span.start).next().unwrap_or(0)];
    let signed = |names: &str| {
        let mut names = names.split(|c: char| !c.is_alphabetic()).filter(|name| name.chars().count() >= 2);
        names.any(|name| header::mail::names(header(), name))
    };
    begins.is_some_and(|words| greeting(words).is_some())
        || note.iter().any(|line| covers(words(line)))
        || names.iter().map(words).find(|words| !words.is_empty()).is_some_and(signed)
}

/// Whether a story begins here: with a dateline, or with a line that ends no sentence, above sentences.
fn is_story(text: &str, lines: &[Line]) -> bool {
    let mut rows = lines.iter().filter(|line| !line.is_blank()).map(|line| &text[line.span.clone()]);
    let Some(first) = rows.next() else { return false };
    let mut below = rows.take(8);
    has_dateline(first)
        || is_headline(first)
            && below.any(|words| has_dateline(words) || words.len() >= 60 && !endmark::is_disclaimer(words))
}

/// Whether a line may be a headline.
fn is_headline(words: &str) -> bool {
    words.len() <= 160 && !ends(words) && !endmark::is_disclaimer(words)
}
