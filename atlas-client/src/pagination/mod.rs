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

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use bytes::Bytes;
use futures_core::Stream;
use sha2::{Digest as _, Sha256};

use self::link::PAGE_NUMBER;
pub(crate) use self::page::{Listing, Page};
use crate::call::{Decode as _, Decoding, JsonBody, Later, OptionalJson, Reading, Received, Request, begin, send};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Slot, Strictness};
use crate::task::{BoxFuture, Home, spawn};

/// How many pages in a row can be empty, or equal to the one before, while each has a link to another.
const MOST_BARREN: u32 = 20;

/// The property of a page with the number of items of the whole list.
const TOTAL: &str = "totalCount";

/// The items of a list, page after page as they are asked for.
///
/// Nothing is sent before the first item is asked for, and nothing after this is dropped. It is a [`Stream`] too, which
/// ends after an error. [`try_next`](Items::try_next) goes on after one: it asks for the page again that failed, so
/// that no item is lost or comes twice. Where the list itself cannot go on ([`ErrorKind::Paging`]), it returns that
/// error again, and never `None` as if all items had come.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<I> {
    pager: Pager,
    read: fn(Received) -> Result<(Vec<I>, Turn)>,
    decoding: Option<Later>,
    ready: vec::IntoIter<I>,
}

