//! The values with parts of one type: `Box`, `Option` and `Vec`. For maps see [`Map`](super::Map).

use super::{List, Place, Slot, Token, View};

impl<T: Slot> Slot for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }

    fn place(&mut self, token: Token) -> Place<'_> {
        (**self).place(token)
    }
}

impl<T: Slot> Slot for Option<T> {
    fn empty() -> Self {
        None
    }

    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    fn place(&mut self, token: Token) -> Place<'_> {
        // One assignment for both cases: each one compiles the drop of the old value again.
        *self = match token {
            Token::Null => None,
            Token::Value => Some(T::empty()),
        };
        match self {
            Some(value) => value.place(token),
            None => Place::Done,
        }
    }
}

impl<T: Slot> Slot for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn place(&mut self, _: Token) -> Place<'_> {
        self.clear();
        Place::List(self)
    }
}

impl<T: Slot> List for Vec<T> {
    fn get(&self, index: usize) -> Option<&dyn Slot> {
        self.as_slice().get(index).map(|item| item as &dyn Slot)
    }

    fn push(&mut self) -> Option<&mut dyn Slot> {
        self.push(T::empty());
        self.last_mut().map(|item| item as &mut dyn Slot)
    }

    fn pop(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }
}
