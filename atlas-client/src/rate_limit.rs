//! What responses say about rate limits: `RateLimit-*` and `Retry-After`, and the bucket in the body of Atlas's error.

mod bucket;

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

pub(crate) use bucket::{Bucket, Described};

/// A rate limit as the headers of a response state it. Atlas does not always send them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// `RateLimit-Limit`: how many requests fit into the bucket.
    pub limit: Option<u64>,
    /// `RateLimit-Remaining`: how many are left in it.
    pub remaining: Option<u64>,
    /// `Retry-After`: how long to wait before the next request, only if this one was refused.
    pub retry_after: Option<Duration>,
}

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        // `100, 100;w=60` in some drafts of the headers: policies follow the number.
        let number = |name| headers.get(name)?.to_str().ok()?.split([',', ';']).next()?.trim().parse().ok();
        Self {
            limit: number("ratelimit-limit"),
            remaining: number("ratelimit-remaining"),
            retry_after: retry_after(headers),
        }
    }
}

/// What `Retry-After` says: seconds, or an HTTP date, taken relative to the server's own `Date`. Of several, the
/// longest.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let one = |text: &str| {
        let text = text.trim();
        seconds(text).or_else(|| date(text, headers))
    };
    let mut longest = None;
    for value in headers.get_all(RETRY_AFTER) {
        let Ok(text) = value.to_str() else { continue };
        let whole = one(text);
        longest = longest.max(whole);
        // A date has a comma in it; where that is not one, a proxy may have joined two of seconds.
        if whole.is_none() {
            for part in text.split(',') {
                longest = longest.max(one(part));
            }
        }
    }
    longest
}

/// Seconds, rounded up; a number that is too large is the longest time.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let more = u64::from(fraction.bytes().any(|byte| byte != b'0'));
    Some(Duration::from_secs(whole.parse::<u64>().unwrap_or(u64::MAX).saturating_add(more)))
}

fn date(text: &str, headers: &HeaderMap) -> Option<Duration> {
    let until = httpdate::parse_http_date(text).ok()?;
    let now = headers
        .get(DATE)
        .and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok())
        .unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_after(&headers(&[("retry-after", "55")])), Some(SECOND * 55));
        let date = [("date", "Fri, 21 Nov 2025 20:00:00 GMT"), ("retry-after", "Fri, 21 Nov 2025 20:01:30 GMT")];
        assert_eq!(retry_after(&headers(&date)), Some(SECOND * 90));
        let past = [("retry-after", "Fri, 21 Nov 2014 20:01:30 GMT")];
        assert_eq!(retry_after(&headers(&past)), Some(Duration::ZERO));
        assert_eq!(retry_after(&headers(&[("retry-after", "soon")])), None);
        assert_eq!(retry_after(&headers(&[("retry-after", "")])), None);
        assert_eq!(retry_after(&headers(&[("retry-after", "-1")])), None);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn odd_values_of_retry_after() {
        for (text, expected) in
            [("1.5", 2), ("1.0", 1), ("0.2", 1), (" 7 ", 7), ("99999999999999999999999", u64::MAX), ("5, 10", 10)]
        {
            let expected = Some(Duration::from_secs(expected));
            assert_eq!(retry_after(&headers(&[("retry-after", text)])), expected, "{text}");
        }
        let mut two = headers(&[("retry-after", "5")]);
        two.append(RETRY_AFTER, "9".parse().unwrap());
        assert_eq!(retry_after(&two), Some(SECOND * 9));
    }

    #[test]
    fn rate_limit_headers() {
        let headers =
            headers(&[("ratelimit-limit", "10, 10;w=60"), ("ratelimit-remaining", " 0 "), ("retry-after", "55")]);
        let limit = RateLimit::read(&headers);
        assert_eq!((limit.limit, limit.remaining), (Some(10), Some(0)));
        assert_eq!(limit.retry_after, Some(Duration::from_secs(55)));
        assert_eq!(RateLimit::read(&HeaderMap::new()), RateLimit::default());
    }
}
