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

/// The addresses in a page that hold some words.
fn addresses<'a>(page: &'a str, words: &str) -> Vec<&'a str> {
    let parts = page.split(['"', ' ', '\'', '<', '>', ',']);
    let mut found: Vec<&str> = parts.filter(|part| part.contains(words) && part.contains('.')).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
#[cfg(feature = "pictures")]
fn a_picture_alone_is_a_figure_in_several_kinds_with_its_caption_and_its_credit() {
    let desk = Desk::new();
    desk.file("content/town/ferry.jpg", photo(6));
    desk.story(
        "town/ferry.md",
        "The ferry",
        "2026-03-01",
        "",
        "It sails.\n\n![At sea](ferry.jpg \"A calm day\")\n\n![](ferry.jpg)",
    );
    let answer = desk.build();
    let page = desk.page("2026/03/01/ferry.html");
    let figure = &page[page.find("<figure>").unwrap()..];
    let figure = &figure[..figure.find("</figure>").unwrap()];
    assert!(figure.starts_with("<figure><picture><source type=\"image/webp\" srcset=\"/town/ferry."), "{figure}");
    // Turned upright: 8 wide and 16 high. The first picture is what readers wait for.
    assert!(
        figure.contains("width=\"8\" height=\"16\" fetchpriority=\"high\" decoding=\"async\" alt=\"At sea\">"),
        "{figure}"
    );
    assert!(figure.ends_with("<figcaption>A calm day <span class=\"credit\">Ana Reis</span></figcaption>"), "{figure}");
    assert!(page.contains("loading=\"lazy\""));
    assert!(answer.stderr.contains("has no text"), "{}", answer.stderr);
    for address in addresses(figure, "ferry.").iter().filter(|address| address.contains("-8.")) {
        let bytes = std::fs::read(desk.path("public").join(&address[1..])).unwrap();
        assert!(!holds(&bytes, "Exif"), "{address}");
        assert_eq!(bytes.starts_with(b"RIFF"), address.ends_with(".webp"));
    }
    // What stands for the story where it is shared, and no card.
    assert!(page.contains("<meta property=\"og:image\" content=\"https://wire.example/town/ferry."), "{page}");
    assert!(page.contains("<meta property=\"og:image:width\" content=\"8\">"));
    assert!(page.contains("\"@type\":\"ImageObject\"") && page.contains("\"creditText\":\"Ana Reis\""));
    assert!(!desk.has("2026/03/01/ferry.card.png"));
    assert!(desk.page("sitemap-2026-03.xml").contains("<image:loc>https://wire.example/town/ferry.jpg</image:loc>"));
    let ninjs: serde_json::Value = serde_json::from_str(&desk.page("2026/03/01/ferry.json")).unwrap();
    assert_eq!(ninjs["associations"][0]["renditions"][0]["href"], "https://wire.example/town/ferry.jpg");
    assert_eq!(ninjs["associations"][0]["by"], "Ana Reis");
    assert!(desk.page("feed.xml").contains("https://wire.example/town/ferry."));
    assert!(desk.page("town/index.html").contains("class=\"thumb\""));
    assert!(!desk.page("text/2026/03/01/ferry.html").contains("<source"));
}

#[test]
#[cfg(feature = "pictures")]
fn the_lead_picture_comes_first_and_is_cut_around_its_focus() {
    let desk = Desk::new();
    desk.file("content/pictures/ferry.jpg", photo(1));
    let front = "image:\n  src: ../pictures/ferry.jpg\n  alt: The ferry\n  caption: At dawn\n  focus: 10% 90%\n";
    desk.story(
        "town/ferry.md",
        "The ferry",
        "2026-03-01",
        front,
        "It sails.\n\n![At sea](../pictures/ferry.jpg \"Later\")",
    );
    desk.build();
    let page = desk.page("2026/03/01/ferry.html");
    let (lead, body) = page.split_once("<p>It sails.").unwrap();
    assert!(lead.contains("fetchpriority=\"high\"") && !body.contains("fetchpriority"), "{page}");
    assert!(lead.contains("<figcaption>At dawn <span class=\"credit\">Ana Reis</span></figcaption>"), "{lead}");
    let shared = addresses(&page, "-10-90.jpg");
    // One for networks, one as in lists; search engines are told of both, and of the whole picture.
    assert_eq!(shared.len(), 2, "{shared:?}");
    for address in shared {
        assert!(desk.has(address.strip_prefix("https://wire.example/").unwrap()), "{address}");
    }
    let whole = "{\"@type\":\"ImageObject\",\"url\":\"https://wire.example/pictures/ferry.jpg\"";
    assert!(page.contains(whole), "{page}");
}

