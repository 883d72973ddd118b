//! Who there is: the dimensions of a stratum, and the groups that share all of them but the risk bin.
//!
//! What is stored is class, residence, past membership, party and status. There is no word here for what
//! somebody called somebody: a label is a report, and reports are another ledger.
//!
//! ```compile_fail
//! use model::truth::people::Status;
//! let label = Status::Enemy;
//! ```
//!
//! ```compile_fail
//! use model::truth::people::Group;
//! fn guilty(group: &Group) -> bool {
//!     group.guilty
//! }
//! ```

use engine::counts::{Counts, Dimension};

/// Where people of a region live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Residence {
    /// Towns and cities.
    Town,
    /// Villages.
    Village,
}

/// Class with dependants, in the categories of the state's own statistics, employees apart by kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Members of collective farms.
    Kolkhoznik,
    /// Peasants and artisans on their own.
    IndividualPeasant,
    /// Workers.
    Worker,
    /// Engineers and technicians.
    Specialist,
    /// Staff of the administration.
    Official,
    /// All other employees.
    Employee,
    /// People without full rights, by origin or past occupation.
    Former,
}

/// Past membership of a defeated opposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// None.
    None,
    /// Belonged to an opposition inside the party in the 1920s.
    Opposition,
}

/// Standing in the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// Not a member.
    None,
    /// Candidate.
    Candidate,
    /// Full member.
    Member,
}

/// Legal status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Neither deported nor imprisoned.
    Free,
    /// Deported to a special settlement.
    SpecialSettler,
    /// Inmate of a camp; colonies and prisons are not told apart from the free yet. Counted at home, not where the camp is.
    CampInmate,
    /// Exiled by an order or a sentence. Counted at home.
    Exile,
    /// Sent away because of somebody else: a relative of those who were ordered away. Counted at home.
    Relative,
    /// Ordered to live elsewhere, without exile. Counted at home.
    Transferred,
}

macro_rules! closed_list {
    ($kind:ident { $($value:ident => $word:literal),+ $(,)? }) => {
        impl $kind {
            /// All values, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The word used in data and tables.
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            /// Reads that word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

closed_list!(Residence { Town => "town", Village => "village" });
closed_list!(Class {
    Kolkhoznik => "kolkhoznik",
    IndividualPeasant => "individual-peasant",
    Worker => "worker",
    Specialist => "specialist",
    Official => "official",
    Employee => "employee",
    Former => "former",
});
closed_list!(Mark { None => "none", Opposition => "opposition" });
closed_list!(Party { None => "none", Candidate => "candidate", Member => "member" });
closed_list!(Status {
    Free => "free",
    SpecialSettler => "special-settler",
    CampInmate => "camp-inmate",
    Exile => "exile",
    Relative => "relative",
    Transferred => "transferred",
});

/// Bins of risk aversion: a construct of the model, not evidence.
pub const BINS: usize = 4;

/// A group: everything that is known of a stratum but its risk bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Number of the region.
    pub region: u8,
    /// Town or village.
    pub residence: Residence,
    /// Class.
    pub class: Class,
    /// Past membership.
    pub mark: Mark,
    /// Standing in the party.
    pub party: Party,
    /// Legal status.
    pub status: Status,
}

impl Group {
    /// Its point in the space of the table, for one risk bin.
    pub fn stratum(&self, bin: usize) -> [u8; 7] {
        let bin = u8::try_from(bin).unwrap_or(u8::MAX);
        [
            self.region,
            self.residence as u8,
            self.class as u8,
            self.mark as u8,
            self.party as u8,
            self.status as u8,
            bin,
        ]
    }

    /// Number of its place (region and residence).
    pub fn place(&self) -> usize {
        usize::from(self.region) * Residence::ALL.len() + self.residence as usize
    }

    /// Whether it is of the land: free peasants, in the sense of the equation of migration.
    pub fn is_free_peasant(&self) -> bool {
        self.status == Status::Free
            && self.residence == Residence::Village
            && matches!(self.class, Class::Kolkhoznik | Class::IndividualPeasant)
    }
}

/// An empty table over these regions, with the accounts of [`Account`].
pub fn table(regions: &[Region]) -> Counts {
    let dimension = |name: &str, values: Vec<String>| Dimension {
        name: name.to_owned(),
        values,
    };
    let words = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect();
    let bins = (1..=BINS).map(|bin| bin.to_string()).collect();
    let dimensions = vec![
        dimension(
            "region",
            regions.iter().map(|region| region.id.clone()).collect(),
        ),
        dimension(
            "residence",
            words(Residence::ALL.iter().map(|v| v.word()).collect()),
        ),
        dimension(
            "class",
            words(Class::ALL.iter().map(|v| v.word()).collect()),
        ),
        dimension("mark", words(Mark::ALL.iter().map(|v| v.word()).collect())),
        dimension(
            "party",
            words(Party::ALL.iter().map(|v| v.word()).collect()),
        ),
        dimension(
            "status",
            words(Status::ALL.iter().map(|v| v.word()).collect()),
        ),
        dimension("risk", bins),
    ];
    let accounts: Vec<&str> = Account::ALL.iter().map(|account| account.word()).collect();
    Counts::new(dimensions, &accounts)
}

/// A region of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Key.
    pub id: String,
    /// Name.
    pub name: String,
    /// It is a city: it has no villages.
    pub city: bool,
    /// Nobody may settle there without a passport and leave to reside.
    pub closed: bool,
}

/// Where people come from when they are born, and where they go when they die or leave. Kinds of death are accounts
/// of their own: they cannot be added without naming them.
///
/// ```
/// use model::truth::people::Account;
/// let dead = [Account::DiedFamine, Account::Executed];
/// ```
///
/// ```compile_fail
/// use model::truth::people::Account;
/// let dead = Account::DiedFamine + Account::Executed;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Account {
    /// Births.
    Born,
    /// Deaths at the ordinary rate of the year.
    DiedOrdinary,
    /// Deaths in excess of it in the famine.
    DiedFamine,
    /// Deaths of camp inmates.
    DiedCamp,
    /// Deaths of special settlers.
    DiedSettlement,
    /// Deaths of those exiled or sent along.
    DiedExile,
    /// Executions.
    Executed,
    /// The named residual: people who left the country and for whom the sources' totals do not close.
    LeftCountry,
}

closed_list!(Account {
    Born => "born",
    DiedOrdinary => "died-ordinary",
    DiedFamine => "died-famine",
    DiedCamp => "died-camp",
    DiedSettlement => "died-settlement",
    DiedExile => "died-exile",
    Executed => "executed",
    LeftCountry => "left-country",
});

impl Account {
    /// The kinds of death.
    pub const DEATHS: [Self; 6] = [
        Self::DiedOrdinary,
        Self::DiedFamine,
        Self::DiedCamp,
        Self::DiedSettlement,
        Self::DiedExile,
        Self::Executed,
    ];
}
