//! The few words that rendering adds, in the language of the page.

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labels {
    language: &'static str,
    /// Titles of note, tip, important, warning, caution, in this order.
    pub(super) alerts: [&'static str; 5],
    /// What the link from a footnote back to the text is called.
    pub(super) back: &'static str,
}

macro_rules! labels {
    ($($language:literal: $alerts:expr, $back:literal;)*) => {
        &[$(Labels { language: $language, alerts: $alerts, back: $back }),*]
    };
}

/// English stands first: it is what other languages fall back to.
static LABELS: &[Labels] = labels! {
    "en": ["Note", "Tip", "Important", "Warning", "Caution"], "Back to the text";
    "cs": ["Poznámka", "Tip", "Důležité", "Varování", "Pozor"], "Zpět k textu";
    "da": ["Bemærk", "Tip", "Vigtigt", "Advarsel", "Forsigtig"], "Tilbage til teksten";
    "de": ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"], "Zurück zum Text";
    "es": ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"], "Volver al texto";
    "fi": ["Huomautus", "Vinkki", "Tärkeää", "Varoitus", "Varo"], "Takaisin tekstiin";
    "fr": ["Note", "Conseil", "Important", "Avertissement", "Attention"], "Retour au texte";
    "it": ["Nota", "Suggerimento", "Importante", "Avvertenza", "Attenzione"], "Torna al testo";
    "ja": ["注記", "ヒント", "重要", "警告", "注意"], "本文に戻る";
    "nl": ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"], "Terug naar de tekst";
    "no": ["Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"], "Tilbake til teksten";
    "pl": ["Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Ostrożnie"], "Powrót do tekstu";
    "pt": ["Nota", "Dica", "Importante", "Aviso", "Cuidado"], "Voltar ao texto";
    "ru": ["Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"], "Вернуться к тексту";
    "sv": ["Obs", "Tips", "Viktigt", "Varning", "Försiktigt"], "Tillbaka till texten";
    "tr": ["Not", "İpucu", "Önemli", "Uyarı", "Dikkat"], "Metne dön";
    "uk": ["Примітка", "Порада", "Важливо", "Попередження", "Обережно"], "Повернутися до тексту";
    "zh": ["注", "提示", "重要", "警告", "注意"], "返回正文";
};

impl Labels {
    /// The words of a language tag's language (`de` of `de-AT`), or English.
    pub(super) fn of(tag: &str) -> &'static Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        let norwegian = ["nb", "nn"].iter().any(|norwegian| norwegian.eq_ignore_ascii_case(language));
        let language = if norwegian { "no" } else { language };
        LABELS.iter().find(|labels| labels.language.eq_ignore_ascii_case(language)).unwrap_or(&LABELS[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_does_not_matter_and_english_is_the_fallback() {
        assert_eq!(Labels::of("de-AT").alerts[0], "Hinweis");
        assert_eq!(Labels::of("NB").alerts[0], "Merk");
        assert_eq!(Labels::of("tlh"), &LABELS[0]);
        assert_eq!(Labels::of(""), &LABELS[0]);
    }
}
