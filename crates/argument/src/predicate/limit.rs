//! What is refused before the `cel` crate sees it: texts so nested or so long that its parser,
//! which descends once for each bracket and each link of a chain, would run out of stack.
//!
//! Measured with a debug build and the 2 MiB stack of a thread: 12 brackets inside each other, or
//! a chain of 2000 links, end the program; its own limit of depth comes too late.

use super::build::PredicateFault;

/// Brackets inside each other.
const DEEPEST: usize = 8;
/// Signs that may link two parts.
const MOST_LINKS: usize = 300;
/// Characters.
const LONGEST: usize = 4000;

/// Refuses what is too deep or too long. Brackets inside quotes count as well: no quoting rule
/// that is read wrongly can then hide one.
pub(super) fn refuse_too_much(text: &str) -> Result<(), PredicateFault> {
    let (mut depth, mut links) = (0_usize, 0_usize);
    for (offset, c) in text.chars().enumerate() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '+' | '-' | '*' | '/' | '%' | '<' | '>' | '=' | '.' | '!' | '&' | '|' | '?' => {
                links += 1;
            }
            _ => {}
        }
        let (what, wanted) = if depth > DEEPEST {
            (
                "too many brackets inside each other",
                format!("at most {DEEPEST}"),
            )
        } else if links > MOST_LINKS {
            ("too many operators", format!("at most {MOST_LINKS}"))
        } else if offset >= LONGEST {
            (
                "the predicate is too long",
                format!("at most {LONGEST} characters"),
            )
        } else {
            continue;
        };
        return Err(PredicateFault {
            offset,
            what: what.to_owned(),
            found: format!("`{c}`"),
            wanted,
            hint: "make several readings or several claims of it".to_owned(),
        });
    }
    Ok(())
}
