//! An explanation as it stands in a terminal: the text by lines, and under each line what begins on it.
//!
//! ```text
//!    3 │ PORTO, March 3 (Test Wire) - Four hundred lanterns were lit …
//!      │   place      `PORTO` → Porto: the place of the dateline
//! ```
//!
//! The text is not trusted: what could steer a terminal is shown as `�`.

use crate::diag::terminal::Colour;
use crate::source::{Source, Span};
use crate::wire::explain::{Overrule, Part, folded};
use std::fmt::Write;

/// Words of a part that are repeated under its line, in characters at most.
const WORDS: usize = 60;

/// The whole explanation.
pub(super) fn explanation(source: &Source, parts: &[Part], colour: Colour) -> String {
    let text = source.text();
    let ink = Ink { colour };
    let mut out = String::with_capacity(text.len() * 2);
    let _ = writeln!(out, "{}", ink.bold(&shown(source.path())));
    let mut next = parts.iter().peekable();
    let mut open: Vec<&Part> = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        let words = start..start + line.trim_end_matches(['\n', '\r']).len();
        let mut begun: Vec<&Part> = Vec::new();
        while let Some(part) = next.next_if(|part| part.span.start < end) {
            begun.push(part);
        }
        let _ = write!(out, "{} ", ink.gutter(Some(number + 1)));
        painted(&mut out, text, words, &mut open, &begun, ink);
        out.push('\n');
        for part in begun {
            let _ = writeln!(out, "{}   {}", ink.gutter(None), note(source, part, ink));
        }
        start = end;
    }
    overrules(&mut out, parts, ink);
    out
}

/// Writes a line with each stretch in the colour of the innermost part that it belongs to.
fn painted<'a>(out: &mut String, text: &str, line: Span, open: &mut Vec<&'a Part>, begun: &[&'a Part], ink: Ink) {
    let mut at = line.start;
    let mut begun = begun.iter().copied().peekable();
    loop {
        open.retain(|part| part.span.end > at);
        while let Some(part) = begun.next_if(|part| part.span.start <= at) {
            if part.span.end > at {
                open.push(part);
            }
        }
        if at >= line.end {
            return;
        }
        let ends = open.iter().map(|part| part.span.end).min().unwrap_or(usize::MAX);
        let starts = begun.peek().map_or(usize::MAX, |part| part.span.start);
        let stop = line.end.min(ends).min(starts);
        let words = shown(&text[at..stop]);
        match open.last() {
            Some(part) => out.push_str(&ink.of(part.name, &words)),
            None => out.push_str(&words),
        }
        at = stop;
    }
}

/// What is said of a part: its name, its words where others stand on the line, its value, and how.
fn note(source: &Source, part: &Part, ink: Ink) -> String {
    let words = shown(&folded(source, &part.span));
    let short = match words.char_indices().nth(WORDS) {
        Some((end, _)) => format!("`{}…`", words[..end].trim_end()),
        None => format!("`{words}`"),
    };
    let name = ink.of(part.name, &format!("{:<10}", part.name));
    // What no words of the text say has none.
    if let Some(value) = part.value.as_deref().filter(|_| part.span.is_empty()) {
        return format!("{name} {}: {}", ink.bold(&shown(value)), shown(&part.how));
    }
    let value = part.value.as_deref().map(|value| format!(" → {}", shown(value))).unwrap_or_default();
    format!("{name} {short}{}: {}", ink.bold(&value), shown(&part.how))
}

/// What to type to have it otherwise, each once.
fn overrules(out: &mut String, parts: &[Part], ink: Ink) {
    let lines: Vec<&String> = parts.iter().filter_map(header).collect();
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{}", ink.bold("To overrule a field, type its line above the text, with your words:"));
        for (at, line) in lines.iter().enumerate().filter(|(at, line)| !lines[..*at].contains(line)).take(40) {
            let _ = at;
            let _ = writeln!(out, "  {}", shown(line));
        }
    }
    let mut others: Vec<(&str, &str)> = Vec::new();
    for part in parts {
        if let Overrule::Convert(change) = part.overrule
            && !others.iter().any(|(name, _)| *name == part.name)
        {
            others.push((part.name, change));
        }
    }
    if !others.is_empty() {
        let _ =
            writeln!(out, "\n{}", ink.bold("To overrule the rest, run `dateline convert` and change its Markdown:"));
        for (name, change) in others {
            let _ = writeln!(out, "  {name}: {change}");
        }
    }
}

fn header(part: &Part) -> Option<&String> {
    match &part.overrule {
        Overrule::Header(line) => Some(line),
        Overrule::Convert(_) => None,
    }
}

/// Words without what could steer a terminal: control characters, and marks that turn the direction.
fn shown(words: &str) -> String {
    let safe = |c: char| match c {
        '\t' => '\t',
        c if c.is_control() => '\u{FFFD}',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c => c,
    };
    words.chars().map(safe).collect()
}

/// How words are coloured.
#[derive(Debug, Clone, Copy)]
struct Ink {
    colour: Colour,
}

impl Ink {
    fn paint(self, code: &str, words: &str) -> String {
        match self.colour {
            Colour::Ansi if !words.is_empty() => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
            _ => words.to_owned(),
        }
    }

    fn bold(self, words: &str) -> String {
        self.paint("1", words)
    }

    fn gutter(self, line: Option<usize>) -> String {
        let number = line.map(|line| line.to_string()).unwrap_or_default();
        self.paint("34", &format!("{number:>5} │"))
    }

    /// Words in the colour of a part.
    fn of(self, name: &str, words: &str) -> String {
        let code = match name {
            "headline" => "1;36",
            "deck" | "kicker" | "topic" => "36",
            "dateline" => "33",
            "place" | "date" | "agency" => "1;33",
            "byline" | "author" => "35",
            "cross-head" => "1;34",
            "quotation" => "32",
            _ => "2",
        };
        self.paint(code, words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{self, Context, explain};

    fn drawn(text: &str, colour: Colour) -> String {
        let source = Source::new("envoy.txt", text);
        let reading = wire::read(&source, &Context::default()).value;
        explanation(&source, &explain::parts(&source, &reading), colour)
    }

    #[test]
    fn colours_mark_the_innermost_part_and_leave_the_words() {
        let text = "Lanterns light the quay\n\nPORTO, March 3, 2026 (Coast Wire) - Lanterns were lit on the quay.\n";
        let coloured = drawn(text, Colour::Ansi);
        assert!(coloured.contains("\u{1b}[1;33mPORTO\u{1b}[0m\u{1b}[33m, \u{1b}[0m"), "{coloured:?}");
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain.push_str(before);
            rest = after.split_once('m').map_or("", |(_, rest)| rest);
        }
        plain.push_str(rest);
        assert_eq!(plain, drawn(text, Colour::Plain));
    }

    #[test]
    fn copy_cannot_steer_the_terminal() {
        let drawn = drawn("Lanterns \u{1b}[2J light\n\nA \u{202E}quay\u{7}.\n", Colour::Plain);
        assert!(!drawn.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{drawn:?}");
    }
}
