//! Pictures made for the tests: the smallest of their kinds, with what cameras and desks write into them.

use super::*;
use proptest::prelude::*;

const XMP: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description exif:GPSLatitude='SECRET' \
    photoshop:Credit='Harbour Wire'><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The ferry &amp; its berth\
    </rdf:li><rdf:li xml:lang='de'>Die Fähre</rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq>\
    <rdf:li>Ana Reis</rdf:li></rdf:Seq></dc:creator><Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>A white ferry\
    </rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>";

/// Parts of a JPEG: a mark and what stands in the part.
fn jpeg(parts: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let mut part = |marker: u8, data: &[u8]| {
        bytes.extend([0xFF, marker]);
        bytes.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        bytes.extend(data);
    };
    parts.iter().for_each(|(marker, data)| part(*marker, data));
    part(0xDB, &[[0].as_slice(), &[1; 64]].concat());
    // 3 wide, 2 high, grey.
    part(0xC0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
    part(0xC4, &[[0].as_slice(), &[0; 16]].concat());
    part(0xDA, &[1, 1, 0, 0, 63, 0]);
    bytes.extend([0x00, 0xFF, 0x00, 0xFF, 0xD0, 0x01, 0xFF, 0xD9]);
    bytes
}

/// Exif as a camera writes it: how it was held, who took it, and where.
fn camera(orientation: u16) -> Vec<u8> {
    use ::exif::{Field, In, Rational, Tag, Value, experimental::Writer};
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let place = [(59, 1), (55, 1), (1234, 100)].map(|(num, denom)| Rational { num, denom });
    let fields = [
        field(Tag::ImageDescription, Value::Ascii(vec![b"OLYMPUS DIGITAL CAMERA".to_vec()])),
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(Tag::Artist, Value::Ascii(vec![b"Bo Lund".to_vec()])),
        field(Tag::Copyright, Value::Ascii(vec!["© Bo".as_bytes().to_vec()])),
        field(Tag::GPSLatitude, Value::Rational(place.to_vec())),
        field(Tag::GPSMapDatum, Value::Ascii(vec![b"SECRET-PLACE".to_vec()])),
        field(Tag::Make, Value::Ascii(vec![b"SECRET-CAMERA".to_vec()])),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = std::io::Cursor::new(Vec::new());
    writer.write(&mut out, false).unwrap();
    out.into_inner()
}

fn iptc_fields(fields: &[(u8, &[u8])]) -> Vec<u8> {
    let mut iptc = Vec::new();
    for (field, data) in fields {
        iptc.extend([0x1C, 2, *field]);
        iptc.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        iptc.extend(*data);
    }
    let length = u32::try_from(iptc.len()).unwrap().to_be_bytes();
    let other = b"8BIM\x03\xED\x03res\0\0\0\x03abc\0".as_slice();
    [b"Photoshop 3.0\0", other, b"8BIM\x04\x04\0\0", &length, &iptc].concat()
}

fn photo(orientation: u16) -> Vec<u8> {
    let exif = [b"Exif\0\0".as_slice(), &camera(orientation)].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), XMP.as_bytes()].concat();
    let mut bytes = jpeg(&[
        (0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01SECRET-SMALL-ONE"),
        (0xE1, &exif),
        (0xE1, &xmp),
        (0xED, b"Photoshop 3.0\0SECRET"),
        (0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        (0xE2, b"MPF\0SECRET-SECOND-ONE"),
        (0xEE, b"Adobe\0\x64\0\0\0\0\0"),
        (0xFE, b"SECRET"),
    ]);
    bytes.extend(b"SECRET-FILM");
    bytes
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend(*name);
        body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        body.extend(*data);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    [b"RIFF".as_slice(), &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
}

fn webp() -> Vec<u8> {
    // 3 wide, 2 high, with Exif and XMP.
    let mut bytes = riff(&[
        (b"VP8X", &[0x0C, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
        (b"VP8L", &[0x2F, 2, 0x40, 0, 0, 0x11]),
        (b"EXIF", &camera(6)),
        (b"XMP ", XMP.as_bytes()),
        (b"odd ", b"SECRET"),
    ]);
    bytes.extend(b"SECRET");
    bytes
}

fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let xmp = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), XMP.as_bytes()].concat();
    let head = [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0];
    for (name, data) in [
        (b"IHDR", &head[..]),
        (b"gAMA", &[0, 0, 0xB1, 0x8F]),
        (b"tEXt", b"Comment\0SECRET"),
        (b"iTXt", &xmp),
        (b"eXIf", &camera(8)),
        (b"seCr", b"SECRET"),
        (b"IDAT", &[0x78, 0x9C, 1]),
        (b"IEND", b""),
    ] {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend(name);
        bytes.extend(data);
        bytes.extend([0; 4]);
    }
    bytes.extend(b"SECRET");
    bytes
}

fn gif() -> Vec<u8> {
    let picture = b"\x2C\0\0\0\0\x03\0\x02\0\0\x02\x02\x4C\x01\0";
    [
        b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xFF\xFF\xFF".as_slice(),
        b"\x21\xFF\x0bNETSCAPE2.0\x03\x01\0\0\0",
        b"\x21\xFF\x0bXMP DataXMP\x06SECRET\0",
        b"\x21\xFE\x06SECRET\0",
        b"\x21\xF9\x04\0\x0A\0\0\0",
        picture,
        picture,
        b"\x3BSECRET",
    ]
    .concat()
}

fn boxed(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&u32::try_from(data.len() + 8).unwrap().to_be_bytes(), name.as_slice(), data].concat()
}

fn avif() -> Vec<u8> {
    let head = boxed(b"ftyp", b"avif\0\0\0\0avifmif1");
    let infe =
        |item: u8, kind: &[u8; 4]| boxed(b"infe", &[&[2, 0, 0, 0, 0, item, 0, 0], kind.as_slice(), &[0]].concat());
    let iinf =
        boxed(b"iinf", &[&[0, 0, 0, 0, 0, 3][..], &infe(1, b"av01"), &infe(2, b"Exif"), &infe(3, b"mime")].concat());
    let ispe = boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2]);
    let ipma = boxed(b"ipma", &[0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1]);
    let iprp = boxed(b"iprp", &[boxed(b"ipco", &ispe), ipma].concat());
    let exif = [&[0, 0, 0, 0][..], &camera(6)].concat();
    let items: [&[u8]; 3] = [b"pixels", &exif, XMP.as_bytes()];
    let iloc = |start: usize| {
        let mut at = start;
        let mut iloc = vec![0, 0, 0, 0, 0x44, 0, 0, 3];
        for (item, data) in (1..).zip(items) {
            iloc.extend([0, item, 0, 0, 0, 1]);
            iloc.extend(u32::try_from(at).unwrap().to_be_bytes());
            iloc.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            at += data.len();
        }
        boxed(b"iloc", &iloc)
    };
    let meta = |start: usize| {
        let pitm = boxed(b"pitm", &[0, 0, 0, 0, 0, 1]);
        boxed(b"meta", &[&[0; 4][..], &pitm, &iinf, &iloc(start), &iprp].concat())
    };
    let start = head.len() + meta(0).len() + 8;
    let own = boxed(b"uuid", b"0123456789abcdefSECRET");
    [head, meta(start), boxed(b"mdat", &items.concat()), own].concat()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

