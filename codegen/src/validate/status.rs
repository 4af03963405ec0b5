//! Status codes in `responses`.

use super::suggest::{did_you_mean, nearest};
use crate::openapi::words::is_status;

/// What is wrong with a name in `responses`, and what to do.
pub(super) fn wrong_name(name: &str) -> Option<(String, String)> {
    if is_status(name) {
        return None;
    }
    let help = match nearest(name, ["default"]) {
        Some(meant) => did_you_mean(meant),
        None => "use a status from '100' to '599', a class such as '2XX', or `default`".to_owned(),
    };
    Some((format!("`{name}` is not a valid status code"), help))
}

/// Whether a status code is one that HTTP registers; a class and `default` are.
pub(super) fn is_registered(name: &str) -> bool {
    let Ok(code) = name.parse::<u16>() else { return true };
    matches!(code, 100..=104 | 200..=208 | 226 | 300..=308 | 400..=418 | 421..=426 | 428..=429 | 431 | 451 | 500..=508 | 510..=511)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_status_codes() {
        for name in ["200", "599", "2XX", "default"] {
            assert_eq!(wrong_name(name), None, "{name}");
        }
        for name in ["", "20", "2000", "600", "099", "2xx", "2X0", "defualt", "２00", "+20"] {
            assert!(wrong_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn knows_registered_ones() {
        for name in ["200", "204", "404", "429", "503", "5XX", "default"] {
            assert!(is_registered(name), "{name}");
        }
        for name in ["430", "299", "599", "420"] {
            assert!(!is_registered(name), "{name}");
        }
    }
}
