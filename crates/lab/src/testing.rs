//! A tiny invented case for the tests of this room.

use argument::case::Case;
use argument::runs::Trials;
use argument::verdict::{Check, assemble, judge_claim};
use std::sync::OnceLock;

const FILES: &[(&str, &str)] = &[
    (
        "case.toml",
        "[case]\nid = 'pond'\ntitle = 'The pond'\nperiod = '1850/1860'\nabout = 'Invented.'\nlicence = 'CC-BY-4.0'\n",
    ),
    (
        "passage.toml",
        "[passage]\ntitle = 'The pond'\nwork = 'Ponds'\nauthor = 'Nobody'\nyear = 1900\nlicence_note = 'Ours.'\n\
         [[unit]]\nid = '1'\nparagraph = 1\nwords = 1\nsha256 = '0000000000000000000000000000000000000000000000000000000000000000'\n\
         marks = ['F', 'N']\nrows = ['R1']\nparaphrase = 'Carp doubled, and \"pike\" did not.'\n\
         [[unit]]\nid = '2'\nparagraph = 1\nwords = 1\nsha256 = '1000000000000000000000000000000000000000000000000000000000000000'\n\
         marks = ['E']\nparaphrase = 'It was a fine pond.'\n",
    ),
    (
        "rows.toml",
        "[[row]]\nid = 'R1'\nname = 'The fish'\nledgers = ['truth']\nneeds = 'A count of fish.'\n",
    ),
    (
        "regions.toml",
        "[[place]]\nid = 'pond'\nname = 'The pond'\nkind = 'pond'\n",
    ),
    (
        "searches.toml",
        "[[search]]\nid = 'eels'\nsubject = 'eels'\nlooked_for = 'Eels.'\nwhere = 'The pond.'\nresult = 'None found.'\n",
    ),
    (
        "sources/s.toml",
        "[[source]]\nid = 'book'\ntitle = 'Fish & {Ponds}: 100 % of them'\nauthor = 'A. B. Carp, C. Pike and others'\nyear = 1899\n\
         kind = 'book'\nrank = 'scholarly'\nurl = 'https://example.org/a_b'\nlicence = 'facts cited'\n\
         [[source]]\nid = 'paper'\ntitle = 'Pond accounts'\nauthor = 'Pond Board; Water Board'\nkind = 'archive'\nrank = 'document'\nlicence = 'none'\n\
         [[source]]\nid = 'unused'\ntitle = 'Nothing'\nkind = 'book'\nrank = 'reprint'\nlicence = 'none'\n",
    ),
    (
        "evidence/fish.toml",
        "topic = 'fish'\ntitle = 'Fish'\n\
         [[quantity]]\nid = 'carp'\nname = 'Carp'\nkind = 'flow'\nunit = 'thousand units'\nplace = 'pond'\n\
         [[quantity.series]]\nid = 'board'\nname = 'The board, \"counted\"'\nschool = 'official'\nsource = 'paper'\nverified = 'looked-up'\nconfidence = 0.9\n\
         rows = [{ date = '1851', value = 1, low = 1, high = 1 }, { date = '1852', value = 3, low = 2.9, high = 3.1 }]\n\
         [[quantity.series]]\nid = 'carp-1899'\nname = 'Carp'\nunit = 'units'\nschool = 'western'\nsource = 'book'\nverified = 'recalled'\nconfidence = 0.5\n\
         rows = [{ date = '1851', value = 1000, low = 900, high = 1100 }, { date = '1852', value = 2000, low = 1800, high = 2100, note = 'line one\\nline two, with a comma' }]\n\
         [[quantity]]\nid = 'pike'\nname = 'Pike'\nkind = 'stock'\nunit = 'units'\nplace = 'pond'\ndimensions = ['sex']\n\
         [[quantity.series]]\nid = 'board'\nname = 'The board'\nschool = 'official'\nsource = 'paper'\nverified = 'looked-up'\nconfidence = 0.9\n\
         rows = [{ date = '1852-01-01', sex = 'male', value = 10, low = 8, high = 12 }, { date = '1852-01-01', sex = 'female', value = 9, low = 9, high = 9 }]\n\
         [[quantity]]\nid = 'eels'\nname = 'Eels'\nkind = 'stock'\nunit = 'units'\nplace = 'pond'\n",
    ),
    (
        "events.toml",
        "[[event]]\nid = 'flood'\nwhat = 'The flood'\nplace = 'pond'\n\
         [[event.dating]]\nid = 'board'\ndate = '1851-05'\nsource = 'paper'\nverified = 'looked-up'\nconfidence = 1.0\n\
         [[event.dating]]\nid = 'carp-1899'\ndate = '1851-05-13'\nsource = 'book'\nverified = 'recalled'\nconfidence = 0.7\n",
    ),
    (
        "holdouts.toml",
        "[[holdout]]\nid = 'H01'\nwhat = 'Carp of 1852'\nuse = 'growth'\n[[holdout.covers]]\nquantity = 'carp'\ndates = ['1852']\n",
    ),
    (
        "claims/c.toml",
        "[[claim]]\nid = 'carp-doubled'\nunits = ['1']\nsays = 'Carp doubled.'\nclass = 'evidence-only'\n\
         [[claim.reading]]\nid = 'doubled'\nmeans = 'Twice as many.'\npredicate = 'as_said(carp(1852) / carp(1851))'\nsaid = { words = 'doubled', low = 1.9, high = 2.1 }\n\
         [[claim.reading]]\nid = 'at-least'\nmeans = 'More.'\npredicate = 'carp(1852) > amount(1500, \"units\")'\nonly = { carp = { series = ['board'], why = 'the board counted' } }\n\
         [[claim]]\nid = 'pike'\nunits = ['1']\nsays = 'As many pike.'\nclass = 'evidence-only'\n\
         [[claim.reading]]\nid = 'equal'\nmeans = 'No fewer.'\npredicate = \"pike('1852-01-01', {'sex': 'male'}) >= pike('1852-01-01', {'sex': 'female'})\"\n\
         [[claim]]\nid = 'flood'\nunits = ['1']\nsays = 'The flood came on 13 May.'\nrole = 'context'\nclass = 'evidence-only'\n\
         [[claim.reading]]\nid = 'day'\nmeans = 'That day.'\npredicate = \"flood() == day('1851-05-13')\"\n\
         [[claim]]\nid = 'eels'\nunits = ['1']\nsays = 'There were eels.'\nrole = 'context'\nclass = 'evidence-only'\n\
         [[claim.reading]]\nid = 'some'\nmeans = 'Some.'\npredicate = \"eels('1852-01-01') > amount(0, 'units')\"\n\
         [[claim]]\nid = 'fine'\nunits = ['2']\nsays = 'It was fine.'\nclass = 'evidence-only'\njudge = 'not testable'\n",
    ),
];

/// The case, with the texts of some files changed by hand.
pub(crate) fn case_with(change: impl Fn(&str, &str) -> String) -> Case {
    let files: Vec<(String, String)> = FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), change(path, text)))
        .collect();
    Case::parse(&files).expect("the case of the tests is sound")
}

/// The case.
pub(crate) fn case() -> Case {
    case_with(|_, text| text.to_owned())
}

/// Its verdicts.
pub(crate) fn judge(case: &Case) -> Check {
    let verdicts = case
        .claims
        .iter()
        .map(|claim| judge_claim(case, claim))
        .collect();
    assemble(case, Trials::none(), verdicts, crate::run::VERSION)
}

/// The case and its verdicts.
pub(crate) fn judged() -> (Case, Check) {
    let case = case();
    let check = judge(&case);
    (case, check)
}

/// The case inside the program, judged on evidence alone: nothing is run for it.
pub(crate) fn embedded() -> &'static (Case, Check) {
    static JUDGED: OnceLock<(Case, Check)> = OnceLock::new();
    JUDGED.get_or_init(|| {
        let case = crate::load::load(crate::load::Origin::Embedded);
        let case = case.expect("the case inside the program is sound");
        let check = judge(&case);
        (case, check)
    })
}
