//! A story's Markdown of a usual size, and what each addition to the bare parser costs.

use dateline::markdown::{Options, plain_text, render, summary};
use dateline::source::Source;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pulldown_cmark::{Options as Extensions, Parser, html};

const PARAGRAPH: &str = "\
The harbour office said on Tuesday that the night ferries would keep to their winter timetable until the end of the
month, as repairs at the east pier take longer than planned. Crews found a second crack below the waterline, and the
council has asked for an independent survey before the pier opens again to vehicles of more than *three tonnes*.
";

fn main() {
    divan::main();
}

/// About 3.5 kB with three cross-heads and two quotations with their speakers.
fn story() -> String {
    let mut story = String::new();
    for (nth, head) in ["Politics and security", "What the survey found", "A longer crossing"].iter().enumerate() {
        story.push_str(&format!("{PARAGRAPH}\n## {head}\n\n{PARAGRAPH}\n"));
        if nth < 2 {
            story.push_str(
                "> [!QUOTE] Ana Reis, harbour master\n> Nobody will be left on the wrong side of the bay.\n\n",
            );
        }
        story.push_str(&format!(
            "See [the timetable](https://example.org/{nth}) for the days to come.\n\n{PARAGRAPH}\n"
        ));
    }
    story
}

fn with_raw_html() -> String {
    story().replace("*three tonnes*", "3 m<sup>3</sup>")
}

#[divan::bench]
fn bare_parser(bencher: Bencher<'_, '_>) {
    let body = story();
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_HEADING_ATTRIBUTES;
    bencher.counter(BytesCount::of_str(&body)).bench_local(|| {
        let mut html = String::new();
        html::push_html(&mut html, Parser::new_ext(black_box(&body), extensions));
        html
    });
}

#[divan::bench]
fn rendered(bencher: Bencher<'_, '_>) {
    bench_render(bencher, story());
}

#[divan::bench]
fn rendered_with_raw_html(bencher: Bencher<'_, '_>) {
    bench_render(bencher, with_raw_html());
}

#[divan::bench(sample_count = 3)]
fn rendered_ten_megabytes_in_a_line(bencher: Bencher<'_, '_>) {
    bench_render(bencher, "word *and* ".repeat(1_000_000));
}

fn bench_render(bencher: Bencher<'_, '_>, body: String) {
    let source = Source::new("content/a.md", body.as_str());
    let options = Options { dateline: Some("HARBOUR TOWN, March 1."), ..Options::default() };
    bencher
        .counter(BytesCount::of_str(&body))
        .bench_local(|| render(black_box(&source), Some(0), black_box(&body), &options));
}

#[divan::bench]
fn words_only(bencher: Bencher<'_, '_>) {
    let body = story();
    bencher.counter(BytesCount::of_str(&body)).bench_local(|| plain_text(black_box(&body)));
}

#[divan::bench]
fn summary_of_160(bencher: Bencher<'_, '_>) {
    let body = story();
    bencher.counter(BytesCount::of_str(&body)).bench_local(|| summary(black_box(&body), 160));
}
