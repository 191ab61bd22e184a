//! The lead picture: where it lies, what it shows, whose it is, and what of it matters most.

use super::{Key, Reader};
use crate::diag::{Diagnostic, nearest};
use crate::document::FrontMatter;
use crate::document::node::{Kind, Node};
use crate::source::Spanned;

/// The keys of a picture that is a table.
const KEYS: [&str; 5] = ["src", "alt", "caption", "credit", "focus"];

impl Reader<'_> {
    /// A picture: its address, or a table of [`KEYS`]. A key of its own (`image-alt`) goes before the
    /// same in the table.
    pub(super) fn image(&mut self, front: &mut FrontMatter, value: Node) {
        let Kind::Table(entries) = value.kind else {
            front.image = self.text(Key::Image, value).and_then(|text| self.harmless(Key::Image, text));
            return;
        };
        for (typed, value) in entries {
            match typed.value.as_str() {
                "src" => {
                    front.image = self.text(Key::Image, value).and_then(|text| self.harmless(Key::Image, text));
                }
                "alt" => front.image_alt = front.image_alt.take().or(self.text(Key::ImageAlt, value)),
                "caption" => {
                    front.image_caption = front.image_caption.take().or(self.text(Key::ImageCaption, value));
                }
                "credit" => front.image_credit = front.image_credit.take().or(self.text(Key::ImageCredit, value)),
                "focus" => front.image_focus = front.image_focus.take().or(self.focus(value)),
                other => {
                    let finding = Diagnostic::error("unknown-key", format!("unknown key `{other}` in `image`")).at(
                        self.source,
                        typed.span.clone(),
                        "not a key of a picture",
                    );
                    self.findings.push(match nearest(other, KEYS) {
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None => finding.help("type `src`, `alt`, `caption`, `credit` or `focus`"),
                    });
                }
            }
        }
    }

    /// Two percentages: from the left and from the top.
    pub(super) fn focus(&mut self, value: Node) -> Option<Spanned<String>> {
        let typed = self.text(Key::ImageFocus, value)?;
        let is_percent = |part: &str| {
            part.strip_suffix('%').and_then(|part| part.parse::<u8>().ok()).is_some_and(|percent| percent <= 100)
        };
        let parts: Vec<&str> = typed.value.split_whitespace().collect();
        if parts.len() == 2 && parts.iter().all(|part| is_percent(part)) {
            return Some(Spanned::new(parts.join(" "), typed.span));
        }
        let message = format!("expected two percentages for `image-focus`, found `{}`", typed.value);
        let help = "type how far from the left and from the top it lies: `30% 60%`";
        self.wrong("wrong-value", message, typed.span, Some(help.into()));
        None
    }
}
