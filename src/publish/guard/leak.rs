//! The words of held stories in what would be sent.
//!
//! Six words in a row that a held story has, and no text that is shown, are a leak. Words are compared
//! as letters and digits in lower case, so that markup, escapes and line ends hide nothing.

use crate::build::held::{HeldCopy, words as words_of};
use crate::diag::Diagnostic;
use crate::mime::is_text;
use crate::publish::plan::Plan;
use crate::site::Site;
use crate::world::World;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

/// So many words in a row are no chance.
const ROW: usize = 6;
/// A headline may be shorter.
const SHORTEST: usize = 4;

/// The files of a plan that hold a held story's words.
pub fn leaks(world: &dyn World, site: &Site, held: &[&HeldCopy<'_>], plan: &Plan<'_>) -> Vec<Diagnostic> {
    let mut rows = Rows::of(held);
    if rows.lengths.is_empty() {
        return Vec::new();
    }
    if rows.found_in(plan).next().is_none() {
        return Vec::new();
    }
    // Only now is it worth reading all that is shown: what stands there, too, is no secret.
    rows.forget(&shown(world, site, &rows));
    let found: BTreeMap<usize, BTreeSet<String>> =
        rows.found_in(plan).fold(BTreeMap::new(), |mut found: BTreeMap<usize, BTreeSet<String>>, (path, copy)| {
            found.entry(copy).or_default().insert(path);
            found
        });
    found.into_iter().map(|(copy, paths)| finding(held[copy], &paths)).collect()
}

fn finding(copy: &HeldCopy<'_>, paths: &BTreeSet<String>) -> Diagnostic {
    let first = paths.first().map_or("", String::as_str);
    let message = match paths.len() {
        1 => format!("words of this held story would be published in `{first}`"),
        more => format!("words of this held story would be published in {more} files, `{first}` among them"),
    };
    Diagnostic::error("held-words", message)
        .in_file(copy.held.path.as_str())
        .because("they stand in no text that is shown")
        .help("take them out of the template or file that holds them")
        .help(format!("or let them out with `--let-out {}`", copy.held.path))
}

/// Rows of words, by their length.
struct Rows {
    lengths: BTreeMap<usize, HashMap<u64, usize>>,
}

impl Rows {
    fn of(held: &[&HeldCopy<'_>]) -> Self {
        let mut lengths: BTreeMap<usize, HashMap<u64, usize>> = BTreeMap::new();
        for (at, copy) in held.iter().enumerate() {
            let title = words(&copy.title);
            if (SHORTEST..ROW).contains(&title.len()) {
                lengths.entry(title.len()).or_default().insert(row(&title), at);
            }
            for text in [title, words(&copy.text)] {
                lengths.entry(ROW).or_default().extend(text.windows(ROW).map(|words| (row(words), at)));
            }
        }
        lengths.retain(|_, rows| !rows.is_empty());
        Self { lengths }
    }

    /// Each row of a text that is among these: its hash and the story that it is of.
    fn among<'a>(&'a self, text: &'a [u64]) -> impl Iterator<Item = (u64, usize)> + 'a {
        self.lengths.iter().flat_map(move |(length, rows)| {
            text.windows(*length).filter_map(move |words| {
                let row = row(words);
                rows.get(&row).map(|copy| (row, *copy))
            })
        })
    }

    /// Each file of the plan that holds a row, with the story that it is of.
    fn found_in<'a>(&'a self, plan: &'a Plan<'_>) -> impl Iterator<Item = (String, usize)> + 'a {
        let found: Vec<(String, usize)> = plan
            .send
            .par_iter()
            .filter(|change| is_text(&change.item.path))
            .flat_map_iter(|change| {
                let bytes = change.item.plain().unwrap_or_default();
                let text = words(&String::from_utf8_lossy(&bytes));
                let copies: BTreeSet<usize> = self.among(&text).map(|(_, copy)| copy).collect();
                copies.into_iter().map(|copy| (change.item.path.clone(), copy))
            })
            .collect();
        found.into_iter()
    }

    fn forget(&mut self, shown: &HashSet<u64>) {
        self.lengths.values_mut().for_each(|rows| rows.retain(|row, _| !shown.contains(row)));
    }
}

/// The rows that stand in what is shown: the copy of stories and pages, and the site's own words.
fn shown(world: &dyn World, site: &Site, rows: &Rows) -> HashSet<u64> {
    let stories = site.in_all_languages().flat_map(|site| &site.stories).map(|story| story.path());
    let pages = site.in_all_languages().flat_map(|site| &site.pages).map(|page| &*page.path);
    let paths: Vec<&str> = stories.chain(pages).collect();
    let texts = paths.par_iter().filter_map(|path| words_of(world, site, path));
    let own = site.config.sections.iter().map(|section| section.description.clone());
    let own: Vec<String> = own.chain([site.config.title.clone(), site.config.description.clone()]).collect();
    let texts = texts.chain(own.into_par_iter());
    texts.flat_map_iter(|text| rows.among(&words(&text)).map(|(row, _)| row).collect::<Vec<_>>()).collect()
}

/// The words of a text as numbers. Tags, entities and escapes part words; what stands in tags, where
/// descriptions are, comes after the text.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut in_tags = String::new();
    gather(text, &mut words, |tag| {
        in_tags.push_str(tag);
        in_tags.push('\n');
    });
    gather(&in_tags, &mut words, |_| {});
    words
}

fn gather(text: &str, words: &mut Vec<u64>, mut in_tag: impl FnMut(&str)) {
    let mut word = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
            rest = after;
            continue;
        }
        if !word.is_empty() {
            words.push(xxh3_64(word.as_bytes()));
            word.clear();
        }
        let end = match c {
            '<' => skipped(after, '>', 4_000).inspect(|end| in_tag(&after[..*end])),
            '&' => skipped(after, ';', 12),
            // `\n` in JSON is no letter.
            '\\' => after.chars().next().map(char::len_utf8),
            _ => None,
        };
        rest = &after[end.unwrap_or(0)..];
    }
    if !word.is_empty() {
        words.push(xxh3_64(word.as_bytes()));
    }
}

/// How long a tag or an entity is; what has no end nearby is none.
fn skipped(after: &str, end: char, longest: usize) -> Option<usize> {
    let opens = |c: char| c.is_alphanumeric() || "/!#?".contains(c);
    after.starts_with(opens).then(|| after[..after.floor_char_boundary(longest)].find(end))?
}

fn row(words: &[u64]) -> u64 {
    words.iter().fold(0, |row: u64, word| row.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_escapes_and_case_hide_no_word() {
        let plain = words("The ferry doesn't return on Friday");
        for text in [
            "<p>The <b>ferry</b> doesn&#39;t return\non <a href=\"/x\">Friday</a></p>",
            "the FERRY doesn’t return — on Friday",
            "{\"text\": \"The ferry doesn't\\nreturn on Friday\"",
        ] {
            let found = words(text);
            assert!(found.windows(plain.len()).any(|row| row == plain), "{text}");
        }
        assert_eq!(words("a < b & c").len(), 3);
        let described = words("<meta name=\"description\" content=\"The ferry doesn&#39;t return on Friday\">");
        assert!(described.windows(plain.len()).any(|row| row == plain));
    }
}
