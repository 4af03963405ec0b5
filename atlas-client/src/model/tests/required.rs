//! Required fields that nobody set.

use super::super::encode::{Sending, to_request};
use super::super::{Map, Mode, Nullable, SetFields, Slot, Strictness};
use super::models::User;
use super::{from_slice, object, read};

#[derive(Clone, Default)]
struct Account {
    name: String,
    size: i64,
    active: bool,
    note: Option<String>,
    group: Option<String>,
    owner: Owner,
    tags: Map<String>,
    expires: Nullable<String>,
    created: Option<String>,
    set_fields: SetFields,
}

object! {
    Account {
        name: "name" required,
        size: "size" required,
        active: "active" required,
        note: "note",
        group: "groupId" required write_only,
        owner: "owner" required,
        tags: "tags" required,
        expires: "expires" required,
        created: "created" required read_only,
        ; set_fields
    }
}

#[derive(Clone, Default)]
struct Owner {
    id: String,
    set_fields: SetFields,
}

object! {
    Owner { id: "id" required, ; set_fields }
}

#[derive(Clone, Default)]
struct Loose {
    name: String,
    set_fields: SetFields,
}

object! {
    Loose { name: "name" plain, ; set_fields }
}

const GROUP: Sending<'_> = Sending { mode: Mode::Request, allow_missing: false, path_values: &[("groupId", "g1")] };

fn sent(value: &dyn Slot, sending: Sending<'_>) -> Result<String, String> {
    let json = to_request(value, sending).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(json).expect("is UTF-8"))
}

fn request() -> Sending<'static> {
    Sending { mode: Mode::Request, ..Sending::default() }
}

#[test]
fn absent_fields_are_not_sent_back() {
    let account: Account = read(r#"{"note":"x"}"#);
    assert_eq!(account.name, "");
    for sending in [request(), Sending { mode: Mode::Full, ..Sending::default() }] {
        assert_eq!(sent(&account, sending).unwrap(), r#"{"note":"x"}"#);
    }
    assert_eq!(serde_json::to_string(&account).unwrap(), r#"{"note":"x"}"#);
}

#[test]
fn received_empty_values_are_sent_back() {
    let json = r#"{"name":"","size":0,"active":false,"owner":{"id":""},"tags":{}}"#;
    assert_eq!(sent(&read::<Account>(json), request()).unwrap(), json);
}

#[test]
fn fields_set_since_are_sent() {
    let mut account: Account = read(r#"{"owner":{}}"#);
    account.name = "n".to_owned();
    account.owner.id = "o".to_owned();
    account.set_fields.insert(1);
    assert_eq!(sent(&account, request()).unwrap(), r#"{"name":"n","size":0,"owner":{"id":"o"}}"#);
}

#[test]
fn new_requests_name_what_is_missing() {
    let mut account = Account { note: Some("x".to_owned()), ..Account::default() };
    account.owner.set_fields.insert(5);
    account.set_fields.insert(2);
    account.size = 1;
    let error = sent(&account, request()).unwrap_err();
    assert_eq!(
        error,
        "required fields were never set: `Account::name`, `Account::group`, `Owner::id` in `owner`, `Account::tags`, `Account::expires`"
    );
    let lenient = Sending { allow_missing: true, ..request() };
    assert_eq!(sent(&account, lenient).unwrap(), r#"{"size":1,"active":false,"note":"x","owner":{}}"#);
}

#[test]
fn places_of_missing_fields() {
    let error = |value: &dyn Slot| sent(value, request()).unwrap_err();
    let owner = Owner { id: "o".to_owned(), ..Owner::default() };
    let owners: Map<Vec<Owner>> = [("a".to_owned(), vec![owner, Owner::default()])].into_iter().collect();
    assert_eq!(error(&owners), "required fields were never set: `Owner::id` in `a[1]`");
    let many = error(&vec![Owner::default(); 300]);
    assert!(many.len() < 400 && many.ends_with("`Owner::id` in `[9]`, and 290 more"), "{many}");
}

#[test]
fn empty_values_of_options_are_sent() {
    let mut account = Account { group: Some(String::new()), expires: Nullable::Value(String::new()), ..request_of(1) };
    account.set_fields.note(4, &account.group);
    account.set_fields.note(7, &account.expires);
    assert_eq!(
        sent(&account, request()).unwrap(),
        r#"{"name":"n","size":1,"active":true,"groupId":"","owner":{"id":"o"},"tags":{},"expires":""}"#
    );
    account.group = None;
    account.set_fields.note(4, &account.group);
    assert_eq!(sent(&account, request()).unwrap_err(), "required fields were never set: `Account::group`");
}

fn request_of(size: i64) -> Account {
    let owner = Owner { id: "o".to_owned(), ..Owner::default() };
    let mut account = Account { name: "n".to_owned(), size, active: true, owner, ..Account::default() };
    account.set_fields.insert(6);
    account
}

#[test]
fn path_values_fill_required_fields() {
    let account: Account = read(r#"{"name":"n"}"#);
    assert_eq!(sent(&account, GROUP).unwrap(), r#"{"name":"n","groupId":"g1"}"#);
    let account = Account { group: Some("g2".to_owned()), ..account };
    assert_eq!(sent(&account, GROUP).unwrap(), r#"{"name":"n","groupId":"g2"}"#);
}

#[test]
fn path_values_are_of_the_kind_of_the_field() {
    let values: &[(&str, &str)] = &[("name", "7"), ("size", "7"), ("active", "true"), ("owner", "7"), ("tags", "7")];
    let sending = Sending { path_values: values, allow_missing: true, ..request() };
    assert_eq!(sent(&Account::default(), sending).unwrap(), r#"{"name":"7","size":7,"active":true}"#);
    let other = Sending { path_values: &[("size", "many")], allow_missing: true, ..request() };
    assert_eq!(sent(&Account::default(), other).unwrap(), "{}");
}

#[test]
fn plain_fields_are_sent_if_they_are_set() {
    let mut loose = Loose::default();
    assert_eq!(sent(&loose, request()).unwrap(), "{}", "nobody is asked for it");
    loose.set_fields.insert(0);
    assert_eq!(sent(&loose, request()).unwrap(), r#"{"name":""}"#);
    let mut missing = Loose::default();
    from_slice(br#"{"other":1}"#, &mut missing, Strictness::Strict).expect("it can be missing");
    assert_eq!(serde_json::to_string(&missing).unwrap(), "{}");
}

#[test]
fn set_fields_do_not_count_in_comparisons() {
    let (mut a, b) = (Account::default(), Account::default());
    a.set_fields.insert(0);
    assert_eq!(a, b);
    assert!(!format!("{a:?}").contains("set_fields"));
}

#[test]
fn numbers_that_json_lacks_are_refused() {
    for ratio in [f64::NAN, f64::NEG_INFINITY] {
        let user = User { ratio: Some(ratio), ..User::default() };
        let error = to_request(&user, Sending { allow_missing: true, ..Sending::default() }).expect_err("fails");
        assert_eq!(error.to_string(), format!("{ratio} has no form in JSON"));
    }
}
