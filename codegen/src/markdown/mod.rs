//! Prose of the document as prose for rustdoc.
//!
//! What comes out has no HTML, no relative link, nothing that rustdoc takes for a link to an item, no bare URL and no
//! doctest; every paragraph and list item is one line. pulldown-cmark, which rustdoc uses as well, reads it twice:
//! first to replace HTML by Markdown, then to take the Markdown apart.

mod blocks;
mod html;
mod inline;
mod sentence;
mod span;

use blocks::Block;
use pulldown_cmark::Options;
pub(crate) use span::code;

/// What descriptions use beyond `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES;

/// Prose that becomes a doc comment, as `CommonMark`, already cleaned (no HTML, no doctests, absolute links).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line that ends with a full stop; empty when the document says nothing.
    pub summary: String,
    /// Further lines, without the summary; empty lines separate paragraphs.
    pub body: Vec<String>,
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [item] => item.clone(),
        [items @ .., item] => format!("{} {last} {item}", items.join(", ")),
    }
}

/// The first sentence of a description as summary, the rest as body.
pub(crate) fn clean(description: &str) -> Docs {
    let mut blocks = blocks::parse(&html::without(description.trim()));
    let first = blocks.iter_mut().find(|block| block.is_prose());
    let Some(first) = first else { return Docs { summary: String::new(), body: lines(&blocks) } };
    let (summary, rest) = sentence::split(&first.text);
    let summary = sentence::ended(summary);
    first.text = rest.to_owned();
    blocks.retain(|block| !block.text.is_empty());
    Docs { summary, body: lines(&blocks) }
}

/// A title as summary, all of a description as body.
pub(crate) fn titled(title: &str, description: &str) -> Docs {
    let title = blocks::parse(&html::without(&title.split_whitespace().collect::<Vec<_>>().join(" ")));
    let Some(title) = title.first() else { return clean(description) };
    let summary = sentence::ended(&title.text);
    let body = lines(&blocks::parse(&html::without(description)));
    // A description that only repeats the title says nothing more.
    let repeats = matches!(body.as_slice(), [only] if sentence::ended(only) == summary);
    Docs { summary, body: if repeats { Vec::new() } else { body } }
}

/// The first sentence of a description alone.
pub(crate) fn summary(description: &str) -> Docs {
    Docs { summary: clean(description).summary, body: Vec::new() }
}

/// Whether an address means the same everywhere.
fn is_absolute(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
        && !address.contains(char::is_whitespace)
}

