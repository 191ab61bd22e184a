//! Cross-heads: short lines between paragraphs that head what follows.
//!
//! A cross-head is a line that ends no sentence, begins like a headline and has copy under it. Lists,
//! tables, pointers to other stories and verse look like it in one line and betray themselves by their
//! neighbours.

use super::dateline::{agency, date};
use super::endmark::{is_end, is_rule};
use super::furniture;
use super::paragraphs::Paragraph;
use super::quotes;
use super::stamp;

/// No cross-head is longer, in characters.
const LONGEST: usize = 125;
/// No question that heads something is longer, in characters.
const LONGEST_QUESTION: usize = 80;
/// The same where a topic and a colon stand before it.
const LONGEST_TOPIC: usize = 95;
/// A line longer than this is a caption where the other cross-heads are half as long.
const CAPTION: usize = 64;
/// Copy under a cross-head is at least so long, in characters.
const PROSE: usize = 90;
/// No person's name with its title is longer, in bytes.
const NAME: usize = 120;
/// So many lines in a row are a list.
const LIST: usize = 3;

/// What the reader of cross-heads sees of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Can be a cross-head.
    Line,
    /// A sentence or more.
    Prose,
    /// The same as an item of a list.
    Item,
    /// Neither: a list item, a pointer, a rule, a short sentence.
    Other,
}

/// Which of the body's paragraphs are cross-heads.
pub(super) fn find(text: &str, body: &[Paragraph]) -> Vec<bool> {
    let ascii = text.is_ascii();
    let looks: Vec<Look> = body.iter().map(|paragraph| look(text, paragraph, ascii)).collect();
    let mut heads = Vec::new();
    // Several lines above the first sentence head no part of the story, unless they are marked.
    let mut at = looks.iter().take_while(|look| **look == Look::Line).count();
    if at < 2 || body[..at].iter().any(|paragraph| text[paragraph.span()].starts_with('#')) {
        at = 0;
    }
    while let Some(line) = looks[at..].iter().position(|look| *look == Look::Line) {
        at += line;
        let run = looks[at..].iter().take_while(|look| **look == Look::Line).count();
        let end = at + run;
        let headed = looks.get(end).is_some_and(|below| matches!(below, Look::Prose | Look::Item));
        let above = if at > 0 { &text[body[at - 1].span()] } else { "" };
        let pointed = furniture::is_pointer(above) && !furniture::is_button(above);
        let announced = above.ends_with(':');
        let keep = match (headed, announced, run) {
            (false, ..) => 0,
            // Under the signature of a release: `ON BEHALF OF THE BOARD`.
            _ if pointed && furniture::is_page(above) && presents(&text[body[end - 1].span()]) => 1,
            // What stands under a pointer is another of its kind, and under a name the place where it was signed.
            _ if pointed || is_person(above) => 0,
            (true, false, 1..LIST) => run,
            (true, true, 1) => 1,
            (true, _, LIST..) if presents(&text[body[end - 1].span()]) => 1,
            _ => 0,
        };
        heads.extend(end - keep..end);
        at = end;
    }
    let heads = Lines { text, body }.told(heads);
    let mut found = vec![false; body.len()];
    heads.into_iter().for_each(|head| found[head] = true);
    found
}

/// What the neighbours of lines, and all lines together, tell of them.
#[derive(Clone, Copy)]
struct Lines<'a> {
    text: &'a str,
    body: &'a [Paragraph],
}

impl<'a> Lines<'a> {
    /// Those of the lines that may be cross-heads.
    fn told(self, mut lines: Vec<usize>) -> Vec<usize> {
        lines.retain(|at| !self.is_fact(*at) && !self.leads_on(*at));
        let lines = self.apart_from_captions(self.said_once(lines));
        let interview = lines.iter().filter(|at| self.is_answered(**at)).nth(1).is_some();
        let told = |at: &usize| !self.runs_on(*at) && (!interview || !self.is_answered(*at));
        lines.into_iter().filter(told).collect()
    }

