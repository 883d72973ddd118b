//! Footnotes: every source that a page of the report rests on, numbered by first use.

use argument::case::Case;
use argument::source::Source;
use maud::{Markup, html};
use std::cell::RefCell;

/// Numbers sources as they are cited.
pub(super) struct Notes<'a> {
    case: &'a Case,
    cited: RefCell<Vec<String>>,
}

impl<'a> Notes<'a> {
    /// No source cited yet.
    pub(super) fn new(case: &'a Case) -> Self {
        Self {
            case,
            cited: RefCell::new(Vec::new()),
        }
    }

    /// The number of a source, from 1.
    fn number(&self, source: &str) -> usize {
        let mut cited = self.cited.borrow_mut();
        let known = cited.iter().position(|known| known == source);
        known.unwrap_or_else(|| {
            cited.push(source.to_owned());
            cited.len() - 1
        }) + 1
    }

    /// Marks for these sources, each a link to its note.
    pub(super) fn marks<'s>(&self, sources: impl IntoIterator<Item = &'s str>) -> Markup {
        let mut numbers: Vec<usize> = sources
            .into_iter()
            .map(|source| self.number(source))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        html! {
            sup class="notes" {
                @for (i, number) in numbers.iter().enumerate() {
                    @if i > 0 { "," }
                    a href=(format!("#note-{number}")) { (number) }
                }
            }
        }
    }

    /// The list of notes. To be rendered after everything that cites.
    pub(super) fn list(&self) -> Markup {
        html! {
            ol class="sources" {
                @for (i, key) in self.cited.borrow().iter().enumerate() {
                    li id=(format!("note-{}", i + 1)) {
                        @match self.case.base.sources.get(key) {
                            Some(source) => (entry(source)),
                            None => (key),
                        }
                    }
                }
            }
        }
    }
}

fn entry(source: &Source) -> Markup {
    html! {
        (source.citation()) ". "
        span class="rank" { (source.rank.label()) }
        @if !source.url.is_empty() {
            " " a href=(source.url) class="url" { (source.url) }
        }
        @if !source.note.is_empty() { " " (source.note) }
        " " code { (source.id) }
    }
}
