//! Names are not taken over: what is new gets no name that something else has or had, and what had one keeps it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod names;

use codegen::Lock;
use names::{ROOT, document, grown, lock, one, run};

#[test]
fn methods_are_not_taken_over() {
    let old = document(&[("DELETE /groups", "T", "deleteItem")], ROOT);
    let new = document(&[("DELETE /groups", "T", "deleteItem"), ("DELETE /orgs", "T", "delete_item")], ROOT);
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.operations["DELETE /groups"].method, "delete_item");
    assert_eq!(lock.operations["DELETE /orgs"].method, "delete_item_orgs");
}

#[test]
fn renamed_operations_keep_their_methods() {
    let old = document(&[("GET /a", "T", "listThings")], ROOT);
    let (_, lock) = grown(&old, &document(&[("GET /a", "T", "listAllThings"), ("GET /b", "T", "listThings")], ROOT));
    assert_eq!(lock.operations["GET /a"].method, "list_things");
    assert_eq!(lock.operations["GET /b"].builder, "ListThingsB");
}

#[test]
fn overrides_count_per_tag() {
    let with = |operations: &[(&str, &str, &str)]| {
        let ids = ["      operationId: groups\n", "      operationId: orgs\n"];
        ids.iter().fold(document(operations, ROOT), |text, id| {
            text.replace(id, &format!("{id}      x-xgen-operation-id-override: listRoleMappings\n"))
        })
    };
    let old = with(&[("GET /groups", "Groups", "groups")]);
    let new = with(&[("GET /groups", "Groups", "groups"), ("GET /orgs", "Orgs", "orgs")]);
    let alone = lock(&run(&new, None));
    let (_, kept) = grown(&old, &new);
    for lock in [alone, kept] {
        assert_eq!(lock.operations["GET /groups"].method, "list_role_mappings");
        assert_eq!(lock.operations["GET /orgs"].method, "list_role_mappings");
    }
    let same_tag = with(&[("GET /groups", "Groups", "groups"), ("GET /orgs", "Groups", "orgs")]);
    let (_, lock) = grown(&old, &same_tag);
    assert_eq!(lock.operations["GET /orgs"].method, "orgs");
}

#[test]
fn types_are_not_taken_over() {
    let old = one("Root: {type: object, properties: {a: {$ref: '#/components/schemas/foo_bar'}}}
                   foo_bar: {type: object, properties: {x: {type: string}}}");
    let new = one("Root: {type: object, properties: {b: {$ref: '#/components/schemas/FooBar'}, a: {$ref: '#/components/schemas/foo_bar'}}}
                   FooBar: {type: object, properties: {y: {type: string}}}
                   foo_bar: {type: object, properties: {x: {type: string}}}");
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.types["#/components/schemas/foo_bar"].name, "FooBar");
}

#[test]
fn members_are_not_taken_over() {
    let old =
        one("Root: {type: object, properties: {foo-bar: {type: string}, region: {type: string, enum: [US-EAST-1]}}}");
    let new = one(
        "Root: {type: object, properties: {fooBar: {type: string}, foo_bar: {type: string}, foo-bar: {type: string}, region: {type: string, enum: [UsEast1, US-EAST-1]}}}",
    );
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.types["#/components/schemas/Root"].fields["foo-bar"].to_string(), "foo_bar: Option<String>");
    assert_eq!(
        lock.types["#/components/schemas/Root/properties/region RootRegion"].values["US-EAST-1"].to_string(),
        "UsEast1: value"
    );
}

#[test]
fn variants_are_not_taken_over() {
    let union = |kinds: &[&str]| {
        let list: Vec<_> = kinds.iter().map(|kind| format!("{{$ref: '#/components/schemas/{kind}'}}")).collect();
        let schemas = kinds.iter().map(|kind| {
            format!("{kind}: {{type: object, required: [k], properties: {{k: {{type: string, enum: [{kind}]}}}}}}\n")
        });
        one(&format!(
            "Root: {{oneOf: [{}], discriminator: {{propertyName: k}}}}\n{}",
            list.join(", "),
            schemas.collect::<String>()
        ))
    };
    let (_, lock) = grown(&union(&["slack_hook", "Other"]), &union(&["SlackHook", "slack_hook", "Other"]));
    assert_eq!(lock.types["#/components/schemas/Root"].variants["slack_hook"].to_string(), "SlackHook: SlackHook");
}

#[test]
fn features_are_not_taken_over() {
    let old = document(&[("GET /a", "Access-Control", "a")], ROOT);
    let new = document(&[("GET /b", "Access Control", "b"), ("GET /a", "Access-Control", "a")], ROOT);
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.tags["Access-Control"].feature, "access-control");
    assert_ne!(lock.tags["Access Control"].feature, "access-control");
}

#[test]
fn names_of_what_is_gone_stay_taken() {
    let old = document(&[("GET /a", "T", "getThing"), ("GET /b", "T", "getOther")], ROOT);
    let between = run(&document(&[("GET /b", "T", "getOther")], ROOT), Some(&run(&old, None).lock.text()));
    let after =
        run(&document(&[("GET /b", "T", "getOther"), ("GET /c", "T", "getThing")], ROOT), Some(&between.lock.text()));
    let after = lock(&after);
    assert_eq!(after.operations["GET /a"].method, "get_thing");
    assert_ne!(after.operations["GET /c"].method, "get_thing");
}

