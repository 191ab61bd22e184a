//! Section anchors: a heading's id, readable, stable and unique in the body.
//!
//! Ids that were typed (`## Words {#own-id}`) are known before the first heading is met, so that a
//! heading's words never take an id that is typed further down. Renaming one heading does not
//! change another's id.

use super::stream::EXTENSIONS;
use pulldown_cmark::{Event, Parser, Tag};
use std::collections::{HashMap, HashSet};

/// The id of a heading without letters or digits.
const WORDLESS: &str = "section";
/// Ids are cut after this many characters, at a word's end where there is one.
const LONGEST: usize = 80;

/// The ids of one body.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// Typed ids whose headings are still to come.
    typed: HashSet<String>,
    /// The number to try next for words that were met before.
    next: HashMap<String, usize>,
}

impl Ids {
    /// The ids of a body whose page already uses some itself.
    pub(super) fn of(body: &str, page_ids: &[&str]) -> Self {
        let taken = page_ids.iter().map(|id| (*id).to_owned()).collect();
        // Reading the body twice costs; a body without `{#` has no typed ids.
        let typed = if body.contains("{#") { typed_ids(body) } else { HashSet::new() };
        Self { taken, typed, next: HashMap::new() }
    }

    /// The id of a heading with its own typed id; a second heading of the same id gets a number.
    pub(super) fn typed(&mut self, id: &str, words: &str) -> String {
        let id = sanitised(id);
        if id.is_empty() {
            return self.words(words);
        }
        if self.typed.remove(&id) && self.taken.insert(id.clone()) {
            return id;
        }
        self.numbered(&id)
    }

    /// The id of a heading by its words.
    pub(super) fn words(&mut self, words: &str) -> String {
        let mut id = slug(words);
        if id.is_empty() {
            WORDLESS.clone_into(&mut id);
        }
        if !self.typed.contains(&id) && !self.taken.contains(&id) {
            self.taken.insert(id.clone());
            return id;
        }
        self.numbered(&id)
    }

    fn numbered(&mut self, id: &str) -> String {
        let mut number = self.next.get(id).copied().unwrap_or(2);
        loop {
            let candidate = format!("{id}-{number}");
            number += 1;
            if !self.typed.contains(&candidate) && self.taken.insert(candidate.clone()) {
                self.next.insert(id.to_owned(), number);
                return candidate;
            }
        }
    }
}

fn typed_ids(body: &str) -> HashSet<String> {
    Parser::new_ext(body, EXTENSIONS)
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => Some(sanitised(&id)),
            _ => None,
        })
        .filter(|id| !id.is_empty())
        .collect()
}

/// A typed id, as typed but for what could end the attribute that holds it or clash with the ids of
/// footnotes.
fn sanitised(id: &str) -> String {
    id.chars().filter(|char| char.is_alphanumeric() || is_mark(*char) || matches!(char, '-' | '_' | '.')).collect()
}

/// Words as an id: letters and digits of any script in lower case, `-` between words.
fn slug(words: &str) -> String {
    let mut id = String::with_capacity(words.len().min(4 * LONGEST));
    let mut length = 0;
    for char in words.chars() {
        if length >= LONGEST {
            cut_at_word(&mut id);
            break;
        }
        if char.is_ascii_alphanumeric() {
            id.push(char.to_ascii_lowercase());
            length += 1;
        } else if char.is_alphanumeric() || is_mark(char) {
            id.extend(char.to_lowercase());
            length += 1;
        } else if separates(char) && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
            length += 1;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

fn cut_at_word(id: &mut String) {
    if let Some(at) = id.rfind('-').filter(|at| *at > id.len() / 2) {
        id.truncate(at);
    }
}

fn separates(char: char) -> bool {
    char.is_whitespace() || matches!(char, '-' | '_' | '/' | '\u{2010}'..='\u{2015}')
}

/// Marks that belong to the letter before them in the scripts that need them; the standard library
/// counts most vowel signs as letters, but not these.
fn is_mark(char: char) -> bool {
    matches!(char,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{06D6}'..='\u{06DC}' | '\u{093C}' | '\u{094D}' | '\u{09BC}' | '\u{09CD}'
        | '\u{0A3C}' | '\u{0A4D}' | '\u{0ABC}' | '\u{0ACD}' | '\u{0B3C}' | '\u{0B4D}' | '\u{0BCD}' | '\u{0C4D}'
        | '\u{0CBC}' | '\u{0CCD}' | '\u{0D4D}' | '\u{0DCA}' | '\u{0E31}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}'
        | '\u{0EB1}'..='\u{0EBC}' | '\u{0EC8}'..='\u{0ECE}' | '\u{1037}'..='\u{103A}' | '\u{17C6}'..='\u{17D3}'
        | '\u{3099}' | '\u{309A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_readable_ids() {
        for (words, id) in [
            ("Politics and security", "politics-and-security"),
            ("  Überblick: 2026!  ", "überblick-2026"),
            ("Порт — открыт", "порт-открыт"),
            ("الميناء مفتوح", "الميناء-مفتوح"),
            ("हिन्दी", "हिन्दी"),
            ("港は開く", "港は開く"),
            ("Harbour's Q&A", "harbours-qa"),
            ("Sea/air/rail", "sea-air-rail"),
            ("snake_case", "snake-case"),
            ("<b>\"quoted\"</b>", "bquoted-b"),
            ("…!", ""),
        ] {
            assert_eq!(slug(words), id, "{words}");
        }
    }

    #[test]
    fn a_long_heading_is_cut_between_words() {
        let id = slug(&"harbour ".repeat(50));
        assert!(id.chars().count() <= LONGEST && id.ends_with("harbour"), "{id}");
        assert!(slug(&"a".repeat(1000)).len() <= LONGEST);
    }

    #[test]
    fn ids_are_unique_and_typed_ones_come_first() {
        let body = "## Ferries\n## Ferries\n## Trains {#ferries-2}\n## Ferries\n## !\n## Roads {#ferries-2}\n";
        let mut ids = Ids::of(body, &["main"]);
        let given = [
            ids.words("Ferries"),
            ids.words("Ferries"),
            ids.typed("ferries-2", "Trains"),
            ids.words("Ferries"),
            ids.words("!"),
            ids.typed("ferries-2", "Roads"),
            ids.words("Main"),
        ];
        assert_eq!(given, ["ferries", "ferries-3", "ferries-2", "ferries-4", "section", "ferries-2-2", "main-2"]);
    }
}
