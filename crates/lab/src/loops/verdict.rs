//! What a measured loop comes to, in words.

use crate::whatif::contrast::Contrast;

/// An effect below this part of what it changes matters to nobody (`ours`): pairs with common draws tell differences that are far
/// smaller.
pub const LEAST: f64 = 0.01;

/// What became of one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The sign is the opposite of the one written down.
    Opposite,
    /// It matters, and nobody wrote a sign down.
    Unsigned,
    /// The sign is the one written down.
    AsWritten,
    /// Told from chance, and less than a hundredth of what it changes.
    Small,
    /// Not told from chance.
    WithinError,
    /// The same in every seed.
    Untouched,
}

impl Verdict {
    /// What an effect comes to, if this sign was expected of it.
    pub fn of(effect: &Contrast, expected: i8) -> Self {
        let small = effect.mean.abs() < LEAST * effect.baseline.abs();
        match (effect.is_nothing(), effect.sign()) {
            (true, _) => Self::Untouched,
            (false, 0) => Self::WithinError,
            _ if small => Self::Small,
            _ if expected == 0 => Self::Unsigned,
            (false, sign) if sign == expected => Self::AsWritten,
            _ => Self::Opposite,
        }
    }

    /// Whether it matters.
    pub fn matters(self) -> bool {
        matches!(self, Self::Opposite | Self::Unsigned | Self::AsWritten)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::AsWritten => "sign as written",
            Self::Opposite => "opposite sign",
            Self::Unsigned => "matters, no sign written",
            Self::Small => "below one per cent",
            Self::WithinError => "within error",
            Self::Untouched => "no effect",
        }
    }
}

/// What a loop comes to, from the verdicts on its outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whole {
    /// At least one output has the opposite sign.
    Opposite,
    /// Nothing that it is about changes by a hundredth or more.
    Nothing,
    /// It matters, and no sign is opposite.
    AsWritten,
}

impl Whole {
    /// From the verdicts.
    pub fn of(verdicts: &[Verdict]) -> Self {
        if verdicts.contains(&Verdict::Opposite) {
            Self::Opposite
        } else if verdicts.iter().any(|one| one.matters()) {
            Self::AsWritten
        } else {
            Self::Nothing
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::AsWritten => "matters, sign as written",
            Self::Opposite => "matters, opposite sign",
            Self::Nothing => "does not matter here",
        }
    }
}

/// What a loop does to its own input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return {
    /// Its input is the same in every seed with and without it: there is no way back.
    Open,
    /// There is a way back, and its effect is not told from chance or is below a hundredth.
    Weak,
    /// The input lies further from its first values with the loop than without.
    Amplifies,
    /// It lies nearer to them.
    Damps,
}

impl Return {
    /// From the input with the loop against the input without, and on which side of its first values the latter lies.
    pub fn of(input: &Contrast, side: i8) -> Self {
        let small = input.mean.abs() < LEAST * input.baseline.abs();
        match (input.is_nothing(), input.sign()) {
            (true, _) => Self::Open,
            (false, 0) => Self::Weak,
            _ if small => Self::Weak,
            (false, sign) if sign == side => Self::Amplifies,
            _ => Self::Damps,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open: nothing comes back to the input",
            Self::Weak => "closed, and what comes back is below one per cent or within error",
            Self::Amplifies => "closed: what comes back adds to the movement",
            Self::Damps => "closed: what comes back works against the movement",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Return, Verdict, Whole};
    use crate::whatif::contrast::Contrast;

    fn contrast(pairs: &[(f64, f64)]) -> Contrast {
        Contrast::of(pairs).expect("pairs")
    }

    #[test]
    fn known_verdicts_on_made_up_pairs() {
        let more = contrast(&[(10.0, 11.0), (10.0, 11.1), (10.0, 11.2)]);
        assert_eq!(Verdict::of(&more, 1), Verdict::AsWritten);
        assert_eq!(Verdict::of(&more, -1), Verdict::Opposite);
        assert_eq!(Verdict::of(&more, 0), Verdict::Unsigned);
        let small = contrast(&[(10.0, 10.01), (10.0, 10.011), (10.0, 10.012)]);
        assert_eq!(Verdict::of(&small, -1), Verdict::Small);
        let unclear = contrast(&[(10.0, 11.0), (10.0, 9.0), (10.0, 10.1)]);
        assert_eq!(Verdict::of(&unclear, 1), Verdict::WithinError);
        let same = contrast(&[(10.0, 10.0), (9.0, 9.0)]);
        assert_eq!(Verdict::of(&same, 1), Verdict::Untouched);
        assert_eq!(Return::of(&same, 1), Return::Open);
        assert_eq!(Return::of(&small, 1), Return::Weak);
        assert_eq!(Return::of(&more, 1), Return::Amplifies);
        assert_eq!(Return::of(&more, -1), Return::Damps);
    }

    #[test]
    fn law_one_opposite_sign_is_never_outvoted() {
        let of = Whole::of;
        let (yes, no) = (Verdict::AsWritten, Verdict::Opposite);
        assert_eq!(of(&[yes, yes, no]), Whole::Opposite);
        assert_eq!(of(&[yes, Verdict::WithinError]), Whole::AsWritten);
        let none = [Verdict::Small, Verdict::WithinError, Verdict::Untouched];
        assert_eq!(of(&none), Whole::Nothing);
    }
}
