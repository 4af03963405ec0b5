//! Lists that come in pages, as one sequence of items or of pages.
//!
//! The next page is where the link `rel=next` of the last one leads, as long as that is the same API of
//! the same server; where a list has no links, it is the next page number until a page is empty, or has less items than
//! were asked for.
//! `totalCount` decides nothing, since it can be missing; where it is there, a list that ends early is noticed by it.
//! A list that goes on and on without anything new is an error.

mod content;
mod link;
mod page;
mod pager;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use bytes::Bytes;
use futures_core::Stream;

pub(crate) use self::page::{Listing, Page};
use self::pager::{Pager, Turn};
use crate::call::{Decode as _, JsonBody, OptionalJson, Received, Request};
use crate::error::Result;

/// The items of a list, page after page as they are asked for.
///
/// Nothing is sent before the first item is asked for, and nothing after this is dropped. It is a [`Stream`] too, which
/// ends after an error. [`try_next`](Items::try_next) goes on after one: it asks for the page again that failed, so
/// that no item is lost or comes twice. Where the list itself cannot go on
/// ([`ErrorKind::Paging`](crate::ErrorKind::Paging)), it returns that error again, and never `None` as if all items had
/// come.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<I> {
    pager: Pager,
    read: fn(Received) -> Result<(Vec<I>, Turn)>,
    ready: vec::IntoIter<I>,
}

/// The pages of a list, one after the other as they are asked for.
///
/// Nothing is sent before the first page is asked for, and nothing after this is dropped. It is a [`Stream`] too, which
/// ends after an error. [`try_next`](Pages::try_next) goes on after one: it asks for the page again that failed. Where
/// the list itself cannot go on ([`ErrorKind::Paging`](crate::ErrorKind::Paging)), it returns that error again.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<P> {
    pager: Pager,
    read: fn(Received) -> Result<(P, Turn)>,
}

#[allow(dead_code, reason = "generated code uses it, as far as the features go")]
impl<I> Items<I> {
    pub(crate) fn new<P: Page<Item = I>>(request: Request) -> Self {
        Self::with(request, |response| read::<P>(response).map(taken))
    }

    /// Of pages that can be absent or null.
    pub(crate) fn optional<P: Page<Item = I>>(request: Request) -> Self {
        Self::with(request, |response| read_optional::<P>(response).map(taken))
    }

    fn with(request: Request, read: fn(Received) -> Result<(Vec<I>, Turn)>) -> Self {
        Self { pager: Pager::new(request), read, ready: Vec::new().into_iter() }
    }
}

impl<I> Items<I> {
    /// Asks for the next page as soon as one has come, while its items are used: one page ahead, never
    /// more. Dropping this ends that request too.
    pub fn with_prefetch(mut self) -> Self {
        self.pager.prefetch = true;
        self
    }

    /// Whether the list ended although the server counts more items, in `totalCount`, than came: its last page led to
    /// no other. Under strict decoding that is an error instead.
    #[must_use]
    pub fn ended_early(&self) -> bool {
        self.pager.ended_early
    }
}

impl<I: Send + 'static> Items<I> {
    /// The next item; `None` at the end of the list.
    ///
    /// # Errors
    ///
    /// If a page cannot be had, its link to the next leads somewhere else, or many pages in a row say nothing new.
    pub async fn try_next(&mut self) -> Result<Option<I>> {
        self.pager.failed = false;
        poll_fn(|cx| self.poll_item(cx)).await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// As [`try_next`](Self::try_next); the items before the error are lost.
    pub async fn all(mut self) -> Result<Vec<I>> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<I>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pager.poll_page(cx, self.read)) {
                Some(Ok(items)) => self.ready = items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P> Pages<P> {
    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    pub(crate) fn new(request: Request) -> Self
    where
        P: Page,
    {
        Self { pager: Pager::new(request), read: read::<P> }
    }

    /// Of pages that can be absent or null: such a page has no items.
    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    pub(crate) fn optional(request: Request) -> Self
    where
        P: Page,
    {
        Self { pager: Pager::new(request), read: read_optional::<P> }
    }

    /// Asks for the next page as soon as one has come, while that is used: one page ahead, never more.
    /// Dropping this ends that request too.
    pub fn with_prefetch(mut self) -> Self {
        self.pager.prefetch = true;
        self
    }

    /// Whether the list ended although the server counts more items, in `totalCount`, than came: its last page led to
    /// no other. Under strict decoding that is an error instead.
    #[must_use]
    pub fn ended_early(&self) -> bool {
        self.pager.ended_early
    }
}

impl<P: Send + 'static> Pages<P> {
    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// If the page cannot be had, the link to it leads somewhere else, or many pages in a row say nothing new.
    pub async fn try_next(&mut self) -> Result<Option<P>> {
        self.pager.failed = false;
        poll_fn(|cx| self.pager.poll_page(cx, self.read)).await.transpose()
    }
}

impl<I: Send + 'static> Stream for Items<I> {
    type Item = Result<I>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<P: Send + 'static> Stream for Pages<P> {
    type Item = Result<P>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.pager.poll_page(cx, this.read)
    }
}

// Items are moved out before they are lent, never pinned in here.
impl<I> Unpin for Items<I> {}
impl<P> Unpin for Pages<P> {}

impl<I> fmt::Debug for Items<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("request", &self.pager.request).finish_non_exhaustive()
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("request", &self.pager.request).finish_non_exhaustive()
    }
}

fn read<P: Page>(mut response: Received) -> Result<(P, Turn)> {
    let text = response.bytes()?;
    let page = JsonBody::<P>::decode(response)?;
    Ok(with_turn(page, text))
}

fn read_optional<P: Page>(mut response: Received) -> Result<(P, Turn)> {
    let text = response.bytes()?;
    let page = OptionalJson::<P>::decode(response)?.unwrap_or_else(P::empty);
    Ok(with_turn(page, text))
}

fn with_turn<P: Page>(mut page: P, text: Bytes) -> (P, Turn) {
    let count = page.items().count();
    let turn = Turn::after(count, text, page.links(), &page);
    (page, turn)
}

fn taken<P: Page>((mut page, turn): (P, Turn)) -> (Vec<P::Item>, Turn) {
    (page.items().take_items(), turn)
}
