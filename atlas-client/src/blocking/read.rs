//! Byte streams as readers.

use std::fmt;
use std::io;

use bytes::{Buf as _, Bytes};

use super::background::Background;
use crate::call::ByteStream;

/// The bytes of a stream, from [`Blocking::reader`](super::Blocking::reader).
///
/// An error of the stream is the inner error of the [`io::Error`].
pub struct BlockingReader {
    pub(super) background: Background,
    pub(super) stream: ByteStream,
    pub(super) chunk: Bytes,
}

impl BlockingReader {
    /// The stream, for its media type and length.
    #[must_use]
    pub fn stream(&self) -> &ByteStream {
        &self.stream
    }
}

impl io::Read for BlockingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() && !buffer.is_empty() {
            match self.background.run(self.stream.try_next()) {
                Ok(Some(chunk)) => self.chunk = chunk,
                Ok(None) => return Ok(0),
                Err(error) => return Err(error.into()),
            }
        }
        let count = self.chunk.len().min(buffer.len());
        self.chunk.copy_to_slice(&mut buffer[..count]);
        Ok(count)
    }
}

impl fmt::Debug for BlockingReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingReader").field(&self.stream).finish()
    }
}
