//! How long the generator takes, from the text of a document to the text of the files.

use std::path::Path;

use benches::{descriptions, input};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The file names of the documents, for the table.
fn names() -> Vec<String> {
    let paths = descriptions().unwrap_or_default();
    paths.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
}

fn with_input(bencher: Bencher<'_, '_>, name: &str, work: impl Fn(&codegen::Source, &codegen::Options)) {
    let paths = descriptions().expect("the folder of descriptions");
    let path = paths.iter().find(|path| Path::new(name) == path.file_name().unwrap_or_default());
    let (source, options) = input(path.expect("one of the descriptions")).expect("a readable description");
    bencher.bench_local(|| work(black_box(&source), black_box(&options)));
}

/// Reading, with every check.
#[divan::bench(args = names(), sample_count = 10, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>, name: &str) {
    with_input(bencher, name, |source, _| {
        black_box(codegen::load_as(source, codegen::Profile::Tolerant)).expect("a valid description");
    });
}

/// Everything.
#[divan::bench(args = names(), sample_count = 10, sample_size = 1)]
fn generate(bencher: Bencher<'_, '_>, name: &str) {
    with_input(bencher, name, |source, options| {
        black_box(codegen::generate(source, options)).expect("a valid description");
    });
}
