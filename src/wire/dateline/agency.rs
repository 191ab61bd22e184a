//! The agency of a dateline, by the table in `agencies.txt` or by the marks around it.

use super::skip;
use crate::wire::caseless::Caseless;
use crate::wire::lines::folded;
use std::sync::LazyLock;

/// The longest name that is looked up, in bytes.
const LONGEST: usize = 60;

/// The name to show for an agency in the table.
pub(crate) fn named(typed: &str) -> Option<&'static str> {
    let typed = typed.trim();
    if typed.len() > LONGEST { None } else { NAMES.get(typed) }
}

/// The table of agencies.
const AGENCIES: &str = include_str!("agencies.txt");

/// The name to show by each of an agency's names.
static NAMES: LazyLock<Caseless<&str>> = LazyLock::new(|| {
    let mut shown = "";
    let rows = AGENCIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Caseless::new(rows.flat_map(|row| {
        if !row.starts_with(' ') {
            shown = row.split(',').next().unwrap_or(row).trim();
        }
        let shown = shown;
        let names = row.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(move |name| (name.to_lowercase(), shown))
    }))
});

/// Whether a signature names an agency of the table, alone or beside another (`tca/dpa`).
pub(crate) fn known(typed: &str) -> bool {
    named(typed).is_some()
        || (typed.len() <= LONGEST
            && typed.split(['/', '-', ' ', '&', '+']).any(|part| part.len() > 1 && named(part).is_some()))
}

/// What to show: the table's name where the signature is one of its ways to write it (`xinhua`,
/// `REUTERS`), else the signature as printed.
pub(crate) fn shown(typed: &str) -> String {
    let typed = folded(of_kind(typed).filter(|_| named(typed).is_none()).unwrap_or(typed));
    // `/TASS Correspondent Ana Reis/`
    let before = |word: &&str| Some(typed.split_once(*word)?.0);
    let written = typed.contains(' ').then(|| [" Correspondent", " correspondent", " корр."].iter().find_map(before));
    let typed = match written.flatten().filter(|agency| named(agency).is_some()) {
        Some(agency) => agency.to_owned(),
        None => typed,
    };
    let spelt = |name: &&str| name.eq_ignore_ascii_case(&typed) || typed.eq_ignore_ascii_case("reuter");
    match named(&typed).filter(|name| spelt(name) || !typed.is_ascii()) {
        Some(name) => name.to_owned(),
        None => typed,
    }
}

/// A signature between marks: `group = "(" … ")" | "[" … "]" | "/" … "/"`. Gives what stands
/// between them.
pub(crate) fn group(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close: &[char] = match open {
        '(' | '[' => &[')', ']'],
        '/' => &['/'],
        _ => return None,
    };
    let window = &text[1..text.floor_char_boundary(LONGEST * 2)];
    let mut depth = 1;
    for (at, c) in window.char_indices() {
        if open != '/' && matches!(c, '(' | '[') {
            depth += 1;
        } else if close.contains(&c) {
            depth -= 1;
            if depth == 0 {
                return Some((window[..at].trim(), &text[1 + at + 1..]));
            }
        }
    }
    None
}

/// Whether what stands between marks can be the signature of a service that the table does not
/// have: some words in capitals or with a capital, no sentence.
pub(crate) fn plausible(typed: &str) -> bool {
    let words = typed.split_whitespace().count();
    let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
    (2..=45).contains(&typed.chars().count())
        && (1..=7).contains(&words)
        && letters * 3 >= typed.chars().count() * 2
        && !typed.contains([',', ';', ':', '"', '?', '“', '$', '%'])
        && typed.starts_with(|c: char| c.is_alphabetic())
}

/// Whether what stands between marks after a date and before a dash can be a service of a longer name,
/// as FBIS has them.
pub(crate) fn service(typed: &str) -> bool {
    (2..=90).contains(&typed.chars().count())
        && typed.starts_with(char::is_alphabetic)
        && !typed.contains(['"', '“', '$', '%', '?'])
}

/// A known signature without marks, up to the dash: `Reuter -`, `Asia-Plus –`. Gives the name and what
/// stands after it, dash included.
pub(crate) fn bare(text: &str) -> Option<(&str, &str)> {
    let window = &text[..text.floor_char_boundary(LONGEST)];
    let further = skip(&text[window.len()..], &[]);
    let near = &text.as_bytes()[..text.len().min(text.len() - further.len() + 1)];
    let parts = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_');
    // Every dash begins with one of these bytes.
    memchr::memchr3_iter(b'-', b'_', 0xE2, near).filter(|at| super::dash(&text[*at..]).is_some()).find_map(|at| {
        let name = text[..at].trim_end();
        let whole = !name.is_empty() && name.len() < window.len() && text[name.len()..].starts_with(parts);
        (whole && named(name).is_some()).then(|| text.split_at(name.len()))
    })
}

/// A known signature that is all of a line, between marks or bare: `/TT/`, `(STT)`.
pub(crate) fn alone(line: &str) -> Option<&str> {
    let bare = line.trim_matches(['/', '(', ')', ' ']);
    named(bare).map(|_| bare)
}

/// The known agency of a line that has nothing but its name and a word for what it does: `Reuters News`.
pub(crate) fn of_kind(line: &str) -> Option<&str> {
    const KINDS: [&str; 5] = ["News", "International", "News Agency", "Newswire", "Staff"];
    let (name, kind) = line.split_once(' ')?;
    (KINDS.contains(&kind) && named(name).is_some()).then_some(name)
}

/// A known signature that a full stop parts from the copy: `РИА Новости. В порту …`.
pub(crate) fn dotted(text: &str) -> Option<(&str, &str)> {
    let end = text[..text.floor_char_boundary(LONGEST)].find(". ")?;
    named(&text[..end]).map(|_| (&text[..end], text[end + 1..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_knows_names_and_pairs() {
        for name in
            ["Reuters", "REUTERS", "xinhua", "tca/dpa", "ats afp", "PRNewswire-AsiaNet", "Reuters Life!", "ТАСС"]
        {
            assert!(known(name), "{name}");
        }
        for name in ["R-Texas", "the region", "Kent"] {
            assert!(!known(name), "{name}");
        }
        assert_eq!(shown("REUTERS"), "Reuters");
        assert_eq!(shown("Reuter"), "Reuters");
        assert_eq!(shown("tass"), "TASS");
        assert_eq!(shown("Reuters  Life!"), "Reuters Life!");
        assert_eq!(shown("Kyodo News"), "Kyodo News");
    }

    #[test]
    fn groups_close_with_any_bracket() {
        assert_eq!(group("(AP) _ x"), Some(("AP", " _ x")));
        assert_eq!(group("[INRAVISION CADENA 1) --"), Some(("INRAVISION CADENA 1", " --")));
        assert_eq!(group("(AGENCY [IPS]) --"), Some(("AGENCY [IPS]", " --")));
        assert_eq!(group("/TASS/. x"), Some(("TASS", ". x")));
        assert_eq!(group("(never closed"), None);
    }
}
