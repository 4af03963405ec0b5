//! What goes into which file.
//!
//! ```text
//! mod.rs  meta.rs
//! api/mod.rs         api/<tag>/mod.rs         api/<tag>/<operation>.rs
//! models/mod.rs      models/<tag>/mod.rs      models/<tag>/<family>.rs      models/shared/…
//! ```
//!
//! A file holds one operation, or one family of types: a component schema with the
//! inline types inside it, or the patch type of one for PATCH bodies. So a document that grows
//! adds files and lines and moves nothing, and no file grows with the whole. A type that a second tag starts to use moves to `shared`;
//! its public path `models::Name` stays. `cfg` lines are in `api/mod.rs` and `models/mod.rs` only.

mod families;

pub(crate) use self::families::Owner;
use self::families::{Homes, families, module_name};
use crate::ir::{Api, TypeId};
use crate::names::keywords::free_name;

/// A file to be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Path below `generated/`, with `/`.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) content: Content,
}

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// `mod.rs`
    Root,
    /// `meta.rs`
    Meta,
    /// `api/mod.rs`
    Api,
    /// `api/<tag>/mod.rs`
    Tag {
        /// Index of the tag.
        tag: usize,
        /// Indexes of its operations, and the module of each.
        operations: Vec<(usize, String)>,
    },
    /// `api/<tag>/<operation>.rs`: the index of the operation.
    Operation(usize),
    /// `models/mod.rs`: who owns types, in the order of the tags.
    Models(Vec<Owner>),
    /// `models/<owner>/mod.rs`
    Owner {
        /// Who owns the types.
        owner: Owner,
        /// Their modules, with what each defines.
        families: Vec<(String, Vec<TypeId>)>,
    },
    /// `models/<owner>/<family>.rs`: the types of a family.
    Family(Vec<TypeId>),
}

/// All files, in the order of their paths.
pub(crate) fn plan(api: &Api) -> Vec<Plan> {
    let mut plans = vec![
        Plan::new("mod.rs", Content::Root),
        Plan::new("meta.rs", Content::Meta),
        Plan::new("api/mod.rs", Content::Api),
    ];
    for tag in 0..api.tags.len() {
        plan_tag(api, tag, &mut plans);
    }
    plan_models(api, &mut plans);
    plans.sort_by(|a, b| a.path.cmp(&b.path));
    plans
}

impl Plan {
    fn new(path: impl Into<String>, content: Content) -> Self {
        Self { path: path.into(), content }
    }
}

fn plan_tag(api: &Api, tag: usize, plans: &mut Vec<Plan>) {
    let folder = &api.tags[tag].module;
    let indexes = (0..api.operations.len()).filter(|index| api.operations[*index].tag == tag);
    let operations: Vec<_> = indexes.map(|index| (index, module_name(&api.operations[index].rust, folder))).collect();
    for (index, module) in &operations {
        plans.push(Plan::new(format!("api/{folder}/{module}.rs"), Content::Operation(*index)));
    }
    plans.push(Plan::new(format!("api/{folder}/mod.rs"), Content::Tag { tag, operations }));
}

fn plan_models(api: &Api, plans: &mut Vec<Plan>) {
    let homes = Homes::of(api);
    let mut owners = Vec::new();
    for tag in (0..api.tags.len()).map(Some).chain([None]) {
        let shared = || free_name("shared", |name| api.tags.iter().any(|tag| tag.module == name));
        let owner = Owner { tag, module: tag.map_or_else(shared, |tag| api.tags[tag].module.clone()) };
        let families = families(api, &homes, &owner);
        if families.is_empty() {
            continue;
        }
        for (module, types) in &families {
            plans.push(Plan::new(format!("models/{}/{module}.rs", owner.module), Content::Family(types.clone())));
        }
        plans.push(Plan::new(
            format!("models/{}/mod.rs", owner.module),
            Content::Owner { owner: owner.clone(), families },
        ));
        owners.push(owner);
    }
    plans.push(Plan::new("models/mod.rs", Content::Models(owners)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::TypeKind;
    use crate::ir::fixture;
    use crate::pointer::Pointer;

    fn paths(api: &Api) -> Vec<String> {
        plan(api).into_iter().map(|plan| plan.path).collect()
    }

    #[test]
    fn a_file_per_operation_and_per_family() {
        assert_eq!(
            paths(&fixture::api()),
            [
                "api/mod.rs",
                "api/other/delete_widget.rs",
                "api/other/mod.rs",
                "api/widget_store/list_widgets.rs",
                "api/widget_store/mod.rs",
                "api/widget_store/update_widget.rs",
                "meta.rs",
                "mod.rs",
                "models/mod.rs",
                "models/shared/mod.rs",
                "models/shared/used.rs",
                "models/widget_store/any_widget.rs",
                "models/widget_store/mod.rs",
                "models/widget_store/paginated_widget.rs",
                "models/widget_store/widget.rs",
                "models/widget_store/widget_patch.rs",
            ]
        );
    }

    #[test]
    fn inline_types_stand_with_their_component() {
        let plans = plan(&fixture::api());
        let widget = plans.iter().find(|plan| plan.path.ends_with("widget_store/widget.rs")).unwrap();
        assert_eq!(widget.content, Content::Family(vec![TypeId(0), TypeId(1)]));
    }

    #[test]
    fn types_inside_an_operation_stand_under_its_name() {
        let mut api = fixture::api();
        let origin = api.operations[1].origin.push("requestBody").push("size");
        api.types[1].origin = origin;
        assert!(paths(&api).contains(&"models/widget_store/update_widget.rs".to_owned()), "{:?}", paths(&api));
        api.types[1].origin = Pointer::root().push("components").push("parameters").push("kind");
        assert!(paths(&api).contains(&"models/widget_store/widget_kind.rs".to_owned()), "{:?}", paths(&api));
    }

    #[test]
    fn a_description_that_grows_moves_nothing() {
        let before = plan(&fixture::api());
        let mut api = fixture::api();
        api.types.push(fixture::component("Gadget", TypeKind::Struct(crate::ir::Struct::default())));
        let mut operation = fixture::operation("getGadget", "get_gadget", "GetGadget", crate::ir::ResponseBody::Empty);
        operation.origin = Pointer::root();
        api.operations.push(operation);
        let after = plan(&api);
        let moved = before
            .iter()
            .filter(|plan| matches!(plan.content, Content::Operation(_) | Content::Family(_)) && !after.contains(plan));
        assert_eq!(moved.count(), 0);
    }

    #[test]
    fn a_second_user_moves_a_family_to_shared() {
        let mut api = fixture::api();
        for def in &mut api.types {
            def.tags = vec![0, 1];
        }
        assert!(paths(&api).contains(&"models/shared/widget.rs".to_owned()));
        assert!(!paths(&api).iter().any(|path| path.starts_with("models/widget_store")));
    }

    #[test]
    fn a_tag_called_shared_keeps_its_module() {
        let mut api = fixture::api();
        api.tags[0].module = "shared".to_owned();
        assert!(paths(&api).contains(&"models/shared_/used.rs".to_owned()), "{:?}", paths(&api));
    }
}
