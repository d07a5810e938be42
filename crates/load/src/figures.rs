//! What a load showed.

use std::time::Duration;

/// How many answers came in what time, and how long each took.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    took: Duration,
    /// For which the server was on its core.
    cpu: Duration,
    /// In µs, one per answer.
    times: Vec<u32>,
}

impl Figures {
    /// The figures of one load of this length, for which the server was on its core so long.
    pub(crate) const fn of(took: Duration, cpu: Duration, times: Vec<u32>) -> Self {
        Self { took, cpu, times }
    }

    /// Adds another round of the same.
    pub(crate) fn add(&mut self, round: Self) {
        self.took += round.took;
        self.cpu += round.cpu;
        self.times.extend(round.times);
    }

    /// Answers a second.
    pub(crate) fn rate(&self) -> f64 {
        self.times.len() as f64 / self.took.as_secs_f64()
    }

    /// The time in µs that an answer takes of the server's core. Who else uses it makes little difference to that.
    pub(crate) fn cpu_micros(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.times.len() as f64
    }

    /// The time in ms that this share of the answers did not exceed.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let mut times = self.times.clone();
        let rank = (times.len() as f64 * share).ceil() as usize;
        let index = rank.saturating_sub(1);
        if index >= times.len() {
            return f64::NAN;
        }
        let (_, time, _) = times.select_nth_unstable(index);
        f64::from(*time) / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_count_together() {
        let second = Duration::from_secs(1);
        let mut figures = Figures::of(second, second / 2, (1..=60).collect());
        figures.add(Figures::of(second, second / 2, (61..=100).collect()));
        assert!((figures.cpu_micros() - 10_000.0).abs() < 1e-9);
        assert!((figures.rate() - 50.0).abs() < 1e-9);
        assert!((figures.quantile(0.99) - 0.099).abs() < 1e-9);
        assert!((figures.quantile(0.5) - 0.05).abs() < 1e-9);
        assert!(Figures::default().quantile(0.5).is_nan());
    }
}
