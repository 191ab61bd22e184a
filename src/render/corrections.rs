//! Corrections: of one story, and all of them on a page.

use super::list::home_crumb;
use super::views::{CorrectedView, CorrectionView, PageView};
use super::{Renderer, Sheet, Surroundings, cards, time};
use crate::diag::Diagnostic;
use crate::site::{Correction, Story};
use std::cmp::Reverse;

impl Renderer<'_> {
    /// All corrections, the newest first.
    pub(super) fn corrections(&self, on: &Sheet<'_>, findings: &mut Vec<Diagnostic>) -> Vec<u8> {
        let around = self.around(on);
        let title = around.words.text("corrections");
        let corrected = on
            .on_leaf(self.site.corrected().into_iter())
            .map(|id| CorrectedView { story: cards::card(&around, id), corrections: of(&around, self.site.story(id)) });
        let view: Vec<CorrectedView> = corrected.collect();
        let page = PageView { breadcrumbs: home_crumb(&around), ..self.frame(on, "corrections", title, "") };
        let page = self.describe(page, |_| None);
        self.template("corrections.html", on, &page, "corrections", &view, None, findings)
    }
}

/// A story's corrections, the newest first.
pub(super) fn of(around: &Surroundings<'_>, story: &Story) -> Vec<CorrectionView> {
    let mut corrections: Vec<&Correction> = story.corrections().iter().collect();
    corrections.sort_by_key(|correction| Reverse(correction.date.instant(&around.site.config.timezone)));
    let view = |correction: &Correction| CorrectionView {
        date: time::view(around, correction.date),
        text: correction.text.to_string(),
    };
    corrections.into_iter().map(view).collect()
}
