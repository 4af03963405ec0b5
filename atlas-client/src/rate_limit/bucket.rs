//! The bucket of requests that the body of Atlas's error describes.

use std::time::Duration;

use crate::model::Json;

/// The code of an error whose parameters describe a bucket.
const TOKEN_BUCKET: &str = "RATE_LIMITED_TOKEN_BUCKET";
/// A longer text does not name a set of endpoints.
const LONGEST_NAME: usize = 200;
/// A longer time between two refills is not believed: calls would wait for it.
const LONGEST_REFILL: Duration = Duration::from_secs(3600);

/// What the body of Atlas's error says about the limit that has refused a request.
#[derive(Debug, PartialEq)]
pub(crate) struct Described<'a> {
    /// The set of endpoints that have the limit together.
    pub(crate) set: &'a str,
    /// How long to wait before the next request.
    pub(crate) wait: Duration,
    pub(crate) bucket: Bucket,
}

/// A bucket that `capacity` requests fit into, and to which room for as many as `refill` is added again and again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bucket {
    pub(crate) capacity: u32,
    pub(crate) refill: u32,
    pub(crate) every: Duration,
}

impl<'a> Described<'a> {
    /// For example `["api/atlas/v2/orgs", 55, 10, 5, 60]`: room for 10, and 5 more every 60 seconds, next in 55.
    pub(crate) fn read(code: &str, parameters: &'a [Json]) -> Option<Self> {
        let (TOKEN_BUCKET, [set, numbers @ ..]) = (code, parameters) else { return None };
        let number = |number: &Json| u32::try_from(number.as_u64()?).ok().filter(|number| *number > 0);
        let [wait, capacity, refill, every] = numbers else { return None };
        let every = Some(Duration::from_secs(number(every)?.into())).filter(|every| *every <= LONGEST_REFILL)?;
        Some(Self {
            set: set.as_str().filter(|set| set.len() <= LONGEST_NAME)?,
            wait: Duration::from_secs(wait.as_u64()?),
            bucket: Bucket { capacity: number(capacity)?, refill: number(refill)?, every },
        })
    }
}

impl Bucket {
    /// How many refills there are in a time.
    pub(crate) fn refills(&self, time: Duration) -> u32 {
        u32::try_from(time.as_secs() / self.every.as_secs()).unwrap_or(u32::MAX)
    }

    /// How many requests fit after so many refills, where `left` fitted before.
    pub(crate) fn refilled(&self, left: u32, refills: u32) -> u32 {
        left.saturating_add(self.refill.saturating_mul(refills)).min(self.capacity)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(parameters: &Json) -> Option<Described<'_>> {
        Described::read(TOKEN_BUCKET, parameters.as_array().unwrap())
    }

    #[test]
    fn bucket_of_a_body() {
        let parameters = json!(["api/atlas/v2/orgs", 55, 10, 5, 60]);
        let described = read(&parameters).unwrap();
        assert_eq!((described.set, described.wait), ("api/atlas/v2/orgs", Duration::from_secs(55)));
        assert_eq!(described.bucket, Bucket { capacity: 10, refill: 5, every: Duration::from_secs(60) });
        assert_eq!(Described::read("RATE_LIMITED", parameters.as_array().unwrap()), None);
    }

    #[test]
    fn parameters_that_describe_nothing() {
        for parameters in [
            json!([]),
            json!(["orgs", 55, 10, 5]),
            json!(["orgs", 55, 10, 5, 60, 1]),
            json!([1, 55, 10, 5, 60]),
            json!(["orgs", 55, 10, 0, 60]),
            json!(["orgs", 55, 10, 5, 0]),
            json!(["orgs", 55, 10, 5, 86_400]),
            json!(["orgs", 55, "10", 5, 60]),
            json!(["orgs", 55, 10, 5, 60.5]),
            json!(["orgs", -1, 10, 5, 60]),
            json!(["o".repeat(1 << 20), 55, 10, 5, 60]),
        ] {
            assert_eq!(read(&parameters), None);
        }
    }

    #[test]
    fn buckets_are_refilled() {
        let bucket = Bucket { capacity: 10, refill: 4, every: Duration::from_secs(1) };
        assert_eq!((bucket.refilled(0, 1), bucket.refilled(0, 3), bucket.refilled(9, u32::MAX)), (4, 10, 10));
    }
}