/// The first document, then one without most of it, then one that has the new thing.
fn after_a_gap(old: &str, between: &str, new: &str) -> (Lock, Lock) {
    let first = run(old, None);
    let second = run(between, Some(&first.lock.text()));
    (lock(&first), lock(&run(new, Some(&second.lock.text()))))
}

#[test]
fn setters_are_not_taken_over() {
    let with = |names: &[&str]| {
        let list = names.iter().map(|name| format!("{{name: {name}, in: query, schema: {{type: string}}}}"));
        let list = list.collect::<Vec<_>>().join(", ");
        one(ROOT).replace("      responses:", &format!("      parameters: [{list}]\n      responses:"))
    };
    let (_, after) = grown(&with(&["foo-bar"]), &with(&["fooBar", "foo_bar", "foo-bar"]));
    let setters = &after.operations["GET /a"].parameters;
    assert_eq!(setters["query foo-bar"].name, "foo_bar");
    // Also when the document has not had it for a while.
    let (_, after) = after_a_gap(&with(&["foo-bar"]), &with(&[]), &with(&["fooBar"]));
    assert_ne!(after.operations["GET /a"].parameters["query fooBar"].name, "foo_bar");
}

#[test]
fn names_of_gone_types_stay_taken() {
    let root = |properties: &str, schemas: &str| {
        one(&format!("Root: {{type: object, properties: {{{properties}}}}}\n{schemas}"))
    };
    let list = |name: &str| format!("{{type: array, items: {{$ref: '#/components/schemas/{name}'}}}}");
    let old =
        one(&format!("Root: {}\nfoo_bar: {{type: object, properties: {{x: {{type: string}}}}}}", list("foo_bar")));
    let new =
        root("b: {$ref: '#/components/schemas/FooBar'}", "FooBar: {type: object, properties: {y: {type: string}}}");
    let (first, after) = after_a_gap(&old, &root("x: {type: string}", ""), &new);
    assert_eq!(first.types["#/components/schemas/foo_bar"].name, "FooBar");
    assert_ne!(after.types["#/components/schemas/FooBar"].name, "FooBar");
}

#[test]
fn inline_types_are_not_taken_over() {
    let inline = "state: {type: object, properties: {x: {type: string}}}";
    let old = one(&format!("Root: {{type: object, properties: {{{inline}}}}}"));
    let new = one(&format!(
        "Root: {{type: object, properties: {{other: {{$ref: '#/components/schemas/RootState'}}, {inline}}}}}
         RootState: {{type: object, properties: {{y: {{type: string}}}}}}"
    ));
    let (_, after) = grown(&old, &new);
    assert_eq!(after.types["#/components/schemas/Root/properties/state RootState"].name, "RootState");
    assert_ne!(after.types["#/components/schemas/RootState"].name, "RootState");
}

#[test]
fn patch_types_are_not_taken_over() {
    let with = |more: &str| {
        let body = "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}\n";
        let schemas = format!(
            "Root: {{type: object, properties: {{x: {{type: string}}{more}}}}}
             Thing: {{type: object, required: [x], properties: {{x: {{type: string}}}}}}
             ThingPatch: {{type: object, properties: {{y: {{type: string}}}}}}"
        );
        document(&[("PATCH /a", "T", "a")], &schemas).replace("      responses:", &format!("{body}      responses:"))
    };
    let (first, after) = grown(&with(""), &with(", p: {$ref: '#/components/schemas/ThingPatch'}"));
    let patch = |lock: &Lock| {
        let names = &lock.operations["PATCH /a"];
        names.body.clone().or_else(|| Some(names.arguments.last()?.to_string()))
    };
    assert_eq!(patch(&first), patch(&after));
    assert_ne!(after.types["#/components/schemas/ThingPatch"].name, "ThingPatch");
}

#[test]
fn names_of_gone_variants_stay_taken() {
    let union = |kinds: &[&str]| {
        let list: Vec<_> = kinds.iter().map(|kind| format!("{{$ref: '#/components/schemas/{kind}'}}")).collect();
        let schemas = kinds.iter().map(|kind| {
            format!("{kind}: {{type: object, required: [k, {kind}], properties: {{k: {{type: string, enum: [{kind}]}}, {kind}: {{type: string}}}}}}\n")
        });
        let schemas: String = schemas.collect();
        one(&format!("Root: {{oneOf: [{}], discriminator: {{propertyName: k}}}}\n{schemas}", list.join(", ")))
    };
    let (first, after) =
        after_a_gap(&union(&["slack_hook", "A", "B"]), &union(&["A", "B"]), &union(&["A", "B", "SlackHook"]));
    let variants = |lock: &Lock| lock.types["#/components/schemas/Root"].variants.clone();
    assert_eq!(variants(&first)["slack_hook"].name, "SlackHook");
    assert_ne!(variants(&after)["SlackHook"].name, "SlackHook");
}

#[test]
fn names_of_gone_tags_stay_taken() {
    let tagged = |tag: &str, path: &str| document(&[("GET /a", "T", "a"), (path, tag, "b")], ROOT);
    let (first, after) = after_a_gap(
        &tagged("Access-Control", "GET /b"),
        &document(&[("GET /a", "T", "a")], ROOT),
        &tagged("Access Control", "GET /c"),
    );
    let names = &first.tags["Access-Control"];
    let newcomer = &after.tags["Access Control"];
    assert_eq!(names.feature, "access-control");
    assert_ne!((&newcomer.module, &newcomer.handle), (&names.module, &names.handle));
    assert_ne!(newcomer.feature, names.feature);
}
