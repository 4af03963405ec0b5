//! Open string enums and parameters.

use std::collections::HashSet;

use super::super::{DateTime, Mode, NaiveDate, ToParam, Utc};
use super::models::{Database, Level, Line, Style};
use super::{read, write};

#[test]
fn known_and_unknown_values_round_trip() {
    for text in ["admin", "$external", "later", ""] {
        let value: Database = read(&format!("{text:?}"));
        assert_eq!(value, Database::from(text));
        assert_eq!(value.as_str(), text);
        assert_eq!(write(&value, Mode::Full), format!("{text:?}"));
        assert_eq!(serde_json::from_str::<Database>(&format!("{text:?}")).expect("decodes"), value);
    }
    assert!(matches!(Database::from("admin"), Database::Admin));
    assert!(matches!(Database::from("Admin".to_owned()), Database::Unknown(text) if text == "Admin"));
    assert_eq!(Database::VALUES, ["admin", "$external"]);
}

#[test]
fn the_wire_value_is_what_counts() {
    assert_eq!(Database::Unknown("admin".into()), Database::Admin);
    assert_ne!(Database::External, Database::Admin);
    assert_eq!(Database::default().as_str(), "");
    let set = HashSet::from([Database::Admin, Database::Unknown("admin".into()), Database::External]);
    assert_eq!(set.len(), 2);
    assert_eq!(format!("{:>6}|", Database::Admin), " admin|");
    assert_eq!(Database::External.as_ref(), "$external");
}

#[test]
fn enums_compare_with_text() {
    assert!(Database::External == "$external" && Database::External == *"$external" && Database::Admin != "$external");
    assert_eq!("later".parse(), Ok(Database::Unknown("later".to_owned())));
    let mut all = [Database::Unknown("b".to_owned()), Database::Admin, Database::External];
    all.sort();
    assert_eq!(all, [Database::External, Database::Admin, Database::Unknown("b".to_owned())]);
}

#[test]
fn parameters_have_a_text_form() {
    assert_eq!(Database::External.to_param(), "$external");
    assert_eq!("a b".to_param(), "a b");
    assert_eq!(String::from("c").to_param(), "c");
    assert_eq!((true.to_param(), (-5_i64).to_param(), 0.5.to_param()), ("true".into(), "-5".into(), "0.5".into()));
    assert_eq!(DateTime::<Utc>::UNIX_EPOCH.to_param(), "1970-01-01T00:00:00Z");
    assert_eq!(NaiveDate::default().to_param(), "1970-01-01");
}

#[test]
fn empty_values_are_values() {
    for text in [r#"{"style":"","kind":""}"#, r#"{"style":"solid"}"#, "{}"] {
        assert_eq!(write(&read::<Line>(text), Mode::Request), text);
    }
    assert_eq!(write(&Line { style: Some(Style::Empty), kind: None }, Mode::Request), r#"{"style":""}"#);
}

#[test]
fn variant_called_like_an_associated_type() {
    assert!(matches!("err".parse::<Level>(), Ok(Level::Err)));
    assert!(matches!("info".parse::<Level>(), Ok(Level::Unknown(text)) if text == "info"));
}
