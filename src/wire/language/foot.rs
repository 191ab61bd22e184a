//! The words of a language that stand around a story: in the header of its mail, and at its foot.

/// What the header of a mail calls its fields; a colon follows.
pub(crate) struct Mail {
    /// What it is about.
    pub(crate) subject: &'static [&'static str],
    /// When it was sent.
    pub(crate) sent: &'static [&'static str],
    /// The others.
    pub(crate) others: &'static [&'static str],
    /// What stands before the subject of a mail that is passed on or answered.
    pub(crate) answer: &'static [&'static str],
    /// What opens the line that a device puts under a mail.
    pub(crate) device: &'static [&'static str],
    /// With what a writer takes leave, on a line of its own.
    pub(crate) leave: &'static [&'static str],
    /// With what a writer begins.
    pub(crate) greet: &'static [&'static str],
    /// Whom a writer speaks to who needs no name.
    pub(crate) greeted: &'static [&'static str],
    /// With what a writer says that a story follows.
    pub(crate) cover: &'static [&'static str],
    /// With what a writer says so where a word for the copy stands beside it.
    pub(crate) here: &'static [&'static str],
    /// Words for the copy.
    pub(crate) copy: &'static [&'static str],
    /// What stands behind the name of who wrote a mail that is answered.
    pub(crate) wrote: &'static [&'static str],
    /// What a mail says of who may read it.
    pub(crate) disclaimer: &'static [&'static str],
}

/// Words at the foot of a story and on the page around it; a language need not have all of the lists.
pub(crate) struct Foot {
    /// Words that end a story, alone on their line.
    pub(crate) ends: &'static [&'static str],
    /// Those after which nothing more is for print.
    pub(crate) last: &'static [&'static str],
    /// Those that say so where they stand between signs.
    pub(crate) last_between: &'static [&'static str],
    /// What opens the caption of a picture, in capitals and before a colon.
    pub(crate) captions: &'static [&'static str],
    /// What opens the caption of a picture on a page, in any letters and without a colon.
    pub(crate) captioned: &'static [&'static str],
    /// What stands beside minutes in a line that says how long a story takes to read.
    pub(crate) reading: &'static [&'static str],
    /// What stands before a time that lies so far back.
    pub(crate) ago_before: &'static [&'static str],
    /// What stands behind it.
    pub(crate) ago_behind: &'static [&'static str],
    /// Words before which a hyphen stands for the half that two words share.
    pub(crate) shared_half: &'static [&'static str],
    /// Words that say that more is to come.
    pub(crate) more: &'static [&'static str],
    /// What opens a notice of rights.
    pub(crate) rights: &'static [&'static str],
    /// What opens a line that says where the words came from, or under which rules they were written.
    pub(crate) sources: &'static [&'static str],
    /// Pictures and sound that a service offers with a story, in brackets at its foot.
    pub(crate) offers: &'static [&'static str],
    /// What opens the foot's list of those who worked on a story.
    pub(crate) credits: &'static [&'static str],
    /// Those of them that name who wrote.
    pub(crate) wrote: &'static [&'static str],
    /// What ends a line that names those who helped.
    pub(crate) contributed: &'static [&'static str],
    /// Headings under which nothing more is for the page.
    pub(crate) notes: &'static [&'static str],
    /// Headings under which names and numbers follow.
    pub(crate) contacts: &'static [&'static str],
    /// Labels of lines that are for those who print a story; a colon follows.
    pub(crate) labels: &'static [&'static str],
    /// Labels of those who wrote; a colon follows.
    pub(crate) writers: &'static [&'static str],
    /// What opens lines that say how to reach those who wrote.
    pub(crate) reach: &'static [&'static str],
    /// What may follow an end mark and is not for the page.
    pub(crate) after: &'static [&'static str],
    /// What a press office calls what it sends.
    pub(crate) releases: &'static [&'static str],
    /// What else opens a line that belongs to the page around a story.
    pub(crate) page: &'static [&'static str],
    /// Lines that belong to the page when nothing else stands on them.
    pub(crate) buttons: &'static [&'static str],
    /// Those that may stand in the middle of a story, which goes on under them.
    pub(crate) adverts: &'static [&'static str],
    /// Lines of a page that are no part of any story, which goes on under them.
    pub(crate) ads: &'static [&'static str],
    /// What opens the credit of a picture.
    pub(crate) pictures: &'static [&'static str],
    /// What ends the name of a body that hands out pictures.
    pub(crate) handed: &'static [&'static str],
}

/// What mails call their fields in a file's lists; `$own` reads those that only a language with a file of its own must
/// have.
macro_rules! mail {
    ($list:ident, $some:ident, $own:ident) => {
        Mail {
            subject: $list("mail-subject"),
            sent: $list("mail-sent"),
            others: $list("mail"),
            answer: $own("mail-answer"),
            device: $own("mail-device"),
            leave: $list("mail-leave"),
            greet: $some("mail-greet"),
            greeted: $some("mail-greeted"),
            cover: $some("mail-cover"),
            here: $some("mail-here"),
            copy: $some("mail-copy"),
            wrote: $some("mail-wrote"),
            disclaimer: $some("mail-disclaimer"),
        }
    };
}

/// The words at the foot of a story in a file's lists.
macro_rules! foot {
    ($some:ident) => {
        Foot {
            ends: $some("ends"),
            last: $some("last"),
            last_between: $some("last-between-signs"),
            captions: $some("captions"),
            captioned: $some("captions-in-words"),
            reading: $some("reading-time"),
            ago_before: $some("ago-before"),
            ago_behind: $some("ago-behind"),
            shared_half: $some("shared-half"),
            more: $some("more"),
            rights: $some("rights"),
            sources: $some("sources"),
            offers: $some("offers"),
            credits: $some("credits"),
            wrote: $some("wrote"),
            contributed: $some("contributed"),
            notes: $some("notes"),
            contacts: $some("contacts"),
            labels: $some("labels"),
            writers: $some("labels-of-writers"),
            reach: $some("reach"),
            after: $some("after-end"),
            releases: $some("releases"),
            page: $some("page"),
            buttons: $some("buttons"),
            adverts: $some("adverts"),
            ads: $some("ads"),
            pictures: $some("pictures"),
            handed: $some("picture-source"),
        }
    };
}
