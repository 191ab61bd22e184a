//! What is held back, and why.

use super::amend::Edit;
use super::{Settled, What};
use crate::document::when::compact;
use crate::document::{FrontMatter, State, When};
use crate::source::Spanned;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A story that is not shown. Nothing of it is known to the model but its file, its place and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its file.
    pub path: String,
    /// The address that it would have, or had, if it is whole enough to have one.
    pub address: Option<Box<str>>,
    /// Why it is held.
    pub reason: Reason,
    /// When it expires.
    pub expires: Option<Timestamp>,
}

/// Why a story is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// `draft: true`.
    Draft,
    /// `embargo` is later than now.
    Embargo(Timestamp),
    /// `date` is later than now.
    Future(Timestamp),
    /// `expires` has passed.
    Expired(Timestamp),
    /// `state: hold`.
    OnHold,
    /// `state: kill`.
    Killed,
}

/// Whether drafts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// They are held back.
    Hold,
    /// They are shown, for a preview.
    Show,
}

impl Held {
    /// What a file is as of `now`, if it is held.
    pub(super) fn of(path: &str, settled: &Settled, now: Timestamp, drafts: Drafts) -> Option<Self> {
        let reason = settled.holds.reason(now, drafts)?;
        let address = settled.what.as_ref().map(What::address).map(Box::from);
        Some(Self { path: path.into(), address, reason, expires: settled.holds.expires() })
    }

    /// Whether readers may have seen it before it was taken back.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self.reason, Reason::Killed | Reason::Expired(_) | Reason::OnHold)
    }
}

/// What is held after some edits.
pub(super) fn amended(held: &Arc<[Held]>, now: Timestamp, drafts: Drafts, edits: &[Edit<'_>]) -> Arc<[Held]> {
    let of = |path: &str, settled: Option<&Settled>| Held::of(path, settled?, now, drafts);
    let were_or_are = |edit: &Edit<'_>| of(edit.path, edit.before).is_some() || of(edit.path, edit.after).is_some();
    if !edits.iter().any(were_or_are) {
        return Arc::clone(held);
    }
    let is_edited = |held: &&Held| edits.iter().any(|edit| edit.path == held.path);
    let mut after: Vec<Held> = held.iter().filter(|held| !is_edited(held)).cloned().collect();
    after.extend(edits.iter().filter_map(|edit| of(edit.path, edit.after)));
    after.sort_by(|a, b| a.path.cmp(&b.path));
    after.into()
}

impl Reason {
    /// In words for the desk: `embargo until 2026-11-24 06:00 +01:00`.
    pub fn words(self, zone: &TimeZone) -> String {
        let at =
            |instant: Timestamp| instant.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string();
        match self {
            Self::Draft => "draft".into(),
            Self::Embargo(until) => format!("embargo until {}", at(until)),
            Self::Future(from) => format!("dated {}", at(from)),
            Self::Expired(since) => format!("expired {}", at(since)),
            Self::OnHold => "on hold".into(),
            Self::Killed => "killed".into(),
        }
    }

    /// When the story comes out by itself, if it does.
    pub fn until(self) -> Option<Timestamp> {
        match self {
            Self::Embargo(until) | Self::Future(until) => Some(until),
            _ => None,
        }
    }
}

/// What may hold a story back. It says nothing of the time, so that it can be kept and asked again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    #[serde(with = "compact::optional")]
    date: Option<Timestamp>,
    /// What few stories have, apart, since there may be a million stories.
    rare: Option<Box<Rare>>,
}

/// What may hold few stories back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Rare {
    state: Option<State>,
    draft: bool,
    #[serde(with = "compact::optional")]
    embargo: Option<Timestamp>,
    #[serde(with = "compact::optional")]
    expires: Option<Timestamp>,
}

impl Holds {
    /// What a document's front matter says; times without an offset are read in `zone`.
    pub fn of(front: &FrontMatter, zone: &TimeZone) -> Self {
        let instant = |when: &Option<Spanned<When>>| when.as_ref().map(|when| when.value.instant(zone));
        let rare = Rare {
            state: front.state.as_ref().map(|state| state.value),
            draft: front.draft.as_ref().is_some_and(|draft| draft.value),
            embargo: instant(&front.embargo),
            expires: instant(&front.expires),
        };
        Self { date: instant(&front.date), rare: (rare != Rare::default()).then(|| Box::new(rare)) }
    }

    /// Why a story is held as of `now`; the gravest reason first.
    pub fn reason(&self, now: Timestamp, drafts: Drafts) -> Option<Reason> {
        let rare = self.rare.as_deref();
        match rare.and_then(|rare| rare.state) {
            Some(State::Kill) => return Some(Reason::Killed),
            Some(State::Hold) => return Some(Reason::OnHold),
            _ => {}
        }
        if let Some(expires) = self.expires().filter(|expires| *expires <= now) {
            return Some(Reason::Expired(expires));
        }
        if rare.is_some_and(|rare| rare.draft) && drafts == Drafts::Hold {
            return Some(Reason::Draft);
        }
        // Of the two, the one that holds it longer.
        let embargo = rare.and_then(|rare| rare.embargo).filter(|embargo| *embargo > now);
        let date = self.date.filter(|date| *date > now);
        match (embargo, date) {
            (Some(embargo), date) if date.is_none_or(|date| date <= embargo) => Some(Reason::Embargo(embargo)),
            (_, date) => date.map(Reason::Future),
        }
    }

    /// Whether the story may come out or be taken down by itself.
    pub fn come_due(&self, now: Timestamp, drafts: Drafts) -> bool {
        self.expires().is_some() || self.reason(now, drafts).is_some_and(|reason| reason.until().is_some())
    }

    /// When it is taken down.
    pub fn expires(&self) -> Option<Timestamp> {
        self.rare.as_ref()?.expires
    }
}
