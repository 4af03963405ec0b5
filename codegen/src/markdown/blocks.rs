//! Markdown blocks: paragraphs, list items, rows of tables and code, each with its text in one piece.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};

use super::OPTIONS;
use super::inline::Inline;

/// A block, indented as the list item demands that it belongs to.
#[derive(Debug)]
pub(super) struct Block {
    indent: usize,
    kind: Kind,
    /// Markdown, or code with its line breaks.
    pub(super) text: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    /// The first paragraph of a list item, with its marker: `-` or `1.`
    Item(String),
    Row,
    Code,
}

impl Block {
    /// Whether the text is made of sentences.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Item(_))
    }

    /// Whether `next` belongs to the same list or table, which an empty line would end.
    pub(super) fn continues_with(&self, next: &Self) -> bool {
        matches!((&self.kind, &next.kind), (Kind::Item(_), Kind::Item(_)) | (Kind::Row, Kind::Row))
    }

    pub(super) fn write(&self, lines: &mut Vec<String>) {
        let indent = " ".repeat(self.indent);
        match &self.kind {
            Kind::Paragraph => lines.push(format!("{indent}{}", unmarked(&self.text))),
            Kind::Item(marker) => lines.push(format!("{indent}{marker} {}", unmarked(&self.text))),
            Kind::Row => lines.push(format!("{indent}{}", self.text)),
            Kind::Code => {
                let ticks = self.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(ticks.max(2) + 1);
                lines.push(format!("{indent}{fence}text"));
                lines
                    .extend(self.text.lines().map(|line| format!("{indent}{}", line.trim_end()).trim_end().to_owned()));
                lines.push(format!("{indent}{fence}"));
            }
        }
    }
}

/// A paragraph that does not begin like a list or a heading.
fn unmarked(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let number = word.trim_end_matches(['.', ')']);
    if number.len() + 1 == word.len() && number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() {
        return format!("{number}\\{}", text.get(number.len()..).unwrap_or_default());
    }
    let is_mark = matches!(word, "-" | "+") || word.starts_with(['#', '>', '=', '~']) || word.starts_with("--");
    if is_mark { format!("\\{text}") } else { text.to_owned() }
}

/// Takes Markdown without HTML apart.
pub(super) fn parse(text: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(text, OPTIONS)) {
        writer.event(&event);
    }
    writer.end_block();
    writer.blocks
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    inline: Inline,
    /// The lists that are open: where their items begin, and the number of the next one where they are numbered.
    lists: Vec<(usize, Option<u64>)>,
    /// Where the text of the list item begins that is open.
    indent: usize,
    /// The marker of a list item that has no text yet.
    marker: Option<(usize, String)>,
    cells: Vec<String>,
    code: Option<String>,
}

impl Writer {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.end_block();
                self.code = Some(String::new());
            }
            Event::End(TagEnd::CodeBlock) => {
                let code = self.code.take().unwrap_or_default();
                if !code.trim().is_empty() {
                    self.push(Kind::Code, code.trim_end().replace('\t', "    "));
                }
            }
            Event::Text(text) if self.code.is_some() => self.code.get_or_insert_default().push_str(text),
            Event::Start(Tag::Heading { .. }) => self.inline.is_strong = true,
            Event::End(TagEnd::Heading(_)) => {
                let title = self.inline.take();
                self.inline.is_strong = false;
                if !title.is_empty() {
                    self.push(Kind::Paragraph, format!("**{title}**"));
                }
            }
            Event::Start(Tag::List(first)) => {
                self.end_block();
                self.lists.push((self.indent, *first));
            }
            Event::Start(Tag::Item) => self.start_item(),
            Event::End(TagEnd::List(_)) => {
                self.end_block();
                self.indent = self.lists.pop().map_or(0, |(indent, _)| indent);
            }
            Event::Start(Tag::TableCell) => self.inline.in_cell = true,
            Event::End(TagEnd::TableCell) => {
                self.inline.in_cell = false;
                let cell = self.inline.take();
                self.cells.push(cell);
            }
            Event::End(TagEnd::TableHead) => {
                let columns = self.cells.len();
                self.end_row();
                self.push(Kind::Row, format!("|{}", " --- |".repeat(columns)));
            }
            Event::End(TagEnd::TableRow) => self.end_row(),
            Event::Start(Tag::Paragraph | Tag::HtmlBlock | Tag::BlockQuote(_))
            | Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Item)
            | Event::Rule => self.end_block(),
            other => self.inline.event(other),
        }
    }

    fn start_item(&mut self) {
        self.end_block();
        let Some((indent, number)) = self.lists.last_mut() else { return };
        let marker = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        *number = number.map(|number| number + 1);
        self.indent = *indent + marker.len() + 1;
        self.marker = Some((*indent, marker));
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        self.push(Kind::Row, format!("| {} |", cells.join(" | ")));
    }

    /// Ends a paragraph, or the text of a list item that has no paragraphs.
    fn end_block(&mut self) {
        let text = self.inline.take();
        if text.is_empty() {
            return;
        }
        match self.marker.take() {
            Some((indent, marker)) => self.blocks.push(Block { indent, kind: Kind::Item(marker), text }),
            None => self.push(Kind::Paragraph, text),
        }
    }

    fn push(&mut self, kind: Kind, text: String) {
        self.blocks.push(Block { indent: self.indent, kind, text });
    }
}
