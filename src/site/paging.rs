//! Which stories stand on which page of a list.
//!
//! Pages are numbered from the oldest and each holds the same number of stories for good. The front
//! of a list holds the newest, from one page's worth to nearly two. So a new story changes the
//! front, and now and then adds a page, but it changes no numbered page.

use std::ops::Range;

/// A list of `len` stories, counted from the oldest, cut into pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    len: usize,
    size: usize,
}

impl Paging {
    /// Cuts `len` stories into pages of `size`.
    pub fn new(len: usize, size: usize) -> Self {
        Self { len, size: size.max(1) }
    }

    /// How many numbered pages there are.
    pub fn numbered(self) -> usize {
        self.len.saturating_sub(self.size) / self.size
    }

    /// How many pages are full, the front's among them.
    pub fn full(self) -> usize {
        self.len / self.size
    }

    /// The stories of the front.
    pub fn front(self) -> Range<usize> {
        self.numbered() * self.size..self.len
    }

    /// The numbered page that a story stands on, by its place; nothing where that is the front.
    pub fn page_of(self, place: usize) -> Option<usize> {
        let number = place / self.size + 1;
        (number <= self.numbered()).then_some(number)
    }

    /// The stories of a numbered page, from 1.
    pub fn page(self, number: usize) -> Range<usize> {
        (number - 1) * self.size..number * self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_front_holds_one_to_two_pages_worth() {
        assert_eq!(Paging::new(0, 20).front(), 0..0);
        assert_eq!(Paging::new(39, 20).front(), 0..39);
        assert_eq!(Paging::new(40, 20).numbered(), 1);
        assert_eq!(Paging::new(40, 20).front(), 20..40);
        assert_eq!(Paging::new(40, 20).page(1), 0..20);
    }

    proptest! {
        #[test]
        fn every_story_stands_on_one_page_and_numbered_pages_stay(len in 0usize..500, size in 1usize..40) {
            let paging = Paging::new(len, size);
            let mut next = 0;
            for number in 1..=paging.numbered() {
                prop_assert_eq!(paging.page(number).start, next);
                next = paging.page(number).end;
                prop_assert!(paging.page(number).all(|place| paging.page_of(place) == Some(number)));
                prop_assert_eq!(paging.page(number), Paging::new(len + 1, size).page(number));
            }
            prop_assert_eq!(paging.front(), next..len);
            prop_assert!(paging.front().all(|place| paging.page_of(place).is_none()));
            prop_assert!(paging.front().len() < 2 * size);
        }
    }
}
