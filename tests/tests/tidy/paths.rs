//! The paths that a file's code names: `crate::a::b`, `super::c`, and those in groups of a `use`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Attribute, Item};

/// A path, segment by segment, and whether a `pub use` exports its last segment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path {
    pub(crate) segments: Vec<String>,
    pub(crate) exported: bool,
}

/// All paths of more than one segment in `text`, tests left out.
pub(crate) fn in_file(text: &str) -> Vec<Path> {
    let file = syn::parse_file(text).expect("the file is Rust");
    let mut found = Vec::new();
    of_items(&file.items, &mut found);
    found
}

fn of_items(items: &[Item], found: &mut Vec<Path>) {
    for item in items.iter().filter(|item| !is_test(item)) {
        match item {
            Item::Mod(module) => {
                // Inline modules are part of their file.
                let inner = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                of_items(inner, found);
            }
            Item::Use(import) => {
                let exported = !matches!(import.vis, syn::Visibility::Inherited);
                let before = found.len();
                of_tokens(import.tree.to_token_stream(), &[], found);
                found[before..].iter_mut().for_each(|path| path.exported = exported);
            }
            other => of_tokens(other.to_token_stream(), &[], found),
        }
    }
}

fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => &[],
    };
    attributes.iter().any(|attribute| attribute.to_token_stream().to_string().replace(' ', "") == "#[cfg(test)]")
}

/// Paths are read token by token, so that those in bodies and macros count as well.
fn of_tokens(tokens: TokenStream, prefix: &[String], found: &mut Vec<Path>) {
    let mut path = prefix.to_vec();
    let mut colons = 2;
    let mut flush = |path: &mut Vec<String>| {
        if path.len() > 1 {
            found.push(Path { segments: std::mem::take(path), exported: false });
        }
        *path = prefix.to_vec();
    };
    let mut groups = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if colons == 2 => {
                path.push(ident.to_string());
                colons = 0;
            }
            TokenTree::Ident(ident) => {
                flush(&mut path);
                path.push(ident.to_string());
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                // `a::{b, c}` continues the path; any other group begins anew.
                let continues = colons == 2 && group.delimiter() == Delimiter::Brace && !path.is_empty();
                groups.push((group.stream(), if continues { path.clone() } else { Vec::new() }));
                if continues {
                    path = prefix.to_vec();
                }
                flush(&mut path);
                colons = 2;
            }
            _ => {
                flush(&mut path);
                colons = 2;
            }
        }
    }
    flush(&mut path);
    for (tokens, prefix) in groups {
        of_tokens(tokens, &prefix, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_groups_bodies_and_macros() {
        let text = "
            pub(crate) use crate::a::{b::C, D};
            use super::e::F as G;
            fn f() -> crate::h::I { vec![j::k(Some::<self::l::M>(1))] }
            #[cfg(test)] mod tests { use crate::not::This; }";
        let paths = in_file(text);
        let exported: Vec<_> = paths.iter().filter(|path| path.exported).map(|path| path.segments.join("::")).collect();
        let others: Vec<_> = paths.iter().filter(|path| !path.exported).map(|path| path.segments.join("::")).collect();
        assert_eq!(exported, ["crate::a::b::C", "crate::a::D"]);
        for path in ["super::e::F", "crate::h::I", "j::k", "self::l::M"] {
            assert!(others.iter().any(|other| other == path), "{path} is missing: {others:?}");
        }
        assert!(!others.iter().any(|other| other.contains("not")), "{others:?}");
    }
}
