//! The names of a story's keys: the one that is written, and those that are understood.

use crate::diag::nearest;

/// A key of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the field of the same name in `FrontMatter`")]
pub enum Key {
    Title,
    Description,
    Kicker,
    Genre,
    Date,
    Updated,
    Section,
    Tags,
    Series,
    Terms,
    Authors,
    Byline,
    Location,
    Agency,
    Dateline,
    Source,
    Slug,
    Slugline,
    Aliases,
    Draft,
    Embargo,
    Expires,
    Language,
    Translation,
    Image,
    ImageAlt,
    ImageCaption,
    ImageCredit,
    ImageFocus,
    State,
    Corrections,
    Desk,
    Converted,
}

/// How many keys there are.
pub(super) const COUNT: usize = NAMES.len();

/// Each key with its name, in the order of [`Key`], which is the order of printing.
const NAMES: [(Key, &str); 33] = [
    (Key::Title, "title"),
    (Key::Description, "description"),
    (Key::Kicker, "kicker"),
    (Key::Genre, "genre"),
    (Key::Date, "date"),
    (Key::Updated, "updated"),
    (Key::Section, "section"),
    (Key::Tags, "tags"),
    (Key::Series, "series"),
    (Key::Terms, "terms"),
    (Key::Authors, "authors"),
    (Key::Byline, "byline"),
    (Key::Location, "location"),
    (Key::Agency, "agency"),
    (Key::Dateline, "dateline"),
    (Key::Source, "source"),
    (Key::Slug, "slug"),
    (Key::Slugline, "slugline"),
    (Key::Aliases, "aliases"),
    (Key::Draft, "draft"),
    (Key::Embargo, "embargo"),
    (Key::Expires, "expires"),
    (Key::Language, "language"),
    (Key::Translation, "translation"),
    (Key::Image, "image"),
    (Key::ImageAlt, "image-alt"),
    (Key::ImageCaption, "image-caption"),
    (Key::ImageCredit, "image-credit"),
    (Key::ImageFocus, "image-focus"),
    (Key::State, "state"),
    (Key::Corrections, "corrections"),
    (Key::Desk, "desk"),
    (Key::Converted, "converted"),
];

/// Other names that mean a key beyond doubt.
const ALIASES: [(&str, Key); 12] = [
    ("headline", Key::Title),
    ("deck", Key::Description),
    ("standfirst", Key::Description),
    ("summary", Key::Description),
    ("subtitle", Key::Description),
    ("place", Key::Location),
    ("city", Key::Location),
    ("author", Key::Authors),
    ("lang", Key::Language),
    ("alias", Key::Aliases),
    ("imagealt", Key::ImageAlt),
    ("correction", Key::Corrections),
];

/// Names from other programs that are close to a key but not the same; they get a suggestion.
const FOREIGN: [(&str, Key); 40] = [
    ("publish-date", Key::Date),
    ("publishdate", Key::Date),
    ("pub-date", Key::Date),
    ("pubdate", Key::Date),
    ("published", Key::Date),
    ("publication-date", Key::Date),
    ("created", Key::Date),
    ("day", Key::Date),
    ("lastmod", Key::Updated),
    ("last-modified", Key::Updated),
    ("lastmodified", Key::Updated),
    ("modified", Key::Updated),
    ("expiry-date", Key::Expires),
    ("expirydate", Key::Expires),
    ("expiry", Key::Expires),
    ("unpublish", Key::Expires),
    ("embargo-until", Key::Embargo),
    ("hold-until", Key::Embargo),
    ("release", Key::Embargo),
    ("not-before", Key::Embargo),
    ("keywords", Key::Tags),
    ("topics", Key::Tags),
    ("subjects", Key::Tags),
    ("category", Key::Section),
    ("categories", Key::Section),
    ("desk-section", Key::Section),
    ("excerpt", Key::Description),
    ("abstract", Key::Description),
    ("overline", Key::Kicker),
    ("eyebrow", Key::Kicker),
    ("writer", Key::Authors),
    ("reporter", Key::Authors),
    ("locale", Key::Language),
    ("redirect-from", Key::Aliases),
    ("permalink", Key::Slug),
    ("cover", Key::Image),
    ("thumbnail", Key::Image),
    ("status", Key::State),
    ("running-story", Key::Series),
    ("taxonomies", Key::Terms),
];

impl Key {
    /// Every key, in the order of printing.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(key, _)| *key)
    }

    /// The name that front matter uses.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The key that a name means: its own or an alias, in any case, with spaces, underscores and
    /// hyphens taken for the same.
    pub fn named(typed: &str) -> Option<Self> {
        // What is typed is nearly always the name itself.
        exactly(typed).or_else(|| {
            let folded = fold(typed);
            exactly(&folded).or_else(|| ALIASES.iter().find(|(name, _)| *name == folded).map(|(_, key)| *key))
        })
    }

    /// The key that an unknown name was probably meant to be.
    pub(super) fn near(typed: &str) -> Option<&'static str> {
        let folded = fold(typed);
        let foreign = FOREIGN.iter().find(|(name, _)| *name == folded).map(|(_, key)| key.name());
        let known = NAMES.iter().map(|(_, name)| *name).chain(ALIASES.iter().map(|(name, _)| *name));
        foreign.or_else(|| nearest(&folded, known))
    }
}

fn exactly(name: &str) -> Option<Key> {
    NAMES.iter().find(|(_, known)| *known == name).map(|(key, _)| *key)
}

fn fold(typed: &str) -> String {
    let word = |c: char| if matches!(c, ' ' | '_') { '-' } else { c };
    typed.trim().chars().flat_map(char::to_lowercase).map(word).collect()
}

/// The name that front matter has for a key typed in any case, with spaces, underscores or hyphens
/// (`Image Alt`), or for an alias of it (`Headline`).
pub fn canonical_key(typed: &str) -> Option<&'static str> {
    Key::named(typed).map(Key::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lie_in_the_order_of_the_keys() {
        for (at, (key, name)) in NAMES.iter().enumerate() {
            assert_eq!((*key as usize, key.name(), Key::named(name)), (at, *name, Some(*key)));
        }
    }

    #[test]
    fn names_are_understood_in_any_case_and_by_their_aliases() {
        let cases = [
            ("title", Some("title")),
            ("Headline", Some("title")),
            ("STANDFIRST", Some("description")),
            ("Image Alt", Some("image-alt")),
            ("image_alt", Some("image-alt")),
            (" Author ", Some("authors")),
            ("byeline", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(canonical_key(typed), expected, "{typed}");
        }
    }

    #[test]
    fn foreign_names_are_near_to_ours() {
        for (typed, expected) in [
            ("publishDate", Some("date")),
            ("expiryDate", Some("expires")),
            ("lastmod", Some("updated")),
            ("Keywords", Some("tags")),
            ("categories", Some("section")),
            ("byeline", Some("byline")),
            ("weather", None),
        ] {
            assert_eq!(Key::near(typed), expected, "{typed}");
        }
    }

    #[test]
    fn no_name_has_two_meanings() {
        let mut names: Vec<&str> = NAMES.iter().map(|(_, name)| *name).collect();
        names.extend(ALIASES.iter().map(|(name, _)| *name));
        names.extend(FOREIGN.iter().map(|(name, _)| *name));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
