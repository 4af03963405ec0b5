// ==== api/cycle_boxes/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod put_thing;

pub use self::put_thing::PutThing;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn cycle_boxes(&self) -> CycleBoxes {
        CycleBoxes { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::cycle_boxes`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct CycleBoxes {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&put_thing::PUT_THING];
// ==== api/cycle_boxes/put_thing.rs
//! `putThing`: `PUT /api/atlas/v2/things`.

use super::CycleBoxes;
use crate::models::Node;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl CycleBoxes {
    /// Replace the tree.
    ///
    /// `PUT /api/atlas/v2/things`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let body = Node::default().with_parent(parent);
    /// let response = client.cycle_boxes().put_thing(body).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn put_thing(&self, body: impl Into<Node>) -> PutThing {
        PutThing(Request::new(&self.client, &PUT_THING).body(Into::<Node>::into(body)))
    }
}

pub(super) static PUT_THING: Operation = Operation {
    id: "putThing",
    method: Method::PUT,
    path: "/api/atlas/v2/things",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: Some("application/vnd.atlas.2024-05-30+json"),
    query: &[],
    auth: true,
};

/// Request of [`CycleBoxes::put_thing`].
///
/// `PUT /api/atlas/v2/things`, version 2024-05-30. Responds with 200. [`send`](Self::send) returns
/// `Node`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct PutThing(Request);

impl PutThing {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Node> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Node>> {
        self.0.send_json_full()
    }

    /// Sets how long one attempt may take, for this call.
    #[inline]
    pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this call.
    #[inline]
    pub fn with_retry(self, policy: crate::RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Sets a header, in place of one of this name. An invalid one is reported when the request is sent.
    #[inline]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }

    /// Sends the body's read-only properties too, which are left out otherwise.
    #[inline]
    pub fn with_read_only_fields(self) -> Self {
        Self(self.0.with_read_only_fields())
    }

    /// Sends the body although required fields in it were never set. They are left out.
    #[inline]
    pub fn with_missing_fields(self) -> Self {
        Self(self.0.with_missing_fields())
    }
}
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "cycle-boxes")]
pub mod cycle_boxes;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "cycle-boxes")]
    cycle_boxes::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.cycle_boxes()` | `cycle-boxes` | Returns and changes things. |
// ==== models/cycle_boxes/branch.rs
//! Schema `Branch`.

use crate::model;
use crate::model::IntoField;
use crate::models::Leaf;

/// What a leaf hangs on.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Branch {
    /// The end of a branch.
    pub leaf: Option<Box<Leaf>>,
}

impl model::Object for Branch {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Branch",
            fields: &[model::Field::optional("leaf", "leaf")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.leaf], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.leaf], &mut model::SetFields::default());
    }
}

model::object_traits!(Branch);

impl Branch {
    /// Sets `leaf`: The end of a branch.
    #[must_use]
    pub fn with_leaf<K_>(mut self, leaf: impl IntoField<Leaf, K_>) -> Self {
        self.leaf = leaf.into_field().map(Box::new);
        self
    }
}
// ==== models/cycle_boxes/chain.rs
//! Schema `Chain`.

use crate::model;
use crate::model::IntoField;
use crate::models::Leaf;

/// A chain without an end, so that a value of it cannot be complete.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Chain {
    /// A chain without an end, so that a value of it cannot be complete.
    ///
    /// Required.
    pub next: Option<Box<Chain>>,
    /// The end of a branch.
    pub first: Leaf,
    pub(crate) set_fields: model::SetFields,
}

impl model::Object for Chain {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Chain",
            fields: &[
                model::Field::optional("next", "next"),
                model::Field::required("first", "first"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.next, &self.first], self.set_fields);
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.next, &mut self.first], &mut self.set_fields);
    }
}

model::object_traits!(Chain);

impl Chain {
    /// Sets `next`: A chain without an end, so that a value of it cannot be complete.
    #[must_use]
    pub fn with_next<K_>(mut self, next: impl IntoField<Chain, K_>) -> Self {
        self.next = next.into_field().map(Box::new);
        self
    }

