//! Feedback loops F1 to F10: where each closes, and how one is cut without taking any code away.
//!
//! A loop closes where something reads what the loop has moved. There the reader asks [`Held`], which hands it the current value, or, if
//! the loop is frozen, the first value that was read there. So nothing of the loop is missing, every draw keeps its address, and up to the first
//! week in which the input moves a frozen run is the same to the bit. What differs afterwards is what the loop does, and all that follows from it.
//!
//! That a loop is named after its cut is `ours`: each could be cut elsewhere, and cutting it there would also cut what else runs over that link.

use crate::country::Now;

macro_rules! loops {
    ($($(#[$doc:meta])+ $name:ident $word:literal { $runs:literal, $input:literal, $read:literal })+) => {
        /// A feedback loop.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Loop { $($(#[$doc])+ $name),+ }

        impl Loop {
            /// All of them, in order.
            pub const ALL: [Self; 10] = [$(Self::$name),+];

            /// The word used in data files.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// How it runs, in words.
            pub fn runs(self) -> &'static str {
                match self { $(Self::$name => $runs),+ }
            }

            /// The input that is held when it is frozen.
            pub fn input(self) -> &'static str {
                match self { $(Self::$name => $input),+ }
            }

            /// The file of the model that reads the input.
            pub fn read_in(self) -> &'static str {
                match self { $(Self::$name => $read),+ }
            }
        }
    };
}

loops! {
    /// Arrests that do not ask what one did make work dearer (Miller and Smith).
    F1 "F1" { "arrests of workers, pay at which nobody shirks, effort, consumption, grievance", "sentenced workers a head and year", "truth/works.rs" }
    /// The dictator's dilemma (Wintrobe).
    F2 "F2" { "fear, reports that see less, suspects believed, arrests, fear", "fear by class and place", "report/moods.rs" }
    /// Padding and the ratchet (Harrison, Weitzman).
    F3 "F3" { "taut plan, plan missed, output padded, higher ratchet, tauter plan", "target over output, by branch", "report/works.rs" }
    /// Breakdowns that are blamed on those who run machines.
    F4 "F4" { "overload, wear, idle machines, suspicion, specialists removed, management", "share of idle machines as believed, by branch", "decision/specialists.rs" }
    /// The record, read without its helpers.
    F5 "F5" { "record, reserves believed, tempo, taut plan", "reserves believed", "decision/plan.rs" }
    /// Procurement from the harvest that is expected (Meng, Qian and Yared).
    F6 "F6" { "yields expected, procurement, grain kept, hunger and herds, yields", "yields expected, by region", "decision/procurement.rs" }
    /// Arms first, households last.
    F7 "F7" { "orders of arms, consumer goods left over, hardship", "arms delivered last year, and the threat of war that adds to orders", "decision/plan.rs" }
    /// The patron's veto.
    F8 "F8" { "stakes and power of the patron, protection of specialists", "what the patron's veto weighs, by branch", "decision/specialists.rs" }
    /// A better life, fewer suspects.
    F9 "F9" { "consumption, grievance, suspects reported and believed, arrests", "share disposed to act that reports are made of, by stratum", "report/moods.rs" }
    /// Those who confess name others.
    F10 "F10" { "arrests, confessions, names in files, whom a quota finds first", "people named in files, by region and category", "penal/arrests.rs" }
}

/// Loops that are frozen in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frozen(u16);

impl Frozen {
    /// These loops.
    pub fn of(loops: &[Loop]) -> Self {
        Self(loops.iter().fold(0, |all, one| all | 1 << *one as u16))
    }

    /// Whether this loop is frozen.
    pub fn has(self, of: Loop) -> bool {
        self.0 & 1 << of as u16 != 0
    }
}

/// First values of the inputs of loops, and how far inputs moved from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// By loop and place.
    first: [Vec<Option<u64>>; Loop::ALL.len()],
    /// By loop.
    moved: [Moved; Loop::ALL.len()],
}

/// Sums over all reads of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Moved {
    first: f64,
    current: f64,
    reads: f64,
}

/// How an input went in a run: means over places and weeks in which it was read, in the unit of the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Input {
    /// Its first values.
    pub first: f64,
    /// Its current values, whether or not the reader was handed them.
    pub current: f64,
}

impl Held {
    /// What a reader of a loop's input reads at a place: the current value, or the first that was read there if the loop is frozen.
    pub fn value(&mut self, now: &Now<'_>, (of, place): (Loop, usize), current: f64) -> f64 {
        let first = f64::from_bits(self.first((of, place), current.to_bits()));
        self.note(of, (first, current));
        if now.frozen.has(of) { first } else { current }
    }

    /// The first value that was read at a place: this one, if none was.
    fn first(&mut self, (of, place): (Loop, usize), current: u64) -> u64 {
        let places = &mut self.first[of as usize];
        if places.len() <= place {
            places.resize(place + 1, None);
        }
        *places[place].get_or_insert(current)
    }

    fn note(&mut self, of: Loop, (first, current): (f64, f64)) {
        let moved = &mut self.moved[of as usize];
        moved.first += first;
        moved.current += current;
        moved.reads += 1.0;
    }

    /// The same for a list; its place in the list is the place of a value.
    pub fn list<const N: usize>(&mut self, now: &Now<'_>, of: Loop, current: [f64; N]) -> [f64; N] {
        let mut place = 0..;
        current.map(|value| self.value(now, (of, place.next().unwrap_or(N)), value))
    }

    /// The same for a number of people.
    pub fn people(&mut self, now: &Now<'_>, (of, place): (Loop, usize), current: u64) -> u64 {
        let first = self.first((of, place), current);
        self.note(of, (first as f64, current as f64));
        if now.frozen.has(of) { first } else { current }
    }

    /// How the input of a loop went: means over all reads of it; nothing before it was read.
    pub fn input(&self, of: Loop) -> Option<Input> {
        let moved = &self.moved[of as usize];
        (moved.reads > 0.0).then(|| Input {
            first: moved.first / moved.reads,
            current: moved.current / moved.reads,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Frozen, Loop};

    #[test]
    fn law_a_set_has_what_was_put_in_and_nothing_else() {
        for one in Loop::ALL {
            let frozen = Frozen::of(&[one, Loop::F3]);
            for other in Loop::ALL {
                assert_eq!(frozen.has(other), other == one || other == Loop::F3);
            }
            assert!(!Frozen::default().has(one));
            assert_eq!(Loop::ALL[one as usize], one);
            assert_eq!(one.word(), format!("{one:?}"));
        }
    }
}
