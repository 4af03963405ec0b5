//! Which variant is chosen, and what is written for it.

use serde_json::json;

use super::super::decode::from_str;
use super::super::{Json, Mode, Strictness};
use super::models::{
    Bytes, Cluster, ClusterType, Connection, Cycle, Cyclic, Grade, HighGrade, Items, ItemsAndMore, Kafka, Limit,
    LowGrade, Mixed, Number, Run, Sample, Similar,
};
use super::{fail, read, write};

/// The name of the variant `json` goes to.
fn limit_variant(json: &str) -> &'static str {
    match read(json) {
        Limit::Bytes(_) => "Bytes",
        Limit::Items(_) => "Items",
        Limit::ItemsAndMore(_) => "ItemsAndMore",
        Limit::Connection(_) => "Connection",
        Limit::Text(_) => "Text",
        Limit::Many(_) => "Many",
        Limit::Other(_) => "Other",
        Limit::Unknown(_) => "Unknown",
    }
}

#[test]
fn null_of_a_required_property() {
    assert!(matches!(read(r#"{"id":"1","end":null}"#), Run::Bounded(_)), "which can be null");
    assert!(matches!(read(r#"{"id":"1","end":"x"}"#), Run::Bounded(_)));
    assert!(matches!(read(r#"{"id":"1"}"#), Run::Endless(_)));
    // A name that is null is none: the bytes, of which nothing is required, are what is left.
    assert_eq!(limit_variant(r#"{"size":1,"name":null}"#), limit_variant(r#"{"size":1}"#));
}

#[test]
fn the_tag_decides_alone() {
    let connection: Connection = read(r#"{"size":1,"name":"n","type":"Kafka"}"#);
    assert_eq!(connection, Kafka { name: Some("n".into()), ..Kafka::default() }.into());
    for tag in ["Cluster", "Sharded"] {
        let connection: Connection = read(&format!(r#"{{"type":"{tag}","password":"x"}}"#));
        assert_eq!(connection, Cluster { r#type: tag.into(), ..Cluster::default() }.into());
    }
}

#[test]
fn without_a_known_tag_the_value_is_kept() {
    for json in [
        r#"{"type":"Later","b":1,"a":[2]}"#,
        r#"{"name":"n"}"#,
        r#"{"type":1}"#,
        r#"{"type":null}"#,
        "[1]",
        "1",
        r#""Kafka""#,
    ] {
        let connection: Connection = read(json);
        assert!(matches!(connection, Connection::Unknown(_)), "{json}");
        assert_eq!(write(&connection, Mode::Full), json);
        assert_eq!(write(&connection, Mode::Request), json);
    }
    assert_eq!(read::<Connection>("null"), Connection::Unknown(Json::Null));
}

#[test]
fn an_undeclared_tag_survives() {
    let json = r#"{"type":"Kafka","name":"n"}"#;
    assert_eq!(write(&read::<Connection>(json), Mode::Full), json);
    assert_eq!(write(&Connection::from(Kafka::default()), Mode::Request), r#"{"type":"Kafka"}"#);
}

#[test]
fn a_declared_tag_survives() {
    let json = r#"{"name":"n","type":"Sharded"}"#;
    assert_eq!(write(&read::<Connection>(json), Mode::Full), json);
    // Of several values none is implied.
    assert_eq!(write(&Connection::from(Cluster::default()), Mode::Request), "{}");
    // A read-only tag is written nevertheless, in its place, whether it is set or not.
    assert_eq!(write(&Connection::from(Sample::default()), Mode::Request), r#"{"type":"Sample"}"#);
    let json = r#"{"type":"Sample","id":"i"}"#;
    assert_eq!(write(&read::<Connection>(json), Mode::Request), r#"{"type":"Sample"}"#);
    assert_eq!(write(&read::<Connection>(json), Mode::Full), json);
}

#[test]
fn tag_of_a_variant_by_itself() {
    assert_eq!(write(&Kafka::default(), Mode::Full), "{}");
    assert_eq!(write(&Sample::default(), Mode::Request), "{}");
}

#[test]
fn clauses_put_variants_out() {
    assert_eq!(limit_variant(r#"{"unit":"B","size":1}"#), "Bytes");
    assert_eq!(limit_variant(r#"{"unit":"B","mode":"hard"}"#), "Bytes");
    assert_eq!(limit_variant(r#"{"unit":"B","mode":"other"}"#), "Items");
    assert_eq!(limit_variant(r#"{"unit":"KB","size":1}"#), "Items");
    assert_eq!(limit_variant(r#"{"unit":null,"size":1}"#), "Bytes");
}

#[test]
fn guessed_variant_makes_nothing_up() {
    // Kept verbatim; sent with what tells the server the variant.
    let limit: Limit = read(r#"{"size":1}"#);
    assert_eq!(write(&limit, Mode::Full), r#"{"size":1}"#);
    assert_eq!(write(&limit, Mode::Request), r#"{"unit":"B","size":1}"#);
}

#[test]
fn numbers_of_unknown_values() {
    let sent_back = |number: &str| {
        let text = write(&read::<Connection>(&format!(r#"{{"type":"New","n":{number}}}"#)), Mode::Full);
        text.strip_prefix(r#"{"type":"New","n":"#).unwrap().trim_end_matches('}').to_owned()
    };
    for number in ["18446744073709551615", "-9223372036854775808", "0.1", "-0.0"] {
        assert_eq!(sent_back(number), number);
    }
    assert_eq!(sent_back("123456789012345678901234567890"), "1.2345678901234568e+29", "what a double holds of it");
}

#[test]
fn required_properties_win_over_known_keys() {
    // `ItemsAndMore` knows both keys, but lacks its required one.
    assert_eq!(limit_variant(r#"{"count":1,"evenMore":2}"#), "Items");
    assert_eq!(limit_variant(r#"{"count":1,"more":null}"#), "Items");
    assert_eq!(limit_variant(r#"{"count":1,"more":"m"}"#), "ItemsAndMore");
}

#[test]
fn fewest_unknown_keys_then_first_variant() {
    assert_eq!(limit_variant(r#"{"count":1}"#), "Items");
    assert_eq!(limit_variant(r#"{"size":1}"#), "Bytes");
    assert_eq!(limit_variant("{}"), "Bytes");
    assert_eq!(limit_variant(r#"{"size":1,"nothing":1}"#), "Bytes");
}

#[test]
fn a_variant_can_be_a_union() {
    let json = r#"{"type":"Kafka","name":"n","limits":{"type":"Sharded","size":1}}"#;
    let limit: Limit = read(json);
    let Limit::Connection(connection) = &limit else { panic!("{limit:?}") };
    let Connection::Kafka(kafka) = &**connection else { panic!("{limit:?}") };
    assert!(matches!(&kafka.limits, Some(Limit::Connection(inner)) if matches!(**inner, Connection::Cluster(_))));
    assert_eq!(write(&limit, Mode::Full), r#"{"type":"Kafka","name":"n","limits":{"type":"Sharded","size":1}}"#);
}

#[test]
fn a_variant_of_itself_ends() {
    fail::<Cyclic>(r#"{"count":1}"#, Strictness::Tolerant);
    assert!(matches!(read("[1]"), Cyclic::Unknown(_)));
    assert!(matches!(read("1"), Cycle::Unknown(_)));
}

#[test]
fn other_variants_are_chosen_by_kind() {
    assert_eq!(limit_variant(r#""text""#), "Text");
    assert_eq!(limit_variant(r#"[{"roleName":"r"}]"#), "Many");
    assert_eq!(limit_variant("1"), "Unknown");
    assert_eq!(limit_variant("true"), "Unknown");
    assert_eq!(write(&Limit::from("x".to_owned()), Mode::Full), r#""x""#);
}

#[test]
fn failed_variant_is_unknown() {
    let json = r#"[{"type":"Cluster","size":"big"},{"type":"Cluster","size":1}]"#;
    let all: Vec<Connection> = read(json);
    assert!(matches!(*all, [Connection::Unknown(_), Connection::Cluster(_)]), "{all:?}");
    assert_eq!(write(&all, Mode::Full), json);
    // At the innermost union only.
    let json = r#"{"type":"Kafka","limits":[{"roleName":"r"},{"roleName":1}]}"#;
    let limit: Limit = read(json);
    let Limit::Connection(connection) = &limit else { panic!("{limit:?}") };
    assert!(matches!(&**connection, Connection::Kafka(kafka) if matches!(kafka.limits, Some(Limit::Unknown(_)))));
    assert_eq!(write(&limit, Mode::Full), json);
}

#[test]
fn failed_scalar_variant_is_unknown() {
    for json in ["1.5", r#""yesterday""#, "18446744073709551615", "[true]", r#"{"size":"big"}"#] {
        let mixed: Mixed = read(json);
        assert!(matches!(mixed, Mixed::Unknown(_)), "{json}: {mixed:?}");
        assert_eq!(write(&mixed, Mode::Full), json);
        let from_value: Mixed = serde_json::from_str::<Json>(json).and_then(serde_json::from_value).expect("decodes");
        assert_eq!(from_value, mixed);
        assert!(fail::<Mixed>(json, Strictness::Strict).message().starts_with("expected "), "{json}");
    }
    for json in ["1", "1.0", r#""2026-03-01T00:00:00Z""#, "[1]", r#"{"size":1}"#] {
        assert!(!matches!(read(json), Mixed::Unknown(_)), "{json}");
    }
}

#[test]
fn failed_variant_gives_way_to_the_next() {
    let kind = |json| match read(json) {
        Similar::Counted(_) => "counted",
        Similar::Named(_) => "named",
        Similar::Unknown(_) => "unknown",
    };
    assert_eq!(kind(r#"{"size":1}"#), "counted");
    assert_eq!(kind(r#"{"size":"big"}"#), "named");
    assert_eq!(kind(r#"{"size":[]}"#), "unknown");
}

#[test]
fn integers_and_fractions_are_told_apart() {
    for json in ["9007199254740993", "-1", "0", "0.5", "1.0", "1e300"] {
        let number: Number = read(json);
        assert_eq!(matches!(number, Number::Int(_)), !json.contains(['.', 'e']), "{json}");
        // The same number: servers that have an integer for it refuse a fraction.
        let expected = json.replace("1e300", "1e+300").replace("1.0", "1");
        assert_eq!(write(&number, Mode::Full), expected);
    }
    // No 64-bit number holds it as it is.
    assert!(matches!(read("18446744073709551615"), Number::Unknown(_)));
}

#[test]
fn strict_error_of_a_failed_variant() {
    let error = fail::<Vec<Connection>>("[\n{\"type\":\"Cluster\",\"size\":\"big\"}]", Strictness::Strict);
    assert_eq!(error.path(), "[0].size");
    assert_eq!(error.message(), "expected an integer, found a string");
    assert_eq!(error.line(), 2);
    let json = r#"{"type":"Kafka","limits":[{"roleName":"r"},{"roleName":1}]}"#;
    assert_eq!(fail::<Limit>(json, Strictness::Strict).path(), "limits[1].roleName");
}

#[test]
fn other_json_kind_is_a_strict_error() {
    for json in ["7", "true", r#""text""#, "[1]", r#"{"type":1}"#] {
        assert!(matches!(read(json), Connection::Unknown(_)), "{json}");
        assert!(fail::<Connection>(json, Strictness::Strict).message().starts_with("expected "), "{json}");
    }
    // An object may be of a variant that the service has got since.
    for json in [r#"{"type":"New"}"#, r#"{"name":"n"}"#] {
        assert!(from_str::<Connection>(json, Strictness::Strict).is_ok(), "{json}");
    }
}

#[test]
fn a_number_can_be_the_tag() {
    for (json, is_low) in [(r#"{"level":1}"#, true), (r#"{"level":2}"#, false), (r#"{"level":3}"#, false)] {
        let level: Grade = read(json);
        assert_eq!(matches!(level, Grade::Low(_)), is_low, "{json}");
        assert!(!matches!(level, Grade::Unknown(_)), "{json}");
        assert_eq!(write(&level, Mode::Full), json);
        assert_eq!(write(&level, Mode::Request), json);
    }
    let foreign = [(r#"{"level":4}"#, false), (r#"{"level":"1"}"#, true), (r#"{"level":true}"#, true), ("{}", false)];
    for (json, is_foreign) in foreign {
        assert!(matches!(read(json), Grade::Unknown(_)), "{json}");
        assert_eq!(from_str::<Grade>(json, Strictness::Strict).is_err(), is_foreign, "{json}");
    }
    assert_eq!(write(&Grade::from(LowGrade::default()), Mode::Request), r#"{"level":1}"#);
    assert_eq!(write(&Grade::from(HighGrade { level: Some(3) }), Mode::Request), r#"{"level":3}"#);
}

#[test]
fn both_decoders_agree() {
    let cluster = json!({"name": "n", "type": "Cluster", "size": 3.0});
    let from_text: Connection = read(&cluster.to_string());
    let from_value: Connection = serde_json::from_value(cluster).expect("decodes");
    assert_eq!(from_text, from_value);
    let expected = Cluster { name: Some("n".into()), r#type: ClusterType::Cluster, size: Some(3) };
    assert_eq!(from_text, expected.into());
}

#[test]
fn unions_compare_by_variant_and_value() {
    let bytes = Limit::from(Bytes { size: Some(1), ..Bytes::default() });
    assert_eq!(bytes, bytes.clone());
    assert_ne!(bytes, Bytes::default().into());
    assert_ne!(Limit::from(Bytes::default()), Items::default().into());
    assert_ne!(Limit::from(ItemsAndMore::default()), Limit::Unknown(Json::Null));
    assert_ne!(Limit::Many(vec![]), Limit::Other(vec![]));
}
