//! Wire text to Markdown.

use crate::desk::Desk;

const WIRE: &str = "Lanterns light the quay

PORTO, March 3, 2026 (Test Wire) - Four hundred lanterns were lit on the quay on Tuesday, and the town came to look.

How it went

Two went out in the wind before nine, and were lit again by the harbour master, who had brought matches.

What comes next

The lanterns stay on the quay until the end of the month, and then go to the school.
";

#[test]
fn markdown_is_written_once_and_never_over_other_words() {
    let desk = Desk::new();
    desk.file("content/lanterns.txt", WIRE);
    let first = desk.run(&["convert", "content/lanterns.txt"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let path = desk.path("content/lanterns.md");
    let markdown = std::fs::read_to_string(&path).unwrap();
    assert!(markdown.starts_with("---\ntitle: Lanterns light the quay\n"), "{markdown}");
    assert!(markdown.contains("\n## How it went\n"), "{markdown}");
    assert!(desk.run(&["convert", "content/lanterns.txt"]).stdout.contains("unchanged"));
    std::fs::write(&path, markdown.replace("Two went", "Three went")).unwrap();
    let again = desk.run(&["convert", "content/lanterns.txt"]);
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("is there already and has other words"), "{}", again.stderr);
    assert!(std::fs::read_to_string(&path).unwrap().contains("Three went"));
}

#[test]
fn the_markdown_is_the_story_from_then_on() {
    let desk = Desk::new();
    desk.file("content/lanterns.txt", WIRE);
    desk.run(&["convert", "content/lanterns.txt"]);
    let path = desk.path("content/lanterns.md");
    let markdown = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, markdown.replace("Two went", "Three went")).unwrap();
    let built = desk.build();
    assert!(desk.page("2026/03/03/lanterns.html").contains("Three went"));
    assert!(!built.stderr.contains("changed after"), "{}", built.stderr);
    desk.file("content/lanterns.txt", WIRE.replace("Two went", "Four went"));
    let built = desk.build();
    assert!(built.stderr.contains("`content/lanterns.txt` changed after it was converted"), "{}", built.stderr);
    assert!(desk.page("2026/03/03/lanterns.html").contains("Three went"));
}

