//! What stories say, kept from one build to the next where a process builds again and again: after a save, one text
//! of a part is read and not all.

use super::index::{Builder, Lexicon, Said};
use foldhash::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many words are kept at most, of all parts together.
const MOST: usize = 4_000_000;

/// The parts that were made last, by their names.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Vec<(String, Part)>>);

/// A part of the archive.
#[derive(Debug, Default)]
pub(super) struct Part {
    lexicon: Lexicon,
    /// What each of its stories says, by what tells one from any other; nothing where that is not kept.
    stories: Option<HashMap<Mark, Box<[Said]>>>,
}

/// What tells a story from any other that says something else: the hashes of its file and of its metadata.
pub(super) type Mark = (u64, u64);

impl Kept {
    /// Takes out what is kept of a part.
    pub(super) fn take(&self, name: &str) -> Part {
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = parts.iter().position(|(known, _)| known == name);
        let new = || Part { stories: Some(HashMap::default()), ..Part::default() };
        at.map_or_else(new, |at| parts.remove(at).1)
    }

    /// Keeps a part, and of the others as many of the last as there is room for.
    pub(super) fn put(&self, name: String, part: Part) {
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        parts.push((name, part));
        while parts.iter().map(|(_, part)| part.len()).sum::<usize>() > MOST {
            parts.remove(0);
        }
    }
}

impl Part {
    /// How many words are kept of it.
    fn len(&self) -> usize {
        self.stories.iter().flat_map(HashMap::values).map(|said| said.len()).sum()
    }

    /// The files of the words of stories, which are all of the part; `note` reads what one says, or, where its text
    /// cannot be read, what it says without: that is not kept.
    pub(super) fn files<T>(
        &mut self,
        stories: impl Iterator<Item = (Mark, T)>,
        shards: usize,
        mut note: impl FnMut(T, &mut Lexicon) -> Result<Vec<Said>, Vec<Said>>,
    ) -> Vec<String> {
        let mut known = std::mem::take(self.stories.as_mut().unwrap_or(&mut HashMap::default()));
        let mut builder = Builder::default();
        for (mark, story) in stories {
            let said = known.remove(&mark).map_or_else(|| note(story, &mut self.lexicon), |said| Ok(said.into()));
            let (Ok(words) | Err(words)) = &said;
            builder.add(&self.lexicon, words);
            if let (Some(stories), Ok(said)) = (&mut self.stories, said) {
                stories.insert(mark, said.into());
            }
        }
        builder.finish(&self.lexicon, shards)
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::Field;
    use super::super::stem::Stemmers;
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    const TEXTS: [&str; 6] = ["Ferries sail", "A ferry", "Calm", "sailing, sailed: sails", "", "½ of them"];

    /// The files of stories, each of which says one of the texts, or one that cannot be read.
    fn files(part: &mut Part, stories: &[usize]) -> Vec<String> {
        let mut stemmers = Stemmers::default();
        let stories = stories.iter().zip(0..).map(|(text, at)| ((at, *text as u64), *text));
        part.files(stories, 4, |text, lexicon| {
            let mut said = Vec::new();
            let words = TEXTS.get(text).copied().unwrap_or_default();
            lexicon.note(("en", stemmers.of("en")), Field::Headline, words, &mut said);
            if text < TEXTS.len() { Ok(said) } else { Err(said) }
        })
    }

    proptest! {
        /// Whatever a part held before, its files are those of its stories as they are.
        #[test]
        fn what_is_kept_changes_nothing(states in vec(vec(0..=TEXTS.len(), 0..6), 1..6)) {
            let kept = Kept::default();
            for stories in states {
                let mut part = kept.take("part");
                prop_assert_eq!(files(&mut part, &stories), files(&mut Part::default(), &stories));
                kept.put("part".into(), part);
            }
        }
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let kept = Kept::default();
        let part = |words| {
            let said = vec![Said::new(0, Field::Body); words];
            Part { stories: Some([((0, 0), said.into())].into_iter().collect()), ..Part::default() }
        };
        kept.put("first".into(), part(1));
        kept.put("second".into(), part(MOST));
        assert_eq!(kept.take("first").len(), 0);
        assert_eq!(kept.take("second").len(), MOST);
    }
}
