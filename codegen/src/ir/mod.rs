//! The intermediate representation: what will be generated, decided but not yet written down as Rust.
//!
//! Lowering makes it from the document, the naming pass fills in every `rust` name, the analysis passes fill in what depends on
//! the whole (boxes, owners, use). Emission only reads it: no policy is left to decide, and the document is not needed any more.

#[cfg(test)]
pub(crate) mod fixture;
mod operations;
mod replace;
mod types;

pub use operations::{
    Body, Format, Method, Operation, Param, ParamLocation, Response, ResponseBody, Separator, Skipped,
};
pub(crate) use operations::{METHODS, is_method};
pub(crate) use replace::replace_types;
pub use types::{
    Clause, Common, Constraints, EnumValue, Field, ONLY_NULL, Page, Presence, StringEnum, Struct, TypeDef, TypeId,
    TypeKind, TypeRef, Union, Untyped, Variant,
};

use crate::graph::Graph;
pub use crate::markdown::Docs;
use crate::pointer::Pointer;

/// How the names lock spells a request body that callers give as bytes.
const BYTES: &str = "impl Into<Bytes>";

/// Everything that is generated from one document.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.license`: name and, where given, URL of the licence of the document (not of the generated code's runtime).
    pub license: Option<(String, Option<String>)>,
    /// Base URL of the calls, a server's with the defaults of its variables, unless the user has to say it.
    pub server: Option<String>,
    /// Whether the paths are those of Atlas.
    pub is_atlas: bool,
    /// Tags that own at least one emitted operation, in the order of the document's `tags`, undeclared ones after them in order of
    /// first use.
    pub tags: Vec<Tag>,
    /// Emitted operations in document order.
    pub operations: Vec<Operation>,
    /// Operations of the document that are not emitted, in document order. `operations` and `skipped` together are all of them.
    pub skipped: Vec<Skipped>,
    /// All types reachable from the operations, indexed by [`TypeId`].
    pub types: Vec<TypeDef>,
    /// Places that are not valid, in document order.
    pub fallbacks: Vec<Fallback>,
    /// What the document says and the client does not follow, in document order.
    pub ignored: Vec<Fallback>,
    /// What the names lock keeps where the document has something else.
    pub kept: Vec<Fallback>,
    /// How many component schemas the document has that no emitted operation reaches.
    pub unreached_schemas: usize,
}

impl Api {
    /// The definition behind an id.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// A type as the generated code and the names lock spell it: `Option<Vec<Role>>`.
    #[must_use]
    pub fn spelled(&self, ty: &TypeRef) -> String {
        ty.spelled_by(&|id| Some(self.type_def(id).rust.as_str())).unwrap_or_default()
    }

    /// What callers give as a request body, as the names lock spells it: `Role`.
    pub(crate) fn spelled_body(&self, body: &Body) -> String {
        body.ty.as_ref().map_or_else(|| BYTES.to_owned(), |ty| self.spelled(ty))
    }

    /// A field's type as the generated code and the names lock spell it: `Option<Box<Role>>`.
    pub(crate) fn spelled_field(&self, field: &Field) -> String {
        let ty = self.spelled(&field.ty);
        let ty = if field.boxed { format!("Box<{ty}>") } else { ty };
        match field.presence {
            Presence::Required => ty,
            Presence::Optional => format!("Option<{ty}>"),
            Presence::Nullable => format!("Nullable<{ty}>"),
        }
    }

    /// From each type to those that its values hold, and to another one.
    pub(crate) fn graph(&self, also: impl Fn(&TypeDef) -> Option<TypeId>) -> Graph {
        let targets =
            |def: &TypeDef| def.references().filter_map(TypeRef::named).chain(also(def)).map(|id| id.0).collect();
        Graph::new(self.types.iter().map(targets).collect())
    }

    /// Removes the types that no operation reaches: what referred to them is read another way, or was kept as it was.
    pub(crate) fn remove_unreached(&mut self) {
        let roots = self.operations.iter().flat_map(Operation::references).filter_map(TypeRef::named);
        let reached = self.graph(TypeDef::patch_of).reachable(roots.map(|id| id.0));
        if reached.len() == self.types.len() {
            return;
        }
        let is_reached = |id: TypeId| reached.contains(&id.0);
        let becomes: Vec<_> = (0..self.types.len()).map(TypeId).map(|id| is_reached(id).then_some(id)).collect();
        replace_types(&mut self.types, &mut self.operations, &becomes, is_reached);
    }

    /// Notes that something stays as users know it, for REPORT.md.
    pub(crate) fn note_kept(&mut self, origin: &Origin, what: String) {
        self.kept.push(Fallback::new(what, origin.clone()));
    }

    /// The values without a type, where they are used.
    pub fn untyped(&self) -> impl Iterator<Item = &Untyped> {
        let held = self.types.iter().flat_map(TypeDef::references);
        let named = self.operations.iter().flat_map(Operation::references);
        held.chain(named).filter_map(|ty| if let TypeRef::Json(untyped) = ty.element() { Some(untyped) } else { None })
    }
}

/// A value without a type.
pub(crate) fn json(free_form: bool, reason: &str, origin: Origin) -> TypeRef {
    TypeRef::Json(Untyped { free_form, reason: reason.to_owned(), origin })
}

/// A place where the document is not valid but has one meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// What is not valid, and how it is read.
    pub what: String,
    /// Where.
    pub origin: Origin,
}

impl Fallback {
    pub(crate) fn new(what: impl Into<String>, origin: Origin) -> Self {
        Self { what: what.into(), origin }
    }
}

/// A tag of the document: a handle of the client, a module and a feature.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// The tag as the document spells it: `X.509 Authentication`.
    pub name: String,
    /// What the document says about it.
    pub docs: Docs,
    /// Module, file and handle method: `x509_authentication`. Filled in by the naming pass.
    pub module: String,
    /// Handle type: `X509Authentication`. Filled in by the naming pass.
    pub rust: String,
    /// Cargo feature: `x509-authentication`. Filled in by the naming pass.
    pub feature: String,
}

/// Where something is in the document.
pub type Origin = Pointer;
