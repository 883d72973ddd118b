//! What a person types.

use crate::slip;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lab::argument::case::Case;
use lab::ensemble;
use lab::trials::{Ask, Depth};
use std::path::PathBuf;

/// Takes a historical argument apart, sentence by sentence, and runs it.
#[derive(Debug, Parser)]
#[command(
    name = "closerun",
    version,
    max_term_width = 80,
    arg_required_else_help = false
)]
pub(crate) struct Cli {
    /// Read another case than the one inside the program.
    #[arg(long, global = true, value_name = "DIR")]
    pub case: Option<PathBuf>,
    /// What to print.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Print only what was asked for: no progress, no hints.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Threads to use, at most 1024; 0 means all. Never changes a result.
    #[arg(long, global = true, default_value_t = 0, value_name = "N", allow_negative_numbers = true, value_parser = slip::threads)]
    pub threads: usize,
    /// Make all runs anew, even if an earlier job with the same case, program and seeds has kept them.
    #[arg(long, global = true)]
    pub fresh: bool,
    /// What to do.
    #[command(subcommand)]
    pub job: Option<Job>,
}

/// Form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables for people, at most 80 columns wide.
    Table,
    /// JSON, a contract: keys may be added, none is renamed.
    Json,
    /// One table as CSV.
    Csv,
}

/// The jobs.
#[derive(Debug, Subcommand)]
pub(crate) enum Job {
    /// Main job: judge every claim, print the ledger, write report.html and data.
    Check(CheckArgs),
    /// The annotated passage; with --passage beside your own copy.
    Read {
        /// Your own copy of the passage, matched sentence by sentence by hash. Never stored.
        #[arg(long, value_name = "FILE")]
        passage: Option<PathBuf>,
        /// Print words and hash of each sentence of FILE, to write a passage file of your own.
        #[arg(long, requires = "passage")]
        hashes: bool,
        /// Seeds for the claims that are judged on runs.
        #[command(flatten)]
        seeds: Seeds,
    },
    /// One sentence: what its verdict rests on and what would flip it. Or a tension, or a word of this program.
    Explain {
        /// Number of the sentence, e.g. 63; a tension, e.g. T4; or a word, e.g. kill rate; `words` lists the words.
        #[arg(required = true)]
        unit: Vec<String>,
        /// Every rival setting in a row of its own, and every mutant that survived.
        #[arg(long, visible_alias = "all")]
        long: bool,
        /// Seeds for the claims that are judged on runs.
        #[command(flatten)]
        seeds: Seeds,
    },
    /// Rival estimates side by side; without a name, the list of quantities and events.
    Evidence {
        /// Quantity or event, e.g. steel; or a part of its name.
        quantity: Option<String>,
        /// Only this year (or date, or period).
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
    },
    /// Recalled observations, ranked by the verdicts that they would flip.
    Worklist {
        /// How many to show.
        #[arg(long, default_value_t = 20, value_name = "N", allow_negative_numbers = true, value_parser = slip::length)]
        top: usize,
        /// Seeds for the claims that are judged on runs.
        #[command(flatten)]
        seeds: Seeds,
    },
    /// Run the model: several seeds of a scenario, beside the evidence.
    Run(RunArgs),
    /// What if one thing had been otherwise? The answer in four sentences, then the differences, people first. Takes a minute or two.
    Whatif(WhatifArgs),
    /// Two to four scenarios with the same seeds, each less the first: differences, the human side first.
    Compare(CompareArgs),
    /// Feedback loops: what each does, measured by freezing its input; or the causal claims, each with its experiment.
    Loops(LoopsArgs),
    /// Fit: which parameters the observations up to a year do not rule out; then what was held out is opened. Takes five minutes or so.
    Infer(InferArgs),
    /// The replication bench: published mechanisms in the settings of their papers. Exit code 1 if a row fails.
    Dock,
    /// The systems that the passage describes, and what each still lacks.
    Rows(Seeds),
    /// Conclusions ranked by how far rival series, indices and rules move each of them.
    Disputes(Seeds),
    /// The close run: what happens to specialists with and without their patron, one peak or two, and what it hinges on.
    CloseRun(CloseArgs),
    /// Tensions of the passage: how often one run meets both sides, and where it is put in.
    Tensions(Seeds),
    /// The model described after the ODD protocol, made from code and data: Markdown, whatever --format says.
    Odd {
        /// Run the replication bench as well, and tell the grade of every mechanism.
        #[arg(long)]
        dock: bool,
    },
    /// Write a small commented case to start from.
    New {
        /// Folder to make. Must not exist, or be empty.
        dir: PathBuf,
    },
    /// Re-run what a job stored (`check`, `run`, `whatif`, `compare`, `infer`, `loops`, `close-run`) and compare digests.
    Verify {
        /// Folder that one of them wrote; without it closerun-out, or else closerun-run, closerun-whatif, closerun-compare.
        folder: Option<PathBuf>,
    },
    /// Freeze the claims of a case as they stand: writes claims/registered.toml.
    Register,
    /// Completions for a shell, on standard output.
    Completions {
        /// Shell.
        shell: Shell,
    },
}

