//! Photographs: what of them is published, and what stays at the desk.

use crate::desk::Desk;

/// The smallest picture that there is, and another one.
pub(crate) const PICTURE: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";
pub(crate) const OTHER: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x4C\x01\0\x3B";

/// A grey JPEG, 16 wide and 8 high, with what a camera writes into it; `turn` as Exif has it.
pub(crate) fn photo(turn: u8) -> Vec<u8> {
    let mut exif = b"\xFF\xE1\0\0Exif\0\0II\x2A\0\x08\0\0\0\x03\0".to_vec();
    exif.extend([0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0]);
    exif.extend(*b"\x3B\x01\x02\0\x09\0\0\0\x32\0\0\0");
    exif.extend(*b"\x25\x88\x04\0\x01\0\0\0\x3B\0\0\0\0\0\0\0");
    exif.extend(*b"Ana Reis\0\x01\0\x1D\0\x02\0\x0B\0\0\0\x4D\0\0\0\0\0\0\0SECRET-DAY\0");
    let length = u16::try_from(exif.len() - 2).unwrap().to_be_bytes();
    exif[2..4].copy_from_slice(&length);
    let part = |mark: u8, data: &[u8]| {
        [&[0xFF, mark], u16::try_from(data.len() + 2).unwrap().to_be_bytes().as_slice(), data].concat()
    };
    let one_code = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    [
        vec![0xFF, 0xD8],
        exif,
        part(0xDB, &[&[0][..], &[16; 64]].concat()),
        part(0xC0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        part(0xC4, &one_code(0x00)),
        part(0xC4, &one_code(0x10)),
        part(0xDA, &[1, 1, 0, 0, 63, 0]),
        // Two blocks, each of two codes of one bit.
        vec![0x0F, 0xFF, 0xD9],
    ]
    .concat()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn where_and_when_a_photograph_was_taken_does_not_leave_the_newsroom() {
    let desk = Desk::new();
    assert!(holds(&photo(1), "SECRET-DAY"));
    desk.file("content/town/ferry.jpg", photo(1));
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "It sails.\n\n![The ferry](ferry.jpg)");
    desk.build();
    let published = std::fs::read(desk.path("public/town/ferry.jpg")).unwrap();
    assert!(!holds(&published, "SECRET"));
    assert!(holds(&published, "Ana Reis"), "whose it is stays");
    // The file at the desk is the desk's.
    assert_eq!(std::fs::read(desk.path("content/town/ferry.jpg")).unwrap(), photo(1));
}

#[test]
fn a_broken_picture_is_left_out_and_told_where_it_is_named() {
    let desk = Desk::new();
    desk.file("content/town/ferry.jpg", "no picture at all");
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "It sails, ![the ferry](ferry.jpg) at last.");
    let answer = desk.build();
    assert!(answer.stderr.contains("`content/town/ferry.jpg` is left out: it holds no picture"), "{}", answer.stderr);
    assert!(answer.stderr.contains("content/town/ferry.md:"), "{}", answer.stderr);
    assert!(!desk.has("town/ferry.jpg"));
    assert!(desk.page("2026/03/01/ferry.html").contains("It sails, the ferry at last."));
    // As soon as it is mended it is shown.
    desk.file("content/town/ferry.jpg", photo(1));
    desk.build();
    assert!(desk.has("town/ferry.jpg"));
    assert!(desk.page("2026/03/01/ferry.html").contains("/town/ferry.jpg"));
}
