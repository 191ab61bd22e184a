//! What a take says of itself: `UPDATE 1-`, `CORRECTED`, `KILL`, `1st Ld-Writethru`, `(Adds details)`.

use super::byline;
use super::openings::Openings;
use crate::document::State;
use std::sync::LazyLock;

/// Words that open a headline, and the state that they stand for. A number may follow.
const LABELS: [(&str, State); 24] = [
    ("update", State::Update),
    ("wrapup", State::Update),
    ("corrected", State::Correction),
    ("correction", State::Correction),
    ("correcting", State::Correction),
    ("berichtigung", State::Correction),
    ("korrektur", State::Correction),
    ("rectificatif", State::Correction),
    ("corrección", State::Correction),
    ("rettelse", State::Correction),
    ("refile", State::Refile),
    ("rpt", State::Repeat),
    ("repeat", State::Repeat),
    ("wiederholung", State::Repeat),
    ("hold", State::Hold),
    ("embargoed", State::Hold),
    ("embargo", State::Hold),
    ("sperrfrist", State::Hold),
    ("kill", State::Kill),
    ("kill notice", State::Kill),
    ("mandatory kill", State::Kill),
    ("bulletin kill", State::Kill),
    ("withdrawn", State::Kill),
    ("withdrawal", State::Kill),
];

/// No label is longer, in bytes.
const LONGEST_LABEL: usize = 24;

/// The state that opens a headline: `label = WORDS [number] ("-" | ":" | " - ")`. Gives the state and
/// where the headline goes on. Only words in capitals are a label.
pub(super) fn of_headline(headline: &str) -> Option<(State, usize)> {
    if let Some(rest) = lead(headline) {
        return Some((State::Update, headline.len() - rest.len()));
    }
    let near = &headline[..headline.floor_char_boundary(LONGEST_LABEL + '—'.len_utf8())];
    let end = near.find(['-', ':', '–', '—']).filter(|end| *end <= LONGEST_LABEL)?;
    let typed = headline[..end].trim_end();
    let words = typed.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if words.is_empty() || words.chars().any(char::is_lowercase) {
        return None;
    }
    let (_, state) = LABELS.into_iter().find(|(label, _)| *label == words.to_lowercase())?;
    let mark = headline[end..].chars().next()?.len_utf8();
    let rest = headline[end + mark..].trim_start();
    (!rest.is_empty()).then_some((state, headline.len() - rest.len()))
}

/// `(LEAD) `, `(2nd LD) `: the label of an update in Korean and Japanese services.
fn lead(headline: &str) -> Option<&str> {
    let inner = headline.strip_prefix('(')?;
    let end = inner.find(')').filter(|end| *end <= 16)?;
    let label = inner[..end].to_lowercase();
    let numbered = label.ends_with(" ld") || label.ends_with(" lead");
    let rest = inner[end + 1..].trim_start();
    ((label == "lead" || numbered) && !rest.is_empty()).then_some(rest)
}

/// What opens a note to the desk, and the state it stands for if it does.
const NOTES: [(&str, Option<State>); 62] = [
    ("adds", Some(State::Update)),
    ("adding", Some(State::Update)),
    ("add:", Some(State::Update)),
    ("recasts", Some(State::Update)),
    ("updates", Some(State::Update)),
    ("updated", Some(State::Update)),
    ("updating", Some(State::Update)),
    ("rewrites", Some(State::Update)),
    ("releads", Some(State::Update)),
    ("restructures", Some(State::Update)),
    ("new throughout", Some(State::Update)),
    ("writes through", Some(State::Update)),
    ("write-through", Some(State::Update)),
    ("combines", Some(State::Update)),
    ("incorporates", Some(State::Update)),
    ("inserts", Some(State::Update)),
    ("includes", Some(State::Update)),
    ("lead)", Some(State::Update)),
    ("2nd ld", Some(State::Update)),
    ("3rd ld", Some(State::Update)),
    ("changes", Some(State::Update)),
    ("restores", Some(State::Update)),
    ("ergänzt", Some(State::Update)),
    ("aktualisiert", Some(State::Update)),
    ("neu:", Some(State::Update)),
    ("actualise", Some(State::Update)),
    ("actualiza", Some(State::Update)),
    ("amplía", Some(State::Update)),
    ("ampliación", Some(State::Update)),
    ("aggiorna", Some(State::Update)),
    ("atualiza", Some(State::Update)),
    ("corrects", Some(State::Correction)),
    ("corrected", Some(State::Correction)),
    ("correcting", Some(State::Correction)),
    ("clarifies", Some(State::Correction)),
    ("fixes", Some(State::Refile)),
    ("removes", Some(State::Correction)),
    ("deletes", Some(State::Correction)),
    ("drops", Some(State::Refile)),
    ("berichtigt", Some(State::Correction)),
    ("korrigiert", Some(State::Correction)),
    ("corrige", Some(State::Correction)),
    ("refiles", Some(State::Refile)),
    ("refiled", Some(State::Refile)),
    ("refiling", Some(State::Refile)),
    ("repeats", Some(State::Repeat)),
    ("repeating", Some(State::Repeat)),
    ("repeated", Some(State::Repeat)),
    ("wiederholt", Some(State::Repeat)),
    ("attn:", None),
    ("attn ", None),
    ("eds:", None),
    ("eds.", None),
    ("editors:", None),
    ("editor's note", None),
    ("editor’s note", None),
    ("editors' note", None),
    ("editors note", None),
    ("for use by", None),
    ("for use ", None),
    ("achtung", None),
    ("note to editors", None),
];

