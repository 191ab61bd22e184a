//! The dateline: place, date and agency that open the first paragraph.
//!
//! ```text
//! dateline = ["****"] [agency dash] [place] sep ( date [sep agency] | agency ) close
//!          | place dash
//! place    = name { ("," | "/" | "and") name } [ "(" region ")" | "/" region "/" ]
//! agency   = "(" name ")" | "/" name "/" | "[" name "]" | known name
//! close    = "-" | "--" | "—" | "–" | "―" | "_" | ":" | ".-" | nothing, after an agency that is known
//! ```
//!
//! A place may be anything before a date or an agency, so these are looked for first, from left to
//! right, and the words before them are then asked whether they can be a place. What has neither
//! is a dateline only where the place is certain.

mod agencies;
pub(crate) mod agency;
mod cities;
pub(crate) mod date;
pub(crate) mod place;
mod sign;

use crate::source::Span;
use date::Printed;
use sign::{close, dash, dash_or_colon, is_dash, is_spaced_dash, is_tight, region, skip};

/// A part of a dateline with its place in the text that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part<T> {
    /// What it says.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

/// A dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The words of it, without the white space around them.
    pub(crate) span: Span,
    /// Where the copy goes on.
    pub(crate) end: usize,
    /// The place as printed, its white space folded.
    pub(crate) place: Option<Part<String>>,
    /// The day.
    pub(crate) date: Option<Part<Printed>>,
    /// The agency, in the table's spelling.
    pub(crate) agency: Option<Part<String>>,
    /// Whether a date or an agency vouches for it.
    pub(crate) strong: bool,
}

/// How far into a paragraph a date or an agency is looked for, in bytes.
const REACH: usize = 140;
/// How much of a paragraph is looked at in all.
const WINDOW: usize = 400;

/// Reads the dateline that a paragraph opens with.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let window = &paragraph[..paragraph.floor_char_boundary(WINDOW)];
    let start = window.len() - window.trim_start_matches(|c: char| c.is_whitespace() || c == '*').len();
    let text = Text { whole: window, complete: window.len() == paragraph.len() };
    prefixed(&text, start).or_else(|| full(&text, start)).map(|mut found| {
        let typed = window[..found.end].trim_end();
        found.span = window.len() - window.trim_start().len()..typed.len();
        found.end = found.end.max(found.span.end);
        found
    })
}

/// The text that is read, and whether it is all of the paragraph.
struct Text<'a> {
    whole: &'a str,
    complete: bool,
}

impl<'a> Text<'a> {
    fn from(&self, at: usize) -> &'a str {
        &self.whole[at..]
    }

    /// The offset at which a rest begins.
    fn at(&self, rest: &str) -> usize {
        self.whole.len() - rest.len()
    }
}

/// `agency dash [dateline]`: `(ANSA) - Rome, October 11 - `, `AP - `, `SPACE.com - TORONTO, Canada -- `.
fn prefixed(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let rest = text.from(start);
    let (name, after) = agency::group(rest).filter(|(name, _)| agency::known(name)).or_else(|| agency::bare(rest))?;
    let after = dash(skip(after, &[]))?;
    let name_at = text.at(rest) + rest.find(name)?;
    let signature = Part { value: agency::shown(name), span: name_at..name_at + name.len() };
    let second = full(text, text.at(skip(after, &[])));
    let mut found = second.unwrap_or(Dateline {
        span: 0..0,
        end: text.at(after),
        place: None,
        date: None,
        agency: None,
        strong: true,
    });
    found.agency = found.agency.or(Some(signature));
    found.strong = true;
    Some(found)
}

/// Goes from word to word until a date or an agency closes a dateline.
fn full(text: &Text<'_>, start: usize) -> Option<Dateline> {
    let mut at = start;
    while at <= start + REACH && at < text.whole.len() {
        let rest = text.from(at);
        let next = rest.chars().next()?;
        if matches!(next, '(' | '[' | '/') {
            if let Some(found) = by_agency(text, start, at) {
                return Some(found);
            }
            if let Some(after) = region(rest) {
                at = text.at(after);
                continue;
            }
        } else if let Some(after) = dash(rest).filter(|_| is_dash(text, at)) {
            return by_dash(text, start, at, after);
        } else if next.is_alphanumeric()
            && let Some(found) = by_date(text, start, at)
        {
            return Some(found);
        } else if matches!(next, '"' | '“' | '„' | '«' | '?' | '!' | ';') || is_copy(rest) {
            return None;
        }
        at = next_word(text, at);
    }
    None
}

