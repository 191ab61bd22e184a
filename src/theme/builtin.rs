//! The themes that come with the program, compiled into it.

/// Their names.
pub const NAMES: [&str; 2] = ["default", "radio"];

/// A theme's files by their path in it; none where the program has no such theme.
pub fn files(name: &str) -> &'static [(&'static str, &'static [u8])] {
    match name {
        "default" => DEFAULT,
        "radio" => RADIO,
        _ => &[],
    }
}

/// A theme's fonts, which only cards need.
pub fn fonts(name: &str) -> &'static [(&'static str, &'static [u8])] {
    match name {
        "default" => FONTS,
        _ => &[],
    }
}

macro_rules! theme {
    ($name:literal: $($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/", $name, "/", $path)))),*]
    };
}

const DEFAULT: &[(&str, &[u8])] = theme!("default":
    "theme.toml",
    "templates/404.html",
    "templates/archive.html",
    "templates/base.html",
    "templates/card.svg",
    "templates/components.html",
    "templates/corrections.html",
    "templates/home.html",
    "templates/list.html",
    "templates/page.html",
    "templates/redirect.html",
    "templates/search.html",
    "templates/story.html",
    "templates/terms.html",
    "templates/text.html",
    "assets/search-extra.js",
    "assets/search.js",
    "assets/style.css",
    "assets/text.css",
    "root/favicon.svg",
    "words/ar.toml",
    "words/de.toml",
    "words/en.toml",
    "words/es.toml",
    "words/fr.toml",
    "words/he.toml",
    "words/it.toml",
    "words/ja.toml",
    "words/ko.toml",
    "words/pt.toml",
    "words/ru.toml",
    "words/uk.toml",
    "words/zh.toml",
);

#[cfg(feature = "cjk")]
const FONTS: &[(&str, &[u8])] = theme!("default":
    "fonts/OFL.txt",
    "fonts/arabic.ttf",
    "fonts/cjk.otf.zst",
    "fonts/hebrew.ttf",
    "fonts/sans-bold.ttf",
    "fonts/sans.ttf",
    "fonts/serif.ttf",
);
#[cfg(all(feature = "cards", not(feature = "cjk")))]
const FONTS: &[(&str, &[u8])] = theme!("default":
    "fonts/OFL.txt",
    "fonts/arabic.ttf",
    "fonts/hebrew.ttf",
    "fonts/sans-bold.ttf",
    "fonts/sans.ttf",
    "fonts/serif.ttf",
);
#[cfg(not(feature = "cards"))]
const FONTS: &[(&str, &[u8])] = &[];

const RADIO: &[(&str, &[u8])] = theme!("radio":
    "theme.toml",
    "templates/base.html",
    "templates/home.html",
    "templates/story.html",
    "assets/style.css",
    "root/favicon.svg",
    "words/ar.toml",
    "words/de.toml",
    "words/en.toml",
    "words/es.toml",
    "words/fr.toml",
    "words/he.toml",
    "words/it.toml",
    "words/ja.toml",
    "words/ko.toml",
    "words/pt.toml",
    "words/ru.toml",
    "words/uk.toml",
    "words/zh.toml",
);

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[cfg(feature = "cjk")]
    #[test]
    fn every_file_of_a_theme_is_compiled_in() {
        for name in NAMES {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(name);
            let on_disk: Vec<String> = walkdir::WalkDir::new(&root)
                .sort_by_file_name()
                .into_iter()
                .map(|entry| entry.unwrap())
                .filter(|entry| entry.file_type().is_file())
                .map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned())
                .collect();
            let mut compiled: Vec<_> =
                files(name).iter().chain(fonts(name)).map(|(path, _)| (*path).to_owned()).collect();
            compiled.sort();
            assert_eq!(compiled, on_disk);
        }
    }
}
