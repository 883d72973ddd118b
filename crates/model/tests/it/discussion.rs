//! Press and the discussion of a constitution in the invented country: nothing of it reaches people, and the signs are those of the laws.

use crate::support::{partition, regions, set, start, values};
use model::decision::constitution::Constitution;
use model::decision::press::Press;
use model::report::discussion::{Talk, distance};
use model::rules::{Consultation, Press as Line, Rules};
use model::setting::{SettingError, Span, Values};
use model::step::run;
use model::truth::people::Class;
use model::truth::wants::{ISSUES, Issue};
use model::world::{Process, Setup, World};

const SPAN: Span = Span {
    first_year: 1933,
    weeks: 60,
};

fn setup(change: impl FnOnce(&mut Values), rules: Rules) -> Result<Setup, SettingError> {
    let mut values = values();
    change(&mut values);
    Setup::new(
        &values,
        &start(100_000),
        (&regions(), partition()),
        (SPAN, rules),
    )
}

/// What a year leaves behind.
struct After {
    talk: Talk,
    constitution: Constitution,
    press: Press,
    people: Vec<u64>,
    draws: u64,
    distance: f64,
}

fn after(change: impl FnOnce(&mut Values), rules: Rules, seed: u64) -> After {
    let setup = setup(change, rules).expect("a sound setting");
    let mut world = World::new(&setup, seed);
    run(&mut world, |_| {}).expect("nobody lost");
    let now = setup.now(world.week - 1, seed);
    let apart = distance(&world.country.talk, &now, Class::Worker);
    After {
        talk: world.country.talk.clone(),
        constitution: world.country.constitution,
        press: world.country.press,
        people: world.counts.held().to_vec(),
        draws: world.usage.of(Process::Petitions),
        distance: apart.unwrap_or(0.0),
    }
}

fn of(discussion: Consultation) -> Rules {
    Rules {
        discussion,
        ..Rules::default()
    }
}

#[test]
fn law_all_who_are_brought_together_are_written_down() {
    let usual = after(|_| {}, Rules::default(), 1);
    assert!((usual.talk.all() - 0.03).abs() < 1e-12);
    assert!(
        usual
            .talk
            .proposals
            .iter()
            .all(|topic| topic.forwarded <= topic.sent)
    );
    assert!(
        usual
            .talk
            .proposals
            .iter()
            .any(|topic| topic.forwarded < topic.sent)
    );
    // Weeks 31 to 44 lie in three months: two draws a topic in each, and one when the constitution is adopted.
    assert_eq!(usual.draws, (ISSUES * (2 * 3 + 1)) as u64);
}

#[test]
fn law_open_passes_on_all_and_a_draft_unchanged_takes_nothing() {
    let open = after(|_| {}, of(Consultation::Open), 1);
    assert!(
        open.talk
            .proposals
            .iter()
            .all(|topic| topic.forwarded == topic.sent)
    );
    let unheard = after(|_| {}, of(Consultation::Unheard), 1);
    assert_eq!(unheard.constitution.adopted, Some([false; ISSUES]));
    // What is said does not depend on what becomes of it.
    let usual = after(|_| {}, Rules::default(), 1);
    let sent = |after: &After| after.talk.proposals.map(|topic| topic.sent);
    assert_eq!(sent(&open), sent(&usual));
    assert_eq!(open.talk.asked, unheard.talk.asked);
}

#[test]
fn law_nobody_asked_says_nothing_and_something_is_adopted_all_the_same() {
    let mut adopted = 0;
    for seed in 0..4 {
        let silent = after(
            |values| set(values, "discussion_participants", 0.0),
            Rules::default(),
            seed,
        );
        assert_eq!(silent.talk, Talk::default());
        let topics = silent
            .constitution
            .adopted
            .expect("the week of the adoption lies in the run");
        adopted += topics.iter().filter(|topic| **topic).count();
    }
    assert!(adopted > 0);
}

#[test]
fn law_fear_hides_what_most_want() {
    let fear = |gain: f64| {
        after(
            |values| {
                set(values, "fear_gain", gain);
                for issue in Issue::ALL {
                    set(values, issue.wants(), 0.6);
                }
            },
            Rules::default(),
            1,
        )
    };
    let (calm, afraid) = (fear(0.0), fear(200.0));
    assert!(calm.talk.mean_fear().is_some_and(|fear| fear.abs() < 1e-12));
    assert!(afraid.talk.mean_fear().is_some_and(|fear| fear > 0.05));
    assert!(afraid.distance > calm.distance + 0.01);
}

#[test]
fn law_press_and_discussion_move_nobody() {
    let usual = after(|_| {}, Rules::default(), 3);
    let constant = Rules {
        press: Line::Constant,
        ..of(Consultation::Open)
    };
    let other = after(
        |values| set(values, "discussion_participants", 0.0),
        constant,
        3,
    );
    assert_eq!(usual.people, other.people);
    assert!((other.press.attack - 0.4).abs() < 1e-12);
    assert!((usual.press.attack - other.press.attack).abs() > 0.01);
}

#[test]
fn law_what_cannot_be_is_refused() {
    let slip = |change: &dyn Fn(&mut Values)| {
        let slip = setup(change, Rules::default()).expect_err("refused");
        (slip.about.clone(), slip.to_string(), slip.hint)
    };
    let (about, text, _) = slip(&|values| set(values, "discussion_closes_week", 30.0));
    assert_eq!(about, "discussion_closes_week");
    assert!(
        text.contains("closes before the draft is published"),
        "{text}"
    );
    let (about, text, hint) = slip(&|values| set(values, "wants_land", 1.2));
    assert_eq!(about, "wants_land");
    assert!(
        text.contains("= 1.2") && hint.contains("a share is a part of one"),
        "{text}"
    );
    let (_, text, _) = slip(&|values| {
        let list = values.get_mut("wants_land").expect("known");
        list.push(("merchant".to_owned(), 0.1));
    });
    assert!(
        text.contains("unknown class") && text.contains("merchant"),
        "{text}"
    );
}
