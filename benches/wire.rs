//! Reading wire copy: a story of a usual size beside the rendering of its Markdown, and time against length.

use dateline::markdown;
use dateline::source::Source;
use dateline::wire::{self, Context};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::path::{Path, PathBuf};

const HEAD: &str = "All news\n\nHarbour fees to rise in spring, says board\n\n\
The board also said that boats of the islands would pay what they paid\n\n\
PORT MARE, February 7. /TASS/. Fees rose in 2019 for the second time, the head of the harbour board told reporters on Friday.\n\n";

const PART: &str = "Fees and boats\n\n\
\"We have never seen so many boats come back on one day, and we are glad of every one of them, since last year was a hard one \
for the islands,\" Ana Reis, who has led the board since 2011, said on the quay.\n\n\
The board has 12 members - all of them from the islands - and meets each week. Its rules of 2019 ask for fees that a small \
boat can pay; they were written after the storm that closed the port for a month.\n\n\
Boats from the mainland pay more, and theirs is most of what the harbour earns. Nobody on the quay thought that this would \
change before the new breakwater is built.\n\n";

/// The part of a story with a long quotation: one of them in 3.5 kB, as in real copy.
const TOLD: &str = "Fees and boats\n\n\
\"We have never seen so many boats come back on one day, and we are glad of every one of them, since last year was a hard one \
for the islands,\" Ana Reis, who has led the board since 2011, said on the quay.\n\n";

/// A part with two short ones, of which real copy has four in 3.5 kB.
const NOTED: &str = "The board has 12 members - all of them from the islands - and meets each week. Its rules of 2019 ask for \
fees that a small boat can pay; they were written after the storm that closed the port for a month.\n\n\
\"Nobody will pay twice,\" Reis told the owners, who had asked for a plan that they could read before they voted on it.\n\n\
Boats from the mainland pay more, and theirs is most of what the harbour earns. Nobody on the quay thought that this would \
change before the new breakwater is built.\n\n\
The owners called the plan \"a fair one for all of us\" after the meeting and said that they would come back in the spring.\n\n";

/// A part with none.
const PLAIN: &str = "The board keeps a list of the boats that come in, and of the days on which they do. A boat that stays for a week pays for \
five days, and one that comes each day pays for a month, whatever the weather was like and whoever was at the helm.\n\n\
The list hangs at the gate of the harbour, where the master reads it out each Monday, and a copy of it goes to the council \
of the islands. Last year it had some 900 names on it, a third of them of boats that had never come before.\n\n\
The money goes into the quays, the lamps and the two cranes; what is left of it at the end of a year is kept for a storm.\n\n";

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// Copy of about so many bytes.
fn copy(bytes: usize) -> String {
    let mut copy = HEAD.to_owned();
    while copy.len() < bytes {
        copy.push_str(PART);
    }
    copy
}

/// A story of 3.5 kB with two cross-heads and five quotations, one of them long enough to be set apart: as many as
/// stories of the corpora have on the average.
fn story() -> String {
    [HEAD, NOTED, TOLD, PLAIN, "What is paid\n\n", PLAIN, NOTED, PLAIN].concat()
}

/// One without a long quotation, as half of them are or more.
fn notice() -> String {
    [HEAD, NOTED, "What is paid\n\n", PLAIN, PLAIN, NOTED, PLAIN].concat()
}

/// The step that the reader is held against: reading may take no longer than this.
#[divan::bench]
fn render_the_markdown_of_a_story(bencher: Bencher<'_, '_>) {
    let source = Source::new("content/a.txt", story());
    let body = wire::read(&source, &Context::default()).value.document.body;
    let options = markdown::Options::default();
    let bencher = bencher.counter(BytesCount::of_str(&body));
    bencher.bench_local(|| markdown::render(black_box(&source), None, black_box(&body), &options));
}

#[divan::bench]
fn read_a_story(bencher: Bencher<'_, '_>) {
    let source = Source::new("content/a.txt", story());
    let context = Context::default();
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| wire::read_document(black_box(&source), black_box(&context)));
}

#[divan::bench]
fn read_a_story_without_a_long_quotation(bencher: Bencher<'_, '_>) {
    let source = Source::new("content/a.txt", notice());
    let context = Context::default();
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| wire::read_document(black_box(&source), black_box(&context)));
}

