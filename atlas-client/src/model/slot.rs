//! The traits through which the engine reaches a value without knowing its type.

use std::any::Any;

use super::{DateTime, Json, NaiveDate, Object, Secret, Union, Utc};

/// A value that can stand in a document: a scalar, a list, a map, a model, a union, or one of
/// these inside `Option`, `Nullable` or `Box`.
pub trait Slot: 'static {
    /// What a value is decoded into, before anything of it is there.
    fn empty() -> Self
    where
        Self: Sized;

    /// What the value holds, for reading.
    fn view(&self) -> View<'_>;

    /// Where an incoming value goes.
    ///
    /// With [`Token::Null`] an optional value becomes absent (or null) and gives
    /// [`Place::Done`]; every other value stays as it is and the result only tells its kind. With
    /// [`Token::Value`] an optional value is made present, a list or map is emptied, and the result
    /// is where to put the value.
    fn place(&mut self, token: Token) -> Place<'_>;
}

/// A type the engine can make from a document.
pub trait Model: Slot + Send + Sync {}

impl<T: Slot + Send + Sync> Model for T {}

/// Whether the value to be placed is null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A JSON null.
    Null,
    /// Anything else.
    Value,
}

/// A borrowed look at a value.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// An optional value that is not there: its key is left out.
    Absent,
    /// An explicit null.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer without a sign.
    UInt(u64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Str(&'a str),
    /// The wire text of an open string enum.
    Enum(&'a str),
    /// A string that must not be shown.
    Secret(&'a Secret),
    /// A point in time.
    Time(&'a DateTime<Utc>),
    /// A calendar date.
    Date(&'a NaiveDate),
    /// A free-form value.
    Json(&'a Json),
    /// A model.
    Object(&'a (dyn Object + 'static)),
    /// A list.
    List(&'a (dyn List + 'static)),
    /// A string-keyed map.
    Map(&'a (dyn Entries + 'static)),
    /// One of several models.
    Union(&'a (dyn Union + 'static)),
}

/// Views through which the methods of a type are reached. They are made here, since the methods of generated types are
/// inline: whatever refers to them has a copy of each, and what is generic and not inline is compiled once.
impl<'a> View<'a> {
    /// A model.
    #[inline(never)]
    pub fn object<T: Object>(object: &'a T) -> Self {
        Self::Object(object)
    }

    /// One of several models.
    #[inline(never)]
    pub fn union<T: Union>(union: &'a T) -> Self {
        Self::Union(union)
    }
}

/// Where an incoming value goes.
pub enum Place<'a> {
    /// Nothing is left to do.
    Done,
    /// Any value is read and dropped.
    Ignore,
    /// A boolean.
    Bool(&'a mut bool),
    /// An integer.
    Int(&'a mut i64),
    /// An integer without a sign.
    UInt(&'a mut u64),
    /// A floating-point number.
    Float(&'a mut f64),
    /// A string.
    Str(&'a mut String),
    /// An open string enum, and the values it knows.
    Enum(&'a mut (dyn Text + 'static), &'static [&'static str]),
    /// A string that must not be shown.
    Secret(&'a mut Secret),
    /// A point in time.
    Time(&'a mut DateTime<Utc>),
    /// A calendar date.
    Date(&'a mut NaiveDate),
    /// A free-form value.
    Json(&'a mut Json),
    /// A model.
    Object(&'a mut (dyn Object + 'static)),
    /// A list, already emptied.
    List(&'a mut (dyn List + 'static)),
    /// A string-keyed map, already emptied.
    Map(&'a mut (dyn Entries + 'static)),
    /// One of several models.
    Union(&'a mut (dyn Union + 'static)),
}

/// Places through which the methods of a type are reached, made here for the reason that views are.
impl<'a> Place<'a> {
    /// A model.
    #[inline(never)]
    pub fn object<T: Object>(object: &'a mut T) -> Self {
        Self::Object(object)
    }

    /// One of several models.
    #[inline(never)]
    pub fn union<T: Union>(union: &'a mut T) -> Self {
        Self::Union(union)
    }

    /// An open string enum, and the values it knows.
    #[inline(never)]
    pub fn string_enum<T: Text>(text: &'a mut T, values: &'static [&'static str]) -> Self {
        Self::Enum(text, values)
    }
}

/// An open string enum.
pub trait Text: Any {
    /// Takes a value.
    fn set(&mut self, value: Choice);
}

/// A value of an open string enum.
pub enum Choice {
    /// The position among the values the enum knows.
    Known(usize),
    /// A value it does not know, verbatim.
    Unknown(String),
}

impl Choice {
    /// Looks `text` up among the values an enum knows.
    #[must_use]
    pub fn of(text: &str, values: &[&str]) -> Self {
        match values.iter().position(|value| *value == text) {
            Some(index) => Self::Known(index),
            None => Self::Unknown(text.to_owned()),
        }
    }
}

/// A list whose elements are reached one at a time.
pub trait List: Any {
    /// The element at `index`, or `None` past the end.
    fn get(&self, index: usize) -> Option<&dyn Slot>;

    /// Appends an empty element and lends it.
    fn push(&mut self) -> Option<&mut dyn Slot>;

    /// Removes the last element.
    fn pop(&mut self);
}

/// A string-keyed map.
pub trait Entries: Any {
    /// The entries in the order in which they were inserted.
    fn entries(&self) -> Vec<(&str, &dyn Slot)>;

    /// Lends an empty value under `key`, replacing what was there.
    fn insert(&mut self, key: &str) -> &mut dyn Slot;

    /// Removes the value under `key`.
    fn remove(&mut self, key: &str);
}
