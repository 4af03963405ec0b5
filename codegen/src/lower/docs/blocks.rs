//! Markdown blocks: paragraphs, list items, tables and fenced code, each with its text in one piece.

use super::inline;

/// A block, with its inline Markdown as it came.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(String),
    /// One list item: indentation and marker, and its text.
    Item {
        indent: usize,
        marker: String,
        text: String,
    },
    /// One row of a table.
    Row(String),
    /// Fenced code, line by line.
    Code(Vec<String>),
}

impl Block {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Paragraph(text) | Self::Item { text, .. } | Self::Row(text) => text.is_empty(),
            Self::Code(lines) => lines.is_empty(),
        }
    }

    /// Whether `next` belongs to the same list or table, which an empty line would end.
    pub(super) fn continues_with(&self, next: &Self) -> bool {
        matches!((self, next), (Self::Item { .. }, Self::Item { .. }) | (Self::Row(_), Self::Row(_)))
    }

    pub(super) fn write(&self, lines: &mut Vec<String>) {
        match self {
            Self::Paragraph(text) | Self::Row(text) => lines.push(inline::clean(text)),
            Self::Item { indent, marker, text } => {
                lines.push(format!("{}{marker} {}", " ".repeat(*indent), inline::clean(text)));
            }
            Self::Code(code) => {
                let ticks = code.iter().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max();
                let fence = "`".repeat(ticks.unwrap_or(0).max(2) + 1);
                lines.push(format!("{fence}text"));
                lines.extend(code.iter().cloned());
                lines.push(fence);
            }
        }
    }
}

/// Takes text apart. Indentation means nothing but the depth of a list, so that no block becomes code by it.
pub(super) fn parse(text: &str) -> Vec<Block> {
    let mut parser = Parser::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let line = line.replace('\t', "    ");
        let content = line.trim();
        if let Some(fence) = fence(content) {
            let body = lines.by_ref().take_while(|line| !line.trim().starts_with(fence));
            parser.code(body.map(|line| line.trim_end().replace('\t', "    ")).collect());
        } else {
            parser.line(line.len() - line.trim_start().len(), content);
        }
    }
    parser.blocks.retain(|block| !block.is_empty());
    parser.blocks
}

fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence))
}

#[derive(Default)]
struct Parser {
    blocks: Vec<Block>,
    /// Whether the next line of text starts a new block.
    broken: bool,
    /// Source indentation, output indentation and marker width of the list items around the current one.
    depth: Vec<(usize, usize, usize)>,
}

impl Parser {
    fn line(&mut self, indent: usize, content: &str) {
        if content.is_empty() || is_rule(content) {
            self.broken = true;
        } else if content.starts_with('|') {
            self.block(Block::Row(content.to_owned()));
        } else if let Some((marker, text)) = marker(content) {
            self.item(indent, marker, text);
        } else if let Some(title) = heading(content) {
            self.block(Block::Paragraph(format!("**{title}**")));
            self.broken = true;
        } else {
            self.text(content);
        }
    }

    /// Ends whatever list there was and adds a block.
    fn block(&mut self, block: Block) {
        self.depth.clear();
        self.blocks.push(block);
        self.broken = false;
    }

    fn code(&mut self, lines: Vec<String>) {
        self.block(Block::Code(lines));
        self.broken = true;
    }

    fn item(&mut self, indent: usize, marker: &str, text: &str) {
        while self.depth.last().is_some_and(|(source, ..)| *source >= indent) {
            self.depth.pop();
        }
        let at = self.depth.last().map_or(0, |(_, out, width)| out + width);
        self.depth.push((indent, at, marker.len() + 1));
        let marker = if marker == "*" || marker == "+" { "-" } else { marker };
        self.blocks.push(Block::Item { indent: at, marker: marker.to_owned(), text: text.to_owned() });
        self.broken = false;
    }

    /// A line of prose: goes on with the paragraph or item before it, or starts a paragraph.
    fn text(&mut self, content: &str) {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(text) | Block::Item { text, .. }) if !self.broken => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(content);
            }
            _ => self.block(Block::Paragraph(content.to_owned())),
        }
    }
}

/// A thematic break, or the underline of a heading.
fn is_rule(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    "-=*_".contains(first) && line.len() >= 3 && line.chars().all(|c| c == first)
}

fn heading(line: &str) -> Option<&str> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let title = line.get(level..)?;
    ((1..=6).contains(&level) && title.starts_with(' '))
        .then(|| title.trim().trim_end_matches('#').trim_end().trim_matches('*'))
}

/// The marker of a list item, and what follows.
fn marker(line: &str) -> Option<(&str, &str)> {
    let (marker, text) = line.split_once(' ')?;
    let number = marker.strip_suffix(['.', ')']).unwrap_or("");
    let ordered = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (ordered || matches!(marker, "-" | "*" | "+")).then(|| (marker, text.trim_start()))
}