#[test]
fn a_text_and_a_markdown_file_that_know_nothing_of_each_other_clash() {
    let desk = Desk::new();
    desk.file("content/lanterns.txt", WIRE);
    desk.story("lanterns.md", "Lanterns", "2026-03-03", "", "Words.");
    let answer = desk.run(&["build"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stderr.contains("are one story twice"), "{}", answer.stderr);
}

#[test]
fn json_says_what_was_found_and_how() {
    let desk = Desk::new();
    desk.file("lanterns.txt", WIRE);
    let answer = desk.run(&["convert", "--json", "lanterns.txt"]);
    let json: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(json["title"], "Lanterns light the quay");
    assert_eq!(json["agency"], "Test Wire");
    assert_eq!(json["date"], "2026-03-03");
    assert_eq!(json["subheads"][0], "How it went");
    assert_eq!(json["how"]["title"]["line"], 1);
}

#[test]
fn the_markdown_can_be_printed_and_one_bad_file_does_not_stop_the_rest() {
    let desk = Desk::new();
    desk.file("lanterns.txt", WIRE);
    let answer = desk.run(&["convert", "--stdout", "nowhere.txt", "lanterns.txt"]);
    assert_eq!(answer.code, 1);
    assert!(answer.stdout.contains("Four hundred lanterns"), "{}", answer.stdout);
    assert!(answer.stderr.contains("nowhere.txt"), "{}", answer.stderr);
}

#[test]
fn what_is_wrong_is_said_beside_json_too() {
    let desk = Desk::new();
    desk.file("lanterns.txt", WIRE).story("olives.md", "Olives", "2026-03-03", "", "Words.");
    let answer = desk.run(&["convert", "--json", "nowhere.txt", "content/olives.md", "lanterns.txt"]);
    assert_eq!(answer.code, 1);
    assert_eq!(answer.stdout.lines().count(), 1, "{}", answer.stdout);
    assert!(answer.stderr.contains("nowhere.txt"), "{}", answer.stderr);
    assert!(answer.stderr.contains("this is Markdown already"), "{}", answer.stderr);
}

#[test]
fn a_file_that_cannot_be_written_does_not_stop_the_rest() {
    let desk = Desk::new();
    desk.file("one.txt", WIRE).file("two.txt", WIRE).file("one.md/in-the-way", "");
    let answer = desk.run(&["convert", "one.txt", "two.txt"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("cannot write `one.md`"), "{}", answer.stderr);
    assert!(desk.path("two.md").is_file());
}

#[test]
fn garbled_text_is_mended_and_said() {
    let desk = Desk::empty();
    desk.file("lanterns.txt", WIRE.replace("the harbour master", "the cafÃ©â€™s master"));
    let answer = desk.run(&["convert", "--stdout", "lanterns.txt"]);
    assert!(answer.stdout.contains("by the café’s master"), "{}", answer.stdout);
    assert!(answer.stderr.contains("UTF-8 had been read as Windows-1252"), "{}", answer.stderr);
}

/// A mail as it was sent: encoded words in its header, a part in plain text, one in HTML, a photograph.
const MAIL: &str = "From: =?UTF-8?Q?K=C3=BCstendienst?= <desk@example.org>\r\n\
    Date: Wed, 4 Mar 2026 14:20:05 +0100\r\n\
    Subject: =?UTF-8?Q?F=C3=A4hren_fahren_nach_dem?=\r\n =?UTF-8?Q?_Sturm_wieder?=\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"quay\"\r\n\r\n\
    --quay\r\nContent-Type: multipart/alternative; boundary=\"boat\"\r\n\r\n\
    --boat\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Port Mare, 4. M=E4rz (dpa) - Die F=E4hren haben am Mittwoch gegen Mittag abge=\r\nlegt, teilte die Hafenbeh=F6rde mit.\r\n\
    --boat\r\nContent-Type: text/html\r\n\r\n<p>Port Mare</p>\r\n--boat--\r\n\
    --quay\r\nContent-Type: image/jpeg; name=\"quay.jpg\"\r\nContent-Transfer-Encoding: base64\r\n\r\n/9j/\r\n--quay--\r\n";

#[test]
fn names_of_characters_are_read_as_characters_in_plain_text_alone() {
    let desk = Desk::new();
    desk.file(
        "plain.txt",
        "Date: 2026-03-04\n\nFerries &amp; boats\n\n&quot;It was calm,&quot; said Tom Ek, the quay&rsquo;s master.\n",
    );
    let answer = desk.run(&["convert", "--stdout", "plain.txt"]);
    assert!(answer.stdout.contains("title: Ferries & boats\n"), "{}", answer.stdout);
    assert!(answer.stdout.ends_with("\n\"It was calm,\" said Tom Ek, the quay’s master.\n"), "{}", answer.stdout);
    assert!(answer.stderr.contains("characters were written by their names in HTML"), "{}", answer.stderr);
    desk.file("page.txt", "<h1>Tags</h1>\n<p>PORT MARE, March 4, 2026 (Coast Wire) - The tag &lt;p&gt; stays.</p>\n");
    let answer = desk.run(&["convert", "--stdout", "page.txt"]);
    assert!(answer.stdout.ends_with("\nThe tag \\<p> stays.\n"), "{}", answer.stdout);
    assert!(!answer.stderr.contains("by their names"), "{}", answer.stderr);
}

#[test]
fn a_mail_is_decoded() {
    let desk = Desk::new();
    desk.file("content/ferry.eml", MAIL);
    let answer = desk.run(&["convert", "--stdout", "content/ferry.eml"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    for expected in [
        "title: Fähren fahren nach dem Sturm wieder\n",
        "date: 2026-03-04\n",
        "From: Küstendienst <desk@example.org>",
        "\nDie Fähren haben am Mittwoch gegen Mittag abgelegt, teilte die Hafenbehörde mit.\n",
    ] {
        assert!(answer.stdout.contains(expected), "{expected}: {}", answer.stdout);
    }
    assert!(answer.stderr.contains("the mail is encoded and was decoded"), "{}", answer.stderr);
    assert!(answer.stderr.contains("left out: `quay.jpg`"), "{}", answer.stderr);
    desk.build();
    assert!(desk.page("2026/03/04/ferry.html").contains("teilte die Hafenbehörde mit."));
}

#[test]
fn a_mail_that_breaks_off_is_read_as_far_as_it_goes() {
    let desk = Desk::new();
    desk.file(
        "content/ferry.eml",
        "Date: Wed, 4 Mar 2026 14:20:05 +0100\nSubject: Ferries sail\nContent-Type: multipart/mixed; boundary=quay\n\n\
         --quay\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\
         Qm9hdHMgc2FpbCBmcm9tIHRoZSBxdWF5IGF0IG5vb24uIFRoZXkgY29tZSBiYWNrIGluIHRoZSBl\ndmVuaW5nLCBz\n",
    );
    let answer = desk.run(&["convert", "--stdout", "content/ferry.eml"]);
    assert!(answer.stdout.ends_with("\nBoats sail from the quay at noon. They come back in the evening, s\n"));
    assert!(answer.stderr.contains("warning: the mail breaks off: its end is missing"), "{}", answer.stderr);
}
