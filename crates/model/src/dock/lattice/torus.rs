//! A square torus: who stands where, and how many cops and actives each site has in sight.
//!
//! Sight is Euclidean, as in the paper: all sites with dx^2 + dy^2 <= v^2, so that 1.7 covers the eight neighbours and 7
//! covers 148 sites. The numbers in sight are kept up to date with every move, because they are asked for far more often.

/// A site: column and row.
pub(super) type Site = (u16, u16);

/// The sites in sight of one site, as steps from it and as rows.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    side: u16,
    /// All sites but the own one.
    pub(super) steps: Vec<(u16, u16)>,
    rows: Vec<Row>,
}

/// One row of what is in sight.
#[derive(Clone, Debug)]
struct Row {
    /// How far down it lies.
    down: u16,
    /// How far it reaches to both sides.
    wide: u16,
    /// [`LANES`] zeros, a word of ones for each site of the row, and zeros again.
    mask: [u16; 3 * LANES],
}

impl Row {
    fn new(down: u16, wide: u16) -> Self {
        let mut mask = [0; 3 * LANES];
        let long = (2 * usize::from(wide) + 1).min(LANES);
        mask[LANES..LANES + long].fill(u16::MAX);
        Self { down, wide, mask }
    }
}

/// Neighbouring sites that are changed at once.
const LANES: usize = 16;

impl Sight {
    /// Sites within `vision`, which is less than half of `side`. Steps to the left and up are steps almost all around.
    pub(super) fn new(side: u16, vision: f64) -> Self {
        let reach = (1..side / 2)
            .take_while(|step| f64::from(*step) <= vision)
            .count();
        let reach = i32::try_from(reach).unwrap_or(0);
        let around =
            |step: i32| u16::try_from(step.rem_euclid(i32::from(side))).unwrap_or_default();
        let within = |dx: i32, dy: i32| f64::from(dx * dx + dy * dy) <= vision * vision;
        let mut steps = Vec::new();
        let mut rows = Vec::new();
        for dy in -reach..=reach {
            let wide = (0..=reach).rev().find(|dx| within(*dx, dy)).unwrap_or(0);
            rows.push(Row::new(around(dy), around(wide)));
            for dx in (-wide..=wide).filter(|dx| (*dx, dy) != (0, 0)) {
                steps.push((around(dx), around(dy)));
            }
        }
        Self { side, steps, rows }
    }

    /// The site that one step leads to.
    #[inline]
    pub(super) fn after(&self, from: Site, step: (u16, u16)) -> Site {
        (self.wrap(from.0 + step.0), self.wrap(from.1 + step.1))
    }

    #[inline]
    fn wrap(&self, place: u16) -> u16 {
        if place >= self.side {
            place - self.side
        } else {
            place
        }
    }

    /// Place of a site in a table.
    #[inline]
    pub(super) fn at(&self, site: Site) -> usize {
        usize::from(site.1) * usize::from(self.side) + usize::from(site.0)
    }
}

/// For each site, how many of a kind it has in sight, its own site included.
#[derive(Clone, Debug)]
pub(super) struct InSight(Vec<u16>);

impl InSight {
    pub(super) fn new(sight: &Sight) -> Self {
        Self(vec![0; usize::from(sight.side) * usize::from(sight.side)])
    }

    #[inline]
    pub(super) fn at(&self, place: usize) -> u16 {
        self.0[place]
    }

    /// One more stands at this site.
    pub(super) fn add(&mut self, sight: &Sight, site: Site) {
        self.change(sight, site, 1);
    }

    /// One fewer stands at this site.
    pub(super) fn take(&mut self, sight: &Sight, site: Site) {
        // Adding the largest number is taking one away.
        self.change(sight, site, u16::MAX);
    }

    fn change(&mut self, sight: &Sight, site: Site, by: u16) {
        let side = usize::from(sight.side);
        for Row { down, wide, mask } in &sight.rows {
            let row = usize::from(sight.wrap(site.1 + down)) * side;
            let row = &mut self.0[row..row + side];
            let first = usize::from(sight.wrap(site.0 + sight.side - wide));
            let long = 2 * usize::from(*wide) + 1;
            if long <= LANES && side >= LANES && first + long <= side {
                // One block of lanes that covers the row and stays inside; the mask leaves the others as they are.
                let start = first.min(side - LANES);
                let mask = &mask[LANES + start - first..][..LANES];
                for (count, mask) in row[start..start + LANES].iter_mut().zip(mask) {
                    *count = count.wrapping_add(by & mask);
                }
                continue;
            }
            let inside = long.min(side - first);
            let (before, rest) = row.split_at_mut(first);
            let ends = rest[..inside]
                .iter_mut()
                .chain(&mut before[..long - inside]);
            for count in ends {
                *count = count.wrapping_add(by);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{InSight, Sight};

    #[test]
    fn known_sizes_of_sight() {
        assert_eq!(Sight::new(40, 1.7).steps.len(), 8);
        assert_eq!(Sight::new(40, 7.0).steps.len(), 148);
        assert_eq!(Sight::new(40, 1.0).steps.len(), 4);
    }

    #[test]
    fn parity_counts_kept_equal_counts_made_anew() {
        let sight = Sight::new(20, 3.0);
        let mut kept = InSight::new(&sight);
        let stand = [(0, 0), (19, 19), (10, 0), (5, 7), (5, 8)];
        for site in stand {
            kept.add(&sight, site);
        }
        kept.add(&sight, (3, 3));
        kept.take(&sight, (3, 3));
        for y in 0..20 {
            for x in 0..20 {
                let own = u16::from(stand.contains(&(x, y)));
                let seen = sight
                    .steps
                    .iter()
                    .filter(|step| stand.contains(&sight.after((x, y), **step)))
                    .count();
                assert_eq!(
                    usize::from(kept.at(sight.at((x, y)))),
                    seen + usize::from(own)
                );
            }
        }
    }
}
