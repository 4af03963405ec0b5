//! No model shows a secret, at any depth.

use conformance::document::Document;
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, kind};
use conformance::secret::{CANARY, with_canaries};

use crate::table::all;

#[test]
fn debug_shows_no_secret() {
    let document = Document::committed();
    let (mut canaries, mut problems) = (0, Vec::new());
    for model in all() {
        let schema = model.schema(&document);
        let alternatives =
            if let Kind::Union(alternatives) = kind(&document, &schema) { alternatives.len() } else { 1 };
        for choice in 0..alternatives {
            let sample = Sampler::new(&document, Extent::Full).with_choice(choice).sample(&schema, model.rust);
            let (value, count) = with_canaries(&document, &schema, &sample);
            let decoded = model.decode(&value).unwrap_or_else(|e| panic!("{}: {e}", model.rust));
            canaries += count;
            for shown in [&decoded.debug, &decoded.pretty] {
                if shown.contains(CANARY) {
                    problems.push(format!("{}: {shown}", model.rust));
                }
            }
            assert_eq!(
                decoded.json.to_string().matches(CANARY).count(),
                count,
                "{}: secrets that were decoded",
                model.rust
            );
        }
    }
    assert!(problems.is_empty(), "{} models show secrets:\n{}", problems.len(), problems.join("\n"));
    assert!(canaries > 20, "only {canaries} secrets were looked at");
}
