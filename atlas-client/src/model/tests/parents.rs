//! Which variant a union takes where values fit several.

use super::super::Json;
use super::{object, read, union};

/// The sizes of two providers, which have one in common.
#[derive(Clone)]
enum Hardware {
    Aws(Box<Aws>),
    Azure(Box<Azure>),
    Unknown(Json),
}

union! {
    Hardware {
        Aws(Aws) when "size" in ["M10", "M20", "M30"] within ["AWS"],
        Azure(Azure) when "size" in ["M10", "M90"] within ["AZURE", "AZURE_GOV"],
    }
}

#[derive(Clone, Default)]
struct Aws {
    size: Option<String>,
    iops: Option<i64>,
}

object! { Aws { size: "size", iops: "iops" } }

#[derive(Clone, Default)]
struct Azure {
    size: Option<String>,
}

object! { Azure { size: "size" } }

#[derive(Clone)]
enum Region {
    Aws(Box<Specs>),
    Azure(Box<Specs>),
    Unknown(Json),
}

union! {
    Region by "provider" {
        Aws(Specs; shared) in ["AWS"],
        Azure(Specs; shared) in ["AZURE"],
    }
}

#[derive(Clone, Default)]
struct Specs {
    specs: Option<Vec<Hardware>>,
    name: Option<String>,
}

object! { Specs { specs: "specs", name: "name" } }

fn provider(json: &str) -> &'static str {
    match read(json) {
        Region::Aws(specs) | Region::Azure(specs) => match specs.specs.as_deref() {
            Some([Hardware::Aws(_)]) => "aws",
            Some([Hardware::Azure(_)]) => "azure",
            _ => "unknown",
        },
        Region::Unknown(_) => "unknown",
    }
}

#[test]
fn tag_of_the_parent_decides() {
    assert_eq!(provider(r#"{"provider":"AWS","specs":[{"size":"M10"}]}"#), "aws");
    assert_eq!(provider(r#"{"specs":[{"size":"M10"}],"provider":"AZURE"}"#), "azure");
    // Also for what no list has yet, and against the lists.
    assert_eq!(provider(r#"{"provider":"AZURE","specs":[{"size":"M99"}]}"#), "azure");
    assert_eq!(provider(r#"{"provider":"AZURE","specs":[{"size":"M20"}]}"#), "azure");
    assert_eq!(provider(r#"{"provider":"AZURE","specs":[5]}"#), "unknown");
    // It drops no key that another variant has.
    assert_eq!(provider(r#"{"provider":"AZURE","specs":[{"size":"M10","iops":1}]}"#), "aws");
    assert_eq!(provider(r#"{"provider":"AZURE","specs":[{"size":"M10","later":1}]}"#), "azure");
    // A value that the meant variant cannot hold is preserved, unless another one takes all of its keys.
    assert_eq!(provider(r#"{"provider":"AWS","specs":[{"size":"M10","iops":"many"}]}"#), "unknown");
}

#[test]
fn narrowest_condition_wins() {
    // Both know the size and all keys.
    assert!(matches!(read(r#"{"size":"M10"}"#), Hardware::Azure(_)));
    assert!(matches!(read(r#"{"size":"M10","iops":1}"#), Hardware::Aws(_)));
    assert!(matches!(read("{}"), Hardware::Aws(_)));
}
