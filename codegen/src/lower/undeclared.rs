//! Properties that a schema requires and nothing declares, which a struct does not have.

use std::collections::BTreeSet;

use serde_json::Value;

use super::all_of::Flat;
use super::context::Lower;
use super::list::push_new;
use crate::ir::{Fallback, TypeDef, TypeId, TypeKind};
use crate::pointer::Pointer;

impl<'a> Lower<'a> {
    /// Remembers what the schema of a struct requires and does not declare.
    pub(super) fn note_required(&mut self, id: TypeId, flat: &Flat<'a>) {
        let undeclared = flat.required.iter().filter(|name| !flat.properties.contains_key(**name));
        let undeclared: Vec<&str> = undeclared.copied().collect();
        if flat.additional.is_none() && !undeclared.is_empty() {
            self.undeclared.push((id, undeclared));
        }
    }

    /// Notes these properties, when all types are lowered. What the checks have warned of is in the report only.
    pub(super) fn note_undeclared(&mut self) {
        let undeclared = std::mem::take(&mut self.undeclared);
        let tags: BTreeSet<&str> = self.types.iter().filter_map(tag).collect();
        let missing: Vec<(Pointer, &str)> = undeclared
            .into_iter()
            .map(|(id, names)| (&self.types[id.0], names))
            .flat_map(|(def, names)| self.missing(def, names, &tags).into_iter().map(|name| (def.origin.clone(), name)))
            .collect();
        let warned: BTreeSet<&Pointer> =
            self.document.warnings().iter().filter_map(|warning| warning.pointer.as_ref()).collect();
        for (origin, name) in missing {
            let what = format!("requires `{name}`, which nothing declares: the client does not have it");
            let required = origin.push("required");
            let names = self.document.raw(&required).and_then(Value::as_array).into_iter().flatten().enumerate();
            if names.filter(|(_, other)| *other == name).any(|(index, _)| warned.contains(&required.index(index))) {
                push_new(&mut self.ignored, Fallback::new(what, origin));
            } else {
                self.note(&origin, what, None);
            }
        }
    }

    /// Those of some names that a type does not have. The engine has the tags of unions; what an heir declares, the
    /// heir has.
    fn missing(&self, def: &TypeDef, mut names: Vec<&'a str>, tags: &BTreeSet<&str>) -> Vec<&'a str> {
        let fields = if let TypeKind::Struct(shape) = &def.kind { shape.fields.as_slice() } else { &[] };
        names.retain(|name| !tags.contains(name) && fields.iter().all(|field| field.wire != *name));
        let heirs = if def.component && !names.is_empty() { self.heirs(&def.wire) } else { Vec::new() };
        for heir in heirs.iter().filter_map(|heir| self.schema_named(heir)?.resolve(self.document)) {
            let declared = self.flatten(&heir).properties;
            names.retain(|name| !declared.contains_key(name));
        }
        names
    }
}

fn tag(def: &TypeDef) -> Option<&str> {
    if let TypeKind::Union(union) = &def.kind { union.tag.as_deref() } else { None }
}