#[test]
#[cfg(feature = "pictures")]
fn copies_are_made_once_and_a_damaged_one_is_made_again() {
    let desk = Desk::new();
    desk.file("content/town/ferry.jpg", photo(1));
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "![The ferry](ferry.jpg \"At sea\")");
    desk.build();
    let clean = desk.site();
    let kept = crate::desk::tree(&desk.path(".dateline/made"));
    assert!(!kept.is_empty());
    // All of them are damaged, and the site is made anew.
    for path in kept.keys() {
        desk.file(&format!(".dateline/made/{path}"), "damage that is long enough");
    }
    std::fs::remove_dir_all(desk.path("public")).unwrap();
    desk.build();
    assert!(desk.site() == clean);
    assert!(crate::desk::tree(&desk.path(".dateline/made")) == kept);
    // A picture that moved is not made again: its copies are those of its bytes.
    desk.remove("content/town/ferry.jpg").file("content/town/boat.jpg", photo(1));
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "![The ferry](boat.jpg \"At sea\")");
    desk.build();
    assert!(crate::desk::tree(&desk.path(".dateline/made")) == kept);
    // What is no part of the site any more is forgotten.
    desk.file("content/town/boat.jpg", photo(6));
    desk.build();
    let others = crate::desk::tree(&desk.path(".dateline/made"));
    assert!(others.keys().all(|key| !kept.contains_key(key)));
}

#[test]
#[cfg(feature = "pictures")]
fn pixels_that_cannot_be_read_are_told_once_and_the_file_is_shown_as_it_is() {
    let desk = Desk::new();
    let whole = photo(1);
    // Without its tables nobody can read it, and yet its notes can be told from its pixels.
    let at = whole.windows(2).position(|mark| mark == [0xFF, 0xC4]).unwrap();
    let broken = [&whole[..at], &whole[at + 44..]].concat();
    desk.file("content/town/ferry.jpg", &broken);
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "![The ferry](ferry.jpg \"At sea\")");
    let answer = desk.build();
    assert_eq!(answer.stderr.matches("cannot be taken apart").count(), 1, "{}", answer.stderr);
    assert!(!holds(&std::fs::read(desk.path("public/town/ferry.jpg")).unwrap(), "SECRET"));
}

#[test]
fn sizes_can_be_chosen_and_turned_off() {
    let desk = Desk::new();
    desk.file("content/town/ferry.jpg", photo(1));
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "![The ferry](ferry.jpg \"At sea\")");
    let book = |more: &str| desk.file("book.toml", format!("{}\n[pictures]\n{more}\n", crate::desk::BOOK));
    book("widths = []");
    desk.build();
    let page = desk.page("2026/03/01/ferry.html");
    assert!(page.contains("<figure><img src=\"/town/ferry.jpg\" width=\"16\" height=\"8\""), "{page}");
    assert!(!page.contains("srcset"));
    book("widths = [9]\nformat = []");
    let answer = desk.run(&["build"]);
    assert!(answer.stderr.contains("expected numbers from 16 to 8000 in `widths`"), "{}", answer.stderr);
    assert!(answer.stderr.contains("did you mean `formats`?"), "{}", answer.stderr);
}

#[test]
fn a_photograph_without_an_end_is_told_and_shown_as_far_as_it_goes() {
    let desk = Desk::new();
    let whole = photo(1);
    desk.file("content/town/ferry.jpg", &whole[..whole.len() - 2]);
    desk.story("town/ferry.md", "The ferry", "2026-03-01", "", "![The ferry](ferry.jpg)");
    let answer = desk.build();
    assert!(answer.stderr.contains("`content/town/ferry.jpg` has no end: it may be cut off"), "{}", answer.stderr);
    assert!(std::fs::read(desk.path("public/town/ferry.jpg")).unwrap().ends_with(&[0xFF, 0xD9]));
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
    assert!(desk.page("2026/03/01/ferry.html").contains("\"/town/ferry."));
}
