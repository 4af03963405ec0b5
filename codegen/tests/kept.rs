//! Shapes that the names lock keeps: what holds the values of the new document stays what users know.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codegen::changes::{Level, compare};
use codegen::{Lock, Options, Output, Source, generate};

fn run(document: &str, lock: Option<&Lock>) -> Output {
    let lock = lock.map(|lock| ("names.lock".to_owned(), lock.text()));
    let options = Options { lock, ..Options::default() };
    generate(&Source::new("api.yaml", document), &options).unwrap_or_else(|error| panic!("{}", error.render(false)))
}

/// The second document, generated with the lock of the first. Nothing in it breaks users of the first.
#[track_caller]
fn kept(old: &str, new: &str) -> Output {
    let first = run(old, None);
    let second = run(new, Some(&first.lock));
    let changes = compare(&first.lock, &second.lock);
    assert_eq!(changes.count(Level::Breaking), 0, "{}", changes.text(10));
    // Once kept, it stays.
    let third = run(new, Some(&second.lock));
    assert_eq!(third.lock, second.lock);
    assert_eq!(third.files, second.files);
    assert_eq!(third.report, second.report);
    second
}

/// A document whose `GET /a` and `POST /a` have these schemas, given in the flow style of YAML.
fn document(response: &str, body: &str, schemas: &str) -> String {
    let content = |schema: &str| format!("content: {{application/json: {{schema: {schema}}}}}");
    let response = if response.is_empty() { String::new() } else { format!(", {}", content(response)) };
    let body = if body.is_empty() { String::new() } else { format!("      requestBody: {{{}}}\n", content(body)) };
    format!(
        "openapi: 3.0.1\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: getA\n      \
         tags: [T]\n      responses: {{'200': {{description: Fine.{response}}}}}\n    post:\n      operationId: postA\n      \
         tags: [T]\n{body}      responses: {{'204': {{description: Fine.}}}}\ncomponents:\n  schemas:\n    Other: {{type: \
         object}}\n{schemas}\n"
    )
}

