//! The press, and the discussion of the constitution, taken out of a run.

use super::Observation;
use crate::belief::discussion::{Known, READINGS, read};
use crate::country::{Country, Now};
use crate::decision::constitution::is_drafting;
use crate::report::discussion::{Talk, distance, topic};
use crate::report::petition::Proposals;
use crate::truth::majority::{compared, majority_wants};
use crate::truth::people::Class;
use crate::truth::wants::{ISSUES, Issue, people, wanted, wanted_by_all};
use crate::world::World;
use engine::calendar::{WEEKS_PER_YEAR, Week};

/// Whom the press attacks.
pub const TARGETS: [&str; 2] = ["exile", "oppositionists"];
/// All topics together, and each.
pub const TOPICS: [&str; 1 + ISSUES] = {
    let mut words = ["all"; 1 + ISSUES];
    let mut at = 0;
    while at < ISSUES {
        words[at + 1] = crate::truth::wants::WORDS[at];
        at += 1;
    }
    words
};
/// What is known of the support of a topic: the truth, what was said, and the estimates.
pub const SUPPORT: [&str; 5] = [
    "as-passed-on",
    "corrected",
    "fear-left-out",
    "private",
    "said",
];
/// Classes, and all of them together.
pub const GROUPS: [&str; 8] = [
    "all",
    "employee",
    "former",
    "individual-peasant",
    "kolkhoznik",
    "official",
    "specialist",
    "worker",
];
/// The months of the evidence on the discussion of 1936.
const PERIOD: &str = "1936-06/1936-11";
const YEAR_OF_PERIOD: u32 = 1936;

/// Takes down press and discussion as a run goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Reader {
    /// Sums over the weeks of the year so far, each week a sixtieth.
    attacks: [f64; TARGETS.len()],
    praise: f64,
    reach: f64,
    drafting: f64,
    /// What had gone up by the end of the last year.
    before: Before,
}

#[derive(Clone, Copy, Debug, Default)]
struct Before {
    participants: f64,
    proposals: [Proposals; ISSUES],
    adopted: bool,
}

impl Reader {
    /// Looks at the world after a week; takes down a year when it ends.
    pub(super) fn watch(&mut self, world: &World<'_>, out: &mut Vec<Observation>) {
        let now = world.setup.now(world.week - 1, world.seed);
        let country = &world.country;
        let week = 1.0 / f64::from(WEEKS_PER_YEAR);
        self.attacks[0] += week * country.press.attack_on_exile;
        self.attacks[1] += week * country.press.attack;
        self.praise += week * country.press.praise;
        self.reach += week * country.abroad.reach;
        self.drafting += if is_drafting(&now) { week } else { 0.0 };
        if !world.week.is_multiple_of(WEEKS_PER_YEAR) {
            return;
        }
        let year = Week::after(world.setup.span.first_year, world.week - 1).year;
        let mut add = Add {
            date: year.to_string(),
            out,
        };
        for (target, value) in TARGETS.into_iter().zip(self.attacks) {
            add.one("press_attacks", &[("target", target)], value);
        }
        add.one("press_praise", &[], self.praise);
        add.one("press_reach_of_exile", &[], self.reach);
        add.one("constitution_drafting", &[], self.drafting);
        self.proposals(&mut add, country, year);
        let brought = country.talk.all() - self.before.participants;
        if brought > 0.0 {
            support(&mut add, country, &now);
        }
        if country.constitution.adopted.is_some() && !self.before.adopted {
            decided(&mut add, country, &now);
        }
        *self = Self {
            before: Before {
                participants: country.talk.all(),
                proposals: country.talk.proposals,
                adopted: country.constitution.adopted.is_some(),
            },
            ..Self::default()
        };
    }

