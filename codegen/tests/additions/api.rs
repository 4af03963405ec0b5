//! What a user of generated code can name, one line each.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{Attribute, Block, Expr, Fields, Item, ItemImpl, Stmt, Visibility};

/// The public API of generated files: items with full signatures, members, wire names, and the features they need.
pub(crate) fn public_api(files: &BTreeMap<String, String>, features: &[String]) -> BTreeSet<String> {
    let mut api: BTreeSet<String> = features.iter().map(|feature| format!("feature {feature}")).collect();
    for (path, text) in files.iter().filter(|(path, _)| *path != "handles.md") {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let module = module(path);
        for item in &file.items {
            lines(&module, item, &mut api);
        }
        if let Some((folder, _)) = path.strip_prefix("models/").and_then(|path| path.split_once('/')) {
            let types = file.items.iter().filter_map(type_name);
            api.extend(types.map(|name| format!("models: {name} belongs to {folder}")));
        }
    }
    api
}

/// What of `before` is not in `after`. A type that was one tag's and now is every tag's is still there for everybody.
pub(crate) fn lost(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Vec<String> {
    let is_kept = |line: &String| {
        let everywhere = line.split_once(" belongs to ").map(|(name, _)| format!("{name} belongs to shared"));
        after.contains(line) || everywhere.is_some_and(|line| after.contains(&line))
    };
    before.iter().filter(|line| !is_kept(line)).cloned().collect()
}

/// Where users find the items of a file. The types of all tags are re-exported side by side, and so are the operations of one.
fn module(path: &str) -> String {
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    match parts.as_slice() {
        ["models", ..] => "models".to_owned(),
        ["api", tag, ..] if *tag != "mod" => format!("api::{tag}"),
        [first, ..] if *first != "mod" => (*first).to_owned(),
        _ => String::new(),
    }
}

fn lines(module: &str, item: &Item, api: &mut BTreeSet<String>) {
    let mut add = |line: String| {
        api.insert(format!("{module}: {line}"));
    };
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let name = &item.ident;
            add(format!("{} struct {name} {}", attributes(&item.attrs), item.generics.to_token_stream()));
            for (i, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
                let field_name = field.ident.as_ref().map_or(i.to_string(), ToString::to_string);
                add(format!("{name}.{field_name}: {}", text(&field.ty)));
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let name = &item.ident;
            add(format!("{} enum {name} {}", attributes(&item.attrs), item.generics.to_token_stream()));
            for variant in &item.variants {
                let fields = match &variant.fields {
                    Fields::Unit => String::new(),
                    fields => text(fields),
                };
                add(format!("{name}::{}{fields}", variant.ident));
            }
        }
        Item::Impl(item) => implementation(item, &mut add),
        Item::Macro(item) => add(format!("{}! {}", text(&item.mac.path), item.mac.tokens)),
        Item::Mod(item) if is_public(&item.vis) => {
            let condition = item.attrs.iter().find(|attribute| attribute.path().is_ident("cfg")).map(text);
            add(format!("{} mod {}", condition.unwrap_or_default(), item.ident));
        }
        Item::Use(item) if is_public(&item.vis) => reexports(&text(&item.tree), &mut add),
        Item::Const(item) if is_public(&item.vis) => add(format!("const {}: {}", item.ident, text(&item.ty))),
        Item::Fn(item) if is_public(&item.vis) => add(format!("{} {}", attributes(&item.attrs), text(&item.sig))),
        Item::Type(item) if is_public(&item.vis) => add(format!("type {} = {}", item.ident, text(&item.ty))),
        Item::Static(_)
        | Item::Use(_)
        | Item::Struct(_)
        | Item::Enum(_)
        | Item::Const(_)
        | Item::Fn(_)
        | Item::Mod(_)
        | Item::Type(_) => {}
        other => panic!("{module}: an item that this test does not know: {}", text(other)),
    }
}

/// Methods, and the traits that a type has.
fn implementation(item: &ItemImpl, add: &mut dyn FnMut(String)) {
    let owner = text(&item.self_ty);
    let of_trait = item.trait_.as_ref().map(|(path, _)| text(path));
    if let Some(path) = &of_trait {
        add(format!("impl {path} for {owner}"));
        for method in item.items.iter().filter_map(method) {
            for field in fields(&method.block) {
                add(format!("{owner} {field}"));
            }
        }
        return;
    }
    for member in &item.items {
        match member {
            syn::ImplItem::Fn(method) if is_public(&method.vis) => {
                add(format!("impl {owner} {} {}", attributes(&method.attrs), text(&method.sig)));
                for value in values(&method.block).filter(|_| method.sig.ident == "as_str") {
                    add(format!("{owner} {value}"));
                }
            }
            syn::ImplItem::Const(constant) if is_public(&constant.vis) => {
                add(format!("impl {owner} const {}: {}", constant.ident, text(&constant.ty)));
            }
            _ => {}
        }
    }
}

fn method(item: &syn::ImplItem) -> Option<&syn::ImplItemFn> {
    match item {
        syn::ImplItem::Fn(method) => Some(method),
        _ => None,
    }
}

/// The rows of a schema's table: names, keys and rules of the fields. How the variants of a union are recognised changes as variants do,
/// and is not looked at.
fn fields(block: &Block) -> Vec<String> {
    let tables = block.stmts.iter().filter_map(|stmt| match stmt {
        Stmt::Item(Item::Static(table)) => Some(&*table.expr),
        _ => None,
    });
    let rows = tables.filter_map(|table| match table {
        Expr::Struct(table) => table.fields.iter().find(|field| text(&field.member) == "fields"),
        _ => None,
    });
    let rows = rows.filter_map(|rows| match &rows.expr {
        Expr::Reference(rows) => Some(&*rows.expr),
        _ => None,
    });
    rows.flat_map(|rows| match rows {
        Expr::Array(rows) => rows.elems.iter().map(text).collect(),
        _ => Vec::new(),
    })
    .collect()
}

/// The arms of a `match` that gives each variant its value.
fn values(block: &Block) -> impl Iterator<Item = String> {
    block.stmts.iter().flat_map(|stmt| match stmt {
        Stmt::Expr(Expr::Match(values), _) => values.arms.iter().map(text).collect(),
        _ => Vec::new(),
    })
}

fn type_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => Some(item.ident.to_string()),
        Item::Enum(item) if is_public(&item.vis) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The last names of a `use`.
fn reexports(tree: &str, add: &mut dyn FnMut(String)) {
    let inner = tree.split_once('{').map_or(tree, |(_, rest)| rest.trim_end_matches(['}', ' ']));
    for name in inner.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        add(format!("use {}", name.rsplit("::").next().unwrap_or(name).trim()));
    }
}

/// Attributes that count: not prose, and not conditions, which are on modules.
fn attributes(attributes: &[Attribute]) -> String {
    let counts =
        |attribute: &&Attribute| !["doc", "cfg", "allow", "expect"].iter().any(|name| attribute.path().is_ident(name));
    attributes.iter().filter(counts).map(text).collect::<Vec<_>>().join(" ")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}
