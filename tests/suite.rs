//! Cases that read as a specification: input and what is expected of it, in Markdown.
//!
//! A file `tests/suite/<area>/<subject>.md` holds cases. Each begins with a heading and holds fenced
//! blocks, with words between them for the reader:
//!
//! ````markdown
//! ## a key that does not exist
//!
//! ```md content/ferry.md
//! ---
//! byeline: Ana Reis
//! ---
//! ```
//!
//! ```text findings
//! error: unknown front matter key `byeline`
//! ```
//! ````
//!
//! - A block whose info string ends in a path (anything with a `.` or `/`) is an input file.
//! - A block whose info string ends in a bare word is expected output of that name; what names there
//!   are, the area says. `findings` is there in every area: the findings of the case, drawn as in a
//!   terminal, parted by blank lines. A case without that block must have none.
//! - A fence may be longer than three backticks where the content holds fences.
//! - An input's text ends with one line end unless it is empty.
//!
//! `UPDATE=1 cargo test --test suite` writes what came out over what was expected; read the diff.
//!
//! To add an area, write `tests/suite/<area>.rs` with an `answer` function from a case and the name
//! of an output to its text, and name it below.

#[path = "suite/case.rs"]
mod case;
#[path = "suite/config.rs"]
mod config;
#[path = "suite/document.rs"]
mod document;
#[path = "suite/quotes.rs"]
mod quotes;
#[path = "suite/wire.rs"]
mod wire;

#[test]
fn config() {
    case::check("config", config::answer);
}

#[test]
fn document() {
    case::check("document", document::answer);
}

#[test]
fn quotes() {
    case::check("quotes", quotes::answer);
}

#[test]
fn wire() {
    case::check("wire", wire::answer);
}
