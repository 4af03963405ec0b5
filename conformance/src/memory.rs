//! Looking for secrets in the memory of this process, which Linux shows it.

use std::collections::hash_map::RandomState;
use std::fs::{File, read_to_string};
use std::hash::BuildHasher as _;
use std::io::Result;
use std::os::unix::fs::FileExt as _;
use std::sync::{Mutex, PoisonError};

/// A byte that is rare in memory and needs no escape in JSON.
const RARE: u8 = 0x7f;
/// What replaces it in a text: as long as it is.
const HOLE: &str = "<a needle, 16 b>";

/// A text that is in memory only where a test puts it: it is kept masked.
pub struct Needle([u8; 16]);

impl Needle {
    /// Makes one that no other test has.
    #[must_use]
    pub fn new() -> Self {
        let random = RandomState::new().hash_one(1).to_le_bytes();
        let letter = |index: usize| b'a' + (random[index % 8] >> (index / 8)) % 26;
        Self(std::array::from_fn(|index| !if index == 0 { RARE } else { letter(index) }))
    }

    /// A text that ends with it, in a buffer of its own.
    #[must_use]
    pub fn text(&self) -> Vec<u8> {
        let mut text = Self::place().into_bytes();
        self.plant(&mut text);
        text
    }

    /// A text to be planted in. The allocator writes over the beginning of what is freed, so the needle comes after
    /// that.
    #[must_use]
    pub fn place() -> String {
        format!("{}{HOLE}", "-".repeat(64))
    }

    /// Writes it into each place in `text`.
    pub fn plant(&self, text: &mut [u8]) {
        for start in 0..text.len() {
            if text[start..].starts_with(HOLE.as_bytes()) {
                for (byte, masked) in text[start..].iter_mut().zip(self.0) {
                    *byte = !masked;
                }
            }
        }
    }

    fn is_at(&self, bytes: &[u8]) -> bool {
        bytes.len() >= self.0.len() && bytes.iter().zip(self.0).all(|(byte, masked)| *byte == !masked)
    }

    /// How often it is in the memory that this process can write to.
    ///
    /// # Errors
    ///
    /// If the process may not read its own memory.
    pub fn count(&self) -> Result<usize> {
        // Another search at the same time would be found: its buffer has copies of what it has read.
        static SEARCH: Mutex<()> = Mutex::new(());
        let _alone = SEARCH.lock().unwrap_or_else(PoisonError::into_inner);
        let memory = File::open("/proc/self/mem")?;
        let mut buffer = vec![0; 1 << 20];
        let own = buffer.as_ptr().addr()..buffer.as_ptr().addr() + buffer.len();
        let mut count = 0;
        for line in read_to_string("/proc/self/maps")?.lines().filter(|line| line.contains(" rw-p ")) {
            let range = line.split(' ').next().and_then(|range| range.split_once('-'));
            let address = |text| usize::from_str_radix(text, 16).unwrap_or_default();
            let (mut at, end) = range.map_or((0, 0), |(start, end)| (address(start), address(end)));
            while at < end {
                if own.contains(&at) {
                    at = own.end;
                    continue;
                }
                // Up to the buffer, which holds copies of what was read, and one needle further than the next part
                // begins.
                let stop = if at < own.start { end.min(own.start) } else { end };
                let Ok(length) = memory.read_at(&mut buffer[..(stop - at).min(1 << 20)], at as u64) else { break };
                count += self.count_in(&buffer[..length]);
                at += if at + length < stop { length - self.0.len() + 1 } else { length };
            }
        }
        buffer.fill(0);
        Ok(count)
    }

    fn count_in(&self, bytes: &[u8]) -> usize {
        let candidates = |part: usize| {
            let start = part * 256;
            let part = &bytes[start..bytes.len().min(start + 256)];
            // A search that the standard library does fast in a build without optimization, too.
            let found = if part.contains(&RARE) { part } else { &[] };
            found.iter().enumerate().filter(|(_, byte)| **byte == RARE).map(move |(index, _)| start + index)
        };
        (0..bytes.len().div_ceil(256)).flat_map(candidates).filter(|start| self.is_at(&bytes[*start..])).count()
    }
}

/// Whether this process may read its own memory; where it may not, a message says that a test is skipped.
#[must_use]
#[allow(clippy::print_stderr, reason = "a test that proves nothing says so")]
pub fn is_readable() -> bool {
    let readable = Needle::new().count().is_ok();
    if !readable {
        eprintln!("skipped: this process may not read its own memory");
    }
    readable
}

impl Default for Needle {
    fn default() -> Self {
        Self::new()
    }
}
