//! Types: structs, open string enums and unions, and the references between them.

use crate::markdown::Docs;
use crate::pointer::Pointer as Origin;

/// Index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type of its own in the generated crate.
#[derive(Clone, Debug, Default)]
pub struct TypeDef {
    /// Name of the component schema, or for an inline schema the name that lowering proposes: parent and field.
    pub wire: String,
    /// Whether it is a component schema (and claims its name before inline ones).
    pub component: bool,
    /// The entry of the names lock that it continues under another name of its schema.
    pub followed: Option<String>,
    /// Rust name in `UpperCamelCase`. Filled in by the naming pass.
    pub rust: String,
    /// Rust names that it had before, which stay as deprecated aliases. Filled in by the naming pass.
    pub former: Vec<String>,
    /// Older or other names of the same schema, for `#[doc(alias)]`.
    pub aliases: Vec<String>,
    /// What the document says.
    pub docs: Docs,
    /// Where it is defined.
    pub origin: Origin,
    /// Where else it is defined: an enum can be one type for several places.
    pub merged: Vec<Origin>,
    /// Whether the document marks it deprecated.
    pub deprecated: bool,
    /// What it is.
    pub kind: TypeKind,
    /// Indexes into [`Api::tags`](super::Api::tags) of the tags whose operations reach it, sorted. Filled in by the ownership pass.
    pub tags: Vec<usize>,
    /// Whether a request body reaches it. Filled in by the usage pass.
    pub in_request: bool,
}

impl TypeDef {
    /// All places where it is defined.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Origin> {
        std::iter::once(&self.origin).chain(&self.merged)
    }

    /// Whether it is a string enum.
    pub(crate) fn is_enum(&self) -> bool {
        matches!(self.kind, TypeKind::Enum(_))
    }

    /// The properties, if it is a struct.
    pub(crate) fn fields(&self) -> &[Field] {
        if let TypeKind::Struct(shape) = &self.kind { &shape.fields } else { &[] }
    }

    /// The types that a value of this one holds.
    pub fn references(&self) -> impl Iterator<Item = &TypeRef> {
        let (fields, additional, variants) = match &self.kind {
            TypeKind::Struct(shape) => (shape.fields.as_slice(), shape.additional.as_ref(), [].as_slice()),
            TypeKind::Union(union) => ([].as_slice(), None, union.variants.as_slice()),
            TypeKind::Enum(_) => ([].as_slice(), None, [].as_slice()),
        };
        fields.iter().map(|field| &field.ty).chain(additional).chain(variants.iter().map(|variant| &variant.ty))
    }

    /// Whether it has, or had, a Rust name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.rust == name || self.former.iter().any(|former| former == name)
    }

    /// For a patch type: the type that it is made from.
    #[must_use]
    pub fn patch_of(&self) -> Option<TypeId> {
        match &self.kind {
            TypeKind::Struct(shape) => shape.patch_of,
            TypeKind::Union(union) => union.patch_of,
            TypeKind::Enum(_) => None,
        }
    }
}

/// The three shapes of a named type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A string with known values, open for others.
    Enum(StringEnum),
    /// One of several types.
    Union(Union),
}

impl Default for TypeKind {
    fn default() -> Self {
        Self::Struct(Struct::default())
    }
}

/// An object with known properties.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// Properties in document order, inherited ones first.
    pub fields: Vec<Field>,
    /// Type of further properties, where the schema allows them beside known ones.
    pub additional: Option<TypeRef>,
    /// For an all-optional patch type used as a PATCH body: the type it is made from.
    pub patch_of: Option<TypeId>,
    /// For a page of a list: how to take it apart.
    pub page: Option<Page>,
}

/// What makes a struct a page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// Index of the field with the items (`results`).
    pub items: usize,
    /// Type of one item.
    pub item: TypeRef,
    /// Index of the field with the links (`links`), each with `href` and `rel`, if the page has one.
    pub links: Option<usize>,
}

/// A property.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state")]
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Name on the wire.
    pub wire: String,
    /// Rust name in `snake_case`, without `r#`. Filled in by the naming pass.
    pub rust: String,
    /// What the document says.
    pub docs: Docs,
    /// Type of the value, without the wrapper that [`Presence`] adds.
    pub ty: TypeRef,
    /// Whether the value can be missing or null.
    pub presence: Presence,
    /// `required` in the schema, even where `presence` is not [`Presence::Required`].
    pub required: bool,
    /// `readOnly` in the schema.
    pub read_only: bool,
    /// `writeOnly` in the schema.
    pub write_only: bool,
    /// Left out of request bodies: read-only, and not on the keep list.
    pub omit_in_request: bool,
    /// Whether responses can lack it although it is required: `format: password`, or a tag that the schema does not
    /// declare.
    pub can_lack: bool,
    /// Never shown by `Debug`: a password, key or token.
    pub secret: bool,
    /// Whether the document marks it deprecated.
    pub deprecated: bool,
    /// Whether only an earlier document has it.
    pub removed: bool,
    /// Limits that the document states. Documented, never enforced.
    pub constraints: Constraints,
    /// The values of its string enum that it can have, if these are not all.
    pub allowed: Vec<String>,
    /// Whether the value is boxed, because the type contains itself. Filled in by the cycle pass.
    pub boxed: bool,
    /// Where the property is defined.
    pub origin: Origin,
}