    fn words(self, at: usize) -> &'a str {
        self.body.get(at).map_or("", |paragraph| &self.text[paragraph.span()])
    }

    fn length(self, at: usize) -> usize {
        self.words(at).chars().count()
    }

    /// Lines of a word in capitals, a colon and something else are a list of facts where one stands under another, as an
    /// advisory has them: `WHO: …`, `WHERE: …`.
    fn is_fact(self, at: usize) -> bool {
        let is_key = |at: usize| {
            let (key, value) = self.words(at).split_once(':').unwrap_or_default();
            key.chars().nth(1).is_some() && key.chars().all(char::is_uppercase) && value.starts_with(' ')
        };
        is_key(at) && (at > 0 && is_key(at - 1) || is_key(at + 1))
    }

    /// In copy that is all capitals a line that ends with a colon leads on to what follows.
    fn leads_on(self, at: usize) -> bool {
        self.words(at).ends_with(':') && !self.words(at + 1).chars().any(char::is_lowercase)
    }

    /// A line that stands more than once heads nothing: it is a caption, a credit or a button.
    fn said_once(self, mut lines: Vec<usize>) -> Vec<usize> {
        let mut sorted: Vec<&str> = lines.iter().map(|at| self.words(*at)).collect();
        sorted.sort_unstable();
        let again: Vec<&str> = sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        lines.retain(|at| again.binary_search(&self.words(*at)).is_err());
        lines
    }

    /// A line much longer than the other cross-heads is the caption of a picture, the sooner if it has parts; so is a
    /// long line where there is no other.
    fn apart_from_captions(self, mut lines: Vec<usize>) -> Vec<usize> {
        let mut lengths: Vec<usize> = lines.iter().map(|at| self.length(*at)).collect();
        lengths.sort_unstable();
        let Some(median) = lengths.get(lengths.len().saturating_sub(1) / 2) else { return lines };
        let longest = |at: usize| {
            if self.words(at).contains([',', '—', '–', ';']) { median * 2 } else { median * 7 / 2 }
        };
        lines.retain(|at| {
            let length = self.length(*at);
            length <= CAPTION || lengths.len() > 1 && length <= longest(*at)
        });
        lines
    }

    /// Whether a line goes on in the one right under it, and so heads nothing: in small letters, its writer broke it.
    fn runs_on(self, at: usize) -> bool {
        self.body.get(at + 1).is_some_and(|below| !below.apart) && self.words(at + 1).starts_with(char::is_lowercase)
    }

    /// Whether a dash answers a question. Several are those of an interview; one alone may head what follows.
    fn is_answered(self, at: usize) -> bool {
        self.words(at).ends_with('?') && self.words(at + 1).starts_with(['–', '—', '―'])
    }
}

/// Whether a line heads what a release says of its sender: `About Norwick Ferries`.
fn presents(words: &str) -> bool {
    ["About ", "Über ", "À propos d", "Om ", "Sobre ", "Acerca de "].iter().any(|opening| words.starts_with(opening))
}

/// Whether a paragraph is copy by its own looks, whatever stands beside it.
pub(super) fn is_prose(text: &str, paragraph: &Paragraph) -> bool {
    look(text, paragraph, false) == Look::Prose
}

/// What a paragraph looks like; `ascii` says that a byte of the text is a character.
fn look(text: &str, paragraph: &Paragraph, ascii: bool) -> Look {
    let span = paragraph.span();
    if span.len() > LONGEST * 4 || ascii && paragraph.rows.len() == 1 && is_plain_prose(&text.as_bytes()[span]) {
        return Look::Prose;
    }
    let flat;
    let words = match paragraph.rows.as_slice() {
        [row] => unmarked(&text[row.span.clone()]),
        _ => {
            flat = paragraph.flat(text);
            &flat
        }
    };
    let length = if ascii { words.len() } else { words.chars().count() };
    if paragraph.rows.len() == 1 && length <= LONGEST && is_line(words) {
        return Look::Line;
    }
    let sentence = || {
        words
            .trim_end_matches(['"', '”', '’', '\'', ')', '»', '“', '<', '*'])
            .ends_with(['.', '!', '?', '…', ':', '。'])
    };
    let long = || length >= PROSE || length >= 20 && sentence();
    if is_rule(words) {
        Look::Other
    } else if is_item(words) {
        if length >= PROSE / 2 && sentence() { Look::Item } else { Look::Other }
    } else if long() {
        Look::Prose
    } else {
        Look::Other
    }
}

/// Whether a row of ASCII is prose by its length and its ends, as most are: it opens as no rule and no item does, and is
/// too long for anything else, or ends in a full stop.
fn is_plain_prose(row: &[u8]) -> bool {
    let opens = matches!(row, [b'"' | b'A'..=b'Z' | b'a'..=b'z', ..]);
    opens && (row.len() > LONGEST || row.len() >= PROSE && row.ends_with(b"."))
}