/// Whether a word in small letters begins here that no place has in it: what is read is copy.
fn is_copy(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).unwrap_or(rest.len());
    rest.starts_with(char::is_lowercase) && !place::is_small(&rest[..end])
}

/// The next place at which a word, a mark or a dash begins.
fn next_word(text: &Text<'_>, at: usize) -> usize {
    let mut chars = text.from(at).char_indices();
    let opening = |c: char| matches!(c, '(' | '[' | '—' | '–' | '―' | '"' | '“');
    let first = chars.next();
    let mut word = first.is_some_and(|(_, c)| c.is_alphanumeric());
    for (offset, c) in chars {
        let begins = c.is_alphanumeric() && !word;
        if begins || opening(c) || (!word && matches!(c, '-' | '_' | '/')) || (word && matches!(c, '-' | '/' | '_')) {
            return at + offset;
        }
        word = c.is_alphanumeric() || (word && matches!(c, '\'' | '’'));
    }
    text.whole.len()
}

/// `[place] sep date [sep agency] close`
fn by_date(text: &Text<'_>, start: usize, at: usize) -> Option<Dateline> {
    let rest = text.from(at);
    let before = text.whole[start..at].trim_end();
    let (day, after, month_alone) = date::date(rest)
        .or_else(|| date::none(rest))
        .map(|(day, after)| (day, after, false))
        .or_else(|| date::month_only(rest).map(|(day, after)| (day, after, true)))?;
    if !before.is_empty() && !before.ends_with([',', '.']) && date::weekday(rest).is_some() {
        return None;
    }
    let date_span = at..text.at(after);
    let (signature, marked, end) = after_date(text, after)?;
    if month_alone && (signature.is_some() || !is_spaced_dash(text, after) || !before.ends_with(',')) {
        return None;
    }
    let place = place_before(text, start, at)?;
    if is_tight(after) && !place.as_ref().is_some_and(|place| place::in_capitals(&place.value)) {
        return None;
    }
    let named = place.as_ref().is_some_and(|place| place::in_capitals(&place.value) || place::is_city(&place.value));
    if day.misspelt && !named || place.is_none() && !marked {
        return None;
    }
    let date = Some(Part { value: day, span: date_span });
    Some(Dateline { span: 0..0, end, place, date, agency: signature, strong: true })
}

/// After a date: a dash, an agency with its close, or the paragraph's end. Gives the agency, whether a
/// dash or an agency stood there, and where the copy goes on.
fn after_date(text: &Text<'_>, after: &str) -> Option<(Option<Part<String>>, bool, usize)> {
    let rest = skip(after, &['.', ',']);
    if let Some((name, behind)) = agency::group(rest) {
        let name = without_date(name);
        if (agency::known(name)
            || agency::plausible(name)
            || dash(skip(behind, &[])).is_some() && agency::service(name))
            && let Some(end) = close(text, behind, rest.starts_with('/') || agency::known(name))
        {
            let from = text.at(rest) + rest.find(name)?;
            return Some((Some(Part { value: agency::shown(name), span: from..from + name.len() }), true, end));
        }
    }
    if let Some((name, behind)) = agency::bare(rest) {
        let from = text.at(rest);
        let part = Part { value: agency::shown(name), span: from..from + name.len() };
        let mut behind = dash(skip(behind, &[]))?;
        while let Some((_, further)) = agency::bare(skip(behind, &[])) {
            behind = dash(skip(further, &[]))?;
        }
        return Some((Some(part), true, text.at(behind)));
    }
    if let Some(behind) = dash(rest) {
        if let Some((name, further)) = agency::bare(skip(behind, &[])) {
            let from = text.at(skip(behind, &[]));
            let part = Part { value: agency::shown(name), span: from..from + name.len() };
            return Some((Some(part), true, text.at(dash(skip(further, &[]))?)));
        }
        return Some((None, true, text.at(behind)));
    }
    (rest.is_empty() && text.complete).then_some((None, false, text.whole.len()))
}

/// `(UrduPoint News / Sputnik - 20th November, 2019)` signs without the date.
fn without_date(name: &str) -> &str {
    match name.rsplit_once(" - ") {
        Some((name, day)) if date::date(day.trim()).is_some() => name.trim_end(),
        _ => name,
    }
}

