//! A table of `book.toml` that remembers which keys were asked for.
//!
//! A key is known because somebody takes it: what nobody took is reported when the table ends, so a
//! setting can neither be forgotten in a list of names nor accepted without being read.

use crate::diag::{Diagnostic, nearest};
use crate::source::{Source, Span, Spanned};
use std::ops::RangeInclusive;
use toml::Spanned as Placed;
use toml::de::{DeTable, DeValue};

/// The findings of a run and the text that they point into.
pub(super) struct Desk<'s> {
    pub(super) source: &'s Source,
    pub(super) findings: Vec<Diagnostic>,
}

impl Desk<'_> {
    /// An error at a place.
    pub(super) fn error(&mut self, code: &'static str, message: String, span: Span, help: Option<String>) {
        let finding = Diagnostic::error(code, message).at(self.source, span, "");
        self.findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
}

/// Why a text is no value for its key: what is wrong, and what to type.
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }
}

/// One table, being read.
pub(super) struct Table<'d, 's, 'i> {
    pub(super) desk: &'d mut Desk<'s>,
    /// `site`, or nothing for the top of the file.
    name: String,
    entries: DeTable<'i>,
    asked: Vec<&'static str>,
}

/// Reads the whole file's table.
pub(super) fn root<'i>(desk: &mut Desk<'_>, entries: DeTable<'i>, read: impl FnOnce(&mut Table<'_, '_, 'i>)) {
    with(desk, String::new(), entries, read);
}

/// Reads a table and reports what was left in it.
fn with<'i>(desk: &mut Desk<'_>, name: String, entries: DeTable<'i>, read: impl FnOnce(&mut Table<'_, '_, 'i>)) {
    let mut table = Table { desk, name, entries, asked: Vec::new() };
    read(&mut table);
    table.report_unknown();
}

impl<'i> Table<'_, '_, 'i> {
    fn take(&mut self, key: &'static str) -> Option<(Span, Placed<DeValue<'i>>)> {
        self.asked.push(key);
        let (key, value) = self.entries.remove_entry(key)?;
        Some((key.span(), value))
    }

    /// Everything that nobody asked for, in the order of writing.
    pub(super) fn rest(&mut self) -> Vec<(Spanned<String>, Placed<DeValue<'i>>)> {
        let entries = std::mem::take(&mut self.entries).into_iter();
        let mut rest: Vec<_> = entries
            .map(|(key, value)| {
                let span = key.span();
                (Spanned::new(key.into_inner().into_owned(), span), value)
            })
            .collect();
        rest.sort_by_key(|(key, _)| key.span.start);
        rest
    }

