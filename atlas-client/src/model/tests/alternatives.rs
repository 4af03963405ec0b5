//! Objects that are of no variant, or of several.

use super::super::decode::{self, from_str};
use super::super::{DateTime, Json, Map, Mode, NaiveDate, Nullable, SetFields, Slot, Strictness, Utc, declares};
use super::models::{Level, Style};
use super::{object, read, union, write};

#[derive(Clone, Default)]
struct Note {
    id: String,
    text: String,
    author: Option<String>,
    set: SetFields,
}

object! { Note { id: "id" required, text: "text" required, author: "author", ; set } }

#[derive(Clone, Default)]
struct Link {
    id: String,
    url: String,
    title: Option<String>,
    set: SetFields,
}

object! { Link { id: "id" required, url: "url" required, title: "title", ; set } }

/// Told apart by what they require.
#[derive(Clone)]
enum Post {
    Note(Box<Note>),
    Link(Box<Link>),
    Text(String),
    Unknown(Json),
}

union! { Post { Note(Note), Link(Link), Text(String) } }

#[derive(Clone, Default)]
struct Count {
    id: Option<i64>,
}

object! { Count { id: "id" } }

/// A union and an object.
#[derive(Clone)]
enum Entry {
    Post(Box<Post>),
    Count(Count),
    Unknown(Json),
}

union! { Entry { Post(Post), Count(Count) } }

