//! Properties: type, presence, and who may read and write them.

use super::all_of::{Flat, Property};
use super::context::Lower;
use super::naming::Naming;
use super::node::Node;
use crate::ir::{Docs, Field, Presence, Struct, TypeRef, json};
use crate::markdown;

impl<'a> Lower<'a> {
    /// A struct with the collected properties; `wire` is its own name, `name` what its inline types are named after.
    pub(super) fn lower_struct(&mut self, flat: Flat<'a>, wire: &str, name: &str) -> Struct {
        let additional = flat.additional.as_ref().map(|additional| {
            let owner = if additional.owner.is_empty() { name } else { &additional.owner };
            let none = || json(true, "further properties of any type", additional.node.pointer.clone());
            let schema = additional.node.child("additionalProperties").filter(Node::says_shape);
            schema.map_or_else(none, |schema| self.item_type(&schema, &Naming::inside(owner, "Additional")))
        });
        let Flat { properties, required, .. } = flat;
        let fields = properties.into_iter().map(|(property, declared)| {
            let owner = declared.owner(name);
            let all = self.type_of_all(&declared, &Naming::inside(name, property));
            let ty = all.unwrap_or_else(|| self.type_of(declared.schema(), &Naming::inside(owner, property)));
            self.field(property, &declared, required.contains(&property), [wire, owner], ty)
        });
        let fields = fields.collect();
        Struct { fields, additional, patch_of: None, page: None }
    }

    /// A property with values of type `ty`, which `schemas` have.
    fn field(&self, name: &str, property: &Property<'a>, required: bool, schemas: [&str; 2], mut ty: TypeRef) -> Field {
        let node = &property.node;
        let secrets = self.config.secrets();
        // A format says that a response hides the value, a name only that people should not see it.
        let hidden = ty == TypeRef::Secret;
        if ty == TypeRef::String && secrets.is_text(&schemas, name) {
            ty = TypeRef::Secret;
        }
        let holds_text = matches!(ty, TypeRef::Secret);
        let is_object = || ty.def(&self.types).is_some_and(|def| !def.is_enum());
        let is_value = matches!(ty, TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Json(_)) || is_object();
        let secret = holds_text || is_value && secrets.is_container(&schemas, name);
        let flag = |key: &str| node.flag(key) || property.typed_by.as_ref().is_some_and(|typed| typed.flag(key));
        let (read_only, write_only) = (flag("readOnly"), flag("writeOnly"));
        let omit_in_request = read_only && !schemas.iter().any(|schema| self.config.keeps(schema, name));
        let is_returned = || schemas.iter().any(|schema| self.config.returns(schema, name));
        let presence = if self.is_nullable_property(property) {
            Presence::Nullable
        } else if required && !write_only && !hidden || omit_in_request && ty == TypeRef::String && is_returned() {
            Presence::Required
        } else {
            Presence::Optional
        };
        Field {
            wire: name.to_owned(),
            rust: String::new(),
            docs: self.field_docs(node),
            presence,
            required,
            read_only,
            write_only,
            omit_in_request,
            can_lack: hidden,
            secret,
            deprecated: node.flag("deprecated"),
            removed: false,
            constraints: self.constraints(node),
            allowed: self.narrowed_values(property.schema()),
            boxed: false,
            origin: node.pointer.clone(),
            ty,
        }
    }

    /// What a property says about itself, else the first sentence about its type.
    pub(super) fn field_docs(&self, node: &Node<'a>) -> Docs {
        if let Some(description) = node.text("description") {
            return markdown::clean(description);
        }
        let wrapped = node.list("allOf").into_iter().next();
        let behind = wrapped.as_ref().unwrap_or(node).resolve(self.document);
        markdown::summary(behind.and_then(|target| target.node.text("description")).unwrap_or_default())
    }

    /// Whether null is a value of a property. One that only describes again what it inherits says nothing about it.
    fn is_nullable_property(&self, property: &Property<'a>) -> bool {
        let inherited = property.typed_by.as_ref().filter(|_| !property.node.has("nullable"));
        self.is_nullable(&property.node) || inherited.is_some_and(|typed| self.is_nullable(typed))
    }

    /// Whether null is a value of a schema: it, what it refers to, or one of its alternatives says so.
    pub(super) fn is_nullable(&self, node: &Node<'a>) -> bool {
        self.is_nullable_within(node, &mut 64)
    }

    /// The same with at most `left` schemas still to look at.
    fn is_nullable_within(&self, node: &Node<'a>, left: &mut usize) -> bool {
        if *left == 0 {
            return false;
        }
        *left -= 1;
        if node.flag("nullable") || node.types().1 || node.values().1 || node.is_null() {
            return true;
        }
        if node.has("$ref") {
            return node.resolve(self.document).is_some_and(|target| self.is_nullable_within(&target.node, left));
        }
        let choices = node.choices();
        match (node.members().as_slice(), choices.as_slice()) {
            ([only], []) if !node.has("properties") => {
                node.limits().any(|limit| limit.flag("nullable")) || self.is_nullable_within(only, left)
            }
            ([], [_, ..]) if !node.has("properties") => {
                choices.iter().any(|choice| self.is_nullable_within(choice, left))
            }
            _ => false,
        }
    }
}
