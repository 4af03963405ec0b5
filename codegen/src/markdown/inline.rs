//! Text of one block, written so that rustdoc reads it as it is meant.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{code, is_absolute};

/// The text of a block, as Markdown on one line.
#[derive(Debug, Default)]
pub(super) struct Inline {
    out: String,
    /// Where the texts of open links begin, and the addresses of those that are kept.
    links: Vec<(usize, Option<String>)>,
    /// Whether the text is a cell of a table.
    pub(super) in_cell: bool,
    /// Whether the text is strong as a whole.
    pub(super) is_strong: bool,
}

impl Inline {
    /// What was written, which is forgotten.
    pub(super) fn take(&mut self) -> String {
        self.links.clear();
        let text = std::mem::take(&mut self.out);
        text.trim().to_owned()
    }

    pub(super) fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.text(text),
            // A tag that is not known: a placeholder.
            Event::Html(text) | Event::InlineHtml(text) => self.text(text.trim_end()),
            Event::Code(text) if self.in_cell => self.out.push_str(&code(text).replace('|', "\\|")),
            Event::Code(text) => self.out.push_str(&code(text)),
            Event::SoftBreak | Event::HardBreak => self.out.push(' '),
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => self.out.push('*'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) if !self.is_strong => self.out.push_str("**"),
            Event::Start(Tag::Link { dest_url, .. }) => self.start_link(dest_url),
            Event::End(TagEnd::Link) => self.end_link(),
            _ => {}
        }
    }

    /// A relative link is its text: it would lead elsewhere from here.
    fn start_link(&mut self, address: &CowStr<'_>) {
        let address = is_absolute(address).then(|| address.to_string());
        self.links.push((self.out.len(), address));
    }

    fn end_link(&mut self) {
        let Some((start, Some(address))) = self.links.pop() else { return };
        let text = self.out.split_off(start.min(self.out.len()));
        if text == escaped(&address, false) {
            self.out.extend(["<", &address, ">"]);
        } else {
            self.out.extend(["[", &text, "](", &address, ")"]);
        }
    }

    /// Text, with the addresses in it as links.
    fn text(&mut self, text: &str) {
        let in_link = self.links.iter().any(|(_, address)| address.is_some());
        let mut rest = text;
        while let Some((before, address, after)) = split_at_address(rest).filter(|_| !in_link) {
            self.out.push_str(&escaped(before, self.in_cell));
            self.out.extend(["<", address, ">"]);
            rest = after;
        }
        self.out.push_str(&escaped(rest, self.in_cell));
    }
}

/// What is before the first address in a text, the address, and what is after it. Punctuation at its end belongs to the
/// sentence.
fn split_at_address(text: &str) -> Option<(&str, &str, &str)> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    let mut starts =
        starts.filter(|at| !text[..*at].ends_with(char::is_alphanumeric) && is_absolute_start(&text[*at..]));
    let start = starts.next()?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"'`[]{}|\\".contains(c)).unwrap_or(rest.len());
    let mut address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
        address = address.strip_suffix(')')?.trim_end_matches(['.', ',', ';', ':']);
    }
    let after = rest.get(address.len()..)?;
    (!address.ends_with('/') || address.matches('/').count() > 2).then_some((before, address, after))
}

fn is_absolute_start(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Text without anything that Markdown would take for a mark.
fn escaped(text: &str, in_cell: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next().unwrap_or(' ');
        let is_mark = match c {
            '\\' | '`' | '[' | ']' => true,
            // Between spaces it opens and closes nothing.
            '*' => !(previous == ' ' && next == ' '),
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric() || previous == ' ' && next == ' '),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => is_entity(rest),
            '|' => in_cell,
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        previous = c;
    }
    out
}

/// Whether `&` and this begin with an entity: `lt;`
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or_default().trim_start_matches('#');
    rest.contains(';') && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
