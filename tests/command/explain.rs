//! What a wire text was taken for, and why.

use crate::desk::Desk;
use serde_json::Value;

const WIRE: &str = "Lanterns light the quay

PORTO, March 3 (Coast Wire) - The harbour board told reporters on Tuesday that 400 lanterns were lit. That is more than last year: in 2025 there were few, and fewer in 2024 than in 2025.

\"Two went out in the wind before nine,\" said Ana Reis, the mayor of Porto.
";

#[test]
fn the_text_stands_with_what_each_part_was_taken_for() {
    let desk = Desk::empty();
    desk.file("lanterns.txt", WIRE);
    let answer = desk.run(&["explain", "lanterns.txt"]);
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    for line in [
        "    1 │ Lanterns light the quay",
        "      │   headline   `Lanterns light the quay`: the first line that is no section, note or byline",
        "      │   place      `PORTO` → Porto: the place of the dateline",
        "      │   date       `March 3` → 2026-03-03: the day of the dateline; the year was inferred: March 3 is a Tuesday in 2026",
        "→ Ana Reis, mayor of Porto: “said” after the quotation",
        "To overrule a field, type its line above the text, with your words:",
        "  Date: 2026-03-03",
    ] {
        assert!(answer.stdout.contains(line), "{line}\n{}", answer.stdout);
    }
    assert!(answer.stderr.contains("the year 2026 was inferred"), "{}", answer.stderr);
}

#[test]
fn what_it_says_to_type_is_understood() {
    let desk = Desk::empty();
    desk.file("lanterns.txt", WIRE);
    let shown = desk.run(&["explain", "lanterns.txt"]).stdout;
    let (_, header) = shown.split_once("with your words:\n").unwrap();
    let header: String =
        header.lines().take_while(|line| !line.is_empty()).map(|line| format!("{}\n", line.trim())).collect();
    desk.file("again.txt", format!("{}\n{WIRE}", header.replace("Place: Porto", "Place: Lisbon")));
    let json: Value = serde_json::from_str(&desk.run(&["convert", "--json", "again.txt"]).stdout).unwrap();
    assert_eq!((json["place"].as_str(), json["date"].as_str()), (Some("Lisbon"), Some("2026-03-03")));
}

#[test]
fn programs_get_the_same_as_json() {
    let desk = Desk::empty();
    desk.file("lanterns.txt", WIRE);
    let json: Value = serde_json::from_str(&desk.run(&["explain", "--json", "lanterns.txt"]).stdout).unwrap();
    assert_eq!(json["file"], "lanterns.txt");
    let parts = json["parts"].as_array().unwrap();
    let part = |name: &str| parts.iter().find(|part| part["name"] == name).unwrap();
    assert_eq!(part("place")["words"], "PORTO");
    assert_eq!(part("place")["overrule"], "type `Place: Porto` with your words above the text");
    assert_eq!(part("quotation")["value"], "Ana Reis, mayor of Porto");
    assert_eq!(part("quotation")["line"], 5);
    assert_eq!(json["findings"][0]["code"], "inferred-year");
}

#[test]
fn what_is_no_wire_text_is_said() {
    let desk = Desk::new();
    desk.story("lanterns.md", "Lanterns", "2026-03-03", "", "Words.");
    let answer = desk.run(&["explain", "content/lanterns.md"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("is Markdown: nothing in it is inferred"), "{}", answer.stderr);
    let answer = desk.run(&["explain", "nowhere.txt"]);
    assert_eq!(answer.code, 2);
    assert!(answer.stderr.contains("there is no file `nowhere.txt`"), "{}", answer.stderr);
}
