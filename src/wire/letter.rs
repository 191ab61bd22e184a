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

use super::dateline;
use super::endmark;
use super::header;
use super::language;
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
    if let Some(first) = lines.iter().position(quoted) {
        let above = &lines[..first];
        if is_note(text, above) && size(above) < size(&lines[first..]) {
            clear(&mut lines[..first], "what stands above a mail that is passed on", &mut taken);
        } else if is_answer(text, above) && lines[first..].iter().all(|line| line.is_blank() || quoted(line)) {
            let from = attribution(text, above);
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
        && !words().any(|words| dateline::read(words).is_some_and(|found| found.strong && found.place.is_some()))
}

/// How many bytes the words of some lines have.
pub(super) fn size(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.span.len()).sum()
}

/// Whether the last of some lines says whose words follow: `On Wed, 4 Mar 2026, Tom Ek wrote:`.
fn is_answer(text: &str, above: &[Line]) -> bool {
    let last = above.iter().rfind(|line| !line.is_blank()).map_or("", |line| &text[line.span.clone()]);
    last.ends_with(':')
}

/// Where the block begins that says so.
fn attribution(text: &str, above: &[Line]) -> usize {
    let end = above.iter().rposition(|line| !line.is_blank()).map_or(0, |at| at + 1);
    let is_part = |line: &&Line| !line.is_blank() && (line.span.len() <= 80 || text[line.span.clone()].ends_with(':'));
    end - above[..end].iter().rev().take(3).take_while(is_part).count()
}

/// With what writers of mails begin, and with what they say what follows.
static GREET: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::mails().flat_map(|mail| mail.greet).copied()));
static COVERS: LazyLock<Openings> =
    LazyLock::new(|| Openings::new(language::mails().flat_map(|mail| mail.cover).copied()));

/// How many lines above the story are a greeting or a note.
fn cover(text: &str, lines: &[Line]) -> usize {
    if let Some(end) = signed(text, lines) {
        return end;
    }
    let mut end = 0;
    loop {
        let Some((from, to)) = block(lines, end) else { return 0 };
        let words = &text[lines[from].span.clone()];
        let is_greeting = is_greeting(words);
        if is_greeting {
            // The story may begin on the next line.
            end = from + 1;
        } else if COVERS.words(words).is_some() && size(&lines[from..to]) <= COVER && block(lines, to).is_some() {
            end = to;
        } else {
            return end;
        }
    }
}

/// The next lines that stand together.
fn block(lines: &[Line], from: usize) -> Option<(usize, usize)> {
    let first = from + lines.get(from..)?.iter().position(|line| !line.is_blank())?;
    Some((first, first + lines[first..].iter().take_while(|line| !line.is_blank()).count()))
}

/// `Dear colleagues,`, `Hi Mary,`, `Bonjour`
fn is_greeting(words: &str) -> bool {
    let alone = |rest: &str| rest.trim().is_empty();
    let rest = || GREET.all(words).map(|(_, rest)| rest).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    words.len() <= GREETING && rest().any(|rest| rest.ends_with([',', '!', ':', '，', '：']) || alone(rest))
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
    is_story(text, &lines[end..]).then_some(end)
}

/// Whether a story begins here: with a dateline, or with a line that ends no sentence, above sentences.
fn is_story(text: &str, lines: &[Line]) -> bool {
    let mut rows = lines.iter().filter(|line| !line.is_blank()).map(|line| &text[line.span.clone()]);
    let Some(first) = rows.next() else { return false };
    let dated = |words: &str| dateline::read(words).is_some_and(|found| found.strong && found.place.is_some());
    let is_headline = first.len() <= 160 && !ends(first) && !endmark::is_disclaimer(first);
    let mut below = rows.take(8);
    dated(first)
        || is_headline && below.any(|words| dated(words) || words.len() >= 60 && !endmark::is_disclaimer(words))
}
