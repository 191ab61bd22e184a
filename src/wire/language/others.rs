//! The words of languages that have no file of their own: one file for the calendar, mails and feet of many, one for
//! the datelines and bylines of Chinese, Japanese and Korean.

use super::{Calendar, Foot, Mail, table};

/// Words of languages that have no file of their own.
pub(super) struct Others {
    /// Months and days.
    pub(super) calendar: Calendar,
    /// What opens a byline.
    pub(super) by: &'static [&'static str],
    /// What opens a byline only where a dateline follows.
    pub(super) by_dated: &'static [&'static str],
    /// What stands between the date of another calendar and ours.
    pub(super) corresponding: &'static [&'static str],
    /// What stands behind a year of ours.
    pub(super) era: &'static [&'static str],
    /// What opens a line that says when a page was published.
    pub(super) stamped: &'static [&'static str],
    /// What the header of a mail calls its fields.
    pub(super) mail: Mail,
    /// Words at the foot of a story and around it.
    pub(super) foot: Foot,
}

/// What stands in `calendar.txt`.
pub(super) static OTHERS: Others = {
    lists!(include_str!("calendar.txt"), list some);
    Others {
        calendar: calendar!(list),
        by: list("by"),
        by_dated: list("by-dated"),
        corresponding: list("corresponding"),
        era: list("era"),
        stamped: list("stamped"),
        mail: mail!(list, some, some),
        foot: foot!(some),
    }
};

/// What datelines and bylines of East Asia are made of.
pub(in crate::wire) struct East {
    /// What stands before the names of those who wrote.
    pub(in crate::wire) before: &'static [&'static str],
    /// The same in Japanese.
    pub(in crate::wire) before_japanese: &'static [&'static str],
    /// What stands behind a name.
    pub(in crate::wire) behind: &'static [&'static str],
    /// What the names of Koreans begin with.
    pub(in crate::wire) surnames: &'static [&'static str],
    /// What the names of Chinese begin with.
    pub(in crate::wire) surnames_chinese: &'static [&'static str],
    /// What the names of desks end with.
    pub(in crate::wire) desks: &'static [&'static str],
    /// How a paper calls itself.
    pub(in crate::wire) own: &'static [&'static str],
    /// What says that the words are an agency's.
    pub(in crate::wire) after: &'static [&'static str],
    /// What closes a dateline.
    pub(in crate::wire) wired: &'static [&'static str],
    /// What closes one that has neither a place nor a day.
    pub(in crate::wire) wired_alone: &'static [&'static str],
    /// Words that begin with the sign that would close one.
    pub(in crate::wire) wired_compounds: &'static [&'static str],
}

/// What stands in `east.txt`.
pub(in crate::wire) static EAST: East = {
    lists!(include_str!("east.txt"), list);
    East {
        before: list("writers-before"),
        before_japanese: list("writers-before-japanese"),
        behind: list("writers-after"),
        surnames: list("surnames"),
        surnames_chinese: list("surnames-chinese"),
        desks: list("desks"),
        own: list("own"),
        after: list("after"),
        wired: list("wired"),
        wired_alone: list("wired-alone"),
        wired_compounds: list("wired-compounds"),
    }
};