/// With the evidence for all that is found, and the speaker of each quotation.
#[divan::bench]
fn explain_a_story(bencher: Bencher<'_, '_>) {
    let source = Source::new("content/a.txt", story());
    let context = Context::default();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| wire::read(black_box(&source), black_box(&context)));
}

/// What lists need of it.
#[divan::bench]
fn read_the_front_of_a_story(bencher: Bencher<'_, '_>) {
    let source = Source::new("content/a.txt", story());
    let context = Context::default();
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| wire::read_front(black_box(&source), black_box(&context)));
}

/// The stories of about 3.5 kB in each set of labelled copy under the folder that the variable `CORPUS` names; none
/// where it names none.
fn sets() -> Vec<String> {
    let folders = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    };
    let corpus = std::env::var_os("CORPUS").map(PathBuf::from);
    let kinds = corpus.iter().flat_map(|corpus| folders(corpus));
    let mut sets: Vec<String> = kinds.flat_map(|kind| folders(&kind)).map(|set| set.display().to_string()).collect();
    sets.sort();
    sets
}

/// The stories of a set, each on a site in its own language, with the Markdown that is read from it.
fn stories(set: &str) -> Vec<(Source, Context, Source)> {
    let files = std::fs::read_dir(Path::new(set).join("txt")).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let story = |text: String| {
        let source = Source::new("content/a.txt", text);
        let language = wire::read(&source, &Context::default()).value.document.front.language;
        let language = language.map_or_else(|| Context::default().language, |language| language.value);
        let context = Context { language, ..Context::default() };
        let body = wire::read_document(&source, &context).value.body;
        (source, context, Source::new("content/a.md", body))
    };
    texts.filter(|text| (2_800..4_200).contains(&text.len())).map(story).collect()
}

/// Real copy is given by the variable `CORPUS`: what labelled sets hold is not ours to keep here.
#[divan::bench(args = sets(), max_time = 2)]
fn read_real_copy(bencher: Bencher<'_, '_>, set: &str) {
    let stories = stories(set);
    bencher.counter(ItemsCount::new(stories.len())).bench_local(|| {
        for (source, context, _) in &stories {
            black_box(wire::read_document(black_box(source), context));
        }
    });
}

#[divan::bench(args = sets(), max_time = 2)]
fn render_real_copy(bencher: Bencher<'_, '_>, set: &str) {
    let stories = stories(set);
    let options = markdown::Options::default();
    bencher.counter(ItemsCount::new(stories.len())).bench_local(|| {
        for (_, _, body) in &stories {
            black_box(markdown::render(black_box(body), None, body.text(), &options));
        }
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_copy(bencher: Bencher<'_, '_>, bytes: usize) {
    hostile(bencher, copy(bytes)[HEAD.len()..].to_owned());
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_one_line(bencher: Bencher<'_, '_>, bytes: usize) {
    hostile(bencher, "word ".repeat(bytes / 5));
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_cross_heads(bencher: Bencher<'_, '_>, bytes: usize) {
    hostile(bencher, "Fees and boats\n\n".repeat(bytes / 16));
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_marks(bencher: Bencher<'_, '_>, bytes: usize) {
    hostile(bencher, "\"([*_`<&~ -".repeat(bytes / 11));
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_names(bencher: Bencher<'_, '_>, bytes: usize) {
    hostile(bencher, "Ana Reis said \"a\", ".repeat(bytes / 19));
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_surnames(bencher: Bencher<'_, '_>, bytes: usize) {
    hostile(bencher, "Reis said \"a\", ".repeat(bytes / 15));
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 2)]
fn read_broken_words(bencher: Bencher<'_, '_>, bytes: usize) {
    let line = "a line of copy that is as wide as lines are and ends in a bro-\n";
    hostile(bencher, line.repeat(bytes / line.len() + 1));
}

/// Reads it as the copy of a story: what is one line by itself would be a headline. The first paragraph has a
/// quotation, without which no word is looked at for its speaker.
fn hostile(bencher: Bencher<'_, '_>, text: String) {
    let lead = "\"We are glad of every boat,\" said Ana Reis, who has led the board of the harbour since 2011.";
    let source = Source::new("content/a.txt", format!("{HEAD}{lead}\n\n{text}"));
    let context = Context::default();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| wire::read(black_box(&source), black_box(&context)));
}