const UPRIGHT: Size = Size { width: 3, height: 2 };
const TURNED: Size = Size { width: 2, height: 3 };

#[test]
fn a_size_is_that_of_the_upright_picture() {
    for (bytes, kind, size) in [
        (jpeg(&[]), Kind::Jpeg, UPRIGHT),
        (photo(1), Kind::Jpeg, UPRIGHT),
        (photo(6), Kind::Jpeg, TURNED),
        (webp(), Kind::WebP, TURNED),
        (png(), Kind::Png, TURNED),
        (gif(), Kind::Gif, UPRIGHT),
        (avif(), Kind::Avif, UPRIGHT),
    ] {
        let picture = look(&bytes).unwrap();
        assert_eq!((picture.kind, picture.size), (kind, size));
    }
    assert!(look(&gif()).unwrap().is_moving);
}

#[test]
fn what_a_telephone_writes_is_told_from_what_browsers_show() {
    let mut bytes = avif();
    // Both brands of its head that say `avif`.
    for at in [8, 16] {
        bytes[at..at + 4].copy_from_slice(b"heic");
    }
    assert_eq!(look(&bytes).unwrap().kind, Kind::Heic);
}

#[test]
fn what_is_written_in_a_picture_stays_at_the_desk_but_for_whose_it_is() {
    for (kind, bytes) in [("jpeg", photo(6)), ("webp", webp()), ("png", png()), ("gif", gif()), ("avif", avif())] {
        assert!(holds(&bytes, "SECRET"), "{kind}");
        let kept = bare(&bytes).unwrap();
        assert!(!holds(&kept, "SECRET"), "{kind}");
        let (before, after) = (look(&bytes).unwrap(), look(&kept).unwrap());
        assert_eq!((before.kind, before.size, before.is_moving), (after.kind, after.size, after.is_moving), "{kind}");
        assert_eq!(after.caption, None, "{kind}");
        if !matches!(kind, "gif" | "avif") {
            assert_eq!(after.credit.as_deref(), Some("Ana Reis/Harbour Wire"), "{kind}");
            assert!(holds(&kept, "© Bo"), "{kind}");
        }
        assert_eq!(bare(&kept).unwrap(), kept, "{kind}");
    }
}

