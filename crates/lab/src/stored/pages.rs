//! Pages that were printed before, for jobs that only look at verdicts: found again by everything that they depend on, as runs are.

use super::{Store, put};
use crate::trials::Ask;
use argument::case::Case;
use std::fs;
use std::path::PathBuf;

/// Pages kept; older ones go.
const MOST: usize = 16;
/// How their files are called.
const NAME: &str = "page-";

impl Store {
    /// Where a page is kept: `about` is the job with everything that was asked of it.
    fn page_path(&self, case: &Case, ask: Ask, about: &[&str]) -> PathBuf {
        let key = about.iter().fold(self.key(case, ask), |key, word| {
            key.field("asked").field(word)
        });
        self.folder.join(format!("{NAME}{}.txt", &key.hex()[..32]))
    }

    /// The page of an earlier job with the same program, case and runs.
    pub fn page(&self, case: &Case, ask: Ask, about: &[&str]) -> Option<String> {
        fs::read_to_string(self.page_path(case, ask, about)).ok()
    }

    /// Keeps a page for later. Whether that works does not matter to anybody.
    pub fn keep_page(&self, case: &Case, ask: Ask, (about, text): (&[&str], &str)) {
        self.make_room(NAME, MOST);
        let _kept = put(&self.page_path(case, ask, about), text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, NAME, Store};
    use crate::trials::{Ask, Depth};

    const ASK: Ask = Ask {
        replicates: 16,
        depth: Depth::Statuses,
        ensemble: None,
    };

    /// Another question, other runs or another case are another page.
    #[test]
    fn law_a_page_is_found_by_all_that_it_depends_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path()).unwrap();
        let case = crate::testing::case();
        store.keep_page(&case, ASK, (&["read", "table"], "told\n"));
        let found = |case, ask, about: &[&str]| store.page(case, ask, about);
        assert_eq!(
            found(&case, ASK, &["read", "table"]).as_deref(),
            Some("told\n")
        );
        assert_eq!(found(&case, ASK, &["read", "csv"]), None);
        assert_eq!(found(&case, ASK, &["readt", "able"]), None);
        let others = Ask {
            replicates: 8,
            ..ASK
        };
        assert_eq!(found(&case, others, &["read", "table"]), None);
        let other = crate::testing::case_with(|_, text| text.replace("Invented.", "Invented too."));
        assert_eq!(found(&other, ASK, &["read", "table"]), None);
    }

    #[test]
    fn law_old_pages_go() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path()).unwrap();
        let case = crate::testing::case();
        for number in 0..2 * MOST {
            store.keep_page(&case, ASK, (&[&number.to_string()], "told"));
        }
        let files = std::fs::read_dir(folder.path()).unwrap().flatten();
        let kept = files.filter(|file| file.file_name().to_string_lossy().starts_with(NAME));
        assert!(kept.count() <= MOST);
    }
}