/// `[place] agency close`
fn by_agency(text: &Text<'_>, start: usize, at: usize) -> Option<Dateline> {
    let rest = text.from(at);
    let (whole, behind) = agency::group(rest)?;
    let name = without_date(whole);
    let known = agency::known(name);
    if !known && (rest.starts_with('/') || !agency::plausible(name)) {
        return None;
    }
    let dashed = dash_or_colon(skip(behind, &['.', ','])).is_some() || rest.starts_with('/');
    let end = close(text, behind, known)?;
    let place = place_before(text, start, at)?;
    let vouched = match &place {
        None => known && dashed,
        Some(place) if !known => dashed && place::certain(&place.value),
        Some(place) if place::in_capitals(&place.value) || place::is_city(&place.value) => true,
        Some(place) => dashed && place.value.split_whitespace().count() <= 6,
    };
    let from = at + rest.find(name)?;
    let agency = Some(Part { value: agency::shown(name), span: from..from + name.len() });
    let date = whole.rsplit_once(" - ").filter(|_| name.len() < whole.len()).and_then(|(_, day)| {
        let from = at + rest.find(day)?;
        Some(Part { value: date::date(day.trim())?.0, span: from..from + day.len() })
    });
    vouched.then_some(Dateline { span: 0..0, end, place, date, agency, strong: true })
}

/// `place dash [date dash | agency dash]`: the date after a dash in the wrong place, an agency after
/// `--`, or nothing but the place.
fn by_dash(text: &Text<'_>, start: usize, at: usize, after: &str) -> Option<Dateline> {
    let place = place_before(text, start, at)??;
    let rest = skip(after, &[]);
    if rest.starts_with(['(', '['])
        && let Some(found) = by_agency(text, text.at(rest), text.at(rest))
    {
        return Some(Dateline { place: Some(place), ..found });
    }
    if let Some((day, behind)) = date::date(rest).filter(|(day, _)| !day.misspelt) {
        let closed = after_date(text, behind).filter(|(_, marked, _)| *marked);
        if let Some((agency, _, end)) = closed.filter(|_| place::in_capitals(&place.value)) {
            let date = Some(Part { value: day, span: text.at(rest)..text.at(behind) });
            return Some(Dateline { span: 0..0, end, place: Some(place), date, agency, strong: true });
        }
    }
    let spaced = at > start && is_spaced_dash(text, text.from(at)) || after.starts_with(char::is_whitespace);
    let goes_on =
        rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric() || !c.is_lowercase());
    (spaced && goes_on && !rest.is_empty() && place::certain(&place.value)).then_some(Dateline {
        span: 0..0,
        end: text.at(after),
        place: Some(place),
        date: None,
        agency: None,
        strong: false,
    })
}

/// The words between `start` and `at` as a place; `Some(None)` where there are none, `None` where they
/// cannot be one.
#[expect(clippy::option_option, reason = "no place and no dateline are two answers")]
fn place_before(text: &Text<'_>, start: usize, at: usize) -> Option<Option<Part<String>>> {
    let typed = &text.whole[start..at];
    let words = typed.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '_'));
    let words = match words.strip_suffix('.') {
        Some(bare) if !abbreviated(bare) => bare,
        _ => words,
    };
    if words.is_empty() {
        return Some(None);
    }
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    place::possible(&folded).then(|| Some(Part { value: folded, span: start..start + words.len() }))
}

