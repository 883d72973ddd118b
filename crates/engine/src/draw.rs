//! Addressed draws: a draw is a function of (seed, process, key, step) and of nothing else.
//!
//! No running sequence exists, so a process that is switched off never shifts the draws of another,
//! and a pair of runs that differ in one rule share all the noise of the rest.
//!
//! The generator is Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
//! 1, 2, 3", SC11 (2011), source `salmon-2011`: ten rounds of
//!
//! ```text
//! (hi0, lo0) = M0 * x0      (hi1, lo1) = M1 * x2
//! x <- (hi1 ^ x1 ^ k0, lo1, hi0 ^ x3 ^ k1, lo0)      k <- (k0 + W0, k1 + W1)
//! ```
//!
//! Grade A: held to the three known-answer vectors that its authors publish.

/// The number of rounds that the authors recommend.
const ROUNDS: usize = 10;
const M0: u32 = 0xD251_1F53;
const M1: u32 = 0xCD9E_8D57;
const W0: u32 = 0x9E37_79B9;
const W1: u32 = 0xBB67_AE85;

/// Blocks that are computed side by side.
const LANES: usize = 256;
/// As many first counter words.
const LANES_WORD: u32 = 256;
/// Keys that share the blocks of one group of lanes: where [`Draws::words`] may begin.
pub const KEYS: usize = 4 * LANES;

/// One block of the generator: 128 bits of counter and 64 bits of key give 128 bits.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "the loop over lanes is vectorised only if this is inside it"
)]
pub fn philox4x32_10(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut x0, mut x1, mut x2, mut x3] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..ROUNDS {
        let (high0, low0) = product(M0, x0);
        let (high1, low1) = product(M1, x2);
        (x0, x1, x2, x3) = (high1 ^ x1 ^ k0, low1, high0 ^ x3 ^ k1, low0);
        k0 = k0.wrapping_add(W0);
        k1 = k1.wrapping_add(W1);
    }
    [x0, x1, x2, x3]
}

#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the two halves of a 64-bit product"
)]
fn product(a: u32, b: u32) -> (u32, u32) {
    let product = u64::from(a) * u64::from(b);
    ((product >> 32) as u32, product as u32)
}

/// A number strictly between 0 and 1: 52 random bits, in the middle of their cell of width 2^-52, so that the number and
/// its complement are both exact.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Uniform(f64);

impl Uniform {
    /// The uniform that 64 random bits stand for.
    pub fn of_bits(bits: u64) -> Self {
        Self(((bits >> 12) as f64 + 0.5) * CELL)
    }

    /// A given value, for tests of samplers and for quantiles.
    ///
    /// Values outside (0, 1) are moved to its ends.
    pub fn at(value: f64) -> Self {
        Self(value.clamp(CELL / 2.0, 1.0 - CELL / 2.0))
    }

    /// The value.
    pub fn value(self) -> f64 {
        self.0
    }
}

/// 2^-52.
const CELL: f64 = f64::EPSILON;

/// All draws of one process at one step of one run, and how many of them were used.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u64,
    process: u32,
    step: u32,
    used: u64,
}

impl Draws {
    /// The draws of a process at a step.
    pub fn new(seed: u64, process: u32, step: u32) -> Self {
        Self {
            seed,
            process,
            step,
            used: 0,
        }
    }

    /// The draw with this key and number. A key names whom the draw is about (a stratum, a person), a
    /// number which of several draws about them.
    pub fn at(&mut self, key: u32, number: u32) -> Uniform {
        self.used += 1;
        let [a, b, _, _] = philox4x32_10([key, number, self.step, self.process], self.key());
        Uniform::of_bits(u64::from(a) | (u64::from(b) << 32))
    }

    /// The word that [`Self::words`] gives to one key, alone: the simple version that the fast one must equal.
    pub fn word(&mut self, key: u32, number: u32) -> u32 {
        self.used += 1;
        let keys = 4 * LANES_WORD;
        let (group, place) = (key / keys, key % keys);
        let block = group * LANES_WORD + place % LANES_WORD;
        let four = philox4x32_10([block, number, self.step, self.process], self.key());
        four[(place / LANES_WORD) as usize]
    }

