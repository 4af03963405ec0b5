//! Counts the places without a type in generated Rust code, with the same rules for every generator.
//!
//! ```sh
//! cargo run --package benches --bin untyped -- ../atlas-full/src/generated
//! ```
//!
//! A *place* is something a user reads or writes: a public field of a struct, the content of an enum's variant, a
//! parameter or the result of a public function. It is untyped when its type mentions arbitrary JSON, directly or
//! inside a list, map, option or box: `serde_json::Value`, `serde_json::Map`, `RawValue`, our `Json`, or a type alias
//! or a struct that holds nothing else. Such aliases are not places themselves; each use of one is.
//!
//! Not counted, since they repeat a place: constructors (`new`, and `with_…` that take `self`), trait implementations,
//! builders of models, and members of `FooPatch` that `Foo` has too. Variants that keep what the document does not list
//! (`Unknown`, `UnknownValue`) are counted apart, and so are structs without fields, which drop whatever comes.

#![allow(clippy::print_stdout, reason = "a command line prints")]

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Signature, Visibility};
use walkdir::WalkDir;

/// The names under which JSON without a type goes in the first place.
const JSON: [&str; 3] = ["Value", "RawValue", "Json"];

/// Variants that keep what the document does not list.
const CATCH_ALL: [&str; 3] = ["Unknown", "UnknownValue", "Other"];

fn main() -> ExitCode {
    let verbose = env::args().any(|argument| argument == "--list");
    let folders: Vec<String> = env::args().skip(1).filter(|argument| argument != "--list").collect();
    if folders.is_empty() {
        println!("usage: untyped [--list] FOLDER…");
        return ExitCode::FAILURE;
    }
    for folder in folders {
        let items = items(&folder);
        let names = untyped_names(&items);
        let mut census = Census::default();
        for (file, item) in &items {
            census.visit(file, item, &names);
        }
        census.drop_twins();
        println!(
            "{folder}: {} untyped places, {} catch-all variants, {} empty structs",
            census.places.len(),
            census.catch_all.len(),
            census.empty
        );
        if verbose {
            for place in &census.places {
                println!("  {place}");
            }
        }
    }
    ExitCode::SUCCESS
}

/// All items of all files, those of inline modules included.
fn items(folder: &str) -> Vec<(String, Item)> {
    let mut all = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let parsed = fs::read_to_string(path).ok().and_then(|text| syn::parse_file(&text).ok());
        match parsed {
            Some(file) => flatten(&path.display().to_string(), file.items, &mut all),
            None => println!("{}: not Rust", path.display()),
        }
    }
    all
}

fn flatten(file: &str, items: Vec<Item>, all: &mut Vec<(String, Item)>) {
    for item in items {
        match item {
            Item::Mod(module) if module.ident == "builder" => {}
            Item::Mod(module) => {
                let inside = format!("{file} {}", module.ident);
                flatten(&inside, module.content.map(|(_, items)| items).unwrap_or_default(), all);
            }
            item => all.push((file.to_owned(), item)),
        }
    }
}

