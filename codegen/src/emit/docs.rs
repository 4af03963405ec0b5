//! Doc comments: paragraphs in, a `#[doc]` attribute out.
//!
//! Prose of the document comes clean from lowering (no HTML, no doctests). Here it is only chosen by [`DocsLevel`],
//! wrapped and put beside the facts that the document states elsewhere.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::wrap::wrapped;
use crate::DocsLevel;
use crate::ir::Docs;
pub(super) use crate::markdown::{code, listed};

/// Columns that a line of a generated file should not exceed.
const WIDTH: usize = 100;

/// What ends a line within a `#[doc]` attribute. No line contains it: control characters are not printable.
pub(crate) const LINE_END: char = '\u{1}';

/// A doc comment, line by line.
#[derive(Debug, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// One paragraph.
    pub(super) fn of(text: impl Into<String>) -> Self {
        let mut doc = Self::default();
        doc.paragraph(text);
        doc
    }

    /// Several paragraphs.
    pub(super) fn of_each(texts: impl IntoIterator<Item = &'static str>) -> Self {
        let mut doc = Self::default();
        texts.into_iter().for_each(|text| doc.paragraph(text));
        doc
    }

    /// The prose of the document, as much of it as `level` carries.
    pub(super) fn prose(docs: &Docs, level: DocsLevel) -> Self {
        if level == DocsLevel::None || docs.summary.is_empty() {
            return Self::default();
        }
        let mut doc = Self::of(docs.summary.as_str());
        if level == DocsLevel::Full {
            doc.lines(&docs.body);
        }
        doc
    }

    /// Adds a paragraph, unless it is empty.
    pub(super) fn paragraph(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.separate();
            self.lines.push(text);
        }
    }

    /// Adds lines that the document wrote, after an empty one.
    pub(super) fn lines(&mut self, lines: &[String]) {
        let end = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        if end > 0 {
            self.separate();
            self.lines.extend_from_slice(&lines[..end]);
        }
    }

    /// Adds a list.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.separate();
            self.lines.extend(items.map(|item| format!("- {item}")));
        }
    }

    /// What was said, or else `text`.
    pub(super) fn or_else(self, text: impl FnOnce() -> String) -> Self {
        if self.lines.is_empty() { Self::of(text()) } else { self }
    }

    /// The doc comment, wrapped for an item that is indented by `indent` columns, as one attribute:
    /// `#[doc = r" first line␁ second line"]`, which rendering prints as a line each.
    ///
    /// An attribute per line would be read and printed as a dozen tokens per line, which took a sixth of a run.
    pub(super) fn attributes(&self, indent: usize) -> Option<TokenStream> {
        let mut text = String::new();
        for line in wrapped(&self.lines, WIDTH.saturating_sub(indent + "/// ".len())) {
            let line = line.trim_end();
            text.push(LINE_END);
            text.extend((!line.is_empty()).then_some(' '));
            text.push_str(line);
        }
        let text = raw(text.strip_prefix(LINE_END)?);
        Some(quote!(#[doc = #text]))
    }

    /// The lines of a module's doc comment.
    pub(super) fn into_module_lines(self) -> Vec<String> {
        wrapped(&self.lines, WIDTH - "//! ".len())
    }

    fn separate(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// A literal without escapes, if there is one: they would be written and read character by character.
fn raw(text: &str) -> Literal {
    format!("r##\"{text}\"##").parse().unwrap_or_else(|_| Literal::string(text))
}

/// `#[doc(alias = "…")]` for each of `names` that rustdoc takes, without doubles and without `own`.
pub(super) fn aliases<'a>(own: &str, names: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$:".contains(c));
        if plain && !name.is_empty() && name != own && !seen.contains(&name) {
            seen.push(name);
        }
    }
    quote!(#(#[doc(alias = #seen)])*)
}

/// The first `limit` of `items` as code spans, and how many more there are.
pub(super) fn sample<'a>(items: impl ExactSizeIterator<Item = &'a str>, limit: usize) -> String {
    let more = items.len().saturating_sub(limit);
    let mut shown: Vec<_> = items.take(limit).map(code).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    listed(&shown, "and")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_choose_the_prose() {
        let docs = Docs { summary: "First.".into(), body: vec!["Second.".into(), String::new()] };
        assert_eq!(Doc::prose(&docs, DocsLevel::Full).lines, ["First.", "", "Second."]);
        assert_eq!(Doc::prose(&docs, DocsLevel::Summary).lines, ["First."]);
        assert!(Doc::prose(&docs, DocsLevel::None).lines.is_empty());
    }

    #[test]
    fn any_text_is_one_attribute() {
        for (text, literal) in [("a \"b\" \\", r###"r##" a "b" \"##"###), ("a \"##b", r###"" a \"##b""###)] {
            let tokens = Doc::of(text).attributes(0).unwrap();
            assert_eq!(tokens.to_string(), format!("# [doc = {literal}]"));
            assert!(syn::parse2::<syn::ItemStruct>(quote!(#tokens struct A;)).is_ok());
        }
    }

    #[test]
    fn aliases_are_plain_and_different() {
        let tokens = aliases("name", ["name", "Name", "", "with space", "it's", "Name", "$x"]);
        assert_eq!(tokens.to_string().matches("alias").count(), 2, "{tokens}");
    }

    #[test]
    fn samples_say_how_many_are_left_out() {
        assert_eq!(sample(["a", "b", "c"].into_iter(), 2), "`a`, `b` and 1 more");
        assert_eq!(sample(["a", "b"].into_iter(), 2), "`a` and `b`");
    }
}