/// How often the model is run for the claims that are judged on runs.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Seeds {
    /// Seeds of each setting, for claims that are judged on runs.
    #[arg(long, default_value_t = lab::trials::REPLICATES, value_name = "N", allow_negative_numbers = true, value_parser = slip::seeds)]
    pub runs: u32,
    /// Whose parameters they have.
    #[command(flatten)]
    pub whose: Whose,
}

/// Whose parameters runs have.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Whose {
    /// Ensemble that gives each run its parameters: a freeze of the case, or `none` for the parameters as they stand. Without it the
    /// last one, if nothing that a run is given was changed since it was made.
    #[arg(long, value_name = "YEAR", value_parser = slip::over)]
    pub ensemble: Option<Over>,
}

impl Whose {
    /// The freeze; none for the parameters as they stand.
    pub(crate) fn freeze(self, case: &Case) -> Option<i16> {
        let default = || ensemble::for_check(case);
        self.ensemble.map_or_else(default, |over| over.0)
    }

    /// So many seeds with these parameters.
    pub(crate) fn seeds(self, case: &Case, (first, number): (u64, u32)) -> ensemble::Seeds {
        ensemble::Seeds {
            first,
            number,
            ensemble: self.freeze(case),
        }
    }
}

/// Whose parameters runs have: those of an ensemble, or the parameters as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Over(pub Option<i16>);

impl Seeds {
    /// What a command asks of runs.
    pub(crate) fn ask(self, case: &Case, depth: Depth) -> Ask {
        Ask {
            replicates: self.runs,
            depth,
            ensemble: self.whose.freeze(case),
        }
    }
}

/// Options of `check`.
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Folder for the report and the data; a former check in it is replaced.
    #[arg(long, default_value = DEFAULT_OUT, value_name = "DIR")]
    pub out: PathBuf,
    /// Run every scenario under every rival with all seeds: many times as long. Without it, contrasts are run under the rivals of the
    /// rows that their sentences belong to, with a quarter of the seeds.
    #[arg(long)]
    pub full: bool,
    /// Print the whole ledger: every number, every rival, every claim of ours.
    #[arg(long, visible_alias = "all")]
    pub long: bool,
    /// Run the replication bench too and put its table into the report.
    #[arg(long)]
    pub dock: bool,
    /// A former run (folder or check.json) to compare with; exit code 1 if verdicts differ.
    #[arg(long, value_name = "OLD")]
    pub against: Option<PathBuf>,
    /// Seeds for the claims that are judged on runs.
    #[command(flatten)]
    pub seeds: Seeds,
}

impl CheckArgs {
    /// How much is run.
    pub(crate) fn depth(&self) -> Depth {
        if self.full { Depth::Full } else { Depth::All }
    }
}

/// Options of `run`.
#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    /// Scenario of the case, a file in scenarios/.
    #[arg(long, default_value = "baseline", value_name = "NAME")]
    pub scenario: String,
    /// How many runs; 16 unless told otherwise, with --twin 20 of each.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = slip::runs)]
    pub runs: Option<u32>,
    /// Seed of the first run; the others follow it.
    #[arg(long, default_value_t = 1933, value_name = "SEED", allow_negative_numbers = true, value_parser = slip::seed)]
    pub seed: u64,
    /// Folder for the tables; a former run in it is replaced.
    #[arg(long, default_value = DEFAULT_RUN, value_name = "DIR")]
    pub out: PathBuf,
    /// Run the members of a shipped ensemble, frozen at the end of this year, each with its own parameters and seed.
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["runs", "seed", "twin"])]
    pub ensemble: Option<i16>,
    /// Instead, run this many persons one by one (or `all`) and compare them with the counts. Writes nothing.
    #[arg(long, value_name = "PERSONS")]
    pub twin: Option<String>,
}

/// Options of `infer`.
#[derive(Args, Debug)]
pub(crate) struct InferArgs {
    /// Last year whose observations are used; may be given several times. Without it, every freeze of inference.toml.
    #[arg(long, value_name = "YEAR")]
    pub freeze: Vec<i16>,
    /// Open a sealed hold-out for judging, e.g. H07; may be given several times. Every opening is written down.
    #[arg(long, value_name = "HOLDOUT")]
    pub open: Vec<String>,
    /// Only the baseline: no rival rule of repression is fitted or judged.
    #[arg(long)]
    pub alone: bool,
    /// Folder for ensembles and tables; a former fit in it is replaced.
    #[arg(long, default_value = DEFAULT_INFER, value_name = "DIR")]
    pub out: PathBuf,
}

