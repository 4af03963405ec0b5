//! URL templates and the values in them: whatever they are, the request goes to the client's own server, and each
//! value arrives as it was given.

use atlas_client::{Credentials, Method};
use conformance::percent::decode;

use super::wire::{self, HOST, client, response};

/// Lines: a template, and values for its parameters.
fn check(template: &str, values: &[&str]) {
    let (client, sent) = client(Credentials::bearer("token"), |_| response(200, "x-none", b"", "{}"));
    let request = client.request(Method::GET, template);
    let request = values.iter().fold(request, |request, value| request.path(*value));
    let result = wire::run(request.query("q", values.concat()).send());
    let sent = sent.lock().expect("nobody panicked with the log");
    let Some(request) = sent.first() else {
        assert!(result.is_err(), "a success without a request");
        return;
    };
    assert_eq!(request.uri.host(), Some(HOST), "{template:?} {values:?}");
    assert_eq!(request.uri.authority().map(http::uri::Authority::as_str), Some(HOST));
    let path = request.uri.path();
    // The text around the values is the program's own, and can have a percent sign without digits.
    let readable = decode(&template.replace(['{', '}'], "/")).is_ok() && template.matches('{').count() == values.len();
    for value in values.iter().filter(|_| readable) {
        let segments = path.split('/').filter_map(|segment| decode(segment).ok());
        let found = segments.into_iter().any(|segment| segment.contains(value));
        assert!(found, "{value:?} of {template:?} is not in {path}");
    }
    let query = request.uri.query().expect("it has a query");
    let value = query.rsplit_once("q=").expect("it has q").1;
    assert_eq!(decode(&value.replace('+', "%20")).as_deref(), Ok(values.concat().as_str()), "{query}");
}

/// The same for bytes.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut lines = text.split('\n');
    let template = lines.next().unwrap_or_default();
    check(template, &lines.take(8).collect::<Vec<_>>());
}
