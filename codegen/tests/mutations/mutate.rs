//! Mutations of a document: a key or value misspelt, of another kind, removed or doubled, or a line indented
//! otherwise.

use crate::lines::Line;

/// One change of a text.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    pub(crate) operator: Operator,
    /// The line that is changed, as it was.
    pub(crate) line: Line,
    /// What was done, for people.
    pub(crate) what: String,
    /// The text after it.
    pub(crate) text: String,
    /// Lines of the new text, counted from zero, that the mutation touches or, for a removal, is between.
    pub(crate) touched: std::ops::RangeInclusive<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operator {
    MisspellKey,
    RenameKey,
    MisspellValue,
    ChangeKind,
    EmptyValue,
    RemoveLine,
    RemoveBlock,
    RepeatBlock,
    Indent,
}

pub(crate) const OPERATORS: [Operator; 9] = [
    Operator::MisspellKey,
    Operator::RenameKey,
    Operator::MisspellValue,
    Operator::ChangeKind,
    Operator::EmptyValue,
    Operator::RemoveLine,
    Operator::RemoveBlock,
    Operator::RepeatBlock,
    Operator::Indent,
];

/// Applies a kind of mutation to a line; `dice` decides between variants. Nothing when it does not apply.
pub(crate) fn apply(text: &str, line: &Line, operator: Operator, dice: u64) -> Option<Mutation> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let old = lines[line.at].clone();
    let mut touched = line.at..=line.at;
    let what = match operator {
        Operator::MisspellKey => {
            let key = line.key.as_deref()?;
            let new = misspell(key, dice)?;
            lines[line.at] = replace_from(&old, line.column, key, &new)?;
            format!("key `{key}` becomes `{new}`")
        }
        Operator::RenameKey => {
            let key = line.key.as_deref()?;
            lines[line.at] = replace_from(&old, line.column, key, "somethingElse")?;
            format!("key `{key}` becomes `somethingElse`")
        }
        Operator::MisspellValue => {
            let word = line.value.trim_matches(['\'', '"']);
            if word.is_empty()
                || line.value.starts_with(['>', '|', '{', '['])
                || line.end > line.at + 1 && line.key.is_some() && !line.item
            {
                return None;
            }
            let new = misspell(word, dice)?;
            let start = old.rfind(word)?;
            lines[line.at].replace_range(start.., &old[start..].replacen(word, &new, 1));
            format!("value `{word}` becomes `{new}`")
        }
        Operator::ChangeKind => {
            let start = value_start(&old, line)?;
            let new = ["42", "true", "word", "[word]", "{word: word}", "-1", "1.5"][usize::try_from(dice % 7).ok()?];
            if line.value == new {
                return None;
            }
            lines[line.at].replace_range(start.., new);
            format!("value `{}` becomes `{new}`", line.value)
        }
        Operator::EmptyValue => {
            let start = value_start(&old, line)?;
            lines[line.at].replace_range(start.., "");
            format!("value `{}` is removed", line.value)
        }
        Operator::RemoveLine => {
            lines.remove(line.at);
            touched = line.at.saturating_sub(1)..=line.at;
            format!("line `{}` is removed", old.trim())
        }
        Operator::RemoveBlock => {
            // A key on the line of its list item would take the item's dash with it.
            if line.item && line.key.is_some() && line.end > line.at + 1 && dice.is_multiple_of(2) {
                return None;
            }
            lines.drain(line.at..line.end);
            touched = line.at.saturating_sub(1)..=line.at;
            format!("`{}` is removed with all below it", old.trim())
        }
        Operator::RepeatBlock => {
            let block = lines[line.at..line.end].to_vec();
            let length = block.len();
            lines.splice(line.end..line.end, block);
            touched = line.at..=line.end + length - 1;
            format!("`{}` is repeated with all below it", old.trim())
        }
        Operator::Indent => {
            let change = [1, 2, -1, -2, 4, -4][usize::try_from(dice % 6).ok()?];
            lines[line.at] = if change > 0 {
                format!("{}{old}", " ".repeat(usize::try_from(change).ok()?))
            } else {
                old.strip_prefix(&" ".repeat(usize::try_from(-change).ok()?))?.to_owned()
            };
            format!("line `{}` is indented by {change:+}", old.trim())
        }
    };
    let mut text = lines.join("\n");
    text.push('\n');
    Some(Mutation { operator, line: line.clone(), what, text, touched })
}

/// Where the value of a line starts, when the value is one scalar on this line.
fn value_start(old: &str, line: &Line) -> Option<usize> {
    let single =
        !line.value.is_empty() && !line.value.starts_with(['>', '|']) && (line.item || line.end == line.at + 1);
    single.then(|| old.rfind(&line.value)).flatten()
}

/// Replaces the first occurrence of a word from a column on.
fn replace_from(old: &str, column: usize, word: &str, new: &str) -> Option<String> {
    let start = column + old.get(column..)?.find(word)?;
    Some(format!("{}{new}{}", &old[..start], &old[start + word.len()..]))
}

/// Another word: two letters swapped, one left out, one doubled, or one in the other case.
fn misspell(word: &str, dice: u64) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let spots: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].is_ascii_alphanumeric()).collect();
    let spot = *spots.get(usize::try_from(dice / 4).ok()? % spots.len().max(1))?;
    match dice % 4 {
        0 if spot + 1 < letters.len() => letters.swap(spot, spot + 1),
        1 => drop(letters.remove(spot)),
        2 => letters.insert(spot, letters[spot]),
        _ if letters[spot].is_ascii_lowercase() => letters[spot] = letters[spot].to_ascii_uppercase(),
        _ => letters[spot] = letters[spot].to_ascii_lowercase(),
    }
    let new: String = letters.into_iter().collect();
    (new != word && !new.is_empty()).then_some(new)
}
