//! The site's time zone, by its IANA name.

use super::table::Wrong;
use crate::diag::nearest;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// Reads the name of a zone. The zones are those that come with the program, so that every machine
/// prints the same times.
pub(super) fn zone(typed: &str) -> Result<TimeZone, Wrong> {
    if is_offset(typed) {
        let help = "type a place, such as `Europe/Lisbon`, whose clock changes are known, or `UTC`";
        return Err(Wrong::new(format!("expected a time zone, found the offset `{typed}`"), help));
    }
    let zones = TimeZoneDatabase::bundled();
    zones.get(typed).map_err(|_| {
        let help = match near(&zones, typed) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "type an IANA name, such as `Europe/Lisbon`".to_owned(),
        };
        Wrong::new(format!("unknown time zone `{typed}`"), help)
    })
}

/// `+09:00`, `GMT+1`, `UTC-3`, and `Etc/GMT-9`, whose sign means the opposite of what it says.
fn is_offset(typed: &str) -> bool {
    let upper = typed.to_ascii_uppercase();
    let rest = upper.strip_prefix("ETC/").unwrap_or(&upper);
    let rest = ["GMT", "UTC"].iter().find_map(|zone| rest.strip_prefix(zone)).unwrap_or(rest).trim_start();
    rest.starts_with(['+', '-', '−']) && rest.contains(|c: char| c.is_ascii_digit())
}

/// The zone whose name, or whose city, is nearest.
fn near(zones: &TimeZoneDatabase, typed: &str) -> Option<String> {
    let typed = typed.trim().replace(' ', "_").to_lowercase();
    let names: Vec<(String, String)> =
        zones.available().map(|name| (name.as_str().to_lowercase(), name.as_str().to_owned())).collect();
    let named = |lower: &str| names.iter().find(|(known, _)| known == lower).map(|(_, name)| name.clone());
    let city = |lower: &str| {
        let of = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
        names.iter().find(|(known, _)| of(known) == lower).map(|(_, name)| name.clone())
    };
    let cities = names.iter().map(|(known, _)| known.rsplit('/').next().unwrap_or_default());
    let last = typed.rsplit('/').next().unwrap_or_default();
    city(last)
        .or_else(|| nearest(&typed, names.iter().map(|(known, _)| known.as_str())).and_then(named))
        .or_else(|| nearest(last, cities).and_then(city))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_by_its_place() {
        let cases = [
            ("Asia/Tokyo", None),
            ("UTC", None),
            ("Asia/Tokio", Some("did you mean `Asia/Tokyo`?")),
            ("Tokyo", Some("did you mean `Asia/Tokyo`?")),
            ("new york", Some("did you mean `America/New_York`?")),
            ("Europe/Tokyo", Some("did you mean `Asia/Tokyo`?")),
            ("Lisbn", Some("did you mean `Europe/Lisbon`?")),
            ("nowhere at all", Some("type an IANA name, such as `Europe/Lisbon`")),
        ];
        for (typed, expected) in cases {
            assert_eq!(zone(typed).err().and_then(|wrong| wrong.help).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn offsets_are_no_zones() {
        for typed in ["+09:00", "GMT+1", "utc-3", "Etc/GMT-9", "-5", "UTC +2"] {
            assert!(zone(typed).is_err_and(|wrong| wrong.message.contains("offset")), "{typed}");
        }
        for typed in ["UTC", "Etc/UTC", "GMT", "America/Port-au-Prince"] {
            assert!(zone(typed).is_ok(), "{typed}");
        }
    }
}