    /// A table of its own.
    pub(super) fn table(&mut self, key: &'static str, read: impl FnOnce(&mut Table<'_, '_, 'i>)) {
        if let Some((_, value)) = self.take(key) {
            self.open(key, value, read);
        }
    }

    /// Reads a value as a table of the given name.
    pub(super) fn open(&mut self, key: &str, value: Placed<DeValue<'i>>, read: impl FnOnce(&mut Table<'_, '_, 'i>)) {
        let span = value.span();
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        match value.into_inner() {
            DeValue::Table(entries) => with(self.desk, name, entries, read),
            other => {
                // `theme` is a table and, in another table, a key.
                let help = match super::settle::table_of(key).filter(|_| self.name.is_empty()) {
                    Some(table) => format!("did you mean `[{table}] {key}`?"),
                    None => format!("type a line `[{name}]` and its keys under it"),
                };
                let message = format!("expected a table for `{key}`, found {}", what(&other));
                self.desk.error("wrong-type", message, span, Some(help));
            }
        }
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let (_, value) = self.take(key)?;
        self.as_text(key, value)
    }

    /// A text that may be blank.
    pub(super) fn text_or_blank(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let (_, value) = self.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => Some(Spanned::new(text.into_owned(), span)),
            other => self.wrong_type("text", key, &other, span),
        }
    }

    /// Keys that must not be there; their values are read by nobody.
    pub(super) fn taken_if(&mut self, is_one: impl Fn(&str) -> bool) -> Vec<Spanned<String>> {
        let (taken, left) = std::mem::take(&mut self.entries).into_iter().partition(|(key, _)| is_one(key.get_ref()));
        self.entries = left;
        let taken: DeTable<'_> = taken;
        taken.into_iter().map(|(key, _)| Spanned::new(key.get_ref().to_string(), key.span())).collect()
    }

    /// Every key of the table with its text, in the order of writing.
    pub(super) fn all_texts(&mut self) -> Vec<(String, String)> {
        let rest = self.rest();
        let mut texts = Vec::new();
        for (key, value) in rest {
            let span = value.span();
            match value.into_inner() {
                DeValue::String(text) => texts.push((key.value, text.into_owned())),
                other => drop(self.wrong_type::<()>("text", &key.value, &other, span)),
            }
        }
        texts
    }

    /// `true` or `false`.
    pub(super) fn truth(&mut self, key: &'static str) -> Option<bool> {
        let (_, value) = self.take(key)?;
        match value.get_ref() {
            DeValue::Boolean(truth) => Some(*truth),
            other => self.wrong_type("`true` or `false`", key, other, value.span()),
        }
    }

    /// A list of texts, or one text.
    pub(super) fn texts(&mut self, key: &'static str) -> Option<Vec<String>> {
        let (_, value) = self.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                let items = items.into_iter().filter_map(|item| self.as_text(key, item));
                Some(items.map(|item| item.value).collect())
            }
            other => Some(vec![self.as_text(key, Placed::new(span, other))?.value]),
        }
    }

    /// A list of names from a choice; none twice.
    pub(super) fn choices<T: Copy + PartialEq>(&mut self, key: &'static str, choice: &[(&str, T)]) -> Option<Vec<T>> {
        let (_, value) = self.take(key)?;
        let span = value.span();
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong_type("a list", key, value.get_ref(), span);
        };
        let mut chosen = Vec::new();
        for item in items.iter() {
            let Some(name) = item.get_ref().as_str() else {
                self.wrong_type::<T>("text", key, item.get_ref(), item.span());
                continue;
            };
            match super::settle::one_of(name, choice) {
                Ok(one) if !chosen.contains(&one) => chosen.push(one),
                Ok(_) => {}
                Err(Wrong { message, help }) => {
                    self.desk.error("wrong-value", format!("{message} in `{key}`"), item.span(), help);
                }
            }
        }
        Some(chosen)
    }

    /// A text that means something: `parse` says what, or why it does not.
    pub(super) fn parsed<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<Spanned<T>> {
        let typed = self.text_or_blank(key)?;
        match parse(&typed.value) {
            Ok(value) => Some(Spanned::new(value, typed.span)),
            Err(Wrong { message, help }) => {
                self.desk.error("wrong-value", format!("{message} in `{key}`"), typed.span, help);
                None
            }
        }
    }

    /// A list of texts that mean something, or one.
    pub(super) fn all_parsed<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Option<Vec<T>> {
        let (_, value) = self.take(key)?;
        let span = value.span();
        let items = match value.into_inner() {
            DeValue::Array(items) => items.into_iter().collect(),
            other => vec![Placed::new(span, other)],
        };
        let mut all = Vec::new();
        for typed in items.into_iter().filter_map(|item| self.as_text(key, item)).collect::<Vec<_>>() {
            match parse(&typed.value) {
                Ok(value) => all.push(value),
                Err(Wrong { message, help }) => {
                    self.desk.error("wrong-value", format!("{message} in `{key}`"), typed.span, help);
                }
            }
        }
        Some(all)
    }

    /// A list of numbers; nothing unless all of them are within the bounds.
    pub(super) fn counts(&mut self, key: &'static str, bounds: RangeInclusive<u32>) -> Option<Vec<u32>> {
        let (span, value) = self.take(key)?;
        let found = value.into_inner();
        let DeValue::Array(items) = found else { return self.wrong_type("a list of numbers", key, &found, span) };
        let number = |item: &DeValue<'_>| match item {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        let numbers: Option<Vec<u32>> = items.iter().map(|item| number(item.get_ref())).collect();
        let numbers = numbers.filter(|numbers| numbers.iter().all(|number| bounds.contains(number)));
        if numbers.is_none() {
            let message = format!("expected numbers from {} to {} in `{key}`", bounds.start(), bounds.end());
            self.desk.error("wrong-value", message, span, Some(format!("type a list of them: `{key} = [480, 1200]`")));
        }
        numbers
    }

    /// A whole number within bounds.
    pub(super) fn count(&mut self, key: &'static str, bounds: RangeInclusive<usize>) -> Option<usize> {
        let (_, value) = self.take(key)?;
        let span = value.span();
        let expected = format!("a whole number from {} to {}", bounds.start(), bounds.end());
        let number = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            other => return self.wrong_type(&expected, key, other, span),
        };
        let number = number.filter(|number| bounds.contains(number));
        if number.is_none() {
            let message =
                format!("expected {expected} for `{key}`, found `{}`", &self.desk.source.text()[span.clone()]);
            self.desk.error("wrong-value", message, span, None);
        }
        number
    }

    fn as_text(&mut self, key: &str, value: Placed<DeValue<'i>>) -> Option<Spanned<String>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.desk.error("wrong-value", format!("`{key}` is blank"), span, None);
                None
            }
            DeValue::String(text) => Some(Spanned::new(text.into_owned(), span)),
            other => self.wrong_type("text", key, &other, span),
        }
    }

    fn wrong_type<T>(&mut self, expected: &str, key: &str, found: &DeValue<'_>, span: Span) -> Option<T> {
        let is_scalar = !matches!(found, DeValue::Array(_) | DeValue::Table(_));
        let typed = &self.desk.source.text()[span.clone()];
        let help = (expected == "text" && is_scalar).then(|| format!("type `\"{typed}\"`"));
        let message = format!("expected {expected} for `{key}`, found {}", what(found));
        self.desk.error("wrong-type", message, span, help);
        None
    }

    fn report_unknown(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        for (key, value) in self.rest() {
            let is_table = matches!(value.get_ref(), DeValue::Table(_));
            let what = if is_table { "table" } else { "key" };
            let place = if self.name.is_empty() { String::new() } else { format!(" in `[{}]`", self.name) };
            let near = nearest(&key.value.replace('_', "-"), asked.iter().copied()).map(str::to_owned);
            let elsewhere = || super::settle::table_of(&key.value).filter(|table| *table != self.name);
            let near = near.or_else(|| elsewhere().map(|table| format!("[{table}] {}", key.value)));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            self.desk.error("unknown-key", format!("unknown {what} `{}`{place}", key.value), key.span, help);
        }
    }
}

/// What a person would call a value.
pub(super) fn what(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
