//! What the dateline and other lines say of the day: the story's date with its year, and the end of an embargo.

use super::Story;
use crate::diag::Diagnostic;
use crate::document::when::month_name;
use crate::document::{State, When};
use crate::source::{Span, Spanned};
use crate::wire::dateline::date::{self, Printed};
use crate::wire::dateline::{Dateline, agency, east, order, place};
use crate::wire::head::Head;
use crate::wire::language::Language;
use crate::wire::paragraphs::Paragraph;
use crate::wire::{embargo, lines, stamp, state, year};
use jiff::civil::{Date, Weekday};
use std::fmt::Display;

impl Story<'_> {
    /// Takes the dateline: as typed, and what it says.
    pub(super) fn dateline(&mut self, head: &Head, copy: &mut Vec<Paragraph>, language: &'static Language) {
        let Some(dateline) = &head.dateline else { return };
        let at = |span: &Span| head.dateline_at + span.start..head.dateline_at + span.end;
        let mut typed = at(&dateline.span);
        let writer = dateline.byline.as_ref().map(|found| (found, self.cut_writer(&mut typed, &at(&found.span))));
        if self.front.dateline.is_none() {
            let words = self.words(&typed);
            self.found("dateline", &words, &typed, "the words that open the first paragraph");
            self.front.dateline = Some(Spanned::new(words, typed));
        } else {
            self.desk(typed, "the header says otherwise");
        }
        if let Some((found, writer)) = writer {
            let span = at(&found.span);
            let is_within = writer == Writer::Within;
            let names = if is_within { east::within(&found.value) } else { east::names(&found.value) };
            if is_within {
                self.found("authors", names.join(", "), &span, writer.how());
            }
            if self.front.authors.is_empty() && self.front.byline.is_none() {
                self.front.authors = names.into_iter().map(|name| Spanned::new(name, span.clone())).collect();
            }
            if !is_within {
                self.byline(&[span], writer.how());
            }
        }
        if let Some(found) = &dateline.place {
            self.quietly("location", place::normal_case(&found.value), at(&found.span), "the place of the dateline");
        }
        if let Some(found) = &dateline.agency {
            self.quietly("agency", found.value.clone(), at(&found.span), "the agency of the dateline");
        }
        self.fbis(dateline, copy);
        if let Some(found) = &dateline.date {
            self.date(found.value, at(&found.span), copy, language);
        }
    }

    /// Cuts those who wrote off a dateline, where they stand at one of its ends.
    fn cut_writer(&self, typed: &mut Span, writer: &Span) -> Writer {
        if writer.start <= typed.start {
            let rest = &self.text[writer.end..typed.end];
            typed.start = typed.end - rest.trim_start_matches(['/', ' ']).len();
            return Writer::Before;
        }
        let before = self.text[typed.start..writer.start].trim_end().trim_end_matches(['（', '(']).trim_end();
        let count = |signs: &[char]| before.matches(signs).count();
        if count(&['【', '［', '[', '〔', '（', '(']) > count(&['】', '］', ']', '〕', '）', ')']) {
            return Writer::Within;
        }
        typed.end = typed.start + before.len();
        Writer::Behind
    }

    /// The marks that FBIS puts between dateline and copy: `[REPORT] [TEXT]`.
    fn fbis(&mut self, dateline: &Dateline, copy: &mut Vec<Paragraph>) {
        let numbered = dateline.date.as_ref().is_some_and(|date| date.value.month == 0 || date.value.year.is_some());
        let Some(first) = copy.first_mut().filter(|_| numbered) else { return };
        let span = first.span();
        let window = &self.text[span.start..self.text.floor_char_boundary(span.end.min(span.start + 900))];
        let mut end = 0;
        let mut marked = None;
        while let Some(close) = window[end..].trim_start().strip_prefix('[').and_then(|rest| rest.find(']')) {
            let from = end + window[end..].len() - window[end..].trim_start().len();
            end = from + close + 2;
            let mark = lines::folded(&window[from + 1..end - 1]).to_lowercase();
            if ["text", "excerpt", "excerpts", "summary"].contains(&mark.as_str()) {
                marked = Some(end);
            }
        }
        if let Some(end) = marked {
            let marks = span.start..span.start + end;
            if !first.cut_before(self.text, marks.end) {
                copy.remove(0);
            }
            self.desk(marks, "the marks between dateline and copy");
        }
    }

    /// Settles the date that a dateline prints.
    fn date(&mut self, day: Printed, span: Span, copy: &[Paragraph], language: &'static Language) {
        if self.front.date.is_some() {
            return;
        }
        let path = year::in_path(self.source.path());
        let body = copy.first().map_or("", |first| &self.text[first.span().start..]);
        if let Some(date) = day.date() {
            let (date, how) = self.in_order(day, date, path, &span, body, language);
            self.weekday(date, &span);
            self.settle(date, span, how);
            return;
        }
        let Some(number) = day.day.filter(|_| day.month > 0) else { return };
        if let Some(date) = path.and_then(|path| year::near(day, path)) {
            self.settle(date, span, "the day of the dateline; the file's name gives the year");
            return;
        }
        let sent = self.sent.as_ref().map(|sent| sent.value);
        if let Some(date) = sent.and_then(|sent| year::near(day, sent)) {
            self.settle(date, span, "the day of the dateline; the day on which the mail was sent gives the year");
            return;
        }
        // Which of the stamp's numbers is the month does not matter where the dateline names it.
        let stamp = self.published().map(|(known, _)| Printed::of(known));
        let stamps = || [stamp, stamp.and_then(Printed::turned)].into_iter().flatten().filter_map(Printed::date);
        if let Some(date) = stamps().find_map(|known| year::near(day, known)) {
            self.settle(date, span, "the day of the dateline; the line that says when it was published gives the year");
            return;
        }
        let written = self.context.modified.map(|time| self.context.timezone.to_datetime(time).date());
        let inferred = year::by_text(body, day, language).or_else(|| year::by_time(body, day, language, written?));
        match inferred {
            Some(inferred) => {
                let message = format!("the year {} was inferred: {}", inferred.date.year(), inferred.why);
                let finding = if inferred.by_text {
                    Diagnostic::note("inferred-year", message)
                } else {
                    Diagnostic::warning("inferred-year", message)
                };
                let help = format!("type `Date: {}` as the first line to settle it", inferred.date);
                self.findings.push(finding.at(self.source, span.clone(), "").help(help));
                self.settle(
                    inferred.date,
                    span,
                    format_args!("the day of the dateline; the year was inferred: {}", inferred.why),
                );
            }
            None => {
                let how = if day.in_year(day.year.unwrap_or(2024)).is_none() {
                    "the day of the dateline, which no month has"
                } else {
                    "the day of the dateline, which has no year"
                };
                self.found("date", format_args!("--{:02}-{number:02}", day.month), &span, how);
            }
        }
    }

    /// A printed date, and how it was told which of its numbers is the month, where either may be: by the place; by a
    /// day that is known otherwise; else the day comes first, which is said where some who write so put the month first.
    fn in_order(
        &mut self,
        day: Printed,
        date: Date,
        path: Option<Date>,
        span: &Span,
        body: &str,
        language: &Language,
    ) -> (Date, &'static str) {
        const PRINTED: &str = "the date of the dateline";
        let place = self.front.location.as_ref().map_or("", |place| place.value.as_str());
        let typed = order::numbers(&self.text[span.clone()]);
        let Some(other) = day.turned().filter(|_| order::is_open(typed, day)).and_then(Printed::date) else {
            return (date, PRINTED);
        };
        if order::by_place(typed, day, place).is_some() {
            return (date, "the date of the dateline, with the month first as in the United States");
        }
        if let Some(date) = order::by_weekday(&self.text[span.clone()], day).and_then(Printed::date) {
            return (date, "the date of the dateline; its weekday tells which number is the month");
        }
        let near = |known: Date| (other - known).get_days().abs() < (date - known).get_days().abs();
        let sent = self.sent.as_ref().map(|sent| sent.value);
        match path.or(sent).or_else(|| self.published().map(|(day, _)| day)) {
            Some(known) if near(known) => {
                (other, "the date of the dateline; the day that is known puts the month first")
            }
            None if year::said_on(body, language)
                .is_some_and(|day| other.weekday() == day && date.weekday() != day) =>
            {
                (other, "the date of the dateline; the weekday in the lead puts the month first")
            }
            // Other agencies than those of the United States put the day first.
            None if self.is_english(language) && !(typed.contains('/') && self.puts_day_first()) => {
                let message = format!("`{typed}` was read as {date}, with the day first");
                let help = format!("type `Date: {other}` as the first line if the month stands first");
                self.findings.push(Diagnostic::note("day-first", message).at(self.source, span.clone(), "").help(help));
                (date, PRINTED)
            }
            _ => (date, PRINTED),
        }
    }

    /// Whether the story is in English: it may be in a language that has no table.
    fn is_english(&self, language: &Language) -> bool {
        language.tag == "en" && self.front.language.as_ref().is_none_or(|tag| tag.value.starts_with("en"))
    }

    /// Whether the story is of an agency that puts the day first.
    fn puts_day_first(&self) -> bool {
        self.front.agency.as_ref().is_some_and(|name| agency::known(&name.value) && !order::is_american(&name.value))
    }

    /// Says that the weekday before a date is not that of the date.
    fn weekday(&mut self, date: Date, span: &Span) {
        let typed = &self.text[span.clone()];
        let Some((weekday, _)) = date::on_weekday(typed) else { return };
        let Some(day) = Weekday::from_monday_zero_offset(weekday).ok().filter(|day| *day != date.weekday()) else {
            return;
        };
        let message = format!("{date} is a {}, not a {}", year::name(date.weekday()), year::name(day));
        let finding = Diagnostic::warning("wrong-weekday", message).at(self.source, span.clone(), "");
        self.findings.push(finding.help(format!("type `Date: {date}` as the first line if the date is right")));
    }

    pub(super) fn settle(&mut self, date: Date, span: Span, how: impl Display) {
        self.found("date", date, &span, how);
        self.front.date = Some(Spanned::new(When::Date(date), span));
    }

    /// Takes the end of an embargo from the note that holds the story.
    pub(super) fn embargo(&mut self) {
        if self.front.embargo.is_some() || self.front.state.as_ref().is_none_or(|state| state.value != State::Hold) {
            return;
        }
        let day = self.front.date.as_ref().map(|date| date.value.day(&self.context.timezone));
        let holds = |note: &&Spanned<String>| {
            let lower = note.value.to_lowercase();
            state::of_line(&note.value) == Some(State::Hold)
                || lower.contains("embargo")
                || lower.contains("sperrfrist")
        };
        let Some(note) = self.front.desk.iter().find(holds).cloned() else { return };
        match embargo::until(&note.value, day) {
            Some(until) => {
                let message = format!("the story is held until {until}");
                let finding = Diagnostic::note("inferred-embargo", message).at(self.source, note.span.clone(), "");
                self.findings.push(finding.help(format!("type `Embargo: {until}` as the first line to settle it")));
                self.fields.iter_mut().for_each(|fields| fields.retain(|field| field.name != "state"));
                self.front.state = None;
                self.found("embargo", until, &note.span, "the line that says until when it is held");
                self.front.embargo = Some(Spanned::new(until, note.span));
            }
            None => {
                let message = "the story is on hold: the end of its embargo was not understood";
                let finding = Diagnostic::warning("embargo-time", message).at(self.source, note.span, "");
                self.findings
                    .push(finding.help("type `Embargo: YYYY-MM-DDTHH:MM`, with `Z` or an offset, as the first line"));
            }
        }
    }

    /// The day in a time stamp above the copy.
    pub(super) fn published(&self) -> Option<(Date, Span)> {
        let place = self.front.location.as_ref().map_or("", |place| place.value.as_str());
        let day = |line: &str| {
            let day = stamp::day(line)?;
            order::by_place(line.trim(), Printed::of(day), place).map_or(Some(day), Printed::date)
        };
        self.front.desk.iter().find_map(|note| Some((day(&note.value)?, note.span.clone())))
    }

    /// Says that the dateline's year is not known, or that there is no such day.
    pub(super) fn no_year(&mut self, day: Printed, span: Span) {
        // In a leap year each month has all the days that it can have.
        if day.in_year(day.year.unwrap_or(2024)).is_none() {
            let month = month_name(day.month);
            let of = day.year.map_or(month.to_owned(), |year| format!("{month} {year}"));
            let message = format!("there is no such day: {of} has no day {}", day.day.unwrap_or(0));
            let finding = Diagnostic::error("no-date", message).at(self.source, span, "");
            self.findings.push(finding.help("type `Date: YYYY-MM-DD` as the first line"));
            return;
        }
        let help =
            format!("type `Date: YYYY-{:02}-{:02}` with its year as the first line", day.month, day.day.unwrap_or(1));
        let finding = Diagnostic::error("no-date", "the story's year is not known");
        self.findings.push(finding.at(self.source, span, "").help(help));
    }
}

/// Where in a dateline those stand who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writer {
    /// Before the place: `Ayşe LİMANCI/İZMİR`.
    Before,
    /// In its brackets: `【東京＝鈴木一郎】`; the dateline keeps the words.
    Within,
    /// Behind it: `新华社北京2月7日电（记者王小明）`.
    Behind,
}

impl Writer {
    const fn how(self) -> &'static str {
        match self {
            Self::Before => "the name before the place",
            Self::Within => "the names in the dateline",
            Self::Behind => "the names behind the dateline",
        }
    }
}
