//! The blocks of a template, for comparing one that extends another with what it extends.

/// A block's name and what stands in it, blocks within it included.
pub(super) type Block<'a> = (&'a str, &'a str);

/// Every block of a template, in the order in which they begin.
pub(super) fn of(template: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<(usize, Block<'_>)> = Vec::new();
    let mut open = Vec::new();
    for (begin, end, words) in tags(template) {
        let mut words = words.split_whitespace();
        match (words.next(), words.next()) {
            (Some("block"), Some(name)) => open.push((begin, end, name)),
            (Some("endblock"), _) => {
                if let Some((at, from, name)) = open.pop() {
                    blocks.push((at, (name, &template[from..begin])));
                }
            }
            _ => {}
        }
    }
    blocks.sort_by_key(|(at, _)| *at);
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// The template that a template extends.
pub(super) fn extended(template: &str) -> Option<&str> {
    let mut words = tags(template).map(|(.., words)| words);
    words.find_map(|words| words.strip_prefix("extends")).map(|name| name.trim().trim_matches(['"', '\'']))
}

/// Each `{% … %}` with where it begins and ends, and its words.
fn tags(template: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at + template[at..].find("{%")?;
        let end = begin + template[begin..].find("%}")? + 2;
        at = end;
        Some((begin, end, template[begin + 2..end - 2].trim_matches('-').trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_in_one_another_and_loose_ends_do_no_harm() {
        let text = "{% extends \"default/a.html\" %}{%- block a -%}1{% block b %}2{% endblock %}3{% endblock a %}{% block c %}";
        assert_eq!(of(text), [("a", "1{% block b %}2{% endblock %}3"), ("b", "2")]);
        assert_eq!(extended(text), Some("default/a.html"));
        assert_eq!(of("{% endblock %}{%"), []);
    }
}