    /// How many draws were used.
    pub fn used(&self) -> u64 {
        self.used
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the two halves of the seed"
    )]
    fn key(&self) -> [u32; 2] {
        [self.seed as u32, (self.seed >> 32) as u32]
    }

    /// Fills `words` with one 32-bit word for each of the keys from `first` on. Of [`KEYS`] neighbouring keys those that lie
    /// a quarter of it apart share a block, so that blocks are computed side by side and written as they are. `number` must be
    /// one that [`Self::at`] is never asked for with the same process.
    ///
    /// # Panics
    /// In debug builds, if `first` is no multiple of [`KEYS`].
    pub fn words(&mut self, first: u32, number: u32, words: &mut [u32]) {
        debug_assert!((first as usize).is_multiple_of(KEYS), "{first}");
        self.used += words.len() as u64;
        fill(
            [first / 4, number, self.step, self.process],
            self.key(),
            words,
        );
    }
}

/// Blocks with consecutive first counter words, group by group; the last group may be cut short.
fn fill(counter: [u32; 4], key: [u32; 2], words: &mut [u32]) {
    let mut counter = counter;
    let (groups, rest) = words.as_chunks_mut::<KEYS>();
    for group in groups {
        lanes(counter, key, group);
        counter[0] = counter[0].wrapping_add(LANES_WORD);
    }
    if !rest.is_empty() {
        let mut group = [0; KEYS];
        lanes(counter, key, &mut group);
        rest.copy_from_slice(&group[..rest.len()]);
    }
}

/// One group of lanes. The lane is the only loop that is left, so the compiler turns it into vectors.
#[multiversion::multiversion(targets(
    "x86_64+avx512f+avx512dq+avx512vl+avx512bw",
    "x86_64+avx2",
    "aarch64+neon"
))]
fn lanes(counter: [u32; 4], key: [u32; 2], group: &mut [u32; KEYS]) {
    let (quarters, _) = group.as_chunks_mut::<LANES>();
    let [a, b, c, d] = quarters else { return };
    for (first, lane) in (0..LANES_WORD).zip(0..LANES) {
        let first = counter[0].wrapping_add(first);
        let block = philox4x32_10([first, counter[1], counter[2], counter[3]], key);
        [a[lane], b[lane], c[lane], d[lane]] = block;
    }
}

#[cfg(test)]
mod tests {
    use super::{Draws, Uniform, philox4x32_10};

    /// The known-answer vectors for philox4x32 with ten rounds, as published with Random123.
    #[test]
    fn known_philox_vectors() {
        assert_eq!(
            philox4x32_10([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox4x32_10([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox4x32_10(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn parity_lanes_equal_single_blocks() {
        for length in [4_usize, 60, 255, 256, 1000, 1024, 3000] {
            let mut words = vec![0; length];
            let mut draws = Draws::new(0x0123_4567_89ab_cdef, 7, 42);
            draws.words(4096, 9, &mut words);
            for (key, word) in (4096..).zip(&words) {
                assert_eq!(*word, draws.word(key, 9));
            }
            // The first block of the group, by hand.
            let four = philox4x32_10([1024, 9, 42, 7], [0x89ab_cdef, 0x0123_4567]);
            assert_eq!(words[0], four[0]);
        }
    }

    #[test]
    fn law_a_draw_is_its_address() {
        let mut all = Draws::new(1933, 3, 17);
        let mut one = Draws::new(1933, 3, 17);
        let first: Vec<Uniform> = (0..50).map(|key| all.at(key, 0)).collect();
        assert_eq!(one.at(31, 0), first[31]);
        assert_eq!((all.used(), one.used()), (50, 1));
        assert_ne!(Draws::new(1933, 4, 17).at(31, 0), first[31]);
        assert_ne!(Draws::new(1933, 3, 18).at(31, 0), first[31]);
        assert_ne!(Draws::new(1934, 3, 17).at(31, 0), first[31]);
        assert_ne!(Draws::new(1933, 3, 17).at(31, 1), first[31]);
    }

    #[test]
    fn law_uniforms_stay_inside() {
        for bits in [0, 1, u64::MAX, 1 << 63] {
            let value = Uniform::of_bits(bits).value();
            assert!(value > 0.0 && value < 1.0);
        }
        assert!(Uniform::at(0.0).value() > 0.0 && Uniform::at(1.0).value() < 1.0);
    }
}
