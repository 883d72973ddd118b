//! Work in parallel, results in order: chunks of a fixed size, so that nothing depends on the number of threads.
//!
//! Sums of floating-point numbers differ with their order. Here each chunk makes its own result and the results come
//! back in the order of the chunks, so a caller that folds them gets the same bits for any number of threads.

use rayon::prelude::*;

/// Applies `work` to each chunk of `size` items; the results stand in the order of the chunks.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    size: usize,
    work: impl Fn(usize, &[T]) -> R + Sync,
) -> Vec<R> {
    items
        .par_chunks(size.max(1))
        .enumerate()
        .map(|(at, chunk)| work(at, chunk))
        .collect()
}

/// As [`map`], and the work may change its items.
pub fn map_mut<T: Send, R: Send>(
    items: &mut [T],
    size: usize,
    work: impl Fn(usize, &mut [T]) -> R + Sync,
) -> Vec<R> {
    items
        .par_chunks_mut(size.max(1))
        .enumerate()
        .map(|(at, chunk)| work(at, chunk))
        .collect()
}

/// As [`map_mut`] over two slices at once: `size` items of the first go with `other` items of the second.
pub fn zip_mut<T: Send, S: Send, R: Send>(
    (items, size): (&mut [T], usize),
    (others, other): (&mut [S], usize),
    work: impl Fn(usize, &mut [T], &mut [S]) -> R + Sync,
) -> Vec<R> {
    items
        .par_chunks_mut(size.max(1))
        .zip(others.par_chunks_mut(other.max(1)))
        .enumerate()
        .map(|(at, (chunk, others))| work(at, chunk, others))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{map, map_mut, zip_mut};

    #[test]
    fn parity_sums_do_not_depend_on_threads() {
        let items: Vec<f64> = (1..100_000).map(|i| 1.0 / f64::from(i)).collect();
        let sum = |threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| {
                map(&items, 1000, |_, chunk| chunk.iter().sum::<f64>())
                    .iter()
                    .sum::<f64>()
            })
        };
        assert_eq!(sum(1_usize).to_bits(), sum(3).to_bits());
        assert_eq!(sum(1).to_bits(), sum(8).to_bits());
    }

    #[test]
    fn law_two_slices_go_together() {
        let (mut items, mut others) = (vec![1_u32; 250], vec![0_u32; 3]);
        let sums = zip_mut((&mut items, 100), (&mut others, 1), |at, chunk, other| {
            other[0] = u32::try_from(at).unwrap();
            chunk.iter().sum::<u32>()
        });
        assert_eq!((sums, others), (vec![100, 100, 50], vec![0, 1, 2]));
    }

    #[test]
    fn law_every_chunk_is_seen_once_and_in_order() {
        let mut items = vec![0_usize; 1003];
        let sizes = map_mut(&mut items, 100, |at, chunk| {
            for item in chunk.iter_mut() {
                *item += at;
            }
            chunk.len()
        });
        assert_eq!(sizes.iter().sum::<usize>(), 1003);
        assert!(items.iter().enumerate().all(|(at, item)| *item == at / 100));
    }
}