/// JSON's names, and those of aliases and wrappers that are nothing else.
fn untyped_names(items: &[(String, Item)]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = JSON.iter().map(|name| (*name).to_owned()).collect();
    // A type of the API may be called as JSON's is: then it is no JSON. Only full paths count then.
    for (_, item) in items {
        let own = match item {
            Item::Struct(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            _ => continue,
        };
        names.remove(&own.to_string());
    }
    loop {
        let before = names.len();
        for (_, item) in items {
            match item {
                Item::Type(alias) if mentions(&alias.ty, &names) => _ = names.insert(alias.ident.to_string()),
                Item::Struct(item) if is_wrapper(&item.fields, &names) => _ = names.insert(item.ident.to_string()),
                _ => {}
            }
        }
        if names.len() == before {
            return names;
        }
    }
}

/// A struct that holds JSON and nothing else: one unnamed field, or the map of all keys.
fn is_wrapper(fields: &Fields, names: &BTreeSet<String>) -> bool {
    let mut all = fields.iter();
    let (Some(field), None) = (all.next(), all.next()) else { return false };
    let holds_all = field.ident.as_ref().is_none_or(|name| name == "additional_properties" || name == "additional");
    holds_all && is_public(&field.vis) && mentions(&field.ty, names)
}

#[derive(Default)]
struct Census {
    places: BTreeSet<String>,
    catch_all: BTreeSet<String>,
    empty: usize,
}

impl Census {
    fn visit(&mut self, file: &str, item: &Item, names: &BTreeSet<String>) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                if names.contains(&item.ident.to_string()) {
                    return;
                }
                self.empty += usize::from(matches!(&item.fields, Fields::Named(fields) if fields.named.is_empty()));
                for field in item.fields.iter().filter(|field| is_public(&field.vis) && mentions(&field.ty, names)) {
                    if let Some(name) = &field.ident {
                        self.places.insert(format!("{file}: {}.{name}", item.ident));
                    }
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                for variant in item.variants.iter().filter(|variant| mentions(&variant.fields, names)) {
                    let place = format!("{file}: {}::{}", item.ident, variant.ident);
                    let is_catch_all = CATCH_ALL.iter().any(|name| variant.ident == name);
                    if is_catch_all { &mut self.catch_all } else { &mut self.places }.insert(place);
                }
            }
            // Operations are asynchronous, helpers are not.
            Item::Fn(item) if is_public(&item.vis) && item.sig.asyncness.is_some() => {
                self.function(&format!("{file}:"), &item.sig, names);
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let owner = format!("{file}: {}", item.self_ty.to_token_stream());
                if owner.ends_with("Builder") {
                    return;
                }
                for member in &item.items {
                    if let ImplItem::Fn(method) = member
                        && is_public(&method.vis)
                        // The result of `send`, once more.
                        && !["send_full", "pages"].iter().any(|name| method.sig.ident == name)
                    {
                        self.function(&owner, &method.sig, names);
                    }
                }
            }
            _ => {}
        }
    }

    /// `FooPatch.bar` beside `Foo.bar` is the same place once more.
    fn drop_twins(&mut self) {
        let name = |place: &str| place.rsplit_once(": ").map_or_else(String::new, |(_, name)| name.to_owned());
        let names: BTreeSet<String> = self.places.iter().map(|place| name(place)).collect();
        self.places.retain(|place| {
            let own = name(place);
            !(own.contains("Patch.") && names.contains(&own.replacen("Patch.", ".", 1)))
        });
    }

    fn function(&mut self, owner: &str, signature: &Signature, names: &BTreeSet<String>) {
        let name = signature.ident.to_string();
        // An operation may be called `with_…` as well; it borrows the client.
        let consumes = signature.receiver().is_some_and(|own| !own.to_token_stream().to_string().starts_with('&'));
        if name == "new" || (name.starts_with("with_") && consumes) {
            return;
        }
        for input in &signature.inputs {
            if let FnArg::Typed(input) = input
                && mentions(&input.ty, names)
            {
                self.places.insert(format!("{owner} {name}({})", input.pat.to_token_stream()));
            }
        }
        if let ReturnType::Type(_, ty) = &signature.output
            && mentions(ty, names)
        {
            self.places.insert(format!("{owner} {name} -> "));
        }
    }
}

/// Whether one of the names occurs, or `serde_json::` before a name that the API uses for something else.
fn mentions(tokens: &impl ToTokens, names: &BTreeSet<String>) -> bool {
    fn search(tokens: TokenStream, names: &BTreeSet<String>) -> bool {
        let mut qualified = false;
        tokens.into_iter().any(|tree| match tree {
            TokenTree::Ident(ident) => {
                let found = qualified && (ident == "Value" || ident == "Map") || names.contains(&ident.to_string());
                qualified = ident == "serde_json";
                found
            }
            TokenTree::Group(group) => search(group.stream(), names),
            TokenTree::Punct(punct) => {
                qualified &= punct.as_char() == ':';
                false
            }
            TokenTree::Literal(_) => false,
        })
    }
    search(tokens.to_token_stream(), names)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
