//! No model shows a secret, at any depth.

use tests::description::Description;
use tests::sample::{Extent, Sampler};
use tests::schema::{Kind, kind};
use tests::secret::{CANARY, with_canaries};

use crate::table::all;

#[test]
fn debug_shows_no_secret() {
    let description = Description::committed();
    let (mut canaries, mut problems) = (0, Vec::new());
    for model in all() {
        let schema = model.schema(&description);
        let arms = if let Kind::Union(arms) = kind(&description, &schema) { arms.len() } else { 1 };
        for choice in 0..arms {
            let sample = Sampler::new(&description, Extent::Full).with_choice(choice).sample(&schema, model.rust);
            let (value, count) = with_canaries(&description, &schema, &sample);
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
