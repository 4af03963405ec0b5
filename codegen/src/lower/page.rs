//! Pages of lists: which responses can be followed.

use crate::ir::{Method, Operation, Page, Param, ParamLocation, Struct, TypeDef, TypeKind, TypeRef};

/// The query parameter that chooses a page.
const PAGE_NUMBER: &str = "pageNum";
/// The property with the items of a page.
const ITEMS: &str = "results";
/// The property with the links to other pages.
const LINKS: &str = "links";

/// Marks every GET that takes a page number and responds with a page. Repeating a call of any other method would repeat what it does.
pub(super) fn find(types: &mut [TypeDef], operations: &mut [Operation]) {
    for operation in operations.iter_mut().filter(|operation| operation.method == Method::Get) {
        let takes_page = operation.params.iter().any(is_page_number);
        let Some(&TypeRef::Named(id)) = operation.response_type() else { continue };
        let TypeKind::Struct(shape) = &types[id.0].kind else { continue };
        let Some(page) = page(types, shape).filter(|_| takes_page) else { continue };
        if let TypeKind::Struct(shape) = &mut types[id.0].kind {
            // Whoever walks through a list wants its items: a null is none, whatever the document says.
            shape.fields[page.items].ty = TypeRef::List(Box::new(page.item.clone()));
            shape.page = Some(page);
            operation.paged = true;
        }
    }
}

/// Whether a parameter is the number of a page, of which the first is 1.
fn is_page_number(param: &Param) -> bool {
    let is_number = param.location == ParamLocation::Query && param.wire == PAGE_NUMBER && param.ty == TypeRef::Int;
    let limits = &param.constraints;
    is_number && limits.default.as_ref().or(limits.range.0.as_ref()).is_none_or(|first| first != "0")
}

fn page(types: &[TypeDef], shape: &Struct) -> Option<Page> {
    let items = shape.fields.iter().position(|field| field.wire == ITEMS)?;
    let TypeRef::List(item) = &shape.fields.get(items)?.ty else { return None };
    let links = shape.fields.iter().position(|field| field.wire == LINKS && is_links(types, &field.ty));
    Some(Page { items, item: item.not_null().clone(), links })
}

/// Whether a type is a list of links: objects with an address and a relation.
fn is_links(types: &[TypeDef], ty: &TypeRef) -> bool {
    let TypeRef::List(item) = ty else { return false };
    let fields = item.def(types).map_or(&[][..], TypeDef::fields);
    let has = |name: &str| fields.iter().any(|field| field.wire == name && field.ty == TypeRef::String);
    has("href") && has("rel")
}