/// Lines of the blocks, with empty lines where Markdown needs them.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut previous: Option<&Block> = None;
    for block in blocks {
        if previous.is_some_and(|previous| !previous.continues_with(block)) {
            lines.push(String::new());
        }
        block.write(&mut lines);
        previous = Some(block);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> (String, Vec<String>) {
        let docs = clean(text);
        (docs.summary, docs.body)
    }

    fn body(text: &str) -> String {
        clean(text).body.join("\n")
    }

    #[test]
    fn the_first_sentence_is_the_summary() {
        assert_eq!(
            cleaned("One thing. Another, e.g. this.\nGoes on."),
            ("One thing.".into(), vec!["Another, e.g. this. Goes on.".into()])
        );
        assert_eq!(cleaned("Version 2.0 of it"), ("Version 2.0 of it.".into(), vec![]));
        assert_eq!(cleaned("Use i.e. this one. Not that."), ("Use i.e. this one.".into(), vec!["Not that.".into()]));
        assert_eq!(
            cleaned("Either `a. B` or [c. D](https://e.f/). Done"),
            ("Either `a. B` or [c. D](https://e.f/).".into(), vec!["Done".into()])
        );
        assert_eq!(cleaned("One of:\n- a\n- b"), ("One of.".into(), vec!["- a".into(), "- b".into()]));
        assert_eq!(cleaned("Is it?"), ("Is it?".into(), vec![]));
        assert_eq!(cleaned("  \n "), (String::new(), vec![]));
        assert_eq!(cleaned("- first item\n- second"), ("first item.".into(), vec!["- second".into()]));
    }

    #[test]
    fn a_title_keeps_the_whole_description() {
        let docs = titled("Return One Thing", "Returns one thing. It is small.\n\nMore.");
        assert_eq!(docs.summary, "Return One Thing.");
        assert_eq!(docs.body, ["Returns one thing. It is small.", "", "More."]);
        assert_eq!(titled("Same.", "Same.").body, Vec::<String>::new());
        assert_eq!(titled("T", "One:\n\n- a").body, ["One:", "", "- a"]);
    }

    #[test]
    fn lists_and_tables_stand_alone() {
        assert_eq!(body("S. Intro:\n- a\n  more a\n\n- b\nafter"), "Intro:\n\n- a more a\n- b after");
        assert_eq!(body("S.\n\n1. x\n    - y\n2. z\n\nend"), "1. x\n   - y\n2. z\n\nend");
        assert_eq!(
            body("S.\n| a | b |\n| --- | --- |\n| `x_y` | z |\n\ntext"),
            "| a | b |\n| --- | --- |\n| `x_y` | z |\n\ntext"
        );
        assert_eq!(body("S.\n\n# Head\ntext"), "**Head**\n\ntext");
    }

    #[test]
    fn nothing_is_a_doctest() {
        assert_eq!(body("S.\n\n    let x = 1;\n"), "```text\nlet x = 1;\n```");
        assert_eq!(body("S.\n```\na [b] <c>\n```\n"), "```text\na [b] <c>\n```");
        assert_eq!(body("S.\n```rust\nfn main() {}"), "```text\nfn main() {}\n```");
        assert_eq!(body("S.\n\n\tx"), "```text\nx\n```");
        assert_eq!(body("S.\n~~~\n```\n~~~"), "````text\n```\n````");
    }

    #[test]
    fn html_becomes_text() {
        assert_eq!(
            cleaned("The <abbr title=\"Amazon Resource Name\">ARN</abbr> of it."),
            ("The ARN (Amazon Resource Name) of it.".into(), vec![])
        );
        assert_eq!(body("S. A<br/>b<p>c</p><ul><li>d</li><li>e</li></ul>"), "A\n\nb\n\nc\n\n- d\n- e");
        assert_eq!(body("S. <a href='https://x.y/z'>z</a> and <a href=\"#q\">q</a></a>"), "[z](https://x.y/z) and q");
        assert_eq!(
            body("S. <b>x</b> <code>y_z</code> <database>.<collection> a < b"),
            "**x** `y_z` \\<database>.\\<collection> a < b"
        );
        assert_eq!(body("S. `<b>` <!-- gone --> end"), "`<b>` end");
        assert_eq!(body("S. | <td>"), "|");
    }

    #[test]
    fn attributes_have_their_whole_name() {
        assert_eq!(body("S. <a data-href='https://a.b' href='https://x.y/z'>z</a>"), "[z](https://x.y/z)");
        assert_eq!(body("S. <a data-href='https://a.b'>Z</a> is it."), "Z is it.");
    }

    #[test]
    fn links_are_absolute_or_gone() {
        assert_eq!(
            body("S. [a](https://x.y/(z)) [b](#tag/c) [d](/e) [f] [g][h] ![i](j.png)"),
            "[a](https://x.y/(z)) b d \\[f\\] \\[g\\]\\[h\\] i"
        );
        assert_eq!(body("S. See https://x.y/z_w. Or (http://a.b)."), "See <https://x.y/z_w>. Or (<http://a.b>).");
        assert_eq!(body("S. <https://x.y> [`t`](u) [k](https://l.m \"n\")"), "<https://x.y> `t` [k](https://l.m)");
        assert_eq!(body("S. [open [and] (not closed"), "\\[open \\[and\\] (not closed");
        assert_eq!(body("S. [https://x.y](https://x.y)"), "<https://x.y>");
    }

    #[test]
    fn prose_stays_prose() {
        assert_eq!(
            body("S. Set some_name of PagerDuty, `a_b` or __bold__, not 2 * 3 * 4 or a*b."),
            "Set some_name of PagerDuty, `a_b` or **bold**, not 2 * 3 * 4 or a\\*b."
        );
        assert_eq!(
            body("S. An odd ` tick, a \\_b slash and &lt;b&gt; &amp;lt;"),
            "An odd \\` tick, a \\_b slash and \\<b> \\&lt;"
        );
        assert_eq!(body("S.\n\n1\\. is one"), "1\\. is one");
        assert_eq!(cleaned("**Note. This** is. Rest.").0, "**Note. This** is.");
    }

    #[test]
    fn parts_of_an_item_stay_in_it() {
        assert_eq!(
            body("S.\n\n- a\n\n  more\n  ```\n  x\n  ```\n- b\n  1. c\n\nend"),
            "- a\n\n  more\n\n  ```text\n  x\n  ```\n\n- b\n  1. c\n\nend"
        );
    }
}
