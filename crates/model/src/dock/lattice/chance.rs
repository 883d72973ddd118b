//! Draws turned into choices: one of several, a time, an order.

use engine::draw::{Draws, Uniform};

/// The nearest whole number to a share of so many.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the number of sites first"
)]
pub(super) fn share(share: f64, of: usize) -> usize {
    (share * of as f64).round().clamp(0.0, of as f64) as usize
}

/// One of `n`, from 0; `n` is not 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "u is inside (0, 1), so what is left is not negative and below n"
)]
pub(super) fn pick(u: Uniform, n: usize) -> usize {
    ((u.value() * n as f64) as usize).min(n - 1)
}

/// A time of U(0, longest), rounded up to whole ticks.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and longest"
)]
pub(super) fn up(u: Uniform, longest: u32) -> u32 {
    libm::ceil(u.value() * f64::from(longest)) as u32
}

/// The bits of a uniform, in the upper part of 64.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "below 2^64 and not negative"
)]
pub(super) fn as_bits(u: Uniform) -> u64 {
    libm::scalbn(u.value(), 64) as u64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the whole part of a fraction of 2^64 times a small number"
)]
pub(super) fn upper(product: u128) -> usize {
    (product >> 64) as usize
}

#[expect(clippy::cast_possible_truncation, reason = "the fraction that is left")]
pub(super) fn lower(product: u128) -> u64 {
    product as u64
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn coordinate(n: u32) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Puts items into random order: each order equally likely, but for the 2^-32 of a word.
pub(super) fn shuffle(draws: &mut Draws, number: u32, items: &mut [u32], words: &mut Vec<u32>) {
    words.resize(items.len(), 0);
    draws.words(0, number, words);
    for (last, word) in (1..items.len()).zip(words.iter()).rev() {
        let other = (u64::from(*word) * (last as u64 + 1)) >> 32;
        items.swap(last, usize::try_from(other).unwrap_or(last));
    }
}
