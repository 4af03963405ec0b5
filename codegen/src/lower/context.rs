//! What lowering knows while it runs: types so far, what is behind each schema, bodies still to be lowered.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap, VecDeque};

use super::all_of::{Around, Flat};
use super::list::push_new;
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::{AlternativeSource, Shape};
use super::string_enum;
use crate::config::{Config, Renamed};
use crate::diagnostics::Diagnostics;
use crate::fallback;
use crate::ir::{Fallback, StringEnum, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union, json};
use crate::markdown;
use crate::openapi::Document;
use crate::openapi::reference::component_name;
use crate::pointer::Pointer;

/// The state of one run.
pub(super) struct Lower<'a> {
    pub(super) document: &'a Document,
    pub(super) config: &'a Config,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) types: Vec<TypeDef>,
    /// What the document says and the client does not follow.
    pub(super) ignored: Vec<Fallback>,
    /// What there is one warning about, however many places say it.
    warned: Vec<Fallback>,
    /// The type behind each schema that was met; nothing while it is being found.
    pub(super) known: HashMap<Pointer, Option<TypeRef>>,
    /// The structs of properties that are declared as several objects, by these, and unions within others, by all.
    pub(super) combined: HashMap<Vec<Pointer>, TypeRef>,
    pending: VecDeque<(TypeId, Body<'a>)>,
    /// What the schemas of structs require and do not declare.
    pub(super) undeclared: Vec<(TypeId, Vec<&'a str>)>,
    /// Shapes that were found before.
    pub(super) shapes: RefCell<HashMap<Pointer, Shape<'a>>>,
    /// The values of the tags of unions that are alternatives of others, as far as they were asked for.
    pub(super) tags: RefCell<HashMap<Pointer, Vec<String>>>,
    /// What inline types of components are named after, as far as it was asked for.
    namings: RefCell<HashMap<String, Naming>>,
    /// How many types that are not types of their own are being found inside each other.
    pub(super) depth: usize,
    /// Component schemas by the component that they have in `allOf`.
    children: OnceCell<BTreeMap<String, Vec<String>>>,
}

/// A type's body, still to be lowered.
pub(super) enum Body<'a> {
    /// The properties of an object, its parents' included.
    Struct(Flat<'a>),
    /// The values of several schemas.
    Enum(Vec<Node<'a>>),
    /// One of several schemas, within unions whose properties they have too.
    Union(Target<'a>, Vec<AlternativeSource<'a>>, Around<'a>),
    /// A list or map that contains itself.
    Nested(Target<'a>),
}

impl<'a> Lower<'a> {
    pub(super) fn new(document: &'a Document, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            config,
            diagnostics,
            types: Vec::new(),
            ignored: Vec::new(),
            warned: Vec::new(),
            known: HashMap::new(),
            combined: HashMap::new(),
            pending: VecDeque::new(),
            undeclared: Vec::new(),
            shapes: RefCell::default(),
            tags: RefCell::default(),
            namings: RefCell::default(),
            depth: 0,
            children: OnceCell::new(),
        }
    }

    /// Warns about what is at a place, and has a line in the report.
    pub(super) fn warn(&mut self, at: &Pointer, message: impl Into<String>) {
        push_new(&mut self.warned, Fallback::new(message, at.clone()));
    }

    /// Notes what the document says and the client does not follow, and warns about it.
    pub(super) fn note(&mut self, at: &Pointer, what: impl Into<String>, help: Option<&str>) {
        let what = Fallback::new(what, at.clone());
        match help {
            Some(help) => self.diagnostics.push(self.document.warning(at, &what.what).with_help(help)),
            None => push_new(&mut self.warned, what.clone()),
        }
        push_new(&mut self.ignored, what);
    }

    /// Hands over the warnings.
    pub(super) fn finish_warnings(&mut self) {
        let document = self.document;
        self.diagnostics.append(&mut fallback::warnings(&self.warned, |at, what| document.warning(at, what)));
    }

    /// What a component's inline types are named after.
    pub(super) fn component_naming(&self, component: &str) -> Naming {
        if let Some(naming) = self.namings.borrow().get(component) {
            return naming.clone();
        }
        let chosen = self.config.rename(Renamed::Type(component));
        let naming = chosen.map_or_else(|| Naming::of_type(component), Naming::named);
        self.namings.borrow_mut().insert(component.to_owned(), naming.clone());
        naming
    }

    /// What a type's inline types are named after.
    pub(super) fn naming_of(&self, def: &TypeDef) -> Naming {
        if def.component { self.component_naming(&def.wire) } else { Naming::named(&*def.wire) }
    }

    /// The type behind a schema, if it was met before. A schema that is met while its own type is being found only leads back to itself.
    pub(super) fn known_type(&self, schema: &Pointer, user: &Pointer) -> Option<TypeRef> {
        let known = self.known.get(schema)?;
        Some(known.clone().unwrap_or_else(|| json(false, "schema that only leads back to itself", user.clone())))
    }

    /// Gives a schema a type of its own. Its body follows when all that is waiting now is done.
    pub(super) fn define(&mut self, target: &Target<'_>, wire: String, body: Body<'a>) -> TypeRef {
        let Target { node, component } = target;
        let id = TypeId(self.types.len());
        let kind = match &body {
            Body::Struct(_) => TypeKind::Struct(Struct::default()),
            Body::Enum(_) => TypeKind::Enum(StringEnum::default()),
            Body::Union(..) | Body::Nested(_) => TypeKind::Union(Union::default()),
        };
        self.types.push(TypeDef {
            aliases: component.as_deref().map(|name| self.config.model_aliases(name)).unwrap_or_default(),
            component: component.is_some(),
            wire,
            docs: markdown::clean(node.text("description").or_else(|| node.text("title")).unwrap_or_default()),
            origin: node.pointer.clone(),
            deprecated: node.flag("deprecated"),
            kind,
            ..TypeDef::default()
        });
        self.pending.push_back((id, body));
        TypeRef::Named(id)
    }

    /// Lowers bodies until none is left.
    pub(super) fn finish_bodies(&mut self) {
        while let Some((id, body)) = self.pending.pop_front() {
            let wire = self.types[id.0].wire.clone();
            let naming = self.naming_of(&self.types[id.0]);
            let kind = match body {
                Body::Struct(flat) => {
                    self.note_required(id, &flat);
                    TypeKind::Struct(self.lower_struct(flat, &wire, &naming.name()))
                }
                Body::Enum(nodes) => TypeKind::Enum(string_enum::merged(self.document, &nodes)),
                Body::Union(target, variants, around) => {
                    TypeKind::Union(self.lower_union(&target, variants, around, &naming))
                }
                Body::Nested(target) => TypeKind::Union(self.nested(&target, &naming)),
            };
            self.types[id.0].kind = kind;
        }
    }

    /// The components that have a component in their `allOf`, in document order.
    pub(super) fn children(&self, component: &str) -> &[String] {
        let children = self.children.get_or_init(|| {
            let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (name, node) in self.schemas() {
                for member in node.list("allOf") {
                    if let Some(parent) = member.resolve(self.document).and_then(|target| target.component) {
                        children.entry(parent).or_default().push(name.to_owned());
                    }
                }
            }
            children
        });
        children.get(component).map_or(&[], Vec::as_slice)
    }

    /// A component schema by name.
    pub(super) fn schema_named(&self, name: &str) -> Option<Node<'a>> {
        Node::at(self.document, Pointer::root().push("components").push("schemas").push(name))
    }

    pub(super) fn schemas(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        let at = Pointer::root().push("components").push("schemas");
        let entries = self.document.raw(&at).and_then(serde_json::Value::as_object).into_iter().flatten();
        entries.map(move |(name, value)| (name.as_str(), Node { value, pointer: at.push(name) }))
    }

    /// How many component schemas nothing has asked for.
    pub(super) fn unreached_schemas(&self) -> usize {
        let reached = self.known.keys().filter(|pointer| component_name(pointer, "schemas").is_some()).count();
        self.schemas().count().saturating_sub(reached)
    }
}
