//! Where calls go, and what of the document's servers the client does not follow.

use openapiv3::{PathItem, ReferenceOr, Server};

use super::base_url::{self, API};
use super::context::Lower;
use crate::openapi::Document;
use crate::pointer::Pointer;
use crate::version::{Selected, SelectedOperation};

/// Where calls to Atlas's paths go when the document does not say it.
const ATLAS: &str = "https://cloud.mongodb.com";

/// Where calls go.
pub(super) struct Base {
    /// The base URL of the calls, unless the user has to say it.
    pub(super) url: Option<String>,
    /// The server of the document that operations are on, also where the client cannot use it.
    server: String,
    /// Whether the paths of the operations are those of Atlas.
    pub(super) is_atlas: bool,
}

/// A server that the document lists.
struct Listed {
    /// With the defaults of its variables: a base URL, or why it cannot be one.
    url: Result<String, (String, String)>,
    /// As it is written, if it has variables.
    template: Option<String>,
    at: Pointer,
}

impl Listed {
    fn text(&self) -> &str {
        match &self.url {
            Ok(url) => url,
            Err((text, _)) => text,
        }
    }

    fn is_usable(&self) -> bool {
        self.url.is_ok()
    }
}

/// The base URL of the calls. What the document says about other servers is noted.
pub(super) fn base(lower: &mut Lower<'_>, selected: &Selected<'_>) -> Base {
    let document = lower.document;
    let is_atlas = selected.operations.iter().any(|operation| operation.path.starts_with(API));
    let top = listed(&document.openapi().servers, &Pointer::root(), is_atlas);
    let own: Vec<Vec<Listed>> =
        selected.operations.iter().filter_map(|operation| own(document, operation, is_atlas)).collect();
    let is_own_everywhere = own.len() == selected.operations.len();
    let chosen = chosen(&top, &own, is_own_everywhere, Listed::is_usable);
    let default = is_atlas.then(|| ATLAS.to_owned());
    let Some(chosen) = chosen.or_else(|| self::chosen(&top, &own, is_own_everywhere, |_| true)) else {
        if !is_atlas {
            lower.note(&Pointer::root(), format!("the document has no server: {}", calls_go(None)), None);
        }
        // What OpenAPI has in its place.
        return Base { url: default, server: "/".to_owned(), is_atlas };
    };
    let url = match &chosen.url {
        Ok(url) => Some(url.clone()),
        Err((text, problem)) => {
            let go = calls_go(default.as_deref());
            lower.note(&chosen.at, format!("the server `{text}` is not used, as {problem}: {go}"), None);
            default
        }
    };
    variables(lower, chosen);
    others(lower, chosen, &top, &own);
    Base { url, server: chosen.text().to_owned(), is_atlas }
}

/// Where calls go when the document has no server for them.
fn calls_go(default: Option<&str>) -> String {
    match default {
        Some(url) => format!("calls go to {url} unless the client is built with a base URL"),
        None => "the client must be built with a base URL".to_owned(),
    }
}

/// The first server of the document, unless all operations have servers of their own: then it is one that all have.
/// `[A, B]` at the top is `A`, also where one operation is on `B` only.
fn chosen<'l>(
    top: &'l [Listed],
    own: &'l [Vec<Listed>],
    is_own_everywhere: bool,
    is_candidate: impl Fn(&Listed) -> bool,
) -> Option<&'l Listed> {
    let has = |list: &[Listed], server: &Listed| list.iter().any(|other| other.text() == server.text());
    let first = top.iter().find(|server| is_candidate(server));
    let is_used = |server: &&Listed| !is_own_everywhere || own.is_empty() || own.iter().any(|list| has(list, server));
    let everywhere = || {
        let mut candidates = own.first().filter(|_| is_own_everywhere)?.iter().filter(|server| is_candidate(server));
        candidates.find(|server| own.iter().all(|list| has(list, server)))
    };
    first.filter(is_used).or_else(everywhere).or(first)
}

/// Notes that a server has variables, whose defaults are taken.
fn variables(lower: &mut Lower<'_>, chosen: &Listed) {
    if let Some(template) = chosen.template.as_ref().filter(|_| chosen.is_usable()) {
        let what = format!(
            "the server `{template}` has variables: calls go to `{}`, with their defaults, unless the client is built \
             with a base URL",
            chosen.text()
        );
        lower.note(&chosen.at, what, None);
    }
}

/// Notes the servers that calls could go to as well.
fn others(lower: &mut Lower<'_>, chosen: &Listed, top: &[Listed], own: &[Vec<Listed>]) {
    let mut others: Vec<&Listed> = Vec::new();
    let of_operations = own.iter().filter(|list| list.iter().any(|server| server.text() == chosen.text()));
    for server in top.iter().chain(of_operations.flatten()) {
        if server.text() != chosen.text() && others.iter().all(|other| other.text() != server.text()) {
            others.push(server);
        }
    }
    let Some(first) = others.first() else { return };
    let names: Vec<_> =
        others.iter().map(|server| format!("`{}`", server.template.as_deref().unwrap_or(server.text()))).collect();
    let names = names.join(", ");
    let what = match &chosen.url {
        Ok(url) => format!("of several servers calls go to `{url}`; for another, build the client with its base URL"),
        Err(_) => "there are more servers that the client can be built with".to_owned(),
    };
    lower.note(&first.at, format!("{what}: {names}"), None);
}

/// Why an operation cannot be called: a path or operation on a server of its own.
pub(super) fn unsupported(document: &Document, base: &Base, selected: &SelectedOperation<'_>) -> Option<String> {
    let own = own(document, selected, false)?;
    let first = own.first()?.text();
    let is_on_base = own.iter().any(|server| server.text() == base.server);
    (!is_on_base).then(|| format!("it is on a server of its own, `{first}`"))
}

/// The servers of an operation, or of its path.
fn own(document: &Document, selected: &SelectedOperation<'_>, is_atlas: bool) -> Option<Vec<Listed>> {
    let of_operation = (&selected.operation.servers, selected.pointer.clone());
    let item = document.openapi().paths.paths.get(&selected.path).and_then(ReferenceOr::as_item);
    let of_path = item.map(|item: &PathItem| (&item.servers, selected.pointer.parent().unwrap_or_default()));
    let (servers, at) = [Some(of_operation), of_path].into_iter().flatten().find(|(list, _)| !list.is_empty())?;
    Some(listed(servers, &at, is_atlas))
}

fn listed(servers: &[Server], owner: &Pointer, is_atlas: bool) -> Vec<Listed> {
    let at = owner.push("servers");
    let read = servers.iter().enumerate().map(|(index, server)| {
        let text = filled(server);
        let written = if text == "/" { "/" } else { text.trim_end_matches('/') };
        Listed {
            url: base_url::parse(&text, is_atlas).map_err(|problem| (written.to_owned(), problem)),
            template: (text != server.url).then(|| server.url.clone()),
            at: at.index(index).push("url"),
        }
    });
    read.collect()
}

/// A server's URL with the defaults of its variables.
fn filled(server: &Server) -> String {
    let variables = server.variables.iter().flatten();
    variables.fold(server.url.clone(), |url, (name, variable)| url.replace(&format!("{{{name}}}"), &variable.default))
}
