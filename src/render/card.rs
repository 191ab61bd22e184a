//! The pictures that stand for a story and for the site where they are shared, and icons.
//!
//! A card is a template of the theme like any other, `card.svg`, which sees `card` ([`CardArt`]) and the
//! function `text(…)`, and nothing of the rest of the site: so a card is drawn again only when its own
//! words change.

pub(super) mod art;

use super::engine::report;
use super::views::CardArt;
use crate::diag::{Checked, Diagnostic};
use crate::draw::fit::Room;
use crate::draw::icon::{self, Ground};
use crate::draw::words::{self, Align, Manner, Place, Stand};
use crate::draw::{self, Fonts};
use crate::routes::drawn::{EMBLEM, Icon};
use crate::source::Source;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// The template.
const TEMPLATE: &str = "card.svg";
/// What a template of a drawing ends with.
pub(super) const ENDING: &str = ".svg";

/// Draws cards and icons.
pub(super) struct Artist {
    tera: Tera,
    fonts: Arc<Fonts>,
    templates: BTreeMap<String, Source>,
}

impl Artist {
    /// Compiles the theme's drawings.
    pub(super) fn new(theme: &Theme) -> Checked<Self> {
        let fonts = Arc::new(Fonts::new(&theme.fonts));
        let drawings = theme.templates.iter().filter(|(name, _)| name.ends_with(ENDING));
        let templates: BTreeMap<String, Source> = drawings.map(|(name, text)| (name.clone(), text.clone())).collect();
        let mut tera = Tera::default();
        tera.autoescape_on(vec![ENDING]);
        let with = Arc::clone(&fonts);
        tera.register_function("text", move |kwargs: Kwargs, _: &State| text(&kwargs, &with));
        let texts = templates.iter().map(|(name, source)| (name.as_str(), source.text()));
        let loaded = tera.add_raw_templates(texts);
        let findings = loaded.err().map(|error| report::loading(&templates, &error)).into_iter().collect();
        Checked::new(Self { tera, fonts, templates }, findings)
    }

    /// A card as a PNG. `made_of` says in a finding what it is a card of.
    pub(super) fn card(&self, art: &CardArt, made_of: &str) -> Checked<Vec<u8>> {
        let mut findings: Vec<Diagnostic> = self.lacking(art, made_of).into_iter().collect();
        match self.document(art).map(|svg| draw::picture(&svg)) {
            Ok(Ok(png)) => return Checked::new(png, findings),
            Ok(Err(why)) => findings.push(undrawable(TEMPLATE, &why)),
            Err(error) => findings.push(report::rendering(&self.templates, TEMPLATE, made_of, &error)),
        }
        Checked::new(Vec::new(), findings)
    }

    fn document(&self, art: &CardArt) -> TeraResult<String> {
        let mut context = Context::new();
        context.insert_value("card", Value::try_from_serializable(art)?);
        self.tera.render(TEMPLATE, &context)
    }

    /// Says which characters no font has: they are left out.
    fn lacking(&self, art: &CardArt, made_of: &str) -> Option<Diagnostic> {
        let words = art.words().collect::<Vec<_>>().join(" ");
        let lacks: Vec<String> = self.fonts.lacks(&words).into_iter().map(|c| format!("`{c}`")).collect();
        let (some, all) = (lacks.iter().take(5).cloned().collect::<Vec<_>>().join(", "), lacks.len());
        let more = if all > 5 { format!(" and {} more", all - 5) } else { String::new() };
        let finding = Diagnostic::warning("no-glyph", format!("no font of the card has {some}{more}"));
        let help = "put a font that has them into `themes/NAME/fonts/`, or set `cards = false` under `[outputs]`";
        (all > 0).then(|| finding.in_file(made_of).because("they are left out of it").help(help))
    }
}

/// An icon, drawn of the theme's emblem.
pub(super) fn icon(theme: &Theme, icon: Icon) -> Checked<Vec<u8>> {
    let Some(emblem) = theme.assets.get(EMBLEM) else { return Checked::ok(Vec::new()) };
    let svg = String::from_utf8_lossy(&emblem.bytes);
    let drawn = match icon {
        Icon::Favicon => icon::ico(&svg),
        Icon::Touch => icon::square(&svg, icon.side(), Ground::White),
        Icon::Feed | Icon::Small | Icon::Large => icon::square(&svg, icon.side(), Ground::Clear),
    };
    drawn.map_or_else(|why| Checked::new(Vec::new(), vec![undrawable(EMBLEM, &why)]), Checked::ok)
}

fn undrawable(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error("drawing", format!("`{name}` of the theme cannot be drawn: {why}"))
}

/// `text(value=…, x=…, y=…, width=…, height=…, size=…, least=…)`.
fn text(kwargs: &Kwargs, fonts: &Fonts) -> TeraResult<String> {
    let number = |name: &'static str| kwargs.must_get::<f64>(name).map(single);
    let word = |name: &'static str| kwargs.get::<String>(name);
    let size = number("size")?;
    let room = Room {
        width: number("width")?,
        height: number("height")?,
        size,
        least: kwargs.get::<f64>("least")?.map_or(size, single).clamp(1.0, size.max(1.0)),
        leading: kwargs.get::<f64>("leading")?.map_or(1.2, single),
    };
    let sizes = [room.width, room.height, room.size, room.leading];
    if sizes.iter().any(|size| !(0.1..=4096.0).contains(size)) {
        return Err(tera::Error::message("`text(…)` takes sizes from 0.1 to 4096"));
    }
    let place = Place {
        x: number("x")?,
        y: number("y")?,
        align: one_of(
            "align",
            word("align")?,
            [("start", Align::Start), ("middle", Align::Middle), ("end", Align::End)],
        )?,
        stand: one_of(
            "stand",
            word("stand")?,
            [("top", Stand::Top), ("middle", Stand::Middle), ("bottom", Stand::Bottom)],
        )?,
    };
    let (font, language) = (word("font")?.unwrap_or_default(), word("lang")?.unwrap_or_default());
    let manner = Manner { font: &font, language: &language, right_to_left: word("dir")?.as_deref() == Some("rtl") };
    let value = word("value")?.unwrap_or_default();
    Ok(words::svg(&value, &room, &place, fonts, manner))
}

/// One of some words; the first where there is none.
fn one_of<T: Copy>(name: &str, typed: Option<String>, words: [(&str, T); 3]) -> TeraResult<T> {
    let Some(typed) = typed else { return Ok(words[0].1) };
    let known = words.iter().find(|(word, _)| *word == typed).map(|(_, value)| *value);
    known.ok_or_else(|| {
        let all: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        tera::Error::message(format!("`text({name}=…)` takes one of {}, not `{typed}`", all.join(", ")))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "pixels")]
fn single(number: f64) -> f32 {
    number as f32
}
