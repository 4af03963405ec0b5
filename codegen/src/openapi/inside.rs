//! What a key of an object leads to: a keyword of OpenAPI to an object, a schema or data, a name to what has that name.
//!
//! Whether `default`, `example` or `x-rate` is a keyword depends on the object around it: the response for all other
//! statuses is called `default`, and a header can be called `x-rate`.

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    /// An object of OpenAPI that may hold schemas.
    Object,
    /// The components, whose keys are sections.
    Components,
    /// A map of objects by names of the author's choice.
    Objects,
    /// A map of objects in which a name with `x-` is an extension: paths, and the responses of an operation.
    Extensible,
    Schema,
    /// A map or list of schemas.
    Schemas,
}

impl Is {
    /// What the items of a list in its place are.
    pub(crate) fn item(self) -> Self {
        if self == Self::Schemas { Self::Schema } else { Self::Object }
    }

    /// What a key leads to; nothing for data, such as examples.
    pub(crate) fn inside(self, key: &str) -> Option<Self> {
        match (self, key) {
            (Self::Schemas, _) => Some(Self::Schema),
            (Self::Objects, _) => Some(Self::Object),
            (_, key) if key.starts_with("x-") => None,
            (Self::Extensible, _) => Some(Self::Object),
            (_, "example" | "examples" | "default" | "enum" | "const") => None,
            (Self::Components, "schemas")
            | (Self::Schema, "properties" | "allOf" | "oneOf" | "anyOf" | "$defs" | "definitions") => {
                Some(Self::Schemas)
            }
            (Self::Components, _) => Some(Self::Objects),
            (Self::Object, "schema") | (Self::Schema, "items" | "not" | "additionalProperties") => Some(Self::Schema),
            (Self::Object, "components") => Some(Self::Components),
            (Self::Object, "paths" | "responses") => Some(Self::Extensible),
            (Self::Object, "callbacks" | "content" | "encoding" | "headers" | "links" | "variables" | "webhooks") => {
                Some(Self::Objects)
            }
            (Self::Object, _) => Some(Self::Object),
            (Self::Schema, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What keys lead to from the root of a document, one after the other; an item of a list is `-`.
    fn at(keys: &str) -> Option<Is> {
        let step = |is: Is, key: &str| if key == "-" { Some(is.item()) } else { is.inside(key) };
        keys.split(' ').try_fold(Is::Object, step)
    }

    #[test]
    fn names_are_not_keywords() {
        for place in [
            "paths /a get responses default content example schema",
            "paths /a get responses 200 headers x-rate schema",
            "paths /a get parameters - content default schema",
            "paths /a get callbacks x-done {$request.body#/url} post requestBody content application/json schema",
            "components parameters x-request-id schema",
            "components responses examples headers enum schema",
            "components requestBodies schema content application/json schema",
            "components schemas default properties enum",
            "components schemas x-thing allOf -",
        ] {
            assert_eq!(at(place), Some(Is::Schema), "{place}");
        }
    }

    #[test]
    fn data_is_not_visited() {
        for place in [
            "x-data",
            "paths x-data",
            "paths /a get responses x-data",
            "paths /a get parameters - schema default",
            "components x-data",
            "components examples",
            "components schemas Thing properties a enum",
            "servers - variables default default",
        ] {
            assert_eq!(at(place), None, "{place}");
        }
    }
}