/// A line without the marks that some desks put on a cross-head: `**Fees**`, `__Fees__`, `## Fees`.
pub(super) fn unmarked(line: &str) -> &str {
    if !line.starts_with(['*', '_', '#']) {
        return line;
    }
    let pair = |mark: &str| line.strip_prefix(mark)?.strip_suffix(mark).map(str::trim);
    let hashes = line.len() - line.trim_start_matches('#').len();
    let heading = || line[hashes..].strip_prefix(' ').filter(|_| (1..=6).contains(&hashes)).map(str::trim);
    let inner = pair("**").or_else(|| pair("__")).or_else(heading);
    inner.filter(|inner| inner.starts_with(char::is_alphanumeric)).unwrap_or(line)
}

/// Whether a line's words can be a cross-head's.
fn is_line(words: &str) -> bool {
    let last = words.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']).chars().next_back().unwrap_or('.');
    let first = words.chars().find(|c| c.is_alphanumeric()).unwrap_or('a');
    if is_day(words) || is_hour(words) {
        return true;
    }
    // Most lines are told by their ends.
    !matches!(last, '.' | ',' | ';' | '…' | '。' | '—' | '-' | ']')
        && (last != ':' || is_shouted_label(words))
        && !first.is_lowercase()
        && is_worded(words)
        && !is_spoken(words, last)
        && !has_sentence(words)
        && !is_item(words)
        && !is_end(words)
        && !furniture::is_pointer(words)
        && !furniture::is_credit(words)
        && !furniture::is_source(words)
        && !furniture::is_origin(words)
        && !is_person(words)
        && !is_signature(words)
        && !stamp::is_publication(words)
        && agency::named(words).is_none()
        && !is_address(words)
        // Xinhua gives the story's title again behind the dateline: `新华社北京4月24日电 题：…`.
        && !words.starts_with("题：")
        // `新华社记者`: who wrote, perhaps with names before.
        && !words.ends_with("记者")
        && !words.as_bytes().windows(2).any(|two| two == b"  ")
}

/// A weekday with its date, which may end as a number does: `Donnerstag, 18. 7.`
fn is_day(words: &str) -> bool {
    words.len() <= 40
        && words.starts_with(char::is_uppercase)
        && date::weekday(words).is_some_and(|rest| {
            rest.contains(|c: char| c.is_ascii_digit())
                && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '))
        })
}

/// `4 p.m.`, `10:30 a.m.`: the hour of what stands below.
fn is_hour(words: &str) -> bool {
    let Some((clock, half)) = words.as_bytes().split_last_chunk::<4>() else { return false };
    (half.eq_ignore_ascii_case(b"a.m.") || half.eq_ignore_ascii_case(b"p.m."))
        && (1..=8).contains(&clock.len())
        && clock[0].is_ascii_digit()
        && clock.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b' '))
}

/// `Ana Reis, secretary of the board`: who said what stands above.
fn is_signature(words: &str) -> bool {
    // A comma is looked for with less work than two signs.
    words.contains(',')
        && words.split_once(", ").is_some_and(|(name, office)| {
            office.starts_with(char::is_lowercase) && name.contains(' ') && is_person(name)
        })
}

/// `THE COST:`, words in capitals before a colon.
fn is_shouted_label(words: &str) -> bool {
    words.len() <= 40
        && (2..=4).contains(&words.split(' ').count())
        && !words.chars().any(|c| c.is_lowercase() || c.is_numeric())
}

/// Whether a line has letters, and not many more digits.
fn is_worded(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    letters >= 3 && letters * 2 >= digits
}

/// Whether an address stands in a line.
fn is_address(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr::memchr3(b'/', b'@', b'.', bytes).is_some()
        && (bytes.contains(&b'@') || words.contains("http") || words.contains("www."))
}