/// The pages of a list, one after the other as they are asked for.
///
/// Nothing is sent before the first page is asked for, and nothing after this is dropped. It is a [`Stream`] too, which
/// ends after an error. [`try_next`](Pages::try_next) goes on after one: it asks for the page again that failed. Where
/// the list itself cannot go on ([`ErrorKind::Paging`]), it returns that error again.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<P> {
    pager: Pager,
    read: fn(Received) -> Result<(P, Turn)>,
    decoding: Option<Later>,
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
        Self { pager: Pager::new(request), read, decoding: None, ready: Vec::new().into_iter() }
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
            match ready!(self.pager.poll_page(cx, self.read, &mut self.decoding)) {
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
        Self { pager: Pager::new(request), read: read::<P>, decoding: None }
    }

    /// Of pages that can be absent or null: such a page has no items.
    #[allow(dead_code, reason = "generated code uses it, as far as the features go")]
    pub(crate) fn optional(request: Request) -> Self
    where
        P: Page,
    {
        Self { pager: Pager::new(request), read: read_optional::<P>, decoding: None }
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
        poll_fn(|cx| self.pager.poll_page(cx, self.read, &mut self.decoding)).await.transpose()
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
        this.pager.poll_page(cx, this.read, &mut this.decoding)
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

/// What a page says about the next.
pub(crate) struct Turn {
    count: usize,
    /// How many items the whole list has, where the page says it.
    total: Option<i64>,
    next: Next,
    /// The text of the page, which tells whether it came again.
    text: Bytes,
}

enum Next {
    /// Pages of this kind have no links.
    Unlinked,
    /// There is no next page.
    None,
    /// The next page is there.
    Link(String),
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

impl Turn {
    fn after(count: usize, text: Bytes, links: Option<&dyn Slot>, page: &dyn Slot) -> Self {
        let next = match links {
            None => Next::Unlinked,
            Some(links) => link::next(links).map_or(Next::None, Next::Link),
        };
        Self { count, total: link::integer(page, TOTAL), next, text }
    }
}

/// Tells targets apart: half of a hash of 256 bits.
fn fingerprint(target: &str) -> [u8; 16] {
    let hash = Sha256::digest(target);
    std::array::from_fn(|index| hash[index])
}

/// Where a list is: the part that does not depend on what is listed.
struct Pager {
    /// The request of the page under way, or of the last one.
    request: Request,
    step: Step,
    /// The targets of the pages so far, hashed: there is no end to the pages a server can have.
    seen: BTreeSet<[u8; 16]>,
    number: i64,
    /// The text of the last page.
    last: Option<Bytes>,
    /// How many pages in a row were empty or equal to the one before.
    barren: u32,
    /// How many items came; `None` for a list that was begun in the middle.
    count: Option<usize>,
    /// Whether the list ended although the server counts more items.
    ended_early: bool,
    /// Whether the next page is asked for before it is wanted.
    prefetch: bool,
    /// Whether the last page failed: a stream has ended then.
    failed: bool,
}

enum Step {
    Ask,
    /// A page was asked for, on a runtime that drives its connection.
    Wait(BoxFuture<Result<Received>>, Home),
    /// The list cannot go on.
    Fail(Error),
    End,
}

impl Pager {
    fn new(request: Request) -> Self {
        let number = request.query_value(PAGE_NUMBER).and_then(|number| number.parse().ok()).unwrap_or(1);
        Self {
            request,
            step: Step::Ask,
            seen: BTreeSet::new(),
            number,
            last: None,
            barren: 0,
            count: (number == 1).then_some(0),
            ended_early: false,
            prefetch: false,
            failed: false,
        }
    }

    fn poll_page<T: Send + 'static>(
        &mut self,
        cx: &mut Context<'_>,
        read: fn(Received) -> Result<(T, Turn)>,
        decoding: &mut Option<Later>,
    ) -> Poll<Option<Result<T>>> {
        if self.failed {
            return Poll::Ready(None);
        }
        if decoding.is_none() {
            match ready!(self.poll_response(cx)) {
                Some(Ok(response)) => match begin(response, read) {
                    Decoding::Now(page) => return self.take_page(page),
                    Decoding::Later(page) => *decoding = Some(page),
                },
                Some(Err(error)) => return self.take_page(Err(error)),
                None => return Poll::Ready(None),
            }
        }
        let Some(page) = decoding else {
            return Poll::Ready(None);
        };
        let page = ready!(page.poll(cx));
        *decoding = None;
        self.take_page(page)
    }

    fn take_page<T>(&mut self, page: Result<(T, Turn)>) -> Poll<Option<Result<T>>> {
        Poll::Ready(match page {
            Ok((page, turn)) => {
                let is_new = self.turn(turn);
                match &self.step {
                    Step::Ask if self.prefetch => {
                        self.step = Step::Wait(spawn(send(self.request.clone(), Reading::Whole)), Home::here());
                    }
                    // There is no page before this error.
                    Step::Fail(error) if !is_new => {
                        self.failed = true;
                        return Poll::Ready(Some(Err(error.duplicate())));
                    }
                    _ => {}
                }
                is_new.then_some(Ok(page))
            }
            Err(error) => {
                self.failed = true;
                // The page can be requested again, unless the list is the problem.
                if !matches!(self.step, Step::Fail(_)) {
                    self.step = Step::Ask;
                }
                Some(Err(error))
            }
        })
    }

    fn poll_response(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Received>>> {
        loop {
            match &mut self.step {
                Step::Ask => {
                    self.step = Step::Wait(send(self.request.clone(), Reading::Whole), Home::here());
                }
                // Nothing drives its connection and its timers there.
                Step::Wait(_, home) if home.is_left() => self.step = Step::Ask,
                Step::Wait(response, _) => {
                    let response = ready!(response.as_mut().poll(cx));
                    self.step = Step::End;
                    return Poll::Ready(Some(response));
                }
                Step::Fail(error) => return Poll::Ready(Some(Err(error.duplicate()))),
                Step::End => return Poll::Ready(None),
            }
        }
    }

    /// Decides on the next page; whether the page just read is a new one.
    fn turn(&mut self, turn: Turn) -> bool {
        let repeated = self.last.as_ref().is_some_and(|last| content::is_same(last, &turn.text));
        self.last = Some(turn.text);
        if repeated && matches!(turn.next, Next::Unlinked) {
            tracing::debug!("the list does not advance; it ends here");
            self.end(turn.total, "the last page came again");
            return false;
        }
        self.count = self.count.map(|count| count.saturating_add(turn.count));
        self.barren = if repeated || turn.count == 0 { self.barren + 1 } else { 0 };
        match turn.next {
            Next::None => self.end(turn.total, "the last page has no link to a next one"),
            Next::Link(_) if self.barren >= MOST_BARREN => {
                let problem = format!(
                    "the list does not advance: {MOST_BARREN} pages in a row were empty or equal to the one before, \
                     and the last has a link to another"
                );
                self.fail(problem);
            }
            Next::Link(href) => match self.follow(&href) {
                Ok(true) => self.step = Step::Ask,
                Ok(false) => self.end(turn.total, "the link of the last page leads back"),
                Err(error) => self.step = Step::Fail(error),
            },
            Next::Unlinked => {
                // Nobody else says how many items a full page has.
                let size = self.request.query_value("itemsPerPage").and_then(|size| size.parse::<usize>().ok());
                if turn.count > 0 && size.is_none_or(|size| turn.count >= size) {
                    self.number = self.number.saturating_add(1);
                    let number = vec![self.number.to_string()];
                    self.request = self.request.clone().set_query(PAGE_NUMBER, number);
                    self.step = Step::Ask;
                } else {
                    self.end(turn.total, "the last page is empty, or not full");
                }
            }
        }
        true
    }

    /// The list is at its end, or a server forgot the link to the next page.
    fn end(&mut self, total: Option<i64>, why: &str) {
        let total = total.and_then(|total| usize::try_from(total).ok());
        let (Some(count), Some(total)) = (self.count, total) else { return };
        if total <= count {
            return;
        }
        self.ended_early = true;
        let problem = format!("the list ended after {count} of {total} items: {why}");
        tracing::warn!("{problem}");
        if self.request.context().strictness == Strictness::Strict {
            self.fail(problem);
        }
    }

    fn fail(&mut self, problem: String) {
        self.step = Step::Fail(self.request.fail(ErrorKind::Paging, problem));
    }

    /// Turns to the page where a link leads; false if that was here before.
    fn follow(&mut self, href: &str) -> Result<bool> {
        let current = self.request.target()?;
        let base = &self.request.context().channel.base;
        let target =
            link::resolve(base, &current, href).map_err(|problem| self.request.fail(ErrorKind::Paging, problem))?;
        self.seen.insert(fingerprint(&current));
        let number = link::query_value(&target, PAGE_NUMBER).and_then(|number| number.parse().ok());
        // With a cursor, each page may have the number 1.
        let is_before =
            number.is_some_and(|number: i64| number <= self.number) && link::differs_in_page_only(&target, &current);
        if self.seen.contains(&fingerprint(&target)) || is_before {
            tracing::warn!("the link to the next page leads back; the list ends here");
            return Ok(false);
        }
        self.number = number.unwrap_or(self.number);
        self.request = self.request.clone().with_target(target);
        Ok(true)
    }
}
