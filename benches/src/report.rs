//! Figures as a Markdown table and as a bar chart.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;

use crate::run::Usage;
use crate::stats::Sample;

/// One measured thing, with the name that it has in tables.
pub type Row = (String, Usage);

/// A table of what was measured. Ratios are to the first row.
#[must_use]
pub fn usage_table(rows: &[Row]) -> String {
    let first = rows.first().and_then(|(_, usage)| usage.cpu.median());
    let cells = |(name, usage): &Row| {
        let ratio = first.zip(usage.cpu.median()).filter(|(first, _)| *first > 0.0).map(|(first, cpu)| cpu / first);
        vec![
            name.clone(),
            shown(&usage.cpu, seconds),
            usage.cpu.spread().map_or_else(dash, |spread| format!("{:.0} %", spread * 100.0)),
            ratio.map_or_else(dash, |ratio| format!("{ratio:.2}")),
            shown(&usage.wall, seconds),
            shown(&usage.memory, megabytes),
        ]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    table(&["", "CPU, median", "spread", "ratio", "time", "memory"], &rows)
}

/// A Markdown table.
#[must_use]
pub fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<_> = cells.map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = line(&mut headings.iter().copied());
    text.push_str(&line(&mut headings.iter().map(|_| "---")));
    for row in rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    text
}

fn shown(sample: &Sample, show: impl Fn(f64) -> String) -> String {
    sample.median().map_or_else(dash, show)
}

fn dash() -> String {
    "–".to_owned()
}

/// `0.86 s`, `11.2 s`, `281 s`
#[must_use]
pub fn seconds(figure: f64) -> String {
    match figure {
        _ if figure < 10.0 => format!("{figure:.2} s"),
        _ if figure < 100.0 => format!("{figure:.1} s"),
        _ => format!("{figure:.0} s"),
    }
}

/// `117 MB`
#[must_use]
pub fn megabytes(bytes: f64) -> String {
    let megabytes = bytes / 1e6;
    if megabytes < 10.0 { format!("{megabytes:.1} MB") } else { format!("{megabytes:.0} MB") }
}

/// Draws the CPU time of each row as a bar, into an SVG file.
///
/// # Errors
///
/// When the file cannot be written.
pub fn chart(path: &Path, title: &str, rows: &[Row]) -> Result<()> {
    let bars: Vec<_> = rows.iter().filter_map(|(name, usage)| Some((name.as_str(), usage.cpu.median()?))).collect();
    let most = bars.iter().map(|(_, cpu)| *cpu).fold(0.0, f64::max);
    let height = u32::try_from(bars.len())? * 28 + 80;
    let area = SVGBackend::new(path, (800, height)).into_drawing_area();
    draw(&area, title, &bars, most.max(0.001)).map_err(|error| anyhow!("cannot draw {}: {error}", path.display()))
}

type DrawingError = DrawingAreaErrorKind<std::io::Error>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

fn draw(area: &Area<'_>, title: &str, bars: &[(&str, f64)], most: f64) -> Result<(), DrawingError> {
    area.fill(&WHITE)?;
    let last = i32::try_from(bars.len()).unwrap_or(i32::MAX);
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 16))
        .margin(8)
        .x_label_area_size(32)
        .y_label_area_size(260)
        .build_cartesian_2d(0.0..most * 1.05, (0..last).into_segmented())?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .x_desc("CPU, seconds")
        .y_labels(bars.len())
        .y_label_formatter(&|value| match value {
            // The first bar is on top.
            SegmentValue::CenterOf(index) => usize::try_from(last - 1 - index)
                .ok()
                .and_then(|index| bars.get(index))
                .map_or_else(String::new, |(name, _)| (*name).to_owned()),
            SegmentValue::Exact(_) | SegmentValue::Last => String::new(),
        })
        .draw()?;
    let bars = (0..last).rev().zip(bars).map(|(index, (_, cpu))| {
        let corners = [(0.0, SegmentValue::Exact(index)), (*cpu, SegmentValue::Exact(index + 1))];
        let mut bar = Rectangle::new(corners, RGBColor(0x2e, 0x6f, 0x9e).filled());
        bar.set_margin(4, 4, 0, 0);
        bar
    });
    chart.draw_series(bars)?;
    area.present()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, cpu: &[f64], memory: f64) -> Row {
        let usage =
            Usage { cpu: cpu.iter().copied().collect(), memory: [memory].into_iter().collect(), ..Usage::default() };
        (name.to_owned(), usage)
    }

    #[test]
    fn table_with_ratios_to_the_first_row() {
        let rows = [row("a|b", &[2.0, 1.0, 4.0], 117e6), row("c", &[30.0], 1.42e9), row("d", &[], 0.0)];
        let expected = "\
| | CPU, median | spread | ratio | time | memory |
| --- | --- | --- | --- | --- | --- |
| a\\|b | 2.00 s | 150 % | 1.00 | – | 117 MB |
| c | 30.0 s | 0 % | 15.00 | – | 1420 MB |
| d | – | – | – | – | 0.0 MB |
";
        assert_eq!(usage_table(&rows).replace("|  |", "| |"), expected);
    }

    #[test]
    fn chart_with_a_bar_for_each_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chart.svg");
        chart(&path, "Check", &[row("ours", &[11.2], 1.0), row("theirs", &[77.0], 1.0)]).unwrap();
        let svg = std::fs::read_to_string(path).unwrap();
        for text in ["Check", "ours", "theirs"] {
            assert!(svg.contains(text), "{text}");
        }
        assert_eq!(svg.matches("#2E6F9E").count(), 2);
    }
}
