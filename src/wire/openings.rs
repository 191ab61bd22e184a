//! Words that a line may open with, in lower case: lists that are asked whole.
//!
//! In: a line. Out: the openings that it has, in the order of the list. Two letters tell of most lines that they have
//! none; the others are compared with the few openings that lie under their first letter.

use super::byline::head;

mod pairs;

pub(super) use pairs::Pairs;

/// A list of openings.
pub(super) struct Openings {
    /// The openings with their places in the list, by first letter.
    list: Vec<(&'static str, usize)>,
    /// Where those with a letter of ASCII begin; what is not ASCII stands last.
    from: [usize; 129],
    /// With which two letters one begins.
    pairs: Pairs,
}

impl Openings {
    /// The openings of a list.
    pub(super) fn new(openings: impl IntoIterator<Item = &'static str>) -> Self {
        let mut list: Vec<_> = openings.into_iter().zip(0..).collect();
        list.sort_by_key(|(opening, _)| initial(opening));
        let from = std::array::from_fn(|first| list.partition_point(|(opening, _)| initial(opening) < first));
        let pairs = Pairs::of(list.iter().map(|(opening, _)| *opening));
        Self { list, from, pairs }
    }

    /// Those that a line has, each with its place in the list and the rest of the line.
    pub(super) fn all<'a>(&self, line: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        let first = line.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        // Only what is not ASCII may have any letter as its lower case.
        let near = match line.as_bytes() {
            [first, second, ..] if first.is_ascii() & second.is_ascii() & !self.pairs.has(*first, *second) => 0..0,
            _ if first.is_ascii() => self.from[usize::from(first)]..self.from[usize::from(first) + 1],
            // A quote mark or a dash has no other case.
            _ if line.starts_with(|c: char| !c.is_alphabetic() && !c.is_whitespace()) => {
                self.from[128]..self.list.len()
            }
            _ => 0..self.list.len(),
        };
        self.list[near].iter().filter_map(|(opening, at)| Some((*at, head(line, opening)?)))
    }

    /// What stands after the first that a line has.
    pub(super) fn rest<'a>(&self, line: &'a str) -> Option<&'a str> {
        self.all(line).next().map(|(_, rest)| rest)
    }

    /// Whether a line has one.
    pub(super) fn open(&self, line: &str) -> bool {
        self.rest(line).is_some()
    }

    /// Whether a line is one and nothing else.
    pub(super) fn whole(&self, line: &str) -> bool {
        self.all(line).any(|(_, rest)| rest.is_empty())
    }

    /// The place of the first that a line has as whole words.
    pub(super) fn words(&self, line: &str) -> Option<usize> {
        let letter = |at: usize| line[..at].ends_with(char::is_alphabetic);
        let whole = |rest: &str| !rest.starts_with(char::is_alphabetic) || !letter(line.len() - rest.len());
        self.all(line).find(|(_, rest)| whole(rest)).map(|(at, _)| at)
    }
}

fn initial(opening: &str) -> usize {
    opening.as_bytes().first().map_or(0, |first| usize::from(*first).min(128))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_list_that_a_line_has_is_given() {
        let openings = Openings::new(["on", "by ", "édité par", "by ana", "b", "on the"]);
        let of = |line| openings.all(line).next();
        assert_eq!(of("BY Ana"), Some((1, "Ana")));
        assert_eq!(of("Édité par Ana"), Some((2, " Ana")));
        assert_eq!(of("boats"), Some((4, "oats")));
        assert_eq!(of("quay"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("“by Ana”"), None);
        assert_eq!(Openings::new(["by", "© ", "•"]).all("© Ana").next(), Some((1, "Ana")));
        assert_eq!(openings.words("Once"), None);
        assert_eq!(openings.words("on deck"), Some(0));
        // A blank stands for any white space, and a sign of more bytes may have a letter of one as its lower case.
        let openings = Openings::new(["a ferry", "käse", "kai"]);
        assert!(
            ["A\u{a0}Ferry", "A\tferry", "\u{212a}ai", "\u{212a}äse", "KÄSE"].iter().all(|line| openings.open(line))
        );
    }
}
