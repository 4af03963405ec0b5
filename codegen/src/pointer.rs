//! JSON pointers (RFC 6901): where something is in the document.
//!
//! Only the text: looking a pointer up is [`Document`](crate::openapi::Document)'s part.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

/// A place in the document: `#/paths/~1groups/get/responses/200`.
///
/// Cheap to clone. The order is that of the text, not that of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(Arc<str>);

impl Pointer {
    /// The whole document, `#`.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The child under a key of an object.
    #[must_use]
    pub fn push(&self, segment: &str) -> Self {
        let segment = escape(segment);
        let mut text = String::with_capacity(self.0.len() + 1 + segment.len());
        text.push_str(&self.0);
        text.push('/');
        text.push_str(&segment);
        Self(text.into())
    }

    /// The child at an index of a list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0).into())
    }

    /// The pointer of a reference inside this document: `#/components/schemas/Pet`, percent-encoded or not.
    ///
    /// Nothing when the text is not such a reference: another file, a name without `#/`, or a wrong escape.
    #[must_use]
    pub fn parse(reference: &str) -> Option<Self> {
        let text = percent_decode(reference.strip_prefix('#')?)?;
        let well_formed = (text.is_empty() || text.starts_with('/')) && !has_wrong_escape(&text);
        well_formed.then(|| Self(text.into()))
    }

    /// The keys and indexes from the root down, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The value at this place of a document.
    #[must_use]
    pub fn find<'a>(&self, root: &'a Value) -> Option<&'a Value> {
        root.pointer(&self.0)
    }

    /// Section and name of the component that this place is in: `schemas` and `Pet`.
    pub(crate) fn component(&self) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
        self.two_below("components")
    }

    /// Path and method of the operation that this place is in: `/pets` and `get`.
    pub(crate) fn operation(&self) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
        self.two_below("paths")
    }

    fn two_below(&self, root: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
        let mut segments = self.segments();
        let is_below = segments.next()? == root;
        Some((segments.next()?, segments.next()?)).filter(|_| is_below)
    }

    /// The last key or index, unescaped. Nothing for the root.
    #[must_use]
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rsplit_once('/').map(|(_, last)| unescape(last))
    }

    /// The place that contains this one. Nothing for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.into()))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// Whether a `~` is not followed by `0` or `1`.
fn has_wrong_escape(text: &str) -> bool {
    text.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1']))
}

/// Undoes `%2F`; nothing when an escape is cut off, is not hexadecimal or does not give UTF-8.
fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { hex(bytes.next()?)? * 16 + hex(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_escaped_segments() {
        let pointer = Pointer::root().push("paths").push("/a~b/{id}").push("get").push("parameters").index(3);
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b~1{id}/get/parameters/3");
        assert_eq!(pointer.segments().collect::<Vec<_>>(), ["paths", "/a~b/{id}", "get", "parameters", "3"]);
        assert_eq!(pointer.last().unwrap(), "3");
        assert_eq!(pointer.parent().unwrap().last().unwrap(), "parameters");
    }

    #[test]
    fn has_component_and_operation() {
        let place = |text: &str| Pointer::parse(text).unwrap();
        let property = place("#/components/schemas/Pet/properties/name");
        assert_eq!(property.component(), Some(("schemas".into(), "Pet".into())));
        assert_eq!(property.operation(), None);
        let body = place("#/paths/~1pets/get/requestBody");
        assert_eq!(body.operation(), Some(("/pets".into(), "get".into())));
        assert_eq!(place("#/components/schemas").component(), None);
    }

    #[test]
    fn root_has_no_segments() {
        assert_eq!(Pointer::root().to_string(), "#");
        assert_eq!(Pointer::root().segments().count(), 0);
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::parse("#"), Some(Pointer::root()));
    }

    #[test]
    fn parses_what_it_displays() {
        let pointer = Pointer::root().push("components").push("schemas").push("a/b~c é");
        assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer.clone()));
        assert_eq!(Pointer::parse("#/components/schemas/a~1b~0c%20%C3%a9"), Some(pointer));
    }

    #[test]
    fn refuses_other_references() {
        for text in
            ["", "Pet", "/components", "other.yaml#/Pet", "#components", "#/a~2", "#/a~", "#/a%2", "#/a%zz", "#/%ff"]
        {
            assert_eq!(Pointer::parse(text), None, "{text}");
        }
    }
}
