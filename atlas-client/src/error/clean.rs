//! Text of a server for a message.

/// Whether a character is not seen, or changes how others are: line ends, escapes, and those that turn the direction of
/// text around, so that a message reads otherwise than it is.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Text from the server on one line, without control characters, of at most so many characters.
pub(crate) fn clean(text: &str, longest: usize) -> String {
    let mut out: String = text.chars().take(longest).map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    if text.chars().nth(longest).is_some() {
        out.push('…');
    }
    out
}
