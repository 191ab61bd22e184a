//! Findings that are alike: a mistake in a template is met on every page that is made with it.

use crate::diag::Diagnostic;
use std::collections::HashMap;

/// Keeps the first of findings that say the same of the same place, and says how many there were.
pub(super) fn fold(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        // Other findings stand in the file of a story, each in its own place.
        if finding.code != "template" {
            kept.push((finding, 0));
            continue;
        }
        let place = finding.labels.first().map(|label| (label.place.path.clone(), label.place.start));
        let key = format!("{} {:?} {place:?}", finding.message, finding.file);
        match first.get(&key) {
            Some(at) => kept[*at].1 += 1,
            None => {
                first.insert(key, kept.len());
                kept.push((finding, 0));
            }
        }
    }
    let say = |(finding, more): (Diagnostic, usize)| match more {
        0 => finding,
        1 => finding.because("and on 1 page more"),
        more => finding.because(format!("and on {more} pages more")),
    };
    kept.into_iter().map(say).collect()
}
