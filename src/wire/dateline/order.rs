//! Which of two numbers is the month: `03.04.2026` is the third of April, but in the United States March 4.
//!
//! In: a date in numbers, and the place that it stands beside. The place tells; where it does not, those who
//! write so in English may mean either, and the reader is told.

use super::date::{self, Printed};

/// The states of the United States as news copy has them, in full and short, and the country.
const AMERICAN: [&str; 103] = [
    "Alabama",
    "Ala.",
    "Alaska",
    "Arizona",
    "Ariz.",
    "Arkansas",
    "Ark.",
    "California",
    "Calif.",
    "Colorado",
    "Colo.",
    "Connecticut",
    "Conn.",
    "Delaware",
    "Del.",
    "Florida",
    "Fla.",
    "Georgia",
    "Ga.",
    "Hawaii",
    "Idaho",
    "Illinois",
    "Ill.",
    "Indiana",
    "Ind.",
    "Iowa",
    "Kansas",
    "Kan.",
    "Kentucky",
    "Ky.",
    "Louisiana",
    "La.",
    "Maine",
    "Maryland",
    "Md.",
    "Massachusetts",
    "Mass.",
    "Michigan",
    "Mich.",
    "Minnesota",
    "Minn.",
    "Mississippi",
    "Miss.",
    "Missouri",
    "Mo.",
    "Montana",
    "Mont.",
    "Nebraska",
    "Neb.",
    "Nevada",
    "Nev.",
    "New Hampshire",
    "N.H.",
    "New Jersey",
    "N.J.",
    "New Mexico",
    "N.M.",
    "New York",
    "N.Y.",
    "North Carolina",
    "N.C.",
    "North Dakota",
    "N.D.",
    "Ohio",
    "Oklahoma",
    "Okla.",
    "Oregon",
    "Ore.",
    "Pennsylvania",
    "Pa.",
    "Rhode Island",
    "R.I.",
    "South Carolina",
    "S.C.",
    "South Dakota",
    "S.D.",
    "Tennessee",
    "Tenn.",
    "Texas",
    "Utah",
    "Vermont",
    "Vt.",
    "Virginia",
    "Va.",
    "Washington",
    "Wash.",
    "West Virginia",
    "W.Va.",
    "Wisconsin",
    "Wis.",
    "Wyoming",
    "Wyo.",
    "D.C.",
    "Guam",
    "Puerto Rico",
    "United States",
    "USA",
    "U.S.",
    "US",
    "U.S.A.",
    "United States of America",
    "Washington DC",
    "New York City",
];

/// A date that could be read in two orders, in the order of its place; nothing where the place does not tell.
pub(crate) fn by_place(typed: &str, day: Printed, place: &str) -> Option<Printed> {
    day.turned().filter(|_| is_open(typed, day) && is_in_states(place))
}

/// A date that could be read in two orders, in the one that falls on the weekday printed before it; nothing where both do
/// or neither does.
pub(crate) fn by_weekday(typed: &str, day: Printed) -> Option<Printed> {
    let (weekday, numbers) = date::on_weekday(typed)?;
    let other = day.turned().filter(|_| is_open(numbers.trim_start_matches([' ', '-']), day))?;
    let falls = |day: Printed| day.date().is_some_and(|date| date.weekday().to_monday_zero_offset() == weekday);
    match (falls(day), falls(other)) {
        (true, false) => Some(day),
        (false, true) => Some(other),
        _ => None,
    }
}

/// Whether a place is in the United States by its last part: `Norwick, Tex.`, `Norwick, TX`.
pub(super) fn is_in_states(place: &str) -> bool {
    let last = place.rsplit([',', '/']).next().unwrap_or(place).trim();
    // `TX`, `VA`
    let postal = || place.contains(',') && last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    AMERICAN.iter().any(|name| name.eq_ignore_ascii_case(last)) || postal() && POSTAL.contains(last)
}

/// Agencies and services of the United States, and those that write for its papers.
const SERVICES: [&str; 14] = [
    "AP",
    "Reuters",
    "UPI",
    "Bloomberg",
    "Dow Jones",
    "MarketWatch",
    "New York Times",
    "Washington Post",
    "tca",
    "PRNewswire",
    "BUSINESS WIRE",
    "GLOBE NEWSWIRE",
    "ACCESSWIRE",
    "Newsfile",
];

/// Whether an agency may put the month first.
pub(crate) fn is_american(agency: &str) -> bool {
    SERVICES.contains(&agency)
}

/// A date without the weekday before it.
pub(crate) fn numbers(typed: &str) -> &str {
    date::on_weekday(typed).map_or(typed, |(_, date)| date)
}

/// The states as the post has them, in a row.
const POSTAL: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC \
    ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC";

/// Whether a date is in numbers of which either may be the month.
pub(crate) fn is_open(typed: &str, day: Printed) -> bool {
    let in_numbers = typed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'/' | b'-'));
    let year_first = typed.bytes().take_while(u8::is_ascii_digit).count() > 2;
    in_numbers && !year_first && day.day.is_some_and(|number| (1..=12).contains(&number) && number != day.month)
}