/// Whether a full stop belongs to the last word of a place: `Va.`, `N.Y.`, `Conn.`.
fn abbreviated(bare: &str) -> bool {
    let last = bare.rsplit([' ', ',']).next().unwrap_or(bare);
    bare.contains(',') && last.chars().count() <= 5 || last.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(found) = read(text) else { return "none".into() };
        let place = found.place.map_or("-".into(), |place| place.value);
        let date = found.date.map_or("-".into(), |date| {
            let day = date.value;
            format!("{}/{}/{}", day.year.unwrap_or(0), day.month, day.day.unwrap_or(0))
        });
        let agency = found.agency.map_or("-".into(), |agency| agency.value);
        format!("{place} | {date} | {agency} | {}", text[found.end..].trim_start())
    }

    #[test]
    fn every_style_of_the_trade() {
        let cases = [
            ("SALVADOR, Feb 26 - It", "SALVADOR | 0/2/26 | - | It"),
            ("PORTLAND, Ore., Feb 26 - It", "PORTLAND, Ore. | 0/2/26 | - | It"),
            ("ROCHESTER, N.Y., Feb 26 - It", "ROCHESTER, N.Y. | 0/2/26 | - | It"),
            ("Scarborough, Ontario, Feb 26 - It", "Scarborough, Ontario | 0/2/26 | - | It"),
            ("NEW YORK, FEB 26 - It", "NEW YORK | 0/2/26 | - | It"),
            ("BOSTON, Narch 2 - It", "BOSTON | 0/3/2 | - | It"),
            ("Bogota, march 4 - It", "Bogota | 0/3/4 | - | It"),
            ("AMSTERDAM, 2 March - It", "AMSTERDAM | 0/3/2 | - | It"),
            ("RICHMOND, Va. Feb 26 - It", "RICHMOND, Va. | 0/2/26 | - | It"),
            ("JOHANNESBURG March 13 - It", "JOHANNESBURG | 0/3/13 | - | It"),
            ("TOKYO - It", "TOKYO | - | - | It"),
            ("CALGARY, Alberta - It", "CALGARY, Alberta | - | - | It"),
            ("April 7 - It", "- | 0/4/7 | - | It"),
            ("Jan 3 (Reuters) - It", "- | 0/1/3 | Reuters | It"),
            ("CHICAGO, April - It", "CHICAGO | 0/4/0 | - | It"),
            ("MONTREAL, Feb 26- It", "MONTREAL | 0/2/26 | - | It"),
            ("MONTREAL, Feb 26-It", "MONTREAL | 0/2/26 | - | It"),
            ("NEW YORK, March 9 -- It", "NEW YORK | 0/3/9 | - | It"),
            ("CHICAGO, March 4, - It", "CHICAGO | 0/3/4 | - | It"),
            ("CHEVY CHASE, Md., - March 4 - It", "CHEVY CHASE, Md. | 0/3/4 | - | It"),
            ("KANSAS CITY, Mo. - March 13 - It", "KANSAS CITY, Mo. | 0/3/13 | - | It"),
            ("****SANTO DOMINGO, March 4 - It", "SANTO DOMINGO | 0/3/4 | - | It"),
            ("ROME, March 13, Reuter - It", "ROME | 0/3/13 | Reuters | It"),
            ("SEOUL, Nov 26 AFP - It", "SEOUL | 0/11/26 | AFP | It"),
            ("SAITAMA, Japan, Dec. 9 Kyodo - It", "SAITAMA, Japan | 0/12/9 | Kyodo | It"),
            ("PORT-AU-PRINCE, March 13 - It", "PORT-AU-PRINCE | 0/3/13 | - | It"),
            ("DALLAS/FORT WORTH, Texas, March 3 - It", "DALLAS/FORT WORTH, Texas | 0/3/3 | - | It"),
            (
                "GEORGETOWN, Grand Cayman, British West Indies, March 25 - It",
                "GEORGETOWN, Grand Cayman, British West Indies | 0/3/25 | - | It",
            ),
            ("GRONINGEN, the Netherlands, March 31 - It", "GRONINGEN, the Netherlands | 0/3/31 | - | It"),
            ("us 7.8015 - It", "none"),
            ("COPPER GRADE A - It", "none"),
            ("FRANKFURT  (Reuters) - It", "FRANKFURT | - | Reuters | It"),
            ("ANCHORAGE, Alaska  (Reuters) - It", "ANCHORAGE, Alaska | - | Reuters | It"),
            ("SAN FRANCISCO/NEW YORK  (Reuters) - It", "SAN FRANCISCO/NEW YORK | - | Reuters | It"),
            ("(Reuters) - It", "- | - | Reuters | It"),
            ("ZURICH  Oct 30 (Reuters) - It", "ZURICH | 0/10/30 | Reuters | It"),
            ("WASHINGTON (Reuters) It", "WASHINGTON | - | Reuters | It"),
            ("LONDON (Reuters) -- It", "LONDON | - | Reuters | It"),
            ("LONDON (Reuters Point Carbon) - It", "LONDON | - | Reuters Point Carbon | It"),
            ("BAGHDAD, Oct. 31 (Xinhua) -- It", "BAGHDAD | 0/10/31 | Xinhua | It"),
            ("LAO CAI PROVINCE, Vietnam, Nov. 2 (Xinhua) -- It", "LAO CAI PROVINCE, Vietnam | 0/11/2 | Xinhua | It"),
            ("SEOUL. April 11 (Xinhua) -- It", "SEOUL | 0/4/11 | Xinhua | It"),
            ("HARBIN, Nov. 22, (xinhua) -- It", "HARBIN | 0/11/22 | Xinhua | It"),
            ("YINING, URUMQI, Nov. 30 (Xinhua) -- It", "YINING, URUMQI | 0/11/30 | Xinhua | It"),
            ("KIPUSHI, Zaire-Zambia border, April 14 (AFP) - It", "KIPUSHI, Zaire-Zambia border | 0/4/14 | AFP | It"),
            ("STOCKHOLM, Aug 29, 2014 (AFP) - It", "STOCKHOLM | 2014/8/29 | AFP | It"),
            ("Paris, 21 jan 2019 (AFP) - Il", "Paris | 2019/1/21 | AFP | Il"),
            ("NAIROBI, Kenya (AP) _ It", "NAIROBI, Kenya | - | AP | It"),
            ("CANBERRA, Australia (AP)_ It", "CANBERRA, Australia | - | AP | It"),
            ("DAKAR, Senegal (AP) — It", "DAKAR, Senegal | - | AP | It"),
            ("Beirut (AFP) – It", "Beirut | - | AFP | It"),
            ("WASHINGTON _ It", "WASHINGTON | - | - | It"),
            ("NEWPORT NEWS, Va. - It", "NEWPORT NEWS, Va. | - | - | It"),
            ("PHILADELPHIA ― It", "PHILADELPHIA | - | - | It"),
            ("WASHINGTON —\u{a0}U.S. plans", "WASHINGTON | - | - | U.S. plans"),
            ("San Diego (tca/dpa) - It", "San Diego | - | tca/dpa | It"),
            ("Paris (ats afp) It", "Paris | - | ats afp | It"),
            ("(AGI/REUTERS) - Mosca, 17 mag. - It", "Mosca | 0/5/17 | AGI/REUTERS | It"),
            ("(ANSA) - ROMA, 22 MAR - It", "ROMA | 0/3/22 | ANSA | It"),
            ("Nueva Delhi, 21 ene (EFE).- Una", "Nueva Delhi | 0/1/21 | EFE | Una"),
            ("Kiova/Washington - It", "Kiova/Washington | - | - | It"),
            ("Landquart GR - Un", "Landquart GR | - | - | Un"),
            ("TOKYO, February 7. /TASS/. It", "TOKYO | 0/2/7 | TASS | It"),
            ("KASHIRA /Moscow Region/, May 12. /TASS/. It", "KASHIRA /Moscow Region/ | 0/5/12 | TASS | It"),
            ("KEM, /Karelia/, May 3. /TASS/. It", "KEM, /Karelia/ | 0/5/3 | TASS | It"),
            ("BARVIKHA, May 04. /ITAR-TASS/. It", "BARVIKHA | 0/5/4 | ITAR-TASS | It"),
            ("MOSCOW, May 22. /TASS/: It", "MOSCOW | 0/5/22 | TASS | It"),
            ("OSAKA, May 2nd. /tass/. It", "OSAKA | 0/5/2 | TASS | It"),
            ("МОСКВА, 16 февраля. /ТАСС/. Он", "МОСКВА | 0/2/16 | TASS | Он"),
            ("MOSCOW. April 2 (Interfax) - It", "MOSCOW | 0/4/2 | Interfax | It"),
            ("Dushanbe. (Interfax) - It", "Dushanbe | - | Interfax | It"),
            ("Москва. 22 ноября. INTERFAX.RU - Он", "Москва | 0/11/22 | INTERFAX.RU | Он"),
            ("MOSCOW, July 8 (Sputnik) -Russia", "MOSCOW | 0/7/8 | Sputnik | Russia"),
            (
                "MOSCOW (UrduPoint News / Sputnik - 20th November, 2019) It",
                "MOSCOW | 2019/11/20 | UrduPoint News / Sputnik | It",
            ),
            ("BEIJING, July 23 - It", "BEIJING | 0/7/23 | - | It"),
            ("Tokyo, Nov. 11 (Jiji Press)--Russian", "Tokyo | 0/11/11 | Jiji Press | Russian"),
            ("New Delhi, July 26 (IANS) Hours", "New Delhi | 0/7/26 | IANS | Hours"),
            ("Damascus [Syria], June 9 (ANI): It", "Damascus [Syria] | 0/6/9 | ANI | It"),
            ("Bhopal (PTI): It", "Bhopal | - | PTI | It"),
            ("JAKARTA (Antara): It", "JAKARTA | - | Antara | It"),
            ("Panama  City,  Sept. 8 (CNA) -- It", "Panama City | 0/9/8 | CNA | It"),
            ("MOSCOW, March 9 (NNN-AGENCIES) — It", "MOSCOW | 0/3/9 | NNN-AGENCIES | It"),
            ("DUSHANBE, August 23, Asia-Plus – Itar-Tass – It", "DUSHANBE | 0/8/23 | Asia-Plus | It"),
            ("AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --", "AUSTIN, Texas | 2017/2/1 | PRNewswire-AsiaNet | "),
            (
                "MUMBAI, India, July 25, 2018/PRNewswire-AsiaNet/ -- It",
                "MUMBAI, India | 2018/7/25 | PRNewswire-AsiaNet | It",
            ),
            (
                "NEW YORK, LONDON and BEIJING, Feb. 2, 2017 /PRNewswire-AsiaNet/ -- It",
                "NEW YORK, LONDON and BEIJING | 2017/2/2 | PRNewswire-AsiaNet | It",
            ),
            (
                "CALGARY, Alberta, Dec. 03, 2019 (GLOBE NEWSWIRE) -- It",
                "CALGARY, Alberta | 2019/12/3 | GLOBE NEWSWIRE | It",
            ),
            ("PRINCETON, N.J.--(BUSINESS WIRE)--It", "PRINCETON, N.J. | - | BUSINESS WIRE | It"),
            (
                "NEW YORK AND MAINZ, Germany--(BUSINESS WIRE)-- It",
                "NEW YORK AND MAINZ, Germany | - | BUSINESS WIRE | It",
            ),
            ("AP - A company", "- | - | AP | A company"),
            ("SPACE.com - TORONTO, Canada -- It", "TORONTO, Canada | - | SPACE.com | It"),
            ("Canadian Press - VANCOUVER (CP) - It", "VANCOUVER | - | CP | It"),
            ("SEPTEMBER 06, 2004 (COMPUTERWORLD) - It", "- | 2004/9/6 | Computerworld | It"),
            ("CHICAGO (CBS.MW) - It", "CHICAGO | - | CBS.MW | It"),
            ("HONG KONG (Dow Jones)--China", "HONG KONG | - | Dow Jones | China"),
            ("HOUSTON (Ticker) -- It", "HOUSTON | - | Ticker | It"),
            ("SAN SALVADOR, 3 JAN 90 -- [REPORT] It", "SAN SALVADOR | 1990/1/3 | - | [REPORT] It"),
            (
                "MANAGUA (NICARAGUA), 11 DEC 89 (RADIO SANDINO) -- It",
                "MANAGUA (NICARAGUA) | 1989/12/11 | RADIO SANDINO | It",
            ),
            ("CLANDESTINE, NO DATE (RADIO VENCEREMOS) -- It", "CLANDESTINE | 0/0/0 | RADIO VENCEREMOS | It"),
            (
                "RIO DE JANEIRO (BRAZIL), 20 APR 89 (REDE GLOBO) -- It",
                "RIO DE JANEIRO (BRAZIL) | 1989/4/20 | REDE GLOBO | It",
            ),
            ("BUENOS AIRES, 25 JAN (NA) -- It", "BUENOS AIRES | 0/1/25 | NA | It"),
            (
                "BOGOTA, 27 APR 90 [INRAVISION TELEVISION CADENA 1) -- It",
                "BOGOTA | 1990/4/27 | INRAVISION TELEVISION CADENA 1 | It",
            ),
        ];
        let wrong: Vec<_> = cases
            .iter()
            .filter(|(text, expected)| shown(text) != *expected)
            .map(|(text, expected)| format!("{text}\n  {}\n  {expected}", shown(text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn copy_without_a_dateline_has_none() {
        for text in [
            "EXCLUSIVE – Ana Reis: the ferry will not sail",
            "On March 4 - a cold day - the council met",
            "The board (BBC) - said no",
            "Ana Reis (R-Texas) - who sat for the harbour - said no",
            "NEW ZEALAND EXCHS CLOSE - It",
            "He said on May 4 that ferries would sail.",
            "A man - tall - came in",
            "AN OFFICIAL REPORT OF THE HARBOUR BOARD (HB) -- THE BODY THAT SETS FEES -- SAID",
            "",
            "-",
            "(",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }
}
