//! The three states, and secrets.

use super::super::{Mode, Nullable, Secret};
use super::{read, write};

#[test]
fn each_state_tells_itself() {
    let mut value = Nullable::from(1);
    assert!(value.is_value() && !value.is_null() && !value.is_absent());
    assert_eq!((value.value(), value.as_ref(), value.into_option()), (Some(&1), Nullable::Value(&1), Some(1)));
    *value.value_mut().expect("has a value") = 2;
    assert_eq!(value.map(|value| value * 2), Nullable::Value(4));

    let null = Nullable::<i64>::Null;
    assert!(null.is_null() && null.value().is_none());
    assert_eq!((null.as_ref(), null.into_option(), null.map(|value| value)), (Nullable::Null, None, Nullable::Null));

    let absent = Nullable::<i64>::default();
    assert!(absent.is_absent() && absent.value().is_none());
    assert_eq!(absent.map(|value| value), Nullable::Absent);
}

#[test]
fn each_state_has_its_json() {
    assert_eq!(read::<Nullable<i64>>("null"), Nullable::Null);
    assert_eq!(read::<Nullable<i64>>("1"), Nullable::Value(1));
    assert_eq!(read::<Nullable<Vec<i64>>>("[1]"), Nullable::Value(vec![1]));
    assert_eq!(write(&Nullable::Value(1_i64), Mode::Full), "1");
    assert_eq!(write(&Nullable::<i64>::Null, Mode::Full), "null");
}

#[test]
fn a_secret_is_its_text() {
    let secret: Secret = read(r#""p""#);
    assert_eq!(secret, Secret::from("p".to_owned()));
    assert_ne!(secret, Secret::default());
    assert_eq!(secret.expose(), "p");
    assert_eq!(serde_json::to_string(&secret).expect("encodes"), r#""p""#);
    assert_eq!(serde_json::from_str::<Secret>(r#""p""#).expect("decodes"), secret);
}

#[test]
fn option_is_left_out_or_a_value() {
    assert_eq!(Nullable::from_option(Some(5)), Nullable::Value(5));
    assert_eq!(Nullable::from_option(None::<i64>), Nullable::Absent);
    assert_eq!(Nullable::from(5), Nullable::Value(5));
}
