//! Counts words while the body is printed, so that no second walk is needed.

/// A count that runs over pieces of text; a word may lie in several (`un*believ*able`).
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) count: usize,
    inside: bool,
}

impl Words {
    /// Counts a piece. A word holds a letter or a digit; scripts that set no spaces count by the
    /// character, as word processors do.
    pub(super) fn read(&mut self, text: &str) {
        for char in text.chars() {
            if char.is_whitespace() || matches!(char, '—' | '…') {
                self.inside = false;
            } else if is_unspaced(char) {
                self.count += 1;
                self.inside = false;
            } else if !self.inside && char.is_alphanumeric() {
                self.count += 1;
                self.inside = true;
            }
        }
    }

    /// What comes next is not part of the same word.
    pub(super) fn end_word(&mut self) {
        self.inside = false;
    }
}

/// Han characters and kana.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_a_reader_would() {
        let cases = [
            ("", 0),
            ("Ferries run again.", 3),
            ("well-known, isn't it?", 3),
            ("open — for now", 3),
            ("open—closed", 2),
            ("1,200 tonnes", 2),
            ("Порт открыт", 2),
            ("港は開く", 4),
        ];
        for (text, count) in cases {
            let mut words = Words::default();
            words.read(text);
            assert_eq!(words.count, count, "{text}");
        }
    }

    #[test]
    fn a_word_may_lie_in_several_pieces() {
        let mut words = Words::default();
        ["un", "believ", "able"].iter().for_each(|piece| words.read(piece));
        words.end_word();
        words.read("story");
        assert_eq!(words.count, 2);
    }
}
