//! Markdown that reads well in a terminal of 80 columns too.

/// Widest line.
const WIDTH: usize = 80;

/// A page that grows.
#[derive(Debug, Default)]
pub(super) struct Page(pub String);

impl Page {
    /// A heading of this level.
    pub(super) fn head(&mut self, level: usize, text: &str) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
        self.0.push_str(&"#".repeat(level));
        self.0.push(' ');
        self.0.push_str(text);
        self.0.push_str("\n\n");
    }

    /// A paragraph.
    pub(super) fn says(&mut self, text: &str) {
        self.wrapped("", text);
        self.0.push('\n');
    }

    /// An entry of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.wrapped("- ", text);
    }

    /// An entry of a numbered list.
    pub(super) fn numbered(&mut self, number: usize, text: &str) {
        self.wrapped(&format!("{number}. "), text);
    }

    /// An entry of a list under an entry.
    pub(super) fn part(&mut self, text: &str) {
        self.wrapped("  - ", text);
    }

    fn wrapped(&mut self, lead: &str, text: &str) {
        let mut line = lead.to_owned();
        let mut is_empty = true;
        for word in text.split_whitespace() {
            let wide = line.chars().count() + word.chars().count() + usize::from(!is_empty);
            if !is_empty && wide > WIDTH {
                self.0.push_str(&line);
                self.0.push('\n');
                line = " ".repeat(lead.chars().count());
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        self.0.push_str(&line);
        self.0.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn long_entries_are_wrapped_under_themselves() {
        let mut page = Page::default();
        page.head(2, "Head");
        page.item(&"word ".repeat(20));
        page.part("one");
        let lines: Vec<&str> = page.0.lines().collect();
        assert_eq!(lines[0], "## Head");
        assert_eq!(lines[2].chars().count(), 76);
        assert_eq!(lines[3], "  word word word word word");
        assert_eq!(lines[4], "  - one");
    }
}
