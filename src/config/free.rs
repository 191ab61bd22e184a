//! `[theme]`: whatever the theme lets the site choose, as JSON for the templates.

use super::table::{Desk, Table};
use serde_json::Value;
use std::collections::BTreeMap;
use toml::Spanned as Placed;
use toml::de::DeValue;

/// Takes every key of the table.
pub(super) fn settings(table: &mut Table<'_, '_, '_>) -> BTreeMap<String, Value> {
    let rest = table.rest();
    rest.into_iter().map(|(key, setting)| (key.value, value(table.desk, setting))).collect()
}

fn value(desk: &mut Desk<'_>, setting: Placed<DeValue<'_>>) -> Value {
    let span = setting.span();
    let number = match setting.into_inner() {
        DeValue::String(text) => return Value::String(text.into_owned()),
        DeValue::Boolean(truth) => return Value::Bool(truth),
        DeValue::Datetime(time) => return Value::String(time.to_string()),
        DeValue::Array(items) => return items.into_iter().map(|item| value(desk, item)).collect(),
        DeValue::Table(table) => {
            // Sorted, since templates may list it.
            let entries: BTreeMap<String, Value> =
                table.into_iter().map(|(key, item)| (key.into_inner().into_owned(), value(desk, item))).collect();
            return entries.into_iter().collect();
        }
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::from),
        DeValue::Float(number) => {
            let finite = number.as_str().parse::<f64>().ok().and_then(serde_json::Number::from_f64);
            finite.map(Value::Number)
        }
    };
    number.unwrap_or_else(|| {
        let message =
            format!("expected a number that a template can use, found `{}`", &desk.source.text()[span.clone()]);
        desk.error("wrong-value", message, span, None);
        Value::Null
    })
}