fn schema(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

/// A document with a `Root` of this property `a`.
fn property(schema: &str) -> String {
    document(&self::schema("Root"), "", &format!("    Root: {{type: object, properties: {{a: {schema}}}}}"))
}

fn field(output: &Output, ty: &str, field: &str) -> String {
    output.lock.types[&format!("#/components/schemas/{ty}")].fields[field].to_string()
}

#[test]
fn types_that_hold_the_new_values() {
    let list = |schema: &str| format!("{{type: array, items: {schema}}}");
    let string = "{type: string}";
    for (old, new, entry) in [
        ("{type: object}", "{type: object, properties: {x: {type: string}}}", "a: Option<Json>"),
        ("{type: object}", "{type: integer}", "a: Option<Json>"),
        (string, "{type: string, enum: [ON, OFF]}", "a: Option<String>"),
        (string, "{type: string, format: date-time}", "a: Option<String>"),
        ("{type: string, enum: [ON, OFF]}", string, "a: Option<RootA>"),
        (&list(string), &list("{type: string, enum: [ON]}"), "a: Option<Vec<String>>"),
        (&list("{type: string, enum: [ON]}"), &list(string), "a: Option<Vec<RootA>>"),
        (
            "{type: object, additionalProperties: true}",
            "{type: object, additionalProperties: {type: string}}",
            "a: Option<Map<Json>>",
        ),
    ] {
        let output = kept(&property(old), &property(new));
        assert_eq!(field(&output, "Root", "a"), entry, "{old} → {new}");
        assert!(output.report.contains("Kept by the names lock"), "{}", output.report);
    }
}

#[test]
fn types_that_do_not_hold_them() {
    for (old, new) in [
        ("{type: integer}", "{type: string}"),
        ("{type: string}", "{type: string, format: password}"),
        ("{type: string, format: date-time}", "{type: string}"),
        ("{type: array, items: {type: string}}", "{type: array, items: {type: string, nullable: true}}"),
        ("{type: object, properties: {x: {type: string}}}", "{type: object}"),
    ] {
        let first = run(&property(old), None);
        let second = run(&property(new), Some(&first.lock));
        assert!(compare(&first.lock, &second.lock).count(Level::Breaking) > 0, "{old} → {new}");
    }
}

#[test]
fn enums_that_change_places() {
    let of = |name: &str| {
        property(&schema(name)) + "    One: {type: string, enum: [A, B]}\n    Two: {type: string, enum: [C]}\n"
    };
    let output = kept(&of("One"), &of("Two"));
    assert_eq!(field(&output, "Root", "a"), "a: Option<One>");
    let values: Vec<_> =
        output.lock.types["#/components/schemas/One"].values.values().map(ToString::to_string).collect();
    assert_eq!(values, ["A: value; removed", "B: value; removed", "C: value"]);
    assert!(!output.lock.types.contains_key("#/components/schemas/Two"), "nothing uses it");
}

#[test]
fn removed_fields_stay() {
    let schemas = |fields: &str| {
        document(
            &schema("Root"),
            &schema("Root"),
            &format!("    Root: {{type: object, required: [k], properties: {{k: {{type: string}}{fields}}}}}"),
        )
    };
    let deep = ", deep: {type: object, properties: {x: {type: integer}, kind: {type: string, enum: [ON]}}}";
    let gone = schemas(&format!(", password: {{type: string, format: password}}, n: {{type: integer}}{deep}"));
    let output = kept(&gone, &schemas(""));
    assert_eq!(field(&output, "Root", "n"), "n: Option<i64>; removed");
    assert_eq!(field(&output, "Root", "password"), "password: Option<Secret>; removed");
    assert_eq!(field(&output, "Root", "deep"), "deep: Option<RootDeep>; removed");
    let code = &output.files["models/t/root.rs"];
    assert!(code.contains("/// No longer in the OpenAPI document.\n    pub n: Option<i64>,"), "{code}");
    assert!(code.contains("pub struct RootDeep") && code.contains("pub enum RootDeepKind"), "{code}");
    // A field that is in the document again is as before.
    let again = run(&gone, Some(&output.lock));
    assert_eq!(field(&again, "Root", "n"), "n: Option<i64>");
}

#[test]
fn plain_fields_that_can_be_missing() {
    let root = |required: &str| {
        let root = format!("    Root: {{type: object{required}, properties: {{a: {{type: string}}}}}}");
        document(&schema("Root"), &schema("Root"), &root)
    };
    let code = &kept(&root(", required: [a]"), &root("")).files["models/t/root.rs"];
    assert!(code.contains("model::Field::plain(\"a\", \"a\")") && code.contains("pub a: String"), "{code}");
    assert!(code.contains("self.set_fields.insert(0)"), "{code}");
}

#[test]
fn responses_that_hold_the_new_ones() {
    let with = |response: &str| document(response, "", "    Root: {type: object, properties: {x: {type: string}}}");
    let root = schema("Root");
    for (old, new, kept_as, call) in [
        ("{type: object}", "", "Json", "send_json_or_null"),
        ("{type: object}", root.as_str(), "Json", "send_json"),
        ("", root.as_str(), "nothing", "send_empty"),
    ] {
        let output = kept(&with(old), &with(new));
        assert_eq!(
            output.lock.operations["GET /a"].response.as_ref().map(ToString::to_string).as_deref(),
            Some(kept_as),
            "{old} → {new}"
        );
        assert!(output.files["api/t/get_a.rs"].contains(&format!("self.0.{call}()")), "{old} → {new}");
    }
}

#[test]
fn schemas_with_another_name_are_followed() {
    let named = |name: &str, more: &str| {
        let root = format!(
            "    {name}: {{type: object, properties: {{a: {{type: string}}, deep: {{type: object, properties: {{x: {{type: string}}}}}}{more}}}}}"
        );
        document(&schema(name), "", &root)
    };
    let output = kept(&named("Thrid", ""), &named("Third", ", b: {type: string}"));
    let types: Vec<_> = output.lock.types.iter().map(|(key, names)| (key.as_str(), names.name.as_str())).collect();
    let deep = "#/components/schemas/Third/properties/deep ThirdDeep";
    assert_eq!(types, [("#/components/schemas/Third", "Thrid"), (deep, "ThridDeep")]);
    // Something else in its place is not the same type.
    let other = document(&schema("Other2"), "", "    Other2: {type: object, properties: {z: {type: string}}}");
    let first = run(&named("Thrid", ""), None);
    assert_eq!(run(&other, Some(&first.lock)).lock.types["#/components/schemas/Other2"].name, "Other2");
}

#[test]
fn variants_with_another_name_are_followed() {
    let union = |name: &str| {
        let schemas = format!(
            "    Root: {{oneOf: [{}, {}], discriminator: {{propertyName: k, mapping: {{A: '#/components/schemas/{name}', B: \
             '#/components/schemas/Bee'}}}}}}\n    {name}: {{type: object, properties: {{k: {{type: string}}, x: {{type: \
             string}}}}}}\n    Bee: {{type: object, properties: {{k: {{type: string}}, y: {{type: string}}}}}}",
            schema(name),
            schema("Bee")
        );
        document(&schema("Root"), "", &schemas)
    };
    let output = kept(&union("Ant"), &union("AntView"));
    assert_eq!(output.lock.types["#/components/schemas/AntView"].name, "Ant");
    assert_eq!(output.lock.types["#/components/schemas/Root"].variants["AntView"].to_string(), "A: Ant");
}

#[test]
fn equal_structs_in_place_of_each_other() {
    let two = "    One: {type: object, properties: {x: {type: string}, y: {type: integer}}}\n    Two: {type: object, properties: {x: {type: string}}}\n    Both: {type: object, properties: {one: {$ref: '#/components/schemas/One'}, two: {$ref: '#/components/schemas/Two'}}}";
    let of = |body: &str| document(&schema("Both"), &schema(body), two);
    let output = kept(&of("One"), &of("Two"));
    assert_eq!(output.lock.operations["POST /a"].body.as_deref(), Some("One"));
    // The other way round a field would be missing.
    let first = run(&of("Two"), None);
    let second = run(&of("One"), Some(&first.lock));
    assert_eq!(second.lock.operations["POST /a"].body.as_deref(), Some("One"));
}

/// A type that is another one now does not hold what the old one held.
#[test]
fn schemas_that_swap_their_names() {
    let object = |name: &str| format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}");
    for (one, other) in [(object("x"), object("y")), ("{type: string, enum: [ON]}".to_owned(), object("y"))] {
        let api = |a: &str, b: &str| {
            let [alpha, beta] = if a == "Alpha" { [&one, &other] } else { [&other, &one] };
            let properties = format!("properties: {{a: {}, b: {}}}", schema(a), schema(b));
            let root = format!("    Root: {{type: object, {properties}}}\n");
            document(&schema("Root"), "", &format!("{root}    Alpha: {alpha}\n    Beta: {beta}"))
        };
        let first = run(&api("Alpha", "Beta"), None);
        let second = run(&api("Beta", "Alpha"), Some(&first.lock));
        assert_eq!(field(&second, "Root", "a"), "a: Option<Beta>");
        assert!(compare(&first.lock, &second.lock).count(Level::Breaking) > 0);
        let third = run(&api("Beta", "Alpha"), Some(&second.lock));
        assert_eq!((third.lock, third.files), (second.lock, second.files));
    }
}