/// Whether a line that asks or exclaims does so within the copy: a long question, one that goes on from
/// the sentence before, one in an interview or in somebody's mouth.
fn is_spoken(words: &str, last: char) -> bool {
    if !matches!(last, '?' | '!') {
        return false;
    }
    let marks: &[char] = &['"', '”', '»', '“'];
    let goes_on = ["So ", "But ", "And ", "Or ", "Then "].iter().any(|word| words.starts_with(word));
    let told = words.ends_with(marks) && !words.starts_with(['"', '“', '„', '«', '»']);
    let name = words.split_once(": ").map_or("", |(name, _)| name);
    let interview = !name.is_empty() && !name.chars().any(char::is_lowercase);
    let longest = if name.is_empty() { LONGEST_QUESTION } else { LONGEST_TOPIC };
    let question = last == '?' && (words.chars().count() > longest || !words.contains(' '));
    let argues = last == '?' && denies(words);
    goes_on || told || interview || question || argues
}

/// Whether a question opens with a denial (`Isn’t that …?`), as one of an argument does.
fn denies(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|first| first.ends_with("n't") || first.ends_with("n’t"))
}

/// Whether a line is a person's name and nothing else: a caption, a credit, a signature.
fn is_person(words: &str) -> bool {
    if words.len() > NAME {
        return false;
    }
    let capital = |name: &str| {
        name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphabetic() || "-.’'".contains(c))
    };
    let mut count = 0;
    for name in words.split(' ') {
        if count == 4 || !capital(name) {
            return false;
        }
        count += 1;
    }
    // `FATHER ANA REIS`: a title before the name.
    count > 1 && words.split(' ').take(count / 2).any(quotes::is_given_name)
}

/// Whether a sentence ends within a line. A question may stand before the rest of a headline, which ends
/// without a full stop.
fn has_sentence(words: &str) -> bool {
    !words.is_ascii() && words.contains('。')
        || words.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')).any(|(at, c)| {
            let next = words[at + 1..].trim_start_matches(['"', '”', '’', '»']);
            let word = words[..at].rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
            let number = word.chars().all(char::is_numeric);
            let opening: &[char] = &['"', '“', '„', '«', '‘', ' '];
            next.starts_with(' ')
                && next.trim_start_matches(opening).starts_with(char::is_uppercase)
                && c != '?'
                && (c != '.' || word.chars().count() > 3 && !number)
        })
}

/// Whether a line opens as an item of a list does.
fn is_item(words: &str) -> bool {
    let sign = |c: char| {
        matches!(c, '•' | '*' | '·' | '▪' | '◦' | '●' | '>' | '|' | '+' | '[' | '(' | '→' | '►' | '✓' | '†' | '#')
    };
    words.starts_with(sign)
        || words.starts_with("- ")
        || words.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::signs::Signs;
    use crate::wire::{lines, paragraphs};

    const COPY: &str = "The harbour board met on Tuesday and spoke for three hours about the fees that boats are to pay from next May.";

    fn heads(text: &str) -> Vec<&str> {
        let body = paragraphs::join(text, &lines::lines(text, Signs::of(text)));
        let found = find(text, &body);
        body.iter().zip(found).filter(|(_, head)| *head).map(|(paragraph, _)| &text[paragraph.span()]).collect()
    }

    #[test]
    fn lines_with_copy_under_them_are_cross_heads() {
        let text = format!("{COPY}\n\nFees and boats\n\n{COPY}\n\nWho is to pay?\n\n{COPY}\n");
        assert_eq!(heads(&text), ["Fees and boats", "Who is to pay?"]);
    }

    #[test]
    fn what_a_release_says_of_its_sender_has_a_cross_head() {
        let signed = "ON BEHALF OF THE BOARD\n\n\"Ana Reis\" CEO\n\nAbout Norwick Ferries Inc. (NFX.V: NFI)";
        assert_eq!(heads(&format!("{COPY}\n\n{signed}\n\n{COPY}\n")), ["About Norwick Ferries Inc. (NFX.V: NFI)"]);
    }

    #[test]
    fn lists_pointers_and_last_lines_are_none() {
        for other in [
            "- Fees",
            "• Fees and boats",
            "Read also: Boats stay away",
            "He agreed.",
            "Tags",
            "14:30 GMT",
            "Fees\n\nBoats\n\nQuays\n\nNets\n\n- end",
            "The board said:",
        ] {
            let text = format!("{COPY}\n\n{other}\n\n{COPY}\n");
            assert_eq!(heads(&text), Vec::<&str>::new(), "{other}");
        }
        assert_eq!(heads(&format!("{COPY}\n\nAnother story altogether\n")), Vec::<&str>::new());
    }
}