/// Whether the words inside brackets before a lead are a note to the desk, and the state they tell.
pub(super) fn of_note(note: &str) -> Option<Option<State>> {
    let note = note.trim_start_matches(['(', '[', ' ']);
    OPEN_NOTES.words(note).map(|at| NOTES[at].1)
}

static OPEN_NOTES: LazyLock<Openings> = LazyLock::new(|| Openings::new(NOTES.map(|(opening, _)| opening)));

/// The state that a slug line or a service line tells: `1st Ld-Writethru`, `2ND LEAD`, `KILL`.
pub(super) fn of_slug(slug: &str) -> Option<State> {
    let lower = slug.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let numbered =
        |word: &str| word.ends_with("ld") && word.len() <= 5 && word.starts_with(|c: char| c.is_ascii_digit());
    words().find_map(|word| match word {
        "kill" | "withdrawn" => Some(State::Kill),
        "correction" | "corrective" | "berichtigung" => Some(State::Correction),
        "hold" | "embargoed" | "sperrfrist" => Some(State::Hold),
        "writethru" | "lead" | "ld" | "update" | "net" => Some(State::Update),
        "repeat" | "rpt" => Some(State::Repeat),
        _ if numbered(word) => Some(State::Update),
        _ => None,
    })
}

/// A line above the story that holds it: `EMBARGOED UNTIL 12:00 GMT`, `HOLD FOR RELEASE`, `SPERRFRIST …`.
pub(super) fn of_line(line: &str) -> Option<State> {
    if line.len() > 120 {
        return None;
    }
    let held = byline::head(line, "strictly ").unwrap_or(line);
    let until =
        |rest: &str| rest.trim_start_matches([' ', ':', '-', '–', '—']).starts_with(|c: char| c.is_ascii_digit());
    if HOLDS.open(held) || byline::head(held, "embargo").is_some_and(until) {
        Some(State::Hold)
    } else if KILLS.open(line) || line == "KILL" || line == "WITHDRAWN" {
        Some(State::Kill)
    } else {
        None
    }
}

/// What opens a line that holds a story.
static HOLDS: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new([
        "embargoed until",
        "embargoed till",
        "embargoed to",
        "embargoed for",
        "embargoed:",
        "embargo:",
        "embargo until",
        "embargo till",
        "strict embargo",
        "under embargo",
        "under strict embargo",
        "not for release",
        "not for publication",
        "nicht zur veröffentlichung vor",
        "hold for release",
        "sperrfrist",
        "sous embargo",
        "embargo jusqu",
    ])
});

/// What opens a line that kills one.
static KILLS: LazyLock<Openings> = LazyLock::new(|| {
    Openings::new([
        "kill notice",
        "mandatory kill",
        "bulletin kill",
        "kill kill",
        "editors: kill",
        "please kill",
        "story killed",
        "this story has been withdrawn",
        "withdrawn:",
        "kill advisory",
        "please disregard",
        "achtung! bitte nicht verwenden",
        "achtung: bitte nicht verwenden",
        "bitte nicht verwenden",
        "meldung zurückgezogen",
        "dépêche annulée",
        "annulation",
        "anulación",
        "anulada",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_open_headlines() {
        let cases = [
            ("UPDATE 1-Ferries sail again", Some((State::Update, "Ferries sail again"))),
            ("WRAPUP 3 - Ferries", Some((State::Update, "Ferries"))),
            ("CORRECTED: Ferries", Some((State::Correction, "Ferries"))),
            ("CORRECTED - FERRIES SAIL", Some((State::Correction, "FERRIES SAIL"))),
            ("RPT-Ferries", Some((State::Repeat, "Ferries"))),
            ("REFILE-Ferries", Some((State::Refile, "Ferries"))),
            ("(LEAD) Ferries", Some((State::Update, "Ferries"))),
            ("(2nd LD) Ferries", Some((State::Update, "Ferries"))),
            ("(LEADERS) Ferries", None),
            ("Update: ferries sail", None),
            ("EXCLUSIVE-Ferries", None),
            ("KILL-", None),
        ];
        for (headline, expected) in cases {
            let found = of_headline(headline).map(|(state, at)| (state, &headline[at..]));
            assert_eq!(found, expected, "{headline}");
        }
    }

    #[test]
    fn notes_and_slugs_tell_the_take() {
        assert_eq!(of_note("(Adds details)"), Some(Some(State::Update)));
        assert_eq!(of_note("(Corrects first paragraph to show that …)"), Some(Some(State::Correction)));
        assert_eq!(of_note("(ATTN: ADDS photos)"), Some(None));
        assert_eq!(of_note("(Address unknown)"), None);
        assert_eq!(of_slug("BC-US--Harbour, 1st Ld-Writethru,110"), Some(State::Update));
        assert_eq!(of_slug("BC-Harbour-Fees"), None);
        for line in [
            "EMBARGOED UNTIL 12:00 GMT, MAY 4",
            "STRICTLY EMBARGOED UNTIL 00:01 GMT ON MAY 4",
            "EMBARGO 00.01 HOURS, 4 MAY",
            "Embargo – 4 May, noon",
            "Strict embargo: 4 May",
        ] {
            assert_eq!(of_line(line), Some(State::Hold), "{line}");
        }
        assert_eq!(of_line("EMBARGO ON FISH IS LIFTED"), None);
        assert_eq!(of_line("Achtung! Bitte nicht verwenden"), Some(State::Kill));
    }
}
