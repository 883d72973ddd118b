//! Text for a terminal of 80 columns.

use anstyle::Style;
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets,
};
use lab::argument::verdict::Status;
use std::fmt::Write as _;

/// Widest line.
pub(crate) const WIDTH: usize = 80;

/// Columns of a name in a list.
const NAME: usize = 26;

/// What a job answers.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// What is printed.
    pub text: String,
    /// Whether the answer is no: exit code 1.
    pub is_no: bool,
}

impl Answer {
    /// An answer that is not no.
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_no: false,
        }
    }
}

/// A text that grows line by line.
#[derive(Debug, Default)]
pub(crate) struct Page(pub String);

impl Page {
    /// A heading after an empty line.
    pub(crate) fn head(&mut self, text: &str) {
        let bold = Style::new().bold();
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.push(&format!("{bold}{text}{bold:#}"));
    }

    /// One line as it is.
    pub(crate) fn push(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _infallible = writeln!(self.0, "{line}");
    }

    /// A paragraph wrapped to 80 columns, `first` before its first line, blanks before the others.
    pub(crate) fn wrapped(&mut self, first: &str, text: &str) {
        let indent = first.chars().count();
        let mut line = String::new();
        let mut lead = first.to_owned();
        for word in text.split_whitespace() {
            let room = WIDTH.saturating_sub(indent);
            let wide = line.chars().count() + word.chars().count() + 1 > room;
            if !line.is_empty() && wide {
                self.push(&format!("{lead}{line}"));
                lead = " ".repeat(indent);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            while line.chars().count() > room {
                let cut = line
                    .char_indices()
                    .nth(room)
                    .map_or(line.len(), |(at, _)| at);
                let rest = line.split_off(cut);
                self.push(&format!("{lead}{line}"));
                lead = " ".repeat(indent);
                line = rest;
            }
        }
        if !line.is_empty() {
            self.push(&format!("{lead}{line}"));
        }
    }

    /// A name and what it is, the words beside each other in two columns; a name that is too long for its column has a line of its own.
    pub(crate) fn entry(&mut self, name: &str, what: &str) {
        if name.chars().count() <= NAME {
            self.wrapped(&format!("  {name:<NAME$}  "), what);
        } else {
            self.push(&format!("  {name}"));
            self.wrapped(&" ".repeat(NAME + 4), what);
        }
    }

    /// A paragraph of at most so many lines; where it is longer, three dots say so.
    pub(crate) fn clipped(&mut self, first: &str, text: &str, lines: usize) {
        let mut whole = Self::default();
        whole.wrapped(first, text);
        let all: Vec<&str> = whole.0.lines().collect();
        for (i, line) in all.iter().take(lines).enumerate() {
            if i + 1 == lines && all.len() > lines {
                let room = WIDTH.saturating_sub(4);
                let mut cut = *line;
                while cut.chars().count() > room {
                    let Some((head, _)) = cut.rsplit_once(' ') else {
                        break;
                    };
                    cut = head;
                }
                self.push(&format!("{} ...", cut.trim_end_matches([',', ';', ':'])));
            } else {
                self.push(line);
            }
        }
    }

    /// A table that fits; columns named in `right` are aligned to the right. Blanks before every first cell stand before every line, those
    /// of a cell that is broken as well.
    pub(crate) fn table(&mut self, head: &[&str], right: &[usize], rows: &[Vec<String>]) {
        let first = rows
            .iter()
            .filter_map(|row| row.first().map(String::as_str));
        let first = first.chain(head.first().copied());
        let blanks = first.map(|text| text.len() - text.trim_start().len());
        let indent = blanks.min().unwrap_or(0);
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(WIDTH - indent).unwrap_or(80));
        let cell = |i: usize, text: &str| {
            let text = if i == 0 {
                text.get(indent..).unwrap_or(text)
            } else {
                text
            };
            let cell = Cell::new(text);
            if right.contains(&i) {
                cell.set_alignment(CellAlignment::Right)
            } else {
                cell
            }
        };
        table.set_header(head.iter().enumerate().map(|(i, text)| cell(i, text)));
        for row in rows {
            table.add_row(row.iter().enumerate().map(|(i, text)| cell(i, text)));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
            let widest = rows
                .iter()
                .filter_map(|row| row.get(column.index))
                .map(|text| text.chars().count());
            let widest = widest
                .chain(head.get(column.index).map(|text| text.chars().count()))
                .max()
                .unwrap_or(0);
            if widest <= 10 {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(
                    u16::try_from(widest + 2).unwrap_or(12),
                )));
            }
        }
        for line in table.to_string().lines() {
            self.push(format!("{:indent$}{line}", "").trim_end());
        }
    }
}

/// A status, coloured on terminals only; the word alone says everything.
pub(crate) fn coloured(status: Status, text: &str) -> String {
    use anstyle::AnsiColor;
    let colour = match status {
        Status::Supported => AnsiColor::Green,
        Status::Contradicted | Status::Contested => AnsiColor::Red,
        Status::SupportedUnder | Status::Uncorroborated => AnsiColor::Yellow,
        Status::FollowsFromRule | Status::NotTestable | Status::TextLost | Status::NeedsModel => {
            return text.to_owned();
        }
    };
    let style = colour.on_default();
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::{Page, WIDTH};

    #[test]
    fn lists_break_between_words_and_never_inside_a_name() {
        let mut page = Page::default();
        let long = "no-directive-former-oppositionists-to-camps";
        let what =
            "Without the directive former-oppositionists-to-camps, and everything else as it was";
        page.entry("no-murder", "No murder in December 1934");
        page.entry(long, what);
        assert!(page.0.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(
            page.0
                .starts_with("  no-murder                   No murder")
        );
        assert!(page.0.contains(&format!("\n  {long}\n")), "{}", page.0);
        let words: Vec<&str> = page.0.split_whitespace().collect();
        let given = format!("no-murder No murder in December 1934 {long} {what}");
        assert_eq!(words.join(" "), given, "no word is broken");
    }
}
