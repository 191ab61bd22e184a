//! What each stage of a clean build takes, in µs of CPU a story: `cargo run --release --example stages -- DIR`.
//!
//! Stages that cannot be run alone are told by what is left of a longer one. Linux only, since it asks `/proc`.

#![allow(clippy::print_stdout, reason = "a program that measures prints what it measured")]

use dateline::build::{self, Cache, Loaded, Request};
use dateline::document;
use dateline::markdown;
use dateline::routes::Target;
use dateline::source::Source;
use dateline::source::decode::decode;
use dateline::world::{Disk, World};
use dateline::writer::Writer;
use jiff::Timestamp;
use std::cell::Cell;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::sync::Arc;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(folder) = std::env::args().nth(1) else { return Err("expected: stages DIR".into()) };
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let world = Disk::new(&folder, Timestamp::now());
    let project = build::load(&world, &Request::default()).value;
    let content = project.site.config.content.as_str();
    let paths: Vec<String> = project.site.stories.iter().map(|story| story.path().to_owned()).collect();
    let texts: Vec<Vec<u8>> = paths.iter().map(|path| world.read(path)).collect::<Result<_, _>>()?;
    let sources: Vec<Source> = paths.iter().zip(&texts).map(|(path, text)| source(path, text)).collect();
    let documents: Vec<_> = sources.iter().map(|source| document::read(source).value).collect();
    let (stories, others) = by_kind(&project);

    let walk = cpu(|| world.files(content))?;
    let read = cpu(|| paths.iter().for_each(|path| drop(black_box(world.read(path)))))?;
    let front = cpu(|| {
        let read = |(path, text): (&String, &Vec<u8>)| drop(black_box(document::read(&source(path, text))));
        paths.iter().zip(&texts).for_each(read);
    })?;
    let body = cpu(|| {
        for (source, document) in sources.iter().zip(&documents) {
            drop(black_box(markdown::render(
                source,
                document.body_start,
                &document.body,
                &markdown::Options::default(),
            )));
        }
    })?;
    let load = cpu(|| build::load(&world, &Request::default()))?;
    let pages = cpu(|| build::render_all(&world, &stories))?;
    let lists = cpu(|| build::render_all(&world, &others))?;
    let out = tempfile::tempdir_in(&folder)?;
    let run = Cell::new(0);
    let write = cpu(|| {
        run.set(run.get() + 1);
        Writer::open(&out.path().join(run.get().to_string()))
            .and_then(|writer| build::write(&world, &project, &mut Cache::in_memory(0), writer, &|| {}))
    })?;

    let count = paths.len() as f64;
    let stages = [
        ("walk", walk),
        ("read", read),
        ("front matter", front),
        ("model and routes", load - walk - read - front),
        ("read again, with front matter", read + front),
        ("Markdown", body),
        ("templates of stories", pages - read - front - body),
        ("lists, feeds, sitemap", lists),
        ("write", write - pages - lists),
        ("all", load + write),
    ];
    for (stage, took) in stages {
        println!("{:6.1}  {stage}", took / count);
    }
    Ok(())
}

fn source(path: &str, text: &[u8]) -> Source {
    Source::new(path, decode(text).map(|(text, _)| text).unwrap_or_default())
}

/// A project with the pages of stories alone, and one with all else.
fn by_kind(project: &Loaded) -> (Loaded, Loaded) {
    let of = |is_story: bool| {
        let routes = project.routes.iter().filter(|route| matches!(route.target, Target::Story(_)) == is_story);
        Loaded { site: Arc::clone(&project.site), theme: Arc::clone(&project.theme), routes: routes.cloned().collect() }
    };
    (of(true), of(false))
}

/// The CPU that something takes, in µs; the least of three.
fn cpu<T>(act: impl Fn() -> T) -> Result<f64, Box<dyn Error>> {
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let before = used()?;
        drop(black_box(act()));
        least = least.min(used()? - before);
    }
    Ok(least)
}

/// The CPU that the process has used, in µs: what the system says of each thread.
fn used() -> Result<f64, Box<dyn Error>> {
    let mut nanoseconds = 0.0;
    for thread in fs::read_dir("/proc/self/task")? {
        let told = fs::read_to_string(thread?.path().join("schedstat"))?;
        nanoseconds += told.split(' ').next().unwrap_or_default().parse::<f64>()?;
    }
    Ok(nanoseconds / 1000.0)
}