#[test]
fn pixels_and_colours_stay_as_they_are() {
    let kept = bare(&photo(6)).unwrap();
    assert!(holds(&kept, "ICC_PROFILE") && holds(&kept, "Adobe"));
    assert!(kept.ends_with(&[0x00, 0xFF, 0x00, 0xFF, 0xD0, 0x01, 0xFF, 0xD9]));
    // Nothing is written into a picture that had no notes.
    assert_eq!(bare(&jpeg(&[])).unwrap(), jpeg(&[]));
    assert!(holds(&bare(&avif()).unwrap(), "pixels"));
}

#[test]
fn the_words_of_a_picture_are_those_of_its_desk_before_those_of_its_camera() {
    let look = |bytes: &[u8]| look(bytes).unwrap();
    let words = |picture: Picture| (picture.caption, picture.credit, picture.alt);
    let xmp =
        (Some("The ferry & its berth".into()), Some("Ana Reis/Harbour Wire".into()), Some("A white ferry".into()));
    assert_eq!(words(look(&photo(1))), xmp);
    assert_eq!(words(look(&png())), xmp);
    assert_eq!(words(look(&webp())), xmp);
    let exif = [b"Exif\0\0".as_slice(), &camera(1)].concat();
    assert_eq!(words(look(&jpeg(&[(0xE1, &exif)]))), (None, Some("Bo Lund".into()), None));
    // Agencies wrote Latin letters of one byte long before UTF-8.
    let iptc = iptc_fields(&[(120, b"Die F\xE4hre"), (80, b"Ana Reis"), (110, b"Ana Reis, HW")]);
    let photo = jpeg(&[(0xE1, &exif), (0xED, &iptc)]);
    assert_eq!(words(look(&photo)), (Some("Die Fähre".into()), Some("Ana Reis, HW".into()), None));
}

#[test]
fn what_is_no_picture_is_told() {
    for (bytes, expected) in [
        (b"no picture".to_vec(), Broken::NoPicture),
        (Vec::new(), Broken::NoPicture),
        (vec![0xFF, 0xD8, 0xFF], Broken::Damaged),
        (gif()[..30].to_vec(), Broken::Damaged),
    ] {
        assert_eq!((look(&bytes).err(), bare(&bytes).err()), (Some(expected), Some(expected)));
    }
}

#[test]
fn a_jpeg_that_is_cut_off_in_its_pixels_is_shown_as_far_as_it_goes() {
    let whole = jpeg(&[]);
    let cut = &whole[..whole.len() - 4];
    assert!(look(cut).unwrap().is_cut && !look(&bare(cut).unwrap()).unwrap().is_cut);
    assert!(!look(&whole).unwrap().is_cut);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Wherever a picture is cut or damaged it is read for what it is, or told; nothing panics.
    #[test]
    fn no_picture_is_too_hostile(kind in 0usize..5, at in 0usize..2000, to: [u8; 4], cut: bool) {
        let mut bytes = [photo(6), webp(), png(), gif(), avif()][kind].clone();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at..].iter_mut().zip(to).for_each(|(byte, to)| *byte = to) }
        let _ = look(&bytes);
        if let Ok(kept) = bare(&bytes) {
            prop_assert!(kept.len() <= bytes.len() + 200);
        }
    }
}
