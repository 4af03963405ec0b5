//! Timestamps and dates: RFC 3339, read leniently and written in one form.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

/// With `Z`, and with a fraction only if there is one.
pub(super) fn format(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Accepts lower-case `t` and `z`, a space for the `T`, `+0000`, and a time without seconds, as Java writes a full
/// minute; takes a time without an offset as UTC.
pub(super) fn parse(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    let with_offset = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"];
    if let Some(time) = with_offset.iter().find_map(|form| DateTime::parse_from_str(text, form).ok()) {
        return Some(time.to_utc());
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dt%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(|time| time.and_utc())
}

/// Accepts a timestamp too, of which the date as it is written counts: .NET adds a midnight to each date.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let date = |text: &str| text.parse().ok();
    date(text).or_else(|| date(text.get(..10)?).filter(|_| parse(text).is_some()))
}
