//! Counts words while the body is printed, so that no second walk is needed.

/// A count that runs over pieces of text; a word may lie in several (`un*believ*able`).
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) count: usize,
    inside: bool,
}

impl Words {
    /// Counts a piece. A word holds a letter or a digit; scripts that set no spaces count by the
    /// character, as word processors do. Every body is counted whole, so ASCII goes without
    /// decoding and without a branch.
    pub(super) fn read(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let ascii = ascii_at_first(rest.as_bytes());
            self.read_ascii(&rest.as_bytes()[..ascii]);
            let mut chars = rest[ascii..].chars();
            let Some(char) = chars.next() else { return };
            self.read_char(char);
            rest = chars.as_str();
        }
    }

    fn read_ascii(&mut self, bytes: &[u8]) {
        // Kept in registers, as this loop sees every character of the archive.
        let (mut count, mut inside) = (0_usize, self.inside);
        for byte in bytes {
            let was_inside = inside;
            inside = BEGINS[usize::from(*byte)] | (inside & GOES_ON[usize::from(*byte)]);
            count += usize::from(inside & !was_inside);
        }
        self.count += count;
        self.inside = inside;
    }

    fn read_char(&mut self, char: char) {
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

    /// What comes next is not part of the same word.
    pub(super) fn end_word(&mut self) {
        self.inside = false;
    }
}

/// How many bytes are ASCII until the first that is not.
fn ascii_at_first(bytes: &[u8]) -> usize {
    /// So many bytes are looked at together.
    const STEP: usize = 32;
    let steps = bytes.chunks_exact(STEP).take_while(|step| step.is_ascii()).count();
    let rest = &bytes[steps * STEP..];
    steps * STEP + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// Whether a byte begins a word.
static BEGINS: [bool; 256] = each_byte(true);
/// Whether a word goes on over a byte.
static GOES_ON: [bool; 256] = each_byte(false);

const fn each_byte(begins: bool) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    loop {
        let is_space = matches!(byte, b' ' | b'\t'..=b'\r');
        table[byte as usize] = if begins { byte.is_ascii_alphanumeric() } else { !is_space };
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
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

    proptest::proptest! {
        #[test]
        fn ascii_counts_as_any_other_character_does(text in "[ \\t\\n\\x0b\\x0c\\x1cab1.,'—é港-]{0,20}") {
            let mut whole = Words::default();
            whole.read(&text);
            let mut by_char = Words::default();
            text.chars().for_each(|char| by_char.read_char(char));
            proptest::prop_assert_eq!(whole.count, by_char.count);
        }
    }
}