#[test]
fn reshaping_keeps_names_alone() {
    let named = |name: &str, schema: &str| {
        document(
            &self::schema(name),
            "",
            &format!("    {name}: {{type: object, properties: {{a: {schema}, b: {{type: string}}}}}}"),
        )
    };
    let first = run(&named("Old", "{type: object}"), None);
    let lock = Some(("names.lock".to_owned(), first.lock.text()));
    let options = Options { lock, reshape: true, ..Options::default() };
    let new = named("New", "{type: integer}");
    let second = generate(&Source::new("api.yaml", new), &options).unwrap();
    let entry = &second.lock.types["#/components/schemas/New"];
    assert_eq!((entry.name.as_str(), &*entry.fields["a"].to_string()), ("Old", "a: Option<i64>"));
}

#[test]
fn values_after_a_reshape() {
    let (old, new) = (property("{type: string, enum: [RED, GREEN]}"), property("{type: string, enum: [GREEN]}"));
    let again = |lock: &Lock, reshape| {
        let options = Options { lock: Some(("names.lock".to_owned(), lock.text())), reshape, ..Options::default() };
        generate(&Source::new("api.yaml", new.as_str()), &options).unwrap()
    };
    let first = run(&old, None);
    let reshaped = again(&first.lock, true);
    let later = again(&reshaped.lock, false);
    assert_eq!((&later.files, &later.lock), (&reshaped.files, &reshaped.lock));
    // The name stays held, also when the value comes back.
    let back = run(&old, Some(&later.lock));
    let values =
        |output: &Output| output.lock.types.values().flat_map(|names| names.values.clone()).collect::<Vec<_>>();
    assert_eq!(values(&back), values(&first));
    // Older locks have names alone.
    let bare = first.lock.text().replace(": value", "");
    let kept = again(&Lock::parse("names.lock", &bare).unwrap(), false);
    assert!(kept.lock.text().contains("RED = \"Red: value; removed\""), "{}", kept.lock.text());
}

