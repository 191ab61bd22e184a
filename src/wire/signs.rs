//! Signs that few texts have, looked for all at once, so that nobody goes through a text for one that it has not.

/// Which of them a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// Control characters of ASCII, the line feed not counted.
    pub(super) control: bool,
    /// `<` or `>`.
    pub(super) angle: bool,
    /// Characters beyond ASCII.
    pub(super) wide: bool,
}

impl Signs {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        // Numbers of one byte and no way out in the middle: so the compiler looks at many bytes at once.
        let (control, angle, all) = text.bytes().fold((0, 0, 0), |(control, angle, all), byte| {
            let is_control = (byte < b' ') & (byte != b'\n') | (byte == 0x7F);
            let is_angle = byte & !2 == b'<';
            (control | u8::from(is_control), angle | u8::from(is_angle), all | byte)
        });
        Self { control: control > 0, angle: angle > 0, wide: !all.is_ascii() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_wherever_they_stand() {
        let signs = |control, angle, wide| Signs { control, angle, wide };
        let (control, angle, wide) = (signs(true, false, false), signs(false, true, false), signs(false, false, true));
        for (sign, expected) in
            [("\t", control), ("\r", control), ("\u{7f}", control), ("<", angle), (">", angle), ("é", wide)]
        {
            for at in 0..80 {
                let text = format!("{}{sign}{}\n", "=".repeat(at), "?;Z|~ ".repeat(9));
                assert_eq!(Signs::of(&text), expected, "{text:?}");
            }
        }
        assert_eq!(Signs::of(""), signs(false, false, false));
    }
}
