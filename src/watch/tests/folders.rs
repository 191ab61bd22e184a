//! Folders made, renamed, removed, made again, and reached by links.

use super::{Desk, How};
use std::fs;

#[test]
fn a_story_in_new_folders() {
    let mut desk = Desk::new();
    for number in 0..50 {
        let path = format!("content/new-{number}/deep/er/c.md");
        desk.write(&path, "new\n");
        desk.expect(&[&path]);
        desk.write(&path, "newer\n");
        desk.expect(&[&path]);
    }
    desk.expect_nothing();
}

#[test]
fn a_folder_renamed_is_heard_under_its_new_name_only() {
    let mut desk = Desk::new();
    desk.rename("content/world", "content/planet");
    desk.expect(&["content/world/a.md", "content/planet/a.md"]);
    desk.write("content/planet/a.md", "second\n");
    desk.expect(&["content/planet/a.md"]);
    desk.write("content/world/a.md", "again\n");
    desk.expect(&["content/world/a.md"]);
    desk.write("content/planet/a.md", "third\n");
    desk.expect(&["content/planet/a.md"]);
    desk.expect_nothing();
}

#[test]
fn two_folders_that_change_places() {
    let mut desk = Desk::with(How::Events, |root| {
        fs::create_dir(root.join("content/home")).unwrap();
        fs::write(root.join("content/home/a.md"), "home\n").unwrap();
    });
    desk.rename("content/world", "content/aside");
    desk.rename("content/home", "content/world");
    desk.rename("content/aside", "content/home");
    desk.expect(&["content/world/a.md", "content/home/a.md"]);
    for path in ["content/world/a.md", "content/home/a.md"] {
        desk.write(path, "other\n");
        desk.expect(&[path]);
    }
    desk.expect_nothing();
}

#[test]
fn a_folder_deleted_and_made_again() {
    let mut desk = Desk::new();
    for round in 0..10 {
        fs::remove_dir_all(desk.path("content/world")).unwrap();
        desk.expect(&["content/world/a.md"]);
        desk.write("content/world/a.md", &format!("round {round}\n"));
        desk.expect(&["content/world/a.md"]);
        desk.write("content/world/a.md", &format!("round {round} again\n"));
        desk.expect(&["content/world/a.md"]);
    }
    fs::remove_dir_all(desk.path("content")).unwrap();
    desk.expect(&["content/world/a.md", "content/b.txt"]);
    desk.write("content/b.txt", "back\n");
    desk.expect(&["content/b.txt"]);
    desk.write("content/b.txt", "and heard\n");
    desk.expect(&["content/b.txt"]);
    desk.expect_nothing();
}

#[test]
fn a_folder_deleted_and_made_again_at_once() {
    let mut desk = Desk::new();
    fs::remove_dir_all(desk.path("content/world")).unwrap();
    desk.write("content/world/a.md", "other\n");
    desk.expect(&["content/world/a.md"]);
    desk.write("content/world/a.md", "heard\n");
    desk.expect(&["content/world/a.md"]);
    desk.expect_nothing();
}

#[test]
fn a_theme_and_the_settings() {
    let mut desk = Desk::new();
    desk.write("themes/own/templates/story.html", "x");
    desk.expect(&["themes/own/templates/story.html"]);
    desk.write("themes/own/assets/style.css", "x");
    desk.expect(&["themes/own/assets/style.css"]);
    desk.write("book.toml", "[book]\ntitle = \"x\"\n");
    desk.expect(&["book.toml"]);
    desk.write("book.toml.new", "[book]\ntitle = \"y\"\n");
    desk.rename("book.toml.new", "book.toml");
    desk.expect(&["book.toml"]);
    desk.expect_nothing();
}

#[test]
fn what_is_no_input_is_not_heard() {
    let mut desk = Desk::new();
    desk.write("public/index.html", "x");
    desk.write("public/2026/a.html", "x");
    desk.write("notes.md", "x");
    desk.write("content/.git/index", "x");
    desk.write("content/.hidden", "x");
    desk.expect_nothing();
}

#[test]
fn other_inputs_are_followed() {
    let mut desk = Desk::new();
    desk.write("copy/stories/c.md", "x");
    desk.watch.follow(["book.toml", "copy/stories"].map(str::to_owned).to_vec());
    desk.expect(&["copy/stories/c.md"]);
    desk.write("content/b.txt", "no input any more\n");
    desk.write("copy/other.md", "x");
    desk.write("copy/stories/c.md", "y");
    desk.expect(&["copy/stories/c.md"]);
    fs::remove_dir_all(desk.path("copy")).unwrap();
    desk.expect(&["copy/stories/c.md"]);
    desk.write("copy/stories/c.md", "z");
    desk.expect(&["copy/stories/c.md"]);
}

#[cfg(unix)]
mod links {
    use super::{Desk, How, fs};
    use std::os::unix::fs::symlink;

    /// A desk with `shared/` beside its content, which links lead to.
    fn desk() -> Desk {
        Desk::with(How::Events, |root| {
            fs::create_dir_all(root.join("shared/inner")).unwrap();
            fs::write(root.join("shared/inner/s.md"), "shared\n").unwrap();
            fs::write(root.join("shared/one.md"), "one\n").unwrap();
            symlink(root.join("shared"), root.join("content/link")).unwrap();
            symlink("../shared/one.md", root.join("content/one.md")).unwrap();
        })
    }

    #[test]
    fn what_happens_behind_a_link_is_heard_at_each_link() {
        let mut desk = desk();
        desk.write("shared/inner/s.md", "other\n");
        desk.expect(&["content/link/inner/s.md"]);
        desk.write("shared/one.md", "other\n");
        desk.expect(&["content/link/one.md", "content/one.md"]);
        desk.write("shared/new/folder/n.md", "new\n");
        desk.expect(&["content/link/new/folder/n.md"]);
        desk.expect_nothing();
    }

    #[test]
    fn a_link_made_later_is_followed() {
        let mut desk = desk();
        symlink("link/inner", desk.path("content/second")).unwrap();
        desk.expect(&["content/second/s.md"]);
        desk.write("shared/inner/s.md", "other\n");
        desk.expect(&["content/link/inner/s.md", "content/second/s.md"]);
        fs::remove_file(desk.path("content/second")).unwrap();
        desk.expect(&["content/second/s.md"]);
        desk.expect_nothing();
    }

    #[test]
    fn a_link_that_leads_back_does_no_harm() {
        let mut desk = desk();
        symlink("..", desk.path("content/world/up")).unwrap();
        desk.write("content/b.txt", "other\n");
        desk.expect(&["content/b.txt", "content/world/up/b.txt"][..1]);
    }

    #[test]
    fn the_content_may_be_a_link_itself() {
        let mut desk = Desk::with(How::Events, |root| {
            fs::rename(root.join("content"), root.join("elsewhere")).unwrap();
            symlink("elsewhere", root.join("content")).unwrap();
        });
        desk.write("elsewhere/b.txt", "other\n");
        desk.expect(&["content/b.txt"]);
        fs::create_dir(desk.path("third")).unwrap();
        fs::write(desk.path("third/t.md"), "t\n").unwrap();
        fs::remove_file(desk.path("content")).unwrap();
        symlink("third", desk.path("content")).unwrap();
        desk.expect(&["content/b.txt", "content/t.md", "content/world/a.md"]);
        desk.write("third/t.md", "heard\n");
        desk.expect(&["content/t.md"]);
    }
}