    fn proposals(&self, add: &mut Add<'_>, country: &Country, year: u32) {
        let mut all = Proposals::default();
        let talk = &country.talk;
        let brought = talk.all() - self.before.participants;
        for ((issue, now), before) in Issue::ALL
            .iter()
            .zip(talk.proposals)
            .zip(self.before.proposals)
        {
            let (sent, forwarded) = (now.sent - before.sent, now.forwarded - before.forwarded);
            all.sent += sent;
            all.forwarded += forwarded;
            if brought > 0.0 {
                let of = [("topic", issue.word())];
                add.one("proposals_sent", &of, sent as f64);
                add.one("proposals_forwarded", &of, forwarded as f64);
            }
        }
        let of = [("topic", "all")];
        add.one("proposals_sent", &of, all.sent as f64);
        add.one("proposals_forwarded", &of, all.forwarded as f64);
        if year == YEAR_OF_PERIOD {
            PERIOD.clone_into(&mut add.date);
            add.one("constitution_discussion_participants", &[], brought);
            add.one("constitution_proposals", &[], all.sent as f64);
            add.date = year.to_string();
        }
    }
}

/// Writes numbers of one date down.
struct Add<'o> {
    date: String,
    out: &'o mut Vec<Observation>,
}

impl Add<'_> {
    fn one(&mut self, quantity: &'static str, dims: &[(&'static str, &str)], value: f64) {
        let dims = dims.iter().map(|(name, word)| (*name, (*word).to_owned()));
        self.out.push(Observation {
            quantity,
            date: self.date.clone(),
            dims: dims.collect(),
            value,
        });
    }
}

/// What was wanted, said, and can be inferred, over the whole discussion so far.
fn support(add: &mut Add<'_>, country: &Country, now: &Now<'_>) {
    let talk = &country.talk;
    let known = Known {
        participants: 1e6 * talk.all(),
        rate: now.one("proposals_a_participant"),
        fear: talk.mean_fear().unwrap_or(0.0),
    };
    let mut missed = [Some(0.0); READINGS.len()];
    for issue in Issue::ALL {
        let private = wanted_by_all(now, issue, &talk.participants);
        let asked: f64 = talk.asked[issue as usize].iter().sum();
        let mut put = |measure: &str, value: f64| {
            let of = [("measure", measure), ("topic", issue.word())];
            add.one("topic_support", &of, value);
        };
        put("private", private);
        put("said", asked / talk.all());
        let forwarded = talk.proposals[issue as usize].forwarded;
        let estimates = read(&topic(now, issue), forwarded, known);
        for ((reading, estimate), sum) in READINGS.into_iter().zip(estimates).zip(&mut missed) {
            *sum = estimate.and_then(|one| Some((*sum)? + (one - private).abs() / ISSUES as f64));
            if let Some(one) = estimate {
                put(reading, one);
            }
        }
    }
    for (reading, sum) in READINGS.into_iter().zip(missed) {
        if let Some(sum) = sum {
            add.one("support_missed", &[("reading", reading)], sum);
        }
    }
    distances(add, talk, now);
}

fn distances(add: &mut Add<'_>, talk: &Talk, now: &Now<'_>) {
    let mut mean = 0.0;
    for class in Class::ALL {
        let Some(apart) = distance(talk, now, *class) else {
            continue;
        };
        mean += apart * talk.participants[*class as usize] / talk.all();
        add.one("said_against_wanted", &[("group", class.word())], apart);
    }
    add.one("said_against_wanted", &[("group", "all")], mean);
}

/// What was decided, beside what most people wanted.
fn decided(add: &mut Add<'_>, country: &Country, now: &Now<'_>) {
    let Some(adopted) = country.constitution.adopted else {
        return;
    };
    let heads = people(country, now);
    let topics = Issue::ALL.iter().zip(adopted);
    let counts = compared(
        topics.map(|(issue, adopted)| (majority_wants(&heads, &wanted(now, *issue)), adopted)),
    );
    for (decision, majority, number) in [
        ("adopted", "for", counts.wanted_and_adopted),
        ("adopted", "against", counts.unwanted_and_adopted),
        ("refused", "for", counts.wanted_and_refused),
        ("refused", "against", counts.unwanted_and_refused),
    ] {
        let of = [("decision", decision), ("majority", majority)];
        add.one("topics_decided", &of, f64::from(number) / ISSUES as f64);
    }
}