    /// Sets `first`: The end of a branch.
    #[must_use]
    pub fn with_first(mut self, first: impl Into<Leaf>) -> Self {
        self.first = first.into();
        self.set_fields.insert(1);
        self
    }
}
// ==== models/cycle_boxes/leaf.rs
//! Schema `Leaf`.

use crate::model;
use crate::model::IntoField;
use crate::models::Branch;

/// The end of a branch.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Leaf {
    /// What a leaf hangs on.
    pub branch: Option<Box<Branch>>,
}

impl model::Object for Leaf {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Leaf",
            fields: &[model::Field::optional("branch", "branch")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.branch], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.branch], &mut model::SetFields::default());
    }
}

model::object_traits!(Leaf);

impl Leaf {
    /// Sets `branch`: What a leaf hangs on.
    #[must_use]
    pub fn with_branch<K_>(mut self, branch: impl IntoField<Branch, K_>) -> Self {
        self.branch = branch.into_field().map(Box::new);
        self
    }
}
// ==== models/cycle_boxes/mod.rs
//! Types that only the tag `Cycle Boxes` uses.

mod branch;
mod chain;
mod leaf;
mod node;

pub use self::branch::Branch;
pub use self::chain::Chain;
pub use self::leaf::Leaf;
pub use self::node::Node;
// ==== models/cycle_boxes/node.rs
//! Schema `Node`.

use crate::model;
use crate::model::{IntoField, IntoItems};
use crate::models::{Chain, Leaf};

/// A node of a tree.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Node {
    /// A node of a tree.
    pub parent: Option<Box<Node>>,
    /// Nodes below.
    pub children: Option<Vec<Node>>,
    /// The end of a branch.
    pub leaf: Option<Leaf>,
    /// A chain without an end, so that a value of it cannot be complete.
    pub chain: Option<Chain>,
}

impl model::Object for Node {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Node",
            fields: &[
                model::Field::optional("parent", "parent"),
                model::Field::optional("children", "children"),
                model::Field::optional("leaf", "leaf"),
                model::Field::optional("chain", "chain"),
            ],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(
            &[&self.parent, &self.children, &self.leaf, &self.chain],
            model::SetFields::default(),
        );
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(
            &mut [&mut self.parent, &mut self.children, &mut self.leaf, &mut self.chain],
            &mut model::SetFields::default(),
        );
    }
}

model::object_traits!(Node);

impl Node {
    /// Sets `parent`: A node of a tree.
    #[must_use]
    pub fn with_parent<K_>(mut self, parent: impl IntoField<Node, K_>) -> Self {
        self.parent = parent.into_field().map(Box::new);
        self
    }

    /// Sets `children`: Nodes below.
    #[must_use]
    pub fn with_children<K_>(mut self, children: impl IntoItems<Node, K_>) -> Self {
        self.children = children.into_items();
        self
    }

    /// Sets `leaf`: The end of a branch.
    #[must_use]
    pub fn with_leaf<K_>(mut self, leaf: impl IntoField<Leaf, K_>) -> Self {
        self.leaf = leaf.into_field();
        self
    }

    /// Sets `chain`: A chain without an end, so that a value of it cannot be complete.
    #[must_use]
    pub fn with_chain<K_>(mut self, chain: impl IntoField<Chain, K_>) -> Self {
        self.chain = chain.into_field();
        self
    }
}
// ==== models/mod.rs
//! Types of request and response bodies.
//!
//! Structs have public fields, `Default`, and `with_…` setters where a request can contain them.
//! They are `#[non_exhaustive]`: start from `default()`.
//!
//! Enums are open. A value that this version of the crate does not know arrives as `Unknown`, with
//! its text, and goes out again unchanged; comparing and hashing go by the text, so `Unknown("a")`
//! equals the variant for `a`. Unions are open in the same way: an object that none of the known
//! variants fits arrives as `Unknown`, whole.

#[cfg(feature = "cycle-boxes")]
mod cycle_boxes;
#[cfg(feature = "cycle-boxes")]
pub use self::cycle_boxes::*;
