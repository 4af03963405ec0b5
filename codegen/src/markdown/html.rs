//! HTML inside Markdown, as Markdown.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{OPTIONS, is_absolute};

/// The text without comments and known tags, which become their Markdown. Unknown tags stay: they are more likely
/// placeholders.
pub(super) fn without(text: &str) -> String {
    let mut writer = Writer::default();
    let mut done = 0;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::TableRow) => writer.in_row = true,
            Event::End(TagEnd::TableRow) => writer.in_row = false,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                writer.out.push_str(text.get(done..range.start).unwrap_or_default());
                writer.html(text.get(range.clone()).unwrap_or_default());
                done = range.end;
            }
            _ => {}
        }
    }
    writer.out.push_str(text.get(done..).unwrap_or_default());
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Whether the text is a row of a table, which must stay on its line.
    in_row: bool,
    /// The addresses of open links, where they are absolute.
    links: Vec<Option<String>>,
    /// What open abbreviations are short for.
    titles: Vec<String>,
}

impl Writer {
    /// Writes tags, comments and what is between them.
    fn html(&mut self, mut rest: &str) {
        while let Some((before, html)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
            self.out.push_str(before);
            let end = if html.starts_with("<!--") { "-->" } else { ">" };
            let length = html.find(end).map_or(html.len(), |at| at + end.len());
            let (tag, after) = html.split_at_checked(length).unwrap_or((html, ""));
            if tag.starts_with("<!--") {
                self.out.truncate(self.out.trim_end_matches(' ').len());
            } else if !self.tag(tag) {
                self.out.push_str(tag);
            }
            rest = after;
        }
        self.out.push_str(rest);
    }

    /// Writes what a tag means. False when its meaning is not known.
    fn tag(&mut self, tag: &str) -> bool {
        let is_end = tag.starts_with("</");
        let inner = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
        let name = inner.split(char::is_whitespace).next().unwrap_or_default().to_ascii_lowercase();
        let attribute = |name| attribute(inner, name).unwrap_or_default();
        match name.as_str() {
            "a" if is_end => {
                let address = self.links.pop().flatten();
                self.out.extend(address.map(|address| format!("]({address})")));
            }
            "a" => {
                let address = Some(attribute("href").to_owned()).filter(|address| is_absolute(address));
                self.out.push_str(if address.is_some() { "[" } else { "" });
                self.links.push(address);
            }
            "abbr" if is_end => {
                let title = self.titles.pop().filter(|title| !title.is_empty());
                self.out.extend(title.map(|title| format!(" ({title})")));
            }
            "abbr" => self.titles.push(attribute("title").to_owned()),
            "img" => self.out.push_str(attribute("alt")),
            "pre" => self.out.push_str("\n```\n"),
            "td" | "th" if is_end || self.out.ends_with(['\n', ' ']) || self.out.is_empty() => {}
            "td" | "th" => self.out.push_str(", "),
            "b" | "strong" => self.out.push_str("**"),
            "i" | "em" => self.out.push('*'),
            "code" | "kbd" | "samp" | "tt" => self.out.push('`'),
            "li" | "tr" | "dt" | "dd" => self.out.push_str(if is_end { "\n" } else { "\n- " }),
            "u" | "span" | "sup" | "sub" | "small" | "font" | "mark" | "var" | "s" | "del" | "ins" | "summary" => {}
            "p" | "br" | "hr" | "div" | "section" | "article" | "table" | "thead" | "tbody" | "tfoot" | "ul" | "ol"
            | "dl" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "center" | "details" => {
                self.out.push_str(if self.in_row { " " } else { "\n\n" });
            }
            _ => return false,
        }
        true
    }
}

/// The value of an attribute, in quotes or without.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let name = format!("{name}=");
    // `data-href` ends with the name of another one.
    let (at, _) = tag.match_indices(&name).find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?;
    let value = &tag[at + name.len()..];
    match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => value.get(1..)?.split(quote).next(),
        None => value.split(char::is_whitespace).next(),
    }
}