#[test]
fn object_of_no_variant() {
    for json in [r#"{"id":"1","audio":"a"}"#, r#"{"audio":"a","length":3}"#, r#"{"title":"t","audio":"a"}"#] {
        let post: Post = read(json);
        assert!(matches!(post, Post::Unknown(_)), "{json}: {post:?}");
        assert_eq!(write(&post, Mode::Full), json);
        from_str::<Post>(json, Strictness::Strict).expect("a variant that the service may have got since");
    }
    // More like a link than not.
    assert!(matches!(read(r#"{"id":"1","url":"u","audio":"a"}"#), Post::Link(_)));
    assert!(matches!(read(r#"{"url":"u","title":"t","audio":"a"}"#), Post::Link(_)));
    assert!(matches!(read(r#"{"title":"t"}"#), Post::Link(_)), "nothing would be lost");
}

#[test]
fn object_of_two_variants() {
    let json = r#"{"id":"1","text":"t","url":"u"}"#;
    let post: Post = read(json);
    assert!(matches!(post, Post::Unknown(_)), "{post:?}");
    assert_eq!(write(&post, Mode::Full), json);
    // A title alone makes no link.
    assert!(matches!(read(r#"{"id":"1","text":"t","title":"t"}"#), Post::Note(_)));
    assert!(matches!(read(r#"{"id":"1","text":"t","url":null}"#), Post::Note(_)));
}

#[test]
fn variant_after_a_union_without_one() {
    assert!(matches!(read(r#"{"id":1}"#), Entry::Count(_)));
    assert!(matches!(from_str(r#"{"id":1}"#, Strictness::Strict), Ok(Entry::Count(_))));
    assert!(matches!(read(r#"{"id":"1","text":"t"}"#), Entry::Post(post) if matches!(*post, Post::Note(_))));
    assert!(matches!(read(r#"{"id":[]}"#), Entry::Post(post) if matches!(*post, Post::Unknown(_))));
    let error = from_str::<Entry>(r#"{"id":[]}"#, Strictness::Strict).expect_err("no variant takes an array");
    assert_eq!((error.path(), error.message()), ("id", "expected an integer, found an array"));
}

#[test]
fn response_of_no_variant() {
    let response = |json: &str| {
        let mut post = Post::empty();
        decode::response(json.as_bytes(), &mut post, Strictness::Tolerant, usize::MAX).map(|()| post)
    };
    let error = response(r#"{"message":"denied"}"#).expect_err("says nothing about a post");
    assert_eq!(error.message(), "none of the properties of any variant is there");
    let post = response(r#"{"id":"1","audio":"a"}"#).expect("a variant that the service may have got since");
    assert_eq!(write(&post, Mode::Full), r#"{"id":"1","audio":"a"}"#);
    let mut anything = Anything::empty();
    decode::response(br#"{"a":1}"#, &mut anything, Strictness::Tolerant, usize::MAX).expect("it has no variants");
}

/// Its alternatives say nothing about their values.
#[derive(Clone)]
enum Anything {
    Unknown(Json),
}

union! { Anything {} }

/// Told apart by a boolean.
#[derive(Clone)]
enum Place {
    Fixed(Box<Note>),
    Movable(Box<Link>),
    Unknown(Json),
}

union! { Place { Fixed(Note; shared) when "fixed" in {["true"]}, Movable(Link; shared) when "fixed" in {["false"]} } }

#[test]
fn constants_of_another_kind() {
    let strict = |json: &str| from_str::<Place>(json, Strictness::Strict);
    assert!(matches!(strict(r#"{"fixed":false,"id":"1","url":"u"}"#), Ok(Place::Movable(_))));
    assert!(matches!(read(r#"{"fixed":1,"id":"1"}"#), Place::Unknown(_)));
    strict(r#"{"fixed":1,"id":"1"}"#).expect_err("no variant could ever be told by a number");
}

#[derive(Clone, Default)]
struct Mail {
    to: String,
    kind: Option<Style>,
    set: SetFields,
}

object! { Mail { to: "to" required, kind: "kind", ; set } }

#[derive(Clone, Default)]
struct Call {
    to: String,
    kind: Option<Level>,
    set: SetFields,
}

object! { Call { to: "to" required, kind: "kind", ; set } }

/// A count has no kind, so that no condition tells the variants apart.
#[derive(Clone)]
enum Action {
    Count(Count),
    Mail(Box<Mail>),
    Call(Box<Call>),
    Unknown(Json),
}

union! { Action { Count(Count), Mail(Mail), Call(Call) } }

#[test]
fn variant_whose_enum_knows_the_value() {
    assert!(matches!(read(r#"{"to":"a","kind":"solid"}"#), Action::Mail(_)));
    assert!(matches!(read(r#"{"to":"a","kind":"err"}"#), Action::Call(_)));
    for json in [r#"{"to":"a","kind":"fax"}"#, r#"{"to":"a"}"#] {
        assert!(matches!(read(json), Action::Mail(_)), "the first of those that fit as well: {json}");
    }
}

#[derive(Clone, Default)]
struct Sent {
    r#type: String,
    data: Option<Mail>,
}

object! { Sent { r#type: "type" required, data: "data" } }

#[derive(Clone, Default)]
struct Called {
    r#type: String,
    data: Option<Call>,
}

object! { Called { r#type: "type" required, data: "data" } }

#[derive(Clone, Default)]
struct Posted {
    r#type: String,
    data: Option<Note>,
}

object! { Posted { r#type: "type" required, data: "data" } }

/// Told apart only within a property.
#[derive(Clone)]
enum Event {
    Sent(Box<Sent>),
    Called(Box<Called>),
    Posted(Box<Posted>),
    Unknown(Json),
}

union! { Event { Sent(Sent), Called(Called), Posted(Posted) } }

#[test]
fn variants_that_differ_in_a_property() {
    let called = r#"{"type":"event","data":{"to":"1","kind":"err"}}"#;
    assert!(matches!(read(called), Event::Called(_)));
    let posted = r#"{"type":"event","data":{"id":"1","text":"t"}}"#;
    assert!(matches!(read(posted), Event::Posted(_)));
    let posted = r#"{"type":"event","data":{"author":"a"}}"#;
    assert_eq!(write(&read::<Event>(posted), Mode::Full), posted);
    assert!(matches!(read(r#"{"type":"event"}"#), Event::Sent(_)), "the first of those that fit as well");
}

/// Told apart by what is in their lists.
#[derive(Clone)]
enum Batch {
    Notes(Vec<Note>),
    Links(Vec<Link>),
    Unknown(Json),
}

union! { Batch { Notes(Vec<Note>), Links(Vec<Link>) } }

#[test]
fn lists_that_differ_in_their_elements() {
    let links = r#"[{"id":"1","url":"u"}]"#;
    assert!(matches!(read(links), Batch::Links(_)));
    assert!(matches!(read(r#"[{"id":"1"},{"id":"2","url":"u"}]"#), Batch::Links(_)), "by all elements");
    assert!(matches!(read("[]"), Batch::Notes(_)));
}

/// Told apart by what is in their maps.
#[derive(Clone)]
enum Index {
    Notes(Map<Note>),
    Links(Map<Link>),
    Unknown(Json),
}

union! { Index { Notes(Map<Note>), Links(Map<Link>) } }

#[test]
fn maps_that_differ_in_their_entries() {
    assert!(matches!(read(r#"{"a":{"id":"1","url":"u"}}"#), Index::Links(_)));
    assert!(matches!(read(r#"{"a":{"id":"1","text":"t"}}"#), Index::Notes(_)));
}

#[test]
fn properties_that_a_value_can_have() {
    let event = &mut Event::Unknown(Json::Null);
    assert!(["type", "data"].iter().all(|property| declares(event, property)) && !declares(event, "error"));
    assert!(declares(&mut Index::Unknown(Json::Null), "error") && !declares(&mut Note::default(), "error"));
}

#[derive(Clone)]
enum Moment {
    Date(NaiveDate),
    Time(DateTime<Utc>),
    Unknown(Json),
}

union! { Moment { Date(NaiveDate), Time(DateTime<Utc>) } }

#[test]
fn timestamp_beside_a_date() {
    assert!(matches!(read(r#""2024-12-31T05:00:00Z""#), Moment::Time(_)));
    assert!(matches!(read(r#""2024-12-31""#), Moment::Date(_)));
}

/// A post or a mail.
#[derive(Clone)]
enum Message {
    Post(Box<Post>),
    Mail(Box<Mail>),
    Unknown(Json),
}

union! { Message { Post(Post), Mail(Mail) } }

#[derive(Clone, Default)]
struct Total {
    id: Option<i64>,
    text: Nullable<i64>,
}

object! { Total { id: "id", text: "text" } }

/// What was sent, a note whose text cannot be null, or numbers.
#[derive(Clone)]
enum Row {
    Message(Box<Message>),
    Draft(Draft),
    Total(Total),
    Unknown(Json),
}

union! { Row { Message(Message), Draft(Draft), Total(Total) } }

#[derive(Clone, Default)]
struct Draft {
    text: Option<String>,
}

object! { Draft { text: "text" } }

#[test]
fn object_of_a_variant_within_another() {
    let json = r#"{"id":"1","text":"t","to":"a"}"#;
    let message: Message = read(json);
    assert!(matches!(message, Message::Unknown(_)), "a note and a mail: {message:?}");
    assert_eq!(write(&message, Mode::Full), json);
}

#[test]
fn variant_after_unions_without_one() {
    assert!(matches!(read(r#"{"id":1,"text":2}"#), Row::Total(_)));
    assert!(matches!(read(r#"{"id":"1","text":"t"}"#), Row::Message(_)));
}

#[test]
fn variant_that_keeps_a_null() {
    assert!(matches!(read(r#"{"text":null}"#), Row::Total(total) if total.text == Nullable::Null));
    assert!(matches!(read(r#"{"text":"t"}"#), Row::Draft(_)));
}
