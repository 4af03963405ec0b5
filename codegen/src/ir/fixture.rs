//! A small API for the unit tests of emission, layout and report, built by hand.

use super::{
    Api, Body, Clause, Constraints, Docs, EnumValue, Field, Format, Method, Operation, Page, Param, ParamLocation,
    Presence, Response, ResponseBody, Skipped, StringEnum, Struct, Tag, TypeDef, TypeId, TypeKind, TypeRef, Union,
    Untyped, Variant,
};
use crate::pointer::Pointer;

/// `text` as the only thing that the document says.
pub(crate) fn docs(text: &str) -> Docs {
    Docs { summary: text.to_owned(), body: Vec::new() }
}

/// The pointer of a component schema.
pub(crate) fn schema(name: &str) -> Pointer {
    Pointer::root().push("components").push("schemas").push(name)
}

/// A field that can be missing.
pub(crate) fn field(wire: &str, rust: &str, ty: TypeRef) -> Field {
    Field { wire: wire.to_owned(), rust: rust.to_owned(), ty, ..Field::default() }
}

/// A field that is always there.
pub(crate) fn required(wire: &str, rust: &str, ty: TypeRef) -> Field {
    Field { presence: Presence::Required, required: true, ..field(wire, rust, ty) }
}

/// A component that only the first tag uses.
pub(crate) fn component(name: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        wire: name.to_owned(),
        component: true,
        rust: name.to_owned(),
        origin: schema(name),
        kind,
        tags: vec![0],
        in_request: true,
        ..TypeDef::default()
    }
}

/// A parameter that can be left out.
pub(crate) fn param(wire: &str, rust: &str, location: ParamLocation, ty: TypeRef) -> Param {
    let required = location == ParamLocation::Path;
    Param {
        wire: wire.to_owned(),
        rust: rust.to_owned(),
        location,
        required,
        ty,
        docs: Docs::default(),
        constraints: Constraints::default(),
        deprecated: false,
    }
}

/// A `GET` of the first tag that responds with JSON of `response`.
pub(crate) fn operation(id: &str, rust: &str, builder: &str, response: ResponseBody) -> Operation {
    Operation {
        id: id.to_owned(),
        aliases: Vec::new(),
        former: Vec::new(),
        rust: rust.to_owned(),
        builder: builder.to_owned(),
        tag: 0,
        method: Method::Get,
        path: "/v2/widgets".to_owned(),
        docs: Docs::default(),
        roles: Vec::new(),
        version: Some("2024-05-30".to_owned()),
        sunset: None,
        deprecated: false,
        auth: true,
        params: Vec::new(),
        behind_path: String::new(),
        fixed_query: Vec::new(),
        body: None,
        response: Response {
            media_type: "application/vnd.atlas.2024-05-30+json".to_owned(),
            statuses: vec!["200".to_owned()],
            body: response,
            alternatives: Vec::new(),
        },
        errors: vec!["404".to_owned(), "500".to_owned()],
        paged: false,
        origin: Pointer::root().push("paths").push(id).push("get"),
    }
}

/// One of everything.
pub(crate) fn api() -> Api {
    let widget = TypeId(0);
    Api {
        title: "Widgets".to_owned(),
        version: "2.0".to_owned(),
        tags: vec![
            Tag {
                name: "Widget Store".to_owned(),
                docs: docs("Returns and changes widgets."),
                module: "widget_store".to_owned(),
                rust: "WidgetStore".to_owned(),
                feature: "widget-store".to_owned(),
            },
            Tag {
                name: "Other".to_owned(),
                docs: Docs::default(),
                module: "other".to_owned(),
                rust: "Other".to_owned(),
                feature: "other".to_owned(),
            },
        ],
        operations: operations(widget),
        skipped: vec![Skipped {
            id: "oldThing".to_owned(),
            call: "GET /v2/old".to_owned(),
            reason: "no stable version".to_owned(),
            origin: Pointer::root().push("paths").push("/v2/old").push("get"),
        }],
        types: types(),
        ..Api::default()
    }
}

