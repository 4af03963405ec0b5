//! Lists as iterators.

use std::fmt;

use super::background::Background;
use crate::error::Result;
use crate::pagination::{Items, Pages};

/// The items of a list, from [`Blocking::items`](super::Blocking::items).
#[must_use = "nothing is sent until an item is asked for"]
pub struct BlockingItems<I> {
    pub(super) background: Background,
    pub(super) items: Items<I>,
    pub(super) failed: bool,
}

/// The pages of a list, from [`Blocking::pages`](super::Blocking::pages).
#[must_use = "nothing is sent until a page is asked for"]
pub struct BlockingPages<P> {
    pub(super) background: Background,
    pub(super) pages: Pages<P>,
    pub(super) failed: bool,
}

impl<I: Send + 'static> Iterator for BlockingItems<I> {
    type Item = Result<I>;

    fn next(&mut self) -> Option<Result<I>> {
        next(&self.background, &mut self.failed, self.items.try_next())
    }
}

impl<P: Send + 'static> Iterator for BlockingPages<P> {
    type Item = Result<P>;

    fn next(&mut self) -> Option<Result<P>> {
        next(&self.background, &mut self.failed, self.pages.try_next())
    }
}

/// What comes next; nothing after an error.
fn next<T>(
    background: &Background,
    failed: &mut bool,
    next: impl Future<Output = Result<Option<T>>>,
) -> Option<Result<T>> {
    if *failed {
        return None;
    }
    let next = background.run(next).transpose();
    *failed = matches!(next, Some(Err(_)));
    next
}

impl<I> fmt::Debug for BlockingItems<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingItems").field(&self.items).finish()
    }
}

impl<P> fmt::Debug for BlockingPages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingPages").field(&self.pages).finish()
    }
}