/// Options of `whatif`.
#[derive(Args, Debug)]
pub(crate) struct WhatifArgs {
    /// What is changed, e.g. no-murder, a file in scenarios/; without one, the list of them.
    pub scenario: Option<String>,
    /// Pairs of runs in the baseline setting and in each rival setting.
    #[arg(long, default_value_t = lab::whatif::PAIRS, value_name = "N", allow_negative_numbers = true, value_parser = slip::pairs)]
    pub runs: u32,
    /// Seed of the first pair; the others follow it.
    #[arg(long, default_value_t = 1933, value_name = "SEED", allow_negative_numbers = true, value_parser = slip::seed)]
    pub seed: u64,
    /// Whose parameters they have.
    #[command(flatten)]
    pub whose: Whose,
    /// Print every difference: each date, each dimension.
    #[arg(long)]
    pub all: bool,
    /// Print every difference of this output, beside the human ledger; its key, as in tables/differences.csv. May be given several times.
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    pub quantity: Vec<String>,
    /// Folder for the tables; a former contrast in it is replaced.
    #[arg(long, default_value = DEFAULT_WHATIF, value_name = "DIR")]
    pub out: PathBuf,
}

/// Options of `compare`.
#[derive(Args, Debug)]
pub(crate) struct CompareArgs {
    /// Two to four scenarios of the case, files in scenarios/; the others are compared with the first.
    #[arg(value_name = "SCENARIO")]
    pub scenarios: Vec<String>,
    /// Runs of each scenario in the baseline setting and in each rival setting.
    #[arg(long, default_value_t = lab::whatif::PAIRS, value_name = "N", allow_negative_numbers = true, value_parser = slip::pairs)]
    pub runs: u32,
    /// Seed of the first run; the others follow it.
    #[arg(long, default_value_t = 1933, value_name = "SEED", allow_negative_numbers = true, value_parser = slip::seed)]
    pub seed: u64,
    /// Whose parameters they have.
    #[command(flatten)]
    pub whose: Whose,
    /// Print every difference: each date, each dimension.
    #[arg(long)]
    pub all: bool,
    /// Folder for the tables; a former comparison in it is replaced.
    #[arg(long, default_value = DEFAULT_COMPARE, value_name = "DIR")]
    pub out: PathBuf,
}

/// Options of `loops`.
#[derive(Args, Debug)]
pub(crate) struct LoopsArgs {
    /// Seeds: pairs of runs with and without each loop.
    #[arg(long, default_value_t = lab::loops::SEEDS, value_name = "N", allow_negative_numbers = true, value_parser = slip::pairs)]
    pub runs: u32,
    /// Seed of the first pair; the others follow it.
    #[arg(long, default_value_t = 1933, value_name = "SEED", allow_negative_numbers = true, value_parser = slip::seed)]
    pub seed: u64,
    /// Whose parameters they have.
    #[command(flatten)]
    pub whose: Whose,
    /// Instead, the causal claims of the passage: experiment, sign expected, sign got.
    #[arg(long)]
    pub experiments: bool,
    /// Also write table and manifest to this folder; a former result of this job in it is replaced.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Options of `close-run`.
#[derive(Args, Debug)]
pub(crate) struct CloseArgs {
    /// Pairs of runs, with and without the patron; each rival gets a fiftieth of them, at least two.
    #[arg(long, default_value_t = lab::close::PAIRS, value_name = "N", allow_negative_numbers = true, value_parser = slip::pairs)]
    pub runs: u32,
    /// Seed of the first pair; the others follow it.
    #[arg(long, default_value_t = 1933, value_name = "SEED", allow_negative_numbers = true, value_parser = slip::seed)]
    pub seed: u64,
    /// Whose parameters they have.
    #[command(flatten)]
    pub whose: Whose,
    /// Also write table and manifest to this folder; a former result of this job in it is replaced.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Where `check` writes unless told otherwise.
pub(crate) const DEFAULT_OUT: &str = "closerun-out";
/// Where `run` writes unless told otherwise.
pub(crate) const DEFAULT_RUN: &str = "closerun-run";
/// Where `compare` writes unless told otherwise.
pub(crate) const DEFAULT_COMPARE: &str = "closerun-compare";
/// Where `whatif` writes unless told otherwise.
pub(crate) const DEFAULT_WHATIF: &str = "closerun-whatif";
/// Where `infer` writes unless told otherwise.
pub(crate) const DEFAULT_INFER: &str = "closerun-infer";
