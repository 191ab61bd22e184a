//! Counts words while the body is printed, so that no second walk is needed.

/// A count that runs over pieces of text; a word may lie in several (`un*believ*able`).
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) count: usize,
    inside: bool,
}

impl Words {
    /// Counts a piece. A word holds a letter or a digit; scripts that set no spaces count by the
    /// character, as word processors do. Every body is counted whole, so ASCII goes many bytes at a time.
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
        for piece in bytes.chunks(PIECE) {
            let mut line = [b' '; PIECE + 1];
            line[0] = if self.inside { b'a' } else { b' ' };
            line[1..=piece.len()].copy_from_slice(piece);
            let (words, marks) = opened(&line);
            if marks > 0 {
                self.read_bytes(piece);
            } else {
                self.count += usize::from(words);
                self.inside = piece.last().is_some_and(|last| !is_space(*last));
            }
        }
    }

    fn read_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let was_inside = self.inside;
            self.inside = is_of_words(*byte) || (was_inside && !is_space(*byte));
            self.count += usize::from(self.inside && !was_inside);
        }
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

/// So many bytes are counted together: no more than a byte can count, and few enough that a mark has few counted
/// one by one.
const PIECE: usize = 64;

/// How many letters or digits follow a space, and how many marks do. Without any such mark, just those letters and
/// digits begin words. There is neither a branch nor an end that varies, so the compiler takes many bytes at a time.
fn opened(line: &[u8; PIECE + 1]) -> (u8, u8) {
    line.iter().zip(&line[1..]).fold((0, 0), |(words, marks), (before, byte)| {
        let opens = is_space(*before) & !is_space(*byte);
        (words + u8::from(opens & is_of_words(*byte)), marks + u8::from(opens & !is_of_words(*byte)))
    })
}

/// White space as `char::is_whitespace` has it.
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

/// A letter or a digit.
fn is_of_words(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
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
        fn ascii_counts_as_any_other_character_does(text in "[ \\t\\n\\x0b\\x0c\\x1cab1.,'—é港-]{0,200}") {
            let mut whole = Words::default();
            whole.read(&text);
            let mut by_char = Words::default();
            text.chars().for_each(|char| by_char.read_char(char));
            proptest::prop_assert_eq!(whole.count, by_char.count);
        }
    }
}