/// How a property can be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Always there: the plain type.
    Required,
    /// There or not: `Option<T>`.
    #[default]
    Optional,
    /// Absent, null or a value: `Nullable<T>`.
    Nullable,
}

/// Limits and hints of a schema, as text for the docs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// `format`, where the Rust type does not already say it (`email`, `uri`, `uuid`, `int32`…).
    pub format: Option<String>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minLength` and `maxLength`.
    pub length: (Option<u64>, Option<u64>),
    /// `minimum` and `maximum`, printed as in the document.
    pub range: (Option<String>, Option<String>),
    /// `minItems` and `maxItems`.
    pub items: (Option<u64>, Option<u64>),
    /// `uniqueItems`.
    pub unique: bool,
    /// `default` as JSON text.
    pub default: Option<String>,
    /// Allowed numbers or booleans of an `enum`, as JSON text.
    pub values: Vec<String>,
    /// `example` as JSON text, only when short.
    pub example: Option<String>,
}

/// The Rust type of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TypeRef {
    /// `String`.
    #[default]
    String,
    /// `bool`.
    Bool,
    /// `i64`.
    Int,
    /// `u64`: an integer whose limits or format go beyond `i64`.
    UInt,
    /// `f64`.
    Float,
    /// `DateTime<Utc>`.
    DateTime,
    /// `NaiveDate`.
    Date,
    /// `Secret`: a string that is redacted and wiped.
    Secret,
    /// A type of its own.
    Named(TypeId),
    /// `Vec<T>`.
    List(Box<TypeRef>),
    /// `Option<T>`: an item of a list or a value of a map that can be null.
    Option(Box<TypeRef>),
    /// `Map<T>`.
    Map(Box<TypeRef>),
    /// `Json`: what the document leaves free-form, or what has no faithful Rust type.
    Json(Untyped),
}

impl TypeRef {
    /// The types that hold no other one and need no further facts, as the generated code and the names lock spell them.
    pub(crate) const SCALARS: [(&'static str, Self); 8] = [
        ("String", Self::String),
        ("bool", Self::Bool),
        ("i64", Self::Int),
        ("u64", Self::UInt),
        ("f64", Self::Float),
        ("DateTime", Self::DateTime),
        ("NaiveDate", Self::Date),
        ("Secret", Self::Secret),
    ];

    /// How a type is spelled that holds no other one.
    pub(crate) fn scalar(&self) -> Option<&'static str> {
        match self {
            Self::Json(_) => Some("Json"),
            ty => Self::SCALARS.iter().find(|(_, scalar)| scalar == ty).map(|(spelled, _)| *spelled),
        }
    }

    /// What a variant without a name is called.
    pub(crate) fn kind_word(&self) -> &'static str {
        match self {
            TypeRef::String => "Text",
            TypeRef::Bool => "Boolean",
            TypeRef::Int | TypeRef::UInt => "Integer",
            TypeRef::Float => "Number",
            TypeRef::DateTime => "Time",
            TypeRef::Date => "Date",
            TypeRef::Secret => "Secret",
            TypeRef::Option(inner) => inner.kind_word(),
            TypeRef::List(_) => "List",
            TypeRef::Map(_) => "Map",
            TypeRef::Named(_) | TypeRef::Json(_) => "Other",
        }
    }

    /// The type as it is spelled with these names of types.
    pub(crate) fn spelled_by<'n>(&self, name: &dyn Fn(TypeId) -> Option<&'n str>) -> Option<String> {
        Some(match self {
            Self::Named(id) => name(*id)?.to_owned(),
            Self::List(item) => format!("Vec<{}>", item.spelled_by(name)?),
            Self::Map(value) => format!("Map<{}>", value.spelled_by(name)?),
            Self::Option(inner) => format!("Option<{}>", inner.spelled_by(name)?),
            scalar => scalar.scalar()?.to_owned(),
        })
    }

    /// Whether two types are the same in Rust.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json(_), Self::Json(_)) => true,
            (Self::List(a), Self::List(b)) | (Self::Map(a), Self::Map(b)) | (Self::Option(a), Self::Option(b)) => {
                a.is_same(b)
            }
            (a, b) => a == b,
        }
    }

    /// The type of the values that are not null.
    pub(crate) fn not_null(&self) -> &Self {
        if let Self::Option(inner) = self { inner } else { self }
    }

    /// The named type that this is itself.
    pub(crate) fn def<'t>(&self, types: &'t [TypeDef]) -> Option<&'t TypeDef> {
        if let Self::Named(id) = self { types.get(id.0) } else { None }
    }

    /// Whether it is a string or a string enum.
    pub(crate) fn is_text(&self, types: &[TypeDef]) -> bool {
        *self == Self::String || self.def(types).is_some_and(TypeDef::is_enum)
    }

    /// The named type that this is, or that it is a list or map of.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self.element() {
            Self::Named(id) => Some(*id),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(crate) fn named_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) => inner.named_mut(),
            _ => None,
        }
    }

    /// What lists and maps hold at the end.
    #[must_use]
    pub fn element(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) => inner.element(),
            other => other,
        }
    }
}

/// Why a value that is always null is untyped.
pub const ONLY_NULL: &str = "only null is allowed";

/// Why a value is untyped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// Whether the document itself leaves the value free-form (else we lack a faithful type).
    pub free_form: bool,
    /// One phrase: `object without properties`.
    pub reason: String,
    /// Where.
    pub origin: Origin,
}

/// An open string enum.
#[derive(Clone, Debug, Default)]
pub struct StringEnum {
    /// Values in document order, without duplicates.
    pub values: Vec<EnumValue>,
}

/// One value of a string enum.
#[derive(Clone, Debug, Default)]
pub struct EnumValue {
    /// Text on the wire.
    pub wire: String,
    /// Variant name in `UpperCamelCase`. Filled in by the naming pass.
    pub rust: String,
    /// What the document says about the value, if anything.
    pub docs: Docs,
    /// Whether only an earlier document has it. Filled in by the naming pass.
    pub removed: bool,
}

/// One of several types.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The property whose value names the variant, where the document has a discriminator.
    pub tag: Option<String>,
    /// Variants in document order.
    pub variants: Vec<Variant>,
    /// Properties that all variants have, for the getters of the union.
    pub common: Vec<Common>,
    /// For a union of all-optional patch types used as a PATCH body: the union it is made from, with the same variants in the same order.
    pub patch_of: Option<TypeId>,
}

impl Union {
    /// How deep unions inside unions are looked into.
    pub(crate) const DEPTH: usize = 3;

    /// The fields called `wire` of the variants, also through unions inside the union.
    pub(crate) fn fields<'t>(&'t self, types: &'t [TypeDef], wire: &str) -> Vec<&'t Field> {
        let mut found = Vec::new();
        self.add_fields(types, wire, 0, &mut found);
        found
    }

    fn add_fields<'t>(&'t self, types: &'t [TypeDef], wire: &str, depth: usize, found: &mut Vec<&'t Field>) {
        for variant in &self.variants {
            match variant.ty.def(types).map(|def| &def.kind) {
                Some(TypeKind::Struct(shape)) => found.extend(shape.fields.iter().find(|field| field.wire == wire)),
                Some(TypeKind::Union(inner)) if depth < Self::DEPTH => inner.add_fields(types, wire, depth + 1, found),
                _ => {}
            }
        }
    }
}

/// A property that all variants of a union have.
#[derive(Clone, Debug)]
pub struct Common {
    /// Name on the wire.
    pub wire: String,
    /// Name of the getter. Filled in by the naming pass.
    pub rust: String,
    /// What the document says about it in the first variant.
    pub docs: Docs,
    /// Type of the value; a string where the variants have different enums.
    pub ty: TypeRef,
    /// Whether it has one type in all variants and requests contain it, so that the union has a setter.
    pub settable: bool,
}

/// One variant of a union.
#[derive(Clone, Debug, Default)]
pub struct Variant {
    /// Variant name in `UpperCamelCase`. Filled in by the naming pass.
    pub rust: String,
    /// Type inside the variant. Named types are boxed.
    pub ty: TypeRef,
    /// First line of the variant's docs.
    pub docs: Docs,
    /// With a discriminator: one clause for the tag. Without: the properties whose values tell this variant from others. May be empty.
    pub clauses: Vec<Clause>,
    /// Values of the tag of an enclosing union that mean this variant.
    pub parents: Vec<String>,
}

/// A condition that a variant sets.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// The property.
    pub property: String,
    /// The values it may have in this variant.
    pub values: Vec<String>,
    /// Whether they are numbers or booleans, as JSON writes them, and not strings.
    pub is_scalar: bool,
    /// The string enum of this crate that has exactly these values, so that emission can refer to it instead of repeating them.
    pub values_of: Option<TypeId>,
}