fn operations(widget: TypeId) -> Vec<Operation> {
    let json = || ResponseBody::Json(TypeRef::Named(widget));
    let mut list =
        operation("listWidgets", "list_widgets", "ListWidgets", ResponseBody::Json(TypeRef::Named(TypeId(3))));
    list.paged = true;
    list.params = vec![
        param("itemsPerPage", "items_per_page", ParamLocation::Query, TypeRef::Int),
        param(
            "kind",
            "kind",
            ParamLocation::QueryJoined(crate::ir::Separator::Comma),
            TypeRef::List(Box::new(TypeRef::Named(TypeId(1)))),
        ),
        param("Use-Effective", "use_effective", ParamLocation::Header, TypeRef::Bool),
    ];
    list.response.alternatives = vec![("text/csv".to_owned(), Format::Csv)];
    let mut update = operation("updateWidget", "update_widget", "UpdateWidget", json());
    update.method = Method::Patch;
    update.docs = docs("Change a widget.");
    update.roles = vec!["Project Owner".to_owned()];
    update.sunset = Some("2027-07-01".to_owned());
    update.deprecated = true;
    update.aliases = vec!["changeWidget".to_owned()];
    update.params = vec![
        param("groupId", "group_id", ParamLocation::Path, TypeRef::String),
        param("size", "size", ParamLocation::Path, TypeRef::Int),
        Param {
            required: true,
            ..param("metrics", "metrics", ParamLocation::Query, TypeRef::List(Box::new(TypeRef::String)))
        },
        param("body", "body", ParamLocation::Query, TypeRef::String),
    ];
    update.fixed_query = vec![("envelope".to_owned(), "false".to_owned())];
    update.body = Some(Body {
        media_type: "application/vnd.atlas.2024-05-30+json".to_owned(),
        required: true,
        ty: Some(TypeRef::Named(TypeId(4))),
        docs: docs("What to change."),
    });
    let mut delete = operation("deleteWidget", "delete_widget", "DeleteWidget", ResponseBody::Empty);
    delete.method = Method::Delete;
    delete.tag = 1;
    vec![list, update, delete]
}

const WIDGET: TypeId = TypeId(0);
const KIND: TypeId = TypeId(1);

fn types() -> Vec<TypeDef> {
    vec![
        component("Widget", TypeKind::Struct(widget())),
        TypeDef {
            component: false,
            origin: schema("Widget").push("properties").push("kind"),
            ..component("WidgetKind", TypeKind::Enum(kinds()))
        },
        component("AnyWidget", TypeKind::Union(union())),
        TypeDef { in_request: false, ..component("PaginatedWidget", TypeKind::Struct(page())) },
        TypeDef { component: false, ..component("WidgetPatch", TypeKind::Struct(patch_type())) },
        TypeDef { tags: vec![0, 1], ..component("Used", TypeKind::Struct(Struct::default())) },
    ]
}

fn list(item: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(item))
}

fn untyped(free_form: bool, reason: &str, origin: &str) -> TypeRef {
    TypeRef::Json(Untyped { free_form, reason: reason.to_owned(), origin: schema(origin) })
}

fn widget() -> Struct {
    let anything = untyped(true, "object without properties", "Widget");
    Struct {
        fields: vec![
            Field { docs: docs("Name of the widget."), ..required("name", "name", TypeRef::String) },
            required("kind", "kind", TypeRef::Named(KIND)),
            field("awsIAMType", "aws_iam_type", TypeRef::String),
            Field { presence: Presence::Nullable, ..field("deleteAfter", "delete_after", TypeRef::DateTime) },
            Field { secret: true, write_only: true, ..field("password", "password", TypeRef::Secret) },
            Field { boxed: true, ..field("parent", "parent", TypeRef::Named(WIDGET)) },
            Field { read_only: true, omit_in_request: true, ..field("type", "type", list(TypeRef::String)) },
            field("anything", "anything", anything),
        ],
        additional: Some(TypeRef::Int),
        ..Struct::default()
    }
}

/// What a PATCH of a widget takes.
fn patch_type() -> Struct {
    let mut patch_type = widget();
    patch_type.patch_of = Some(WIDGET);
    for field in &mut patch_type.fields {
        field.required = false;
        if field.presence == Presence::Required {
            field.presence = Presence::Optional;
        }
    }
    patch_type
}

fn kinds() -> StringEnum {
    let value =
        |wire: &str, rust: &str| EnumValue { wire: wire.to_owned(), rust: rust.to_owned(), ..EnumValue::default() };
    StringEnum { values: vec![value("admin", "Admin"), value("$external", "External")] }
}

fn union() -> Union {
    let variant = |rust: &str, values: &[&str], values_of| Variant {
        rust: rust.to_owned(),
        ty: TypeRef::Named(WIDGET),
        clauses: vec![Clause {
            property: "kind".into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            values_of,
            ..Clause::default()
        }],
        ..Variant::default()
    };
    Union {
        common: Vec::new(),
        tag: Some("kind".to_owned()),
        variants: vec![variant("Widget", &["admin"], None), variant("Other", &["admin", "$external"], Some(KIND))],
        patch_of: None,
    }
}

fn page() -> Struct {
    let links = list(untyped(false, "array without items", "PaginatedWidget"));
    Struct {
        fields: vec![field("links", "links", links), field("results", "results", list(TypeRef::Named(WIDGET)))],
        page: Some(Page { items: 1, item: TypeRef::Named(WIDGET), links: Some(0) }),
        ..Struct::default()
    }
}