/// A document with the least and the greatest size of a pool; the latter has other values than the former, `S` and `L`.
fn sizes(greatest: &str) -> String {
    let (min, max) = ("{type: string, enum: [S, L]}", format!("{{type: string, enum: [S, {greatest}]}}"));
    let properties = format!("{{minSize: {min}, maxSize: {max}}}");
    document(&schema("Pool"), "", &format!("    Pool: {{type: object, properties: {properties}}}"))
}

/// What the fields of a pool are.
fn pool(output: &Output) -> [String; 2] {
    let fields = &output.lock.types["#/components/schemas/Pool"].fields;
    ["minSize", "maxSize"].map(|name| fields[name].to_string())
}

#[test]
fn merged_enums_stay_one() {
    let first = run(&sizes("L"), None);
    let second = run(&sizes("L, XL"), Some(&first.lock));
    assert_eq!(pool(&second), ["min_size: Option<PoolSize>", "max_size: Option<PoolSize>"]);
    let (_, size) = second.lock.types.iter().find(|(_, names)| names.name == "PoolSize").unwrap();
    assert_eq!(size.values.keys().collect::<Vec<_>>(), ["L", "S", "XL"]);
    // A document that no longer lists values leaves the type and its places alone.
    let strings = sizes("L").replace(", enum: [S, L]", "");
    let third = run(&strings, Some(&second.lock));
    assert_eq!(pool(&third), pool(&second));
    let (_, kept) = third.lock.types.iter().find(|(_, names)| names.name == "PoolSize").unwrap();
    assert_eq!((&kept.places, kept.places.len()), (&size.places, 1));
    // Without a place that they had in common nothing says that they are one.
    assert_eq!(pool(&run(&sizes("L, XL"), None))[1], "max_size: Option<PoolMaxSize>");
}

#[test]
fn enums_that_become_one_keep_their_names() {
    let first = run(&sizes("XL"), None);
    let fields = pool;
    assert_eq!(fields(&first), ["min_size: Option<PoolMinSize>", "max_size: Option<PoolMaxSize>"]);
    assert_eq!(fields(&run(&sizes("L"), None)), ["min_size: Option<PoolSize>", "max_size: Option<PoolSize>"]);
    // The lists agree now: users keep both types, and with the document's shapes one of them and an alias.
    assert_eq!(fields(&run(&sizes("L"), Some(&first.lock))), fields(&first));
    let lock = Some(("names.lock".to_owned(), first.lock.text()));
    for rename in [false, true] {
        let options = Options { lock: lock.clone(), reshape: true, rename, ..Options::default() };
        let second = generate(&Source::new("api.yaml", sizes("L")), &options).unwrap();
        let (name, code) = (if rename { "PoolSize" } else { "PoolMinSize" }, second.files.values());
        assert_eq!(fields(&second)[1], format!("max_size: Option<{name}>"));
        let code: String = code.map(String::as_str).collect();
        assert!(code.contains(&format!("pub type PoolMaxSize = {name};")), "{code}");
        assert_eq!(code.contains("pub type PoolMinSize = PoolSize;"), rename);
    }
}

