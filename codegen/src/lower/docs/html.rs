//! HTML inside Markdown, as Markdown.

/// Tags that separate what is around them.
const BREAKS: [&str; 22] = [
    "p",
    "br",
    "hr",
    "div",
    "section",
    "article",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "details",
];

/// Tags that start an item.
const ITEMS: [&str; 4] = ["li", "tr", "dt", "dd"];

/// Tags that only change how text looks, in a way that plain text has no need for.
const PLAIN: [&str; 12] = ["u", "span", "sup", "sub", "small", "font", "mark", "var", "s", "del", "ins", "summary"];

/// Tags that Markdown has a mark for.
const MARKS: [(&str, &str); 8] =
    [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*"), ("code", "`"), ("kbd", "`"), ("samp", "`"), ("tt", "`")];

/// The text without known tags and comments. Unknown tags stay: they are more likely placeholders.
pub(super) fn without(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut writer = Writer::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            '`' => code(rest),
            '<' if rest.starts_with("<!--") => {
                rest = rest.split_once("-->").map_or("", |(_, after)| after);
                writer.trim_space();
                continue;
            }
            '<' => match tag(rest) {
                Some(tag) if writer.tag(&tag) => {
                    rest = rest.get(tag.length..).unwrap_or("");
                    continue;
                }
                _ => 1,
            },
            c => c.len_utf8(),
        };
        let (text, after) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        writer.out.push_str(text);
        rest = after;
    }
    writer.out
}

/// How long the code span or fence is that starts here.
fn code(text: &str) -> usize {
    let ticks = text.bytes().take_while(|b| *b == b'`').count();
    let fence = "`".repeat(ticks);
    text.get(ticks..).and_then(|rest| rest.find(&fence)).map_or(ticks, |end| ticks + end + ticks)
}

struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
    length: usize,
}

/// The tag that starts here.
fn tag(text: &str) -> Option<Tag<'_>> {
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name_length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = inner.split_at_checked(name_length)?;
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends_well = attributes.is_empty() || attributes.starts_with([' ', '\n', '\t', '/']);
    (starts_well && ends_well && !inner.contains('<')).then(|| Tag {
        name: name.to_ascii_lowercase(),
        closing,
        attributes,
        length: end + 1,
    })
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        let (_, after) = self.attributes.split_once(&format!("{name}="))?;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => after.get(1..)?.split(quote).next(),
            None => after.split(char::is_whitespace).next(),
        }
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Where the texts of open links start, and where they lead.
    links: Vec<(usize, String)>,
    /// What open abbreviations stand for.
    titles: Vec<String>,
}

impl Writer {
    /// Writes what a tag means. False when it is none that we know.
    fn tag(&mut self, tag: &Tag<'_>) -> bool {
        let name = tag.name.as_str();
        match name {
            "a" if tag.closing => self.end_link(),
            "a" => self.links.push((self.out.len(), tag.attribute("href").unwrap_or_default().to_owned())),
            "abbr" if tag.closing => {
                if let Some(title) = self.titles.pop().filter(|title| !title.is_empty()) {
                    self.out.extend([" (", &title, ")"]);
                }
            }
            "abbr" => self.titles.push(tag.attribute("title").unwrap_or_default().to_owned()),
            "img" => self.out.push_str(tag.attribute("alt").unwrap_or_default()),
            "pre" => self.out.push_str("\n```\n"),
            "td" | "th" => self.cell(tag.closing),
            _ if PLAIN.contains(&name) => {}
            _ if BREAKS.contains(&name) => self.end_block(),
            _ if ITEMS.contains(&name) => self.out.push_str(if tag.closing { "\n" } else { "\n- " }),
            _ => match MARKS.iter().find(|(known, _)| *known == name) {
                Some((_, mark)) => self.out.push_str(mark),
                None => return false,
            },
        }
        true
    }

    fn end_link(&mut self) {
        let Some((start, address)) = self.links.pop() else { return };
        if super::inline::is_absolute(&address) && start < self.out.len() {
            self.out.insert(start, '[');
            self.out.extend(["](", &address, ")"]);
        }
    }

    /// A row of a Markdown table must stay on its line.
    fn end_block(&mut self) {
        let in_row = self.out.lines().next_back().is_some_and(|line| line.trim_start().starts_with('|'))
            && !self.out.ends_with('\n');
        self.out.push_str(if in_row { " " } else { "\n\n" });
    }

    fn cell(&mut self, closing: bool) {
        let first =
            self.out.ends_with("- ") || self.out.ends_with('\n') || self.out.ends_with(' ') || self.out.is_empty();
        if !closing && !first {
            self.out.push_str(", ");
        }
    }

    fn trim_space(&mut self) {
        if self.out.ends_with(' ') {
            self.out.pop();
        }
    }
}
