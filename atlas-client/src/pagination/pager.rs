//! Where a list is, whatever it is a list of: which page is asked for, and what follows from each that comes.
//!
//! ```text
//! Ask ─▶ Wait ─▶ Decode, if the page is large ─▶ turn ─▶ Ask, End or Fail
//! ```
//!
//! For example, a list in pages of two items, and a program that goes on after an error:
//!
//! | response | says | then |
//! | --- | --- | --- |
//! | 2 items, a link with `pageNum=2` | there are more | `Ask`; `Wait` at once with prefetch |
//! | 503, and its retries as well | nothing | `Ask` for the same page; a stream has ended |
//! | 2 items, a link with `pageNum=3` | there are more | `Ask` |
//! | the same text but for its link, with `pageNum=4` | the list may not advance | `Ask`, at most 20 times in a row |
//! | 1 item, no link, `totalCount` 9 | this is the end, and 7 of 9 items came | `End`, early; `Fail` if strict |

use std::collections::HashSet;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::link::PAGE_NUMBER;
use super::{content, link};
use crate::call::{Decoding, Later, Reading, Received, Request, begin, send};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Slot, Strictness};
use crate::task::{BoxFuture, Home, spawn};

/// How many pages in a row can be empty, or equal to the one before, while each has a link to another.
const MOST_BARREN: u32 = 20;

/// The property of a page with the number of items of the whole list.
const TOTAL: &str = "totalCount";

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
    /// The last page was reached.
    None,
    /// The next page is there.
    Link(String),
}

impl Turn {
    pub(super) fn after(count: usize, text: Bytes, links: Option<&dyn Slot>, page: &dyn Slot) -> Self {
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
pub(super) struct Pager {
    /// The request of the page under way, or of the last one.
    pub(super) request: Request,
    step: Step,
    /// The targets of the pages so far, hashed: there is no end to the pages a server can have.
    seen: HashSet<[u8; 16]>,
    number: i64,
    /// The text of the last page.
    last: Option<Bytes>,
    /// How many pages in a row were empty or equal to the one before.
    barren: u32,
    /// How many items came; `None` for a list that was begun in the middle.
    count: Option<usize>,
    /// Whether the list ended although the server counts more items.
    pub(super) ended_early: bool,
    /// Whether the next page is asked for before it is wanted.
    pub(super) prefetch: bool,
    /// Whether the last page failed: a stream has ended then.
    pub(super) failed: bool,
}

enum Step {
    Ask,
    /// A page was asked for, on a runtime that drives its connection.
    Wait(BoxFuture<Result<Received>>, Home),
    /// A page is being decoded on another thread.
    Decode(Later),
    /// The list cannot go on.
    Fail(Error),
    End,
}

impl Pager {
    pub(super) fn new(request: Request) -> Self {
        let number = request.query_value(PAGE_NUMBER).and_then(|number| number.parse().ok()).unwrap_or(1);
        Self {
            request,
            step: Step::Ask,
            seen: HashSet::new(),
            number,
            last: None,
            barren: 0,
            count: (number == 1).then_some(0),
            ended_early: false,
            prefetch: false,
            failed: false,
        }
    }

    /// The next page, as `read` makes it of its response; `None` at the end of the list.
    pub(super) fn poll_page<T: Send + 'static>(
        &mut self,
        cx: &mut Context<'_>,
        read: fn(Received) -> Result<(T, Turn)>,
    ) -> Poll<Option<Result<T>>> {
        if self.failed {
            return Poll::Ready(None);
        }
        if !matches!(self.step, Step::Decode(_)) {
            let Some(response) = ready!(self.poll_response(cx)) else { return Poll::Ready(None) };
            match response.map(|response| begin(response, read)) {
                Ok(Decoding::Now(page)) => return Poll::Ready(self.take_page(page)),
                Ok(Decoding::Later(page)) => self.step = Step::Decode(page),
                Err(error) => return Poll::Ready(Some(Err(self.failed_page(error)))),
            }
        }
        let Step::Decode(page) = &mut self.step else { return Poll::Ready(None) };
        let page = ready!(page.poll(cx));
        self.step = Step::End;
        Poll::Ready(self.take_page(page))
    }

    /// A page, unless it is the last one again; the list is at the next one then.
    fn take_page<T>(&mut self, page: Result<(T, Turn)>) -> Option<Result<T>> {
        match page {
            Ok((page, turn)) => match self.go_on(turn) {
                Ok(is_new) => is_new.then_some(Ok(page)),
                Err(error) => Some(Err(error)),
            },
            Err(error) => Some(Err(self.failed_page(error))),
        }
    }

    /// Turns to the next page, and asks for it if that is wanted; whether the page just read is a new one.
    fn go_on(&mut self, turn: Turn) -> Result<bool> {
        let is_new = self.turn(turn);
        match &self.step {
            Step::Ask if self.prefetch => {
                self.step = Step::Wait(spawn(send(self.request.clone(), Reading::Whole)), Home::here());
            }
            // The error comes in place of a page.
            Step::Fail(error) if !is_new => {
                self.failed = true;
                return Err(error.duplicate());
            }
            _ => {}
        }
        Ok(is_new)
    }

    /// Notes that a page could not be had. It can be requested again, unless the list is the problem.
    fn failed_page(&mut self, error: Error) -> Error {
        self.failed = true;
        if !matches!(self.step, Step::Fail(_)) {
            self.step = Step::Ask;
        }
        error
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
                Step::Decode(_) | Step::End => return Poll::Ready(None),
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
            Next::Unlinked if self.is_full(turn.count) => {
                self.number = self.number.saturating_add(1);
                let number = vec![self.number.to_string()];
                self.request = self.request.clone().set_query(PAGE_NUMBER, number);
                self.step = Step::Ask;
            }
            Next::Unlinked => self.end(turn.total, "the last page is empty, or not full"),
        }
        true
    }

    /// Whether a page of this many items can be followed by another. Only the request says how many a full page has.
    fn is_full(&self, count: usize) -> bool {
        let size = self.request.query_value("itemsPerPage").and_then(|size| size.parse().ok());
        count > 0 && size.is_none_or(|size: usize| count >= size)
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
