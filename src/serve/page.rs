//! What the preview adds to a page: its script, the hashes that the script compares, and the
//! findings.
//!
//! ```html
//! <template data-dateline>…findings…</template>
//! <script data-dateline data-tag="…" data-page="…" data-words="…" data-edition="…" src="…"></script>
//! ```
//!
//! `data-page` changes with any byte of the page; `data-words` does not change when only the
//! addresses of styles do, so that those can be swapped and the rest be left alone.

use super::edition::Edition;
use super::reply::Reply;
use crate::diag::{Diagnostic, html};
use hyper::StatusCode;
use hyper::header::ETAG;
use xxhash_rust::xxh3::xxh3_64;

/// Where the preview's own files are, from the site's root. No story's address begins with a dot.
pub(super) const OWN: &str = ".dateline/";
/// The script that runs in open pages.
pub(super) const SCRIPT: &str = include_str!("client.js");

/// A page with what the preview adds. `findings` are drawn over it.
pub(super) fn reply<'a>(
    edition: &Edition,
    status: StatusCode,
    kind: &str,
    page: &[u8],
    findings: impl Iterator<Item = &'a Diagnostic>,
) -> Reply {
    let drawn: String = findings.map(html::draw).collect();
    let tag = format!("W/\"{:016x}{:016x}\"", xxh3_64(page), xxh3_64(drawn.as_bytes()));
    let added = added(edition, page, &drawn, &tag);
    let at = place(page);
    let body = [&page[..at], added.as_bytes(), &page[at..]].concat();
    let mut reply = Reply::new(status, kind, body);
    reply.set(ETAG, &tag);
    reply
}

fn added(edition: &Edition, page: &[u8], drawn: &str, tag: &str) -> String {
    let findings =
        if drawn.is_empty() { String::new() } else { format!("<template data-dateline>\n{drawn}</template>\n") };
    format!(
        "{findings}<script data-dateline data-tag=\"{}\" data-page=\"{:016x}\" data-words=\"{:016x}\" \
         data-edition=\"{}\" src=\"{}{OWN}preview.js\"></script>\n",
        html::escape(tag),
        xxh3_64(page),
        xxh3_64(words(edition, page).as_bytes()),
        edition.number,
        html::escape(edition.base()),
    )
}

/// A page with the addresses of its styles as they would be if they never changed.
fn words(edition: &Edition, page: &[u8]) -> String {
    let assets = edition.preview.model().theme.assets.iter();
    let styles = assets.filter(|(name, _)| name.ends_with(".css"));
    let page = String::from_utf8_lossy(page).into_owned();
    styles.fold(page, |page, (name, style)| page.replace(style.address.trim_start_matches('/'), name))
}

/// Where on a page something can be added: before the end of its body.
fn place(page: &[u8]) -> usize {
    const END: &[u8] = b"</body>";
    page.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(page.len())
}

/// A page that says nothing but what was found, where there is no other.
pub(super) fn bare(address: &str) -> Vec<u8> {
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title>\n\
         <body><p>The page <code>{0}</code> cannot be shown until its mistakes are mended.</p></body></html>\n",
        html::escape(address)
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_stands_at_the_end_of_the_body() {
        assert_eq!(place(b"<body>a</body></html>"), 7);
        assert_eq!(place(b"<pre>&lt;/body></pre>"), 21);
        assert_eq!(place(b"<BODY></body> </BODY>"), 14);
    }
}
