//! Properties that a schema requires and nothing declares, which a struct does not have.

use super::all_of::Flat;
use super::context::Lower;
use crate::ir::{TypeDef, TypeId, TypeKind};

impl<'a> Lower<'a> {
    /// Remembers what the schema of a struct requires and does not declare.
    pub(super) fn note_required(&mut self, id: TypeId, flat: &Flat<'a>) {
        let undeclared = flat.required.iter().filter(|name| !flat.properties.contains_key(**name));
        if flat.additional.is_none() {
            self.undeclared.extend(undeclared.map(|name| (id, *name)));
        }
    }

    /// Notes these properties, when all types are lowered. The engine has the tags of unions; what an heir declares,
    /// the heir has.
    pub(super) fn note_undeclared(&mut self) {
        let is_tag = |def: &TypeDef, name: &str| match &def.kind {
            TypeKind::Union(union) => union.tag.as_deref() == Some(name),
            _ => false,
        };
        for (id, name) in std::mem::take(&mut self.undeclared) {
            let def = &self.types[id.0];
            let has =
                matches!(&def.kind, TypeKind::Struct(shape) if shape.fields.iter().any(|field| field.wire == name));
            if !has && !self.types.iter().any(|def| is_tag(def, name)) && !self.is_declared_by_heirs(def, name) {
                let origin = def.origin.clone();
                self.note(
                    &origin,
                    format!("requires `{name}`, which nothing declares: the client does not have it"),
                    None,
                );
            }
        }
    }

    fn is_declared_by_heirs(&self, def: &TypeDef, name: &str) -> bool {
        let heirs = if def.component { self.heirs(&def.wire) } else { Vec::new() };
        let heirs = heirs.iter().filter_map(|heir| self.schema_named(heir)?.resolve(self.document));
        let mut declared = heirs.map(|heir| self.flatten(&heir));
        declared.any(|heir| heir.properties.contains_key(name))
    }
}
