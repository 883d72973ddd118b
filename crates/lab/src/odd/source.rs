//! What the description takes from the source text of the model: the order of a week, and the state of the country by ledger.
//!
//! The text is compiled in, so the description has the order and the fields of the program that prints it. What a process does in
//! words is a list here; a test holds it to the order of the week, both ways.

/// The week.
const STEP: &str = include_str!("../../../model/src/step.rs");
/// The state of the country.
const COUNTRY: &str = include_str!("../../../model/src/country.rs");

/// A run.
const WORLD: &str = include_str!("../../../model/src/world.rs");

/// Ledgers, in the order in which data flow.
pub(super) const LEDGERS: [&str; 4] = ["truth", "report", "belief", "decision"];

/// One process of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Process {
    /// Function, as the week calls it.
    pub name: String,
    /// Ledgers that it reads and writes, such as "report -> belief"; "" where the call names none.
    pub ledgers: String,
    /// What the call says beside them: when, or of what.
    pub note: String,
}

impl Process {
    /// What it does, in a plain sentence.
    pub(super) fn does(&self) -> &'static str {
        let told = DOES.iter().find(|(name, _)| *name == self.name);
        told.map_or("", |(_, does)| does)
    }

    /// When it is due, "" where the call does not say and it is done each week.
    pub(super) fn when(&self) -> &str {
        let mut parts = self.note.split(':').map(str::trim);
        let says = |part: &&str| TIMES.iter().any(|time| part.contains(time));
        parts.find(says).unwrap_or("")
    }
}

/// Words by which a call says when it is due.
const TIMES: [&str; 9] = [
    "each",
    "every",
    "week",
    "month",
    "year",
    "quarter",
    "April",
    "July",
    "September",
];

/// The processes of a week, in the order in which they are called.
pub(super) fn week() -> Vec<Process> {
    let mut all = Vec::new();
    for process in called("pub fn step") {
        if process.name == "country" {
            all.extend(called("pub fn country"));
        } else {
            all.push(process);
        }
    }
    all
}

/// Calls in the body of a function: those that a comment follows, the country's week and the audit.
fn called(function: &str) -> Vec<Process> {
    let from = STEP.lines().skip_while(|line| !line.starts_with(function));
    let body = from.skip(1).take_while(|line| *line != "}");
    body.filter_map(call).collect()
}

fn call(line: &str) -> Option<Process> {
    let line = line.trim();
    let (code, comment) = line.split_once(" // ").unwrap_or((line, ""));
    let (before, _) = code.split_once('(')?;
    let name = before.rsplit(['=', ' ', '.']).next().unwrap_or(before);
    if code.starts_with("//") || (comment.is_empty() && !["country", "audit"].contains(&name)) {
        return None;
    }
    let (head, rest) = comment.split_once(':').unwrap_or((comment, ""));
    let words = head
        .split([' ', ',', '-', '>'])
        .filter(|word| !word.is_empty());
    let is_ledger = words.clone().count() > 0 && words.clone().all(|word| LEDGERS.contains(&word));
    let (ledgers, note) = if is_ledger {
        (head, rest)
    } else {
        ("", comment)
    };
    Some(Process {
        name: name.to_owned(),
        ledgers: ledgers.to_owned(),
        note: note.trim().to_owned(),
    })
}

/// Fields of the state of the country: ledger and plain words; "" for what is kept beside the ledgers.
pub(super) fn state() -> Vec<(&'static str, &'static str)> {
    let told = fields(COUNTRY, "pub struct Country").map(|words| {
        let (head, rest) = words.split_once(": ").unwrap_or(("", words));
        let ledger = LEDGERS.iter().find(|one| head.eq_ignore_ascii_case(one));
        ledger.map_or(("", words), |ledger| (*ledger, rest))
    });
    told.collect()
}

/// What a run carries along, in plain words.
pub(super) fn carried() -> Vec<&'static str> {
    fields(WORLD, "pub struct World")
        .map(|words| words.trim_end_matches('.'))
        .collect()
}

/// What stands beside each field of a structure.
fn fields(text: &'static str, of: &'static str) -> impl Iterator<Item = &'static str> {
    let from = text.lines().skip_while(move |line| !line.starts_with(of));
    let body = from.skip(1).take_while(|line| *line != "}");
    body.filter_map(|line| line.trim().strip_prefix("/// "))
}