#[test]
fn arguments_stay_in_their_order() {
    let with = |params: &[&str]| {
        let get = format!("      operationId: getA\n      parameters: [{}]\n", params.join(", "));
        document("", "", "").replace("      operationId: getA\n", &get)
    };
    let param = |name: &str, required: bool| {
        format!("{{name: {name}, in: query, required: {required}, schema: {{type: string}}}}")
    };
    let old = with(&[&param("x", true), &param("y", true), &param("z", false)]);
    let swapped = with(&[&param("z", false), &param("y", true), &param("x", false)]);
    let output = kept(&old, &swapped);
    let arguments: Vec<_> = output.lock.operations["GET /a"].arguments.iter().map(ToString::to_string).collect();
    assert_eq!(arguments, ["x: String", "y: String"]);
    assert!(output.files["api/t/get_a.rs"].contains("x: impl Into<String>,"), "{}", output.files["api/t/get_a.rs"]);
}

#[test]
fn patch_types_that_are_not_needed_stay() {
    let patch = |name: &str, required: &str| {
        document(&schema("Team"), &schema(name), &format!(
            "    Team: {{type: object{required}, properties: {{id: {{type: string}}, name: {{type: string}}}}}}\n    Update: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}"
        )).replace("    post:", "    patch:")
    };
    let output = kept(&patch("Team", ", required: [name]"), &patch("Update", ", required: [name]"));
    assert_eq!(output.lock.operations["PATCH /a"].body.as_deref(), Some("TeamPatch"));
    let code: String = output.files.values().map(String::as_str).collect();
    assert!(code.contains("impl From<Team> for TeamPatch"), "{code}");
    // A property that becomes required stays an option, so that no patch type is needed.
    let output = kept(&patch("Team", ""), &patch("Team", ", required: [name]"));
    assert_eq!(output.lock.operations["PATCH /a"].body.as_deref(), Some("Team"));
}

#[test]
fn a_list_of_free_form_values_has_no_pages() {
    let page = |results: &str| {
        let root = format!("    Root: {{type: object, properties: {{results: {results}}}}}");
        let parameters =
            "      parameters: [{name: pageNum, in: query, schema: {type: integer}}]\n      operationId: getA";
        document(&schema("Root"), "", &root).replace("      operationId: getA", parameters)
    };
    let output = kept(&page("{}"), &page("{type: array, items: {type: string}}"));
    assert_eq!(field(&output, "Root", "results"), "results: Option<Json>");
    assert!(!output.files["models/t/root.rs"].contains("runtime::Page"));
    let output = kept(
        &page("{type: array, items: {type: string}}"),
        &page("{type: array, nullable: true, items: {type: string}}"),
    );
    assert!(output.files["models/t/root.rs"].contains("runtime::Page"));
}

#[test]
fn a_body_that_can_be_null_stays() {
    let body = |nullable: bool| {
        document(
            "",
            &schema("Root"),
            &format!("    Root: {{type: object, nullable: {nullable}, properties: {{a: {{type: string}}}}}}"),
        )
    };
    let body_of = |output: &Output| output.lock.operations["POST /a"].body.clone();
    assert_eq!(body_of(&kept(&body(false), &body(true))).as_deref(), Some("Root"));
    assert_eq!(body_of(&kept(&body(true), &body(false))).as_deref(), Some("Option<Root>"));
}
