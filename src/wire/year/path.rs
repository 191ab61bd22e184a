//! The day that a file's path names, and the year that it gives to a day without one.

use crate::wire::dateline::date::Printed;
use jiff::civil::Date;

/// A date in a path: `2020-02-07-ties.txt`, `2020/02/07/ties.txt`.
pub(in crate::wire) fn in_path(path: &str) -> Option<Date> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let date =
        |year: &str, month: &str, day: &str| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    let plausible = |date: &Date| (1850..2200).contains(&date.year());
    let dashed = || {
        let (year, month, day) = (number(file, 4)?, number(file.get(5..)?, 2)?, number(file.get(8..)?, 2)?);
        let marks = file.get(4..5)? == file.get(7..8)? && ["-", "_"].contains(&file.get(4..5)?);
        let ends = !file.get(10..)?.starts_with(|c: char| c.is_ascii_digit());
        (marks && ends).then(|| date(year, month, day))?
    };
    let compact = || {
        let digits = number(file, 8)?;
        let ends = !file.get(8..)?.starts_with(|c: char| c.is_ascii_digit());
        ends.then(|| date(&digits[..4], &digits[4..6], &digits[6..]))?
    };
    let folders = || {
        let mut parts = folder.rsplit('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        (year.len() == 4 && month.len() == 2 && day.len() == 2).then(|| date(year, month, day))?
    };
    dashed().or_else(compact).or_else(folders).filter(plausible)
}

/// The digits that a text opens with, if it opens with so many.
fn number(text: &str, digits: usize) -> Option<&str> {
    text.get(..digits).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The day in the year that brings it nearest to a date which a path names, if that is within a month.
pub(in crate::wire) fn near(day: Printed, path: Date) -> Option<Date> {
    let years = [path.year(), path.year() - 1, path.year() + 1];
    let distance = |date: &Date| (path - *date).get_days().abs();
    years.into_iter().filter_map(|year| day.in_year(year)).min_by_key(distance).filter(|date| distance(date) <= 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_dates() {
        assert_eq!(in_path("content/2020-02-07-ties.txt"), Some(Date::constant(2020, 2, 7)));
        assert_eq!(in_path("2020/02/07/ties.txt"), Some(Date::constant(2020, 2, 7)));
        assert_eq!(in_path("20200207.txt"), Some(Date::constant(2020, 2, 7)));
        for path in [
            "ties.txt",
            "2020-02-30-x.txt",
            "x/y/z/a.txt",
            "0000-01-01.txt",
            "2020-02-071.txt",
            "é.txt",
            "polls-2020-02-07.txt",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }
}
