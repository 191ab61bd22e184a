//! A newsroom of any size for measuring: the same number gives the same stories, byte for byte.
//!
//! A story is about 3.5 kB: front matter, a dozen paragraphs, three cross-heads, two or three
//! quotations. There are 8 sections, 192 topics, 100 places and 400 people.

#![allow(dead_code, reason = "each program that measures uses its own part")]

use std::fmt::Write;

/// Settings for the newsroom.
pub(crate) const BOOK: &str = "[book]\ntitle = \"Measured News\"\n[site]\nbase-url = \"https://news.example/\"\n";

const SECTIONS: [&str; 8] = ["harbour", "land", "council", "science", "games", "culture", "weather", "trade"];
const WHO: [&str; 12] = [
    "the harbour board",
    "two librarians",
    "the tide office",
    "a choir of forty",
    "the seed bank",
    "market gardeners",
    "the ferry line",
    "bell ringers",
    "the moss survey",
    "night-shift bakers",
    "the kite club",
    "lamp keepers",
];
const DID: [&str; 10] =
    ["opens", "counts", "repairs", "measures", "moves", "repaints", "lends out", "reopens", "maps", "names"];
const WHAT: [&str; 14] = [
    "the long pier",
    "a reading room",
    "the swing bridge",
    "forty rain gauges",
    "the orchard wall",
    "the clock tower",
    "a row of beehives",
    "the tram shed",
    "the winter timetable",
    "an old sail loft",
    "the ice house",
    "a map of wells",
    "the village archive",
    "a bank of lamps",
];
const WHY: [&str; 10] = [
    "after a dry spring",
    "before the regatta",
    "to save fuel",
    "for the first time in thirty years",
    "with borrowed tools",
    "in time for the fair",
    "while the tide is low",
    "at no cost to the town",
    "once the paint has dried",
    "by popular wish",
];
const SENTENCES: [&str; 16] = [
    "The work began on a Tuesday and was done before the week was out.",
    "Nobody had expected so many hands, and the soup ran short.",
    "A plan drawn in 1931 turned out to be right to the inch.",
    "The cost, 4,120 in all, was met from the sale of old rope.",
    "Three other towns have asked for the drawings.",
    "It rained twice, which the organisers had allowed for.",
    "Children from the school painted the numbers.",
    "The next step is due when the days are longer.",
    "A log of every hour is kept in the town hall & may be read there.",
    "What was left over went to the fire brigade.",
    "The figures are 12.5% above those of last year.",
    "An earlier attempt, in the autumn, had been called off for want of nails.",
    "Visitors are asked to come on foot, since the lane is narrow.",
    "The council votes on the rest in a fortnight.",
    "Most of the timber came down the river.",
    "The bell was rung once, as had been agreed.",
];
const FIRST: [&str; 20] = [
    "Ana", "Bram", "Chiara", "Dag", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaja", "Luis", "Mira", "Nils",
    "Olga", "Pia", "Quim", "Rosa", "Sven", "Tessa",
];
const LAST: [&str; 20] = [
    "Almeida", "Berg", "Costa", "Dahl", "Engel", "Ferro", "Grau", "Holm", "Ibsen", "Jansen", "Klein", "Lund", "Moser",
    "Nobre", "Olsen", "Pinto", "Quist", "Reis", "Storm", "Toth",
];
const ROLE: [&str; 8] =
    ["harbour master", "librarian", "head gardener", "surveyor", "choir master", "mayor", "carpenter", "ferry captain"];

/// A story of the newsroom.
pub(crate) struct Story {
    /// Its path below the content folder.
    pub(crate) path: String,
    /// Its Markdown.
    pub(crate) text: String,
}

/// The `number`th story.
pub(crate) fn story(number: usize) -> Story {
    let mut dice = Dice((number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x1234_5678_9ABC_DEF1));
    let section = SECTIONS[dice.below(SECTIONS.len())];
    let (who, did, what, why) = (dice.of(&WHO), dice.of(&DID), dice.of(&WHAT), dice.of(&WHY));
    let place = format!("{}haven", LAST[dice.below(20)]);
    let place = if dice.below(5) == 0 { format!("New {place}") } else { place };
    let minute = number as u64 * 131 + dice.below(60) as u64;
    let (day, clock) = (minute / 1440, minute % 1440);
    let date = format!("{:04}-{:02}-{:02}", 2015 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
    let tags: Vec<String> = (0..3).map(|_| format!("\"{section} {}\"", dice.below(24))).collect();
    let mut text = format!(
        "---\ntitle: \"{}\"\ndescription: \"{} {did} {what} {why}, as notice {number} of {place} says.\"\ndate: {date}T{:02}:{:02}:00Z\nsection: {section}\ntags: [{}]\nauthor: \"{} {}\"\nlocation: \"{place}\"\n---\n\n",
        capital(&format!("{who} {did} {what} {why}")),
        capital(who),
        clock / 60,
        clock % 60,
        tags.join(", "),
        dice.of(&FIRST),
        dice.of(&LAST),
    );
    let _ = write!(text, "**{}, {date}** — ", place.to_uppercase());
    for paragraph in 0..11 {
        if matches!(paragraph, 3 | 6 | 9) {
            let _ = write!(text, "## {} and {}\n\n", capital(dice.of(&WHAT)), dice.of(&WHY));
        }
        if matches!(paragraph, 4 | 7) {
            let (first, last, role) = (dice.of(&FIRST), dice.of(&LAST), dice.of(&ROLE));
            let _ = write!(
                text,
                "> [!QUOTE] {first} {last}, {role}\n> {} {}\n\n",
                dice.of(&SENTENCES),
                dice.of(&SENTENCES)
            );
        }
        for _ in 0..3 + dice.below(2) {
            let _ = write!(text, "{} ", dice.of(&SENTENCES));
        }
        if dice.below(4) == 0 {
            let _ = write!(text, "The [minutes](https://example.org/{number}/{paragraph}) tell more. ");
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    let words = capital(&format!("{who} {did} {what}")).to_lowercase().replace(' ', "-");
    Story { path: format!("{section}/{words}-{number}.md"), text }
}

/// The same story as wire text.
pub(crate) fn wire(number: usize) -> String {
    let story = story(number);
    let body = story.text.splitn(3, "---\n").nth(2).unwrap_or_default();
    let title = story.text.lines().nth(1).unwrap_or_default().trim_start_matches("title: ").trim_matches('"');
    let mut text = format!("{title}\n");
    for block in body.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let plain = block.trim().replace("**", "").replace("## ", "");
        match plain.strip_prefix("> [!QUOTE] ").and_then(|quote| quote.split_once("\n> ")) {
            Some((speaker, words)) => {
                let _ = write!(text, "\n\"{words}\" {} said.\n", speaker.split(',').next().unwrap_or_default());
            }
            None => {
                let _ = write!(text, "\n{plain}\n");
            }
        }
    }
    text
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Xorshift: small, fast and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
