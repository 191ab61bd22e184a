//! A whole site in memory, stage by stage: `cargo bench --bench site`.

mod newsroom;

use dateline::build::{Request, load};
use dateline::world::Memory;
use divan::Bencher;
use jiff::Timestamp;

fn main() {
    divan::main();
}

/// A project of so many stories.
fn project(stories: usize) -> Memory {
    let world = Memory::new("2040-01-01T00:00:00Z".parse::<Timestamp>().unwrap_or_default());
    (0..stories).map(newsroom::story).fold(world.with("book.toml", newsroom::BOOK), |world, story| {
        world.with(format!("content/{}", story.path), story.text)
    })
}

/// Reading every story and planning every output.
#[divan::bench(args = [100, 1_000], sample_count = 10)]
fn read_and_plan(bencher: Bencher<'_, '_>, stories: usize) {
    let world = project(stories);
    bencher.bench(|| load(&world, &Request::default()).value.routes.len());
}

/// Rendering every output, thrown away.
#[divan::bench(args = [100, 1_000], sample_count = 10)]
fn render(bencher: Bencher<'_, '_>, stories: usize) {
    let world = project(stories);
    let loaded = load(&world, &Request::default()).value;
    bencher.bench(|| dateline::build::render_all(&world, &loaded));
}
