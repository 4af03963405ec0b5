//! What `changes` says about each kind of difference, in both directions.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codegen::changes::{Change, Changes, Level, compare};
use codegen::{Options, Source, surface};

use Level::{Additive, Breaking, Docs};

/// A document with a tag, a GET of `Thing`, a POST of `Thing` and more operations.
const BASE: &str = "\
openapi: 3.0.1
info: {title: T, version: '1'}
tags: [{name: Things}]
paths:
  /things/{id}:
    get:
      operationId: getThing
      tags: [Things]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, default: 100}}
      responses:
        '200': {description: Fine., content: {application/vnd.atlas.2024-01-01+json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    post:
      operationId: setThing
      tags: [Things]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      requestBody: {required: true, content: {application/vnd.atlas.2024-01-01+json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200': {description: Fine., content: {application/vnd.atlas.2024-01-01+json: {schema: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Thing:
      type: object
      properties:
        name: {type: string}
        size: {type: integer, default: 3}
        state: {type: string, enum: ['ON', 'OFF']}
        hook: {$ref: '#/components/schemas/Hook'}
    Hook:
      oneOf: [{$ref: '#/components/schemas/Slack'}, {$ref: '#/components/schemas/Mail'}]
      discriminator: {propertyName: kind, mapping: {SLACK: '#/components/schemas/Slack', MAIL: '#/components/schemas/Mail'}}
    Slack: {type: object, properties: {kind: {type: string}, channel: {type: string}}}
    Mail: {type: object, properties: {kind: {type: string}, address: {type: string}}}
";

/// The changes from one document to another, which keeps the names and shapes of the first.
fn changes(old: &str, new: &str) -> Changes {
    compared(old, new, true)
}

fn compared(old: &str, new: &str, is_kept: bool) -> Changes {
    let read = |text: &str, lock: Option<String>| {
        let options = Options { lock: lock.map(|text| ("names.lock".to_owned(), text)), ..Options::default() };
        surface(&Source::new("api.yaml", text), &options).unwrap_or_else(|error| panic!("{}", error.render(false)))
    };
    let old = read(old, None);
    let new = read(new, is_kept.then(|| old.lock().text()));
    let mut changes = compare(old.lock(), new.lock());
    changes.locate(|is_new, key| if is_new { new.line(key) } else { old.line(key) });
    changes
}

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// Checks that an edit gives this change, and the way back that one.
#[track_caller]
fn both_ways(edits: &[(&str, &str)], there: (Level, &str), back: (Level, &str)) {
    check(true, edits, there, back);
}

/// The same for two outputs that have no names lock in common, so that no shape is kept.
#[track_caller]
fn without_lock(edits: &[(&str, &str)], there: (Level, &str), back: (Level, &str)) {
    check(false, edits, there, back);
}

#[track_caller]
fn check(is_kept: bool, edits: &[(&str, &str)], there: (Level, &str), back: (Level, &str)) {
    let new = edited(edits);
    let pairs = [(compared(BASE, &new, is_kept), there), (compared(&new, BASE, is_kept), back)];
    for (changes, (level, line)) in pairs {
        let shown: Vec<_> = changes.all.iter().map(shown).collect();
        assert!(shown.iter().any(|(found, text)| *found == level && text == line), "{level:?} {line}\n{shown:#?}");
        assert_eq!(changes.verdict(), Some(level), "{shown:#?}");
    }
}

fn shown(change: &Change) -> (Level, String) {
    (change.level, format!("{} {}{}", change.item, change.message, if change.wire { " [wire]" } else { "" }))
}

#[test]
fn the_same_document_changes_nothing() {
    let none = changes(BASE, BASE);
    assert_eq!((none.all.len(), none.verdict(), none.summary().as_str()), (0, None, "no changes of the API"));
}

#[test]
fn operations_and_tags() {
    let post = &BASE[BASE.find("    post:").unwrap()..BASE.find("components:").unwrap()];
    both_ways(
        &[(post, "")],
        (Breaking, "things::set_thing was removed"),
        (Additive, "things::set_thing is new: `POST /things/{id}`"),
    );
    let moved = post.replace("[Things]", "[Others]").replace("setThing", "other");
    let moved = format!("{post}  /others/{{id}}:\n{moved}");
    both_ways(
        &[(post, &moved)],
        (Additive, "Client::others is new, with the feature `others`"),
        (Breaking, "Client::others was removed, with the feature `others`"),
    );
}

#[test]
fn versions_and_sunsets() {
    both_ways(
        &[("2024-01-01", "2025-01-01")],
        (Breaking, "things::get_thing calls version 2025-01-01 instead of 2024-01-01 [wire]"),
        (Breaking, "things::get_thing calls version 2024-01-01 instead of 2025-01-01 [wire]"),
    );
    let with = |date: &str| edited(&[("+json: {schema", &format!("+json: {{x-sunset: '{date}', schema"))]);
    let nearer = changes(&with("2027-01-01"), &with("2026-01-01"));
    assert_eq!(shown(&nearer.all[0]).1, "things::get_thing will be removed after 2026-01-01 instead of 2027-01-01");
    assert_eq!(nearer.verdict(), Some(Docs));
    both_ways(
        &[("      operationId: getThing\n", "      operationId: getThing\n      deprecated: true\n")],
        (Docs, "things::get_thing is deprecated"),
        (Docs, "things::get_thing is not deprecated any more"),
    );
}

#[test]
fn parameters() {
    let limit = "{name: limit, in: query, schema: {type: integer, default: 100}}";
    both_ways(
        &[(&format!("        - {limit}\n"), "")],
        (Breaking, "things::get_thing().limit was removed"),
        (Additive, "things::get_thing().limit is new"),
    );
    without_lock(
        &[("{name: limit, in: query, schema", "{name: limit, in: query, required: true, schema")],
        (Breaking, "things::get_thing takes (id: String, limit: i64) instead of (id: String)"),
        (Breaking, "things::get_thing takes (id: String) instead of (id: String, limit: i64)"),
    );
    both_ways(
        &[("schema: {type: integer, default: 100}", "schema: {type: string, default: 100}")],
        (Breaking, "things::get_thing().limit takes String instead of i64"),
        (Breaking, "things::get_thing().limit takes i64 instead of String"),
    );
    both_ways(
        &[("default: 100", "default: 500")],
        (Docs, "things::get_thing().limit its default is 500 instead of 100 [wire]"),
        (Docs, "things::get_thing().limit its default is 100 instead of 500 [wire]"),
    );
}

#[test]
fn bodies_and_responses() {
    without_lock(
        &[("requestBody: {required: true, ", "requestBody: {required: false, ")],
        (Breaking, "things::set_thing takes (id: String) instead of (id: String, body: Thing)"),
        (Breaking, "things::set_thing takes (id: String, body: Thing) instead of (id: String)"),
    );
    let get = "'200': {description: Fine., content: {application/vnd.atlas.2024-01-01+json: {schema: {$ref: '#/components/schemas/Thing'}}}}\n    post";
    without_lock(
        &[(get, "'204': {description: Fine.}\n    post")],
        (Breaking, "things::get_thing responds with nothing instead of Thing"),
        (Breaking, "things::get_thing responds with Thing instead of nothing"),
    );
    let csv = get.replace("+json: {schema: {$ref: '#/components/schemas/Thing'}}", "+json: {schema: {$ref: '#/components/schemas/Thing'}}, application/vnd.atlas.2024-01-01+csv: {schema: {type: string}}");
    both_ways(
        &[(get, &csv)],
        (Additive, "things::get_thing can respond with csv"),
        (Breaking, "things::get_thing does not respond with csv any more"),
    );
}

#[test]
fn fields() {
    both_ways(
        &[("        name: {type: string}\n", "        name: {type: string}\n        more: {type: string}\n")],
        (Additive, "Thing::more is new"),
        (Docs, "Thing::more is not in the document any more; the field stays [wire]"),
    );
    without_lock(
        &[("        name: {type: string}\n", "        name: {type: string}\n        more: {type: string}\n")],
        (Additive, "Thing::more is new"),
        (Breaking, "Thing::more was removed"),
    );
    both_ways(
        &[("name: {type: string}", "name: {type: integer}")],
        (Breaking, "Thing::name is Option<i64> instead of Option<String>"),
        (Breaking, "Thing::name is Option<String> instead of Option<i64>"),
    );
    both_ways(
        &[("size: {type: integer, default: 3}", "size: {type: integer, default: 5}")],
        (Docs, "Thing::size its default is 5 instead of 3 [wire]"),
        (Docs, "Thing::size its default is 3 instead of 5 [wire]"),
    );
    both_ways(
        &[("name: {type: string}", "name: {type: string, readOnly: true}")],
        (Docs, "Thing::name is left out of requests [wire]"),
        (Docs, "Thing::name is sent in requests [wire]"),
    );
    both_ways(
        &[("name: {type: string}", "name: {type: string, deprecated: true}")],
        (Docs, "Thing::name is deprecated"),
        (Docs, "Thing::name is not deprecated any more"),
    );
    without_lock(
        &[(
            "      type: object\n      properties:\n        name",
            "      type: object\n      additionalProperties: {type: string}\n      properties:\n        name",
        )],
        (Additive, "Thing has properties under any other name"),
        (Breaking, "Thing has no properties under other names any more"),
    );
}

#[test]
fn values_and_variants() {
    both_ways(
        &[("enum: ['ON', 'OFF']", "enum: ['ON', 'OFF', 'IDLE']")],
        (Additive, "ThingState::Idle is new"),
        (Docs, "ThingState::Idle is not in the document any more; the variant stays"),
    );
    let without = [(", {$ref: '#/components/schemas/Mail'}]", "]"), (", MAIL: '#/components/schemas/Mail'", "")];
    both_ways(&without, (Breaking, "Hook::Mail was removed"), (Additive, "Hook::Mail is new"));
}

#[test]
fn types_and_setters() {
    without_lock(
        &[("state: {type: string, enum: ['ON', 'OFF']}", "state: {type: string}")],
        (Breaking, "ThingState was removed"),
        (Breaking, "Thing::state is Option<ThingState> instead of Option<String>"),
    );
    let body = "schema: {$ref: '#/components/schemas/Thing'}}}}\n      responses";
    both_ways(
        &[(body, "schema: {$ref: '#/components/schemas/Slack'}}}}\n      responses")],
        (Breaking, "things::set_thing takes (id: String, body: Slack) instead of (id: String, body: Thing)"),
        (Breaking, "things::set_thing takes (id: String, body: Thing) instead of (id: String, body: Slack)"),
    );
    both_ways(
        &[("required: true, content: {application/vnd.atlas.2024-01-01+json", "required: true, content: {text/csv")],
        (Breaking, "things::set_thing takes (id: String, body: impl Into<Bytes>) instead of (id: String, body: Thing)"),
        (Breaking, "things::set_thing takes (id: String, body: Thing) instead of (id: String, body: impl Into<Bytes>)"),
    );
    // A lock keeps setters; two crates that have none in common do not.
    let alone = |text: &str| surface(&Source::new("api.yaml", text), &Options::default()).unwrap();
    let (old, new) =
        (alone(BASE), alone(&edited(&[(body, "schema: {$ref: '#/components/schemas/Slack'}}}}\n      responses")])));
    let shown: Vec<_> = compare(old.lock(), new.lock()).all.iter().map(shown).collect();
    assert!(
        shown.contains(&(Breaking, "Thing lost its setters: no request contains it any more".into())),
        "{shown:#?}"
    );
}

#[test]
fn methods_that_call_something_else() {
    // Without a lock in common, the newcomer has the name.
    without_lock(
        &[("  /things/{id}:\n    get:", "  /others/{id}:\n    get:"), ("    post:\n", "  /things/{id}:\n    post:\n")],
        (Breaking, "things::get_thing calls `GET /others/{id}` instead of `GET /things/{id}` [wire]"),
        (Breaking, "things::get_thing calls `GET /things/{id}` instead of `GET /others/{id}` [wire]"),
    );
}

#[test]
fn getters_of_what_no_request_contains() {
    let common = [
        ("{kind: {type: string}, channel", "{kind: {type: string}, common: {type: string}, channel"),
        ("{kind: {type: string}, address", "{kind: {type: string}, common: {type: string}, address"),
    ];
    let response_only = |edits: &[(&str, &str)]| {
        let body = "requestBody: {required: true, content: {application/vnd.atlas.2024-01-01+json: {schema: {$ref: '#/components/schemas/Thing'}}}}";
        edited(edits).replace(body, "x-none: 1")
    };
    let typed = [
        common[0],
        common[1],
        (
            "{kind: {type: string}, common: {type: string}, address",
            "{kind: {type: string}, common: {type: string, enum: [A, B]}, address",
        ),
    ];
    for (old, new, is_settable) in
        [(edited(&common), edited(&typed), true), (response_only(&common), response_only(&typed), false)]
    {
        let shown: Vec<_> = compared(&old, &new, false).all.iter().map(shown).collect();
        let lost = shown.iter().any(|(_, text)| text == "Hook::common lost its setter");
        assert_eq!(lost, is_settable, "{shown:?}");
    }
}

#[test]
fn changes_have_lines_and_formats() {
    let new = edited(&[("        name: {type: string}\n", "        more: {type: string}\n")]);
    let changes = compared(BASE, &new, false);
    assert_eq!(changes.summary(), "major: 1 breaking, 1 additive");
    let text = changes.text(10);
    assert!(text.contains("  Thing::name was removed (line 27 of the old document)"), "{text}");
    let markdown = changes.markdown();
    assert!(markdown.starts_with("**Version:** major: 1 breaking, 1 additive\n"), "{markdown}");
    assert!(text.contains("  Thing::more is new (line 27)"), "{text}");
    assert!(markdown.contains("<details><summary>Additive: 1</summary>\n\n- `Thing::more` is new"), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&changes.json()).unwrap();
    assert_eq!(json["verdict"], "major");
    assert_eq!(json["changes"][0]["item"], "Thing::name");
    assert_eq!(json["changes"][0]["level"], "breaking");
    assert_eq!(changes.text(0).lines().filter(|line| line.contains("and 1 more")).count(), 2);
}

/// What is found where `Slack` is called `SlackHook`, and has the old name as an alias.
fn with_renamed_type(text: &str) -> Vec<String> {
    let read = |text: &str, lock: Option<String>| {
        let lock = lock.map(|text| ("names.lock".to_owned(), text));
        let options = Options { rename: lock.is_some(), lock, ..Options::default() };
        surface(&Source::new("api.yaml", text), &options).unwrap()
    };
    let old = read(text, None);
    let new = text.replace("schemas/Slack'", "schemas/SlackHook'").replace("    Slack:", "    SlackHook:");
    let changes = compare(old.lock(), read(&new, Some(old.lock().text())).lock());
    changes.all.iter().map(|change| format!("{} {}", change.item, change.message)).collect()
}

#[test]
fn variant_of_a_renamed_type() {
    assert_eq!(with_renamed_type(BASE), ["Slack is now `SlackHook`"]);
}

#[test]
fn defaults_called_as_a_renamed_type() {
    let text = edited(&[
        ("name: {type: string}", "name: {type: string, default: Slack}"),
        ("schema: {type: integer, default: 100}", "schema: {type: string, default: Slack}"),
    ]);
    assert_eq!(with_renamed_type(&text), ["Slack is now `SlackHook`"]);
}
