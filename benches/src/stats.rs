//! Medians and spreads of repeated measurements.

/// Figures of one thing, measured several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// Adds a figure. What is not a number is left out.
    pub fn push(&mut self, figure: f64) {
        if figure.is_finite() {
            let index = self.0.partition_point(|other| *other <= figure);
            self.0.insert(index, figure);
        }
    }

    /// The figure in the middle, or the mean of the two there.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        let middle = self.0.len() / 2;
        let upper = *self.0.get(middle)?;
        if self.0.len() % 2 == 1 {
            return Some(upper);
        }
        let lower = self.0.get(middle.checked_sub(1)?)?;
        Some(f64::midpoint(*lower, upper))
    }

    /// How far the largest and the smallest figure are apart, as a part of the median.
    #[must_use]
    pub fn spread(&self) -> Option<f64> {
        let (least, most) = (self.0.first()?, self.0.last()?);
        let median = self.median().filter(|median| *median > 0.0)?;
        Some((most - least) / median)
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<I: IntoIterator<Item = f64>>(figures: I) -> Self {
        let mut sample = Self::default();
        figures.into_iter().for_each(|figure| sample.push(figure));
        sample
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(figures: &[f64]) -> Sample {
        figures.iter().copied().collect()
    }

    #[test]
    fn median_of_odd_and_even_numbers() {
        assert_eq!(sample(&[3.0, 1.0, 2.0]).median(), Some(2.0));
        assert_eq!(sample(&[4.0, 1.0, 2.0, 3.0]).median(), Some(2.5));
        assert_eq!(sample(&[]).median(), None);
    }

    #[test]
    fn spread_as_part_of_the_median() {
        assert_eq!(sample(&[2.0, 1.0, 4.0]).spread(), Some(1.5));
        assert_eq!(sample(&[2.0]).spread(), Some(0.0));
        assert_eq!(sample(&[0.0]).spread(), None);
    }

    #[test]
    fn figures_that_are_no_numbers() {
        assert_eq!(sample(&[f64::NAN, 1.0, f64::INFINITY]), sample(&[1.0]));
    }
}