/// What each process does.
const DOES: &[(&str, &str)] = &[
    (
        "hazards",
        "hazards of every group, from the state of the country at the start of the month",
    ),
    (
        "suspects::learn",
        "suspects, resistance, threat and progress, believed from reports",
    ),
    (
        "charges::decide",
        "what a past in an opposition is charged as",
    ),
    (
        "repression::decide",
        "how many arrests are wanted, by category",
    ),
    (
        "circle::advance",
        "power of those on the closed list, and what they hold",
    ),
    (
        "politburo::decide",
        "which coalitions can rule, and who can hold the leader back",
    ),
    (
        "troikas::decide",
        "how many without papers the troikas of the ordinary police are to sentence",
    ),
    (
        "sentencing::hold",
        "terms of holders of public office who are tried",
    ),
    ("paralysis::choose", "leaders leave, speak up or keep still"),
    ("stances::speak", "what leaders say"),
    (
        "minds::learn",
        "what the centre believes of leaders, and the threat that it sees",
    ),
    ("works::open_year", "a year of works opens"),
    ("works::hire", "hands of the branches follow those who earn"),
    (
        "plan::adopt",
        "the plan of a year, by rounds of balancing, ratchet and tempo",
    ),
    (
        "plan::revise",
        "targets are revised: who is behind is let off in part",
    ),
    (
        "sponsorship::decide",
        "how far the centre stands behind record-breakers",
    ),
    (
        "works::exert",
        "effort under the target and for what people get",
    ),
    (
        "works::make",
        "branches make and share out as inputs allow; wear, building",
    ),
    ("output::send", "output is sent up, with padding"),
    (
        "reserves::learn",
        "what the centre takes works to make, and to hide",
    ),
    (
        "specialists::decide",
        "removals of specialists: suspicion, patron, switch",
    ),
    ("exile::send", "what appears abroad, and who sees it"),
    ("press::decide", "what the press is told to attack"),
    (
        "works::manage",
        "removals take their toll of management, which recovers",
    ),
    ("year::sow", "seed goes from the barns into the ground"),
    (
        "year::ripen",
        "area, draught power, work and weather decide the harvest",
    ),
    ("procurement::order", "what the state asks of each region"),
    ("year::bring_in", "the harvest comes into the barns"),
    ("year::deliver", "grain is handed over to the state"),
    (
        "year::eat",
        "people and animals eat; the state lends where hunger is seen",
    ),
    ("year::supply_towns", "grain for towns and abroad"),
    (
        "harvest::report",
        "the harvest is sent up as it stood on the stalk",
    ),
    ("outlook::learn", "yields that the centre expects"),
    (
        "verification::decide",
        "checks of party cards are opened, put off and closed",
    ),
    ("registers::work", "cards are looked at, or waved through"),
    ("lists::send", "lists of members are sent up as checked"),
    ("trust::learn", "how far the centre distrusts these lists"),
    (
        "verification::expel",
        "who is to be expelled in the coming month",
    ),
    ("works::close_month", "consumer goods of the month"),
    (
        "living::live",
        "what each cell gets, and what it gets used to",
    ),
    ("money::trade", "wages, state trade and markets"),
    ("year::note_shortfall", "food that was missing, by region"),
    ("births", "births of five weeks"),
    (
        "exits",
        "who leaves a group, by which way: deaths by kind, moves, joining, leaving",
    ),
    (
        "orders",
        "directives, arrests, pleas, sentences and releases, on exact counts",
    ),
    (
        "moods",
        "legitimacy, fear, grievance, and how many act in public",
    ),
    (
        "consult",
        "the discussion of the draft constitution, and what is adopted of it",
    ),
    (
        "ages",
        "the table of sex and age follows, and everybody grows older",
    ),
    ("audit", "everybody is counted again"),
];

#[cfg(test)]
mod tests {
    use super::{DOES, LEDGERS, call, carried, state, week};

    #[test]
    fn law_every_process_of_a_week_is_told_and_none_that_is_gone() {
        let week = week();
        let names: Vec<&str> = week.iter().map(|one| one.name.as_str()).collect();
        let silent: Vec<&&str> = names
            .iter()
            .filter(|name| !DOES.iter().any(|(known, _)| known == *name))
            .collect();
        assert!(silent.is_empty(), "DOES lacks words for {silent:?}");
        let stale: Vec<&str> = DOES
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !names.contains(name))
            .collect();
        assert!(stale.is_empty(), "no week has {stale:?}");
        assert!(names.contains(&"hazards"));
        assert_eq!(names.last(), Some(&"audit"));
    }

    #[test]
    fn known_how_a_call_is_read() {
        let read = |line| call(line).map(|one| (one.name, one.ledgers, one.note));
        let of = |a: &str, b: &str, c: &str| Some((a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(
            read("    suspects::learn(country, now); // report -> belief: each month"),
            of("suspects::learn", "report -> belief", "each month")
        );
        assert_eq!(
            read(
                "        world.rows = world.setup.rows(&world.country, &now); // truth: who may leave"
            ),
            of("rows", "truth", "who may leave")
        );
        assert_eq!(
            read("    a::b(country, now); // who can rule: each January"),
            of("a::b", "", "who can rule: each January")
        );
        assert_eq!(read("    audit(world)"), of("audit", "", ""));
        assert_eq!(
            read("    // Moves are decided (all of them) // at once"),
            None
        );
        assert_eq!(read("    world.week += 1;"), None);
    }

    #[test]
    fn known_when_a_process_is_due() {
        let when = |line| call(line).map(|one| one.when().to_owned());
        let of = |text: &str| Some(text.to_owned());
        assert_eq!(
            when("a(b); // truth -> truth: every fifth week: deaths, moves"),
            of("every fifth week")
        );
        assert_eq!(
            when("a(b); // who can rule: when it changes, and each January"),
            of("when it changes, and each January")
        );
        assert_eq!(
            when("a(b); // truth: people, animals, markets, relief"),
            of("")
        );
    }

    #[test]
    fn law_the_state_has_every_ledger() {
        let state = state();
        for ledger in LEDGERS {
            assert!(state.iter().any(|(own, _)| *own == ledger), "{ledger}");
        }
        assert!(state.iter().all(|(_, words)| words.ends_with('.')));
        assert!(carried().contains(&"People by place, sex and age"));
    }
}
