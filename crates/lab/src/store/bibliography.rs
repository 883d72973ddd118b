//! Every source that an estimate cites, as BibTeX and as CSL-JSON.

use argument::case::Case;
use argument::evidence::Quantity;
use argument::source::Source;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One name of an author line.
#[derive(Debug, PartialEq, Eq)]
enum Name {
    /// Initials and family name.
    Person {
        /// Initials.
        given: String,
        /// Family name.
        family: String,
    },
    /// A body, or a name that cannot be parted.
    Whole(String),
}

/// An author line taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Authors {
    names: Vec<Name>,
    /// Whether others are meant and not named.
    others: bool,
    /// Whether they edited the work.
    editors: bool,
}

impl Authors {
    /// Names are parted by semicolons, or by commas where each is initials with a family name or
    /// a single word: a body may have a comma in its name.
    fn read(line: &str) -> Self {
        let (line, editors) = match line
            .strip_suffix("(editors)")
            .or_else(|| line.strip_suffix("(editor)"))
        {
            Some(rest) => (rest.trim_end(), true),
            None => (line, false),
        };
        let (line, others) = match line.strip_suffix(" and others") {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let by_comma: Vec<&str> = line.split(", ").collect();
        let parts: Vec<&str> = if line.contains(';') {
            line.split(';').map(str::trim).collect()
        } else if by_comma
            .iter()
            .all(|part| is_person(part) || !part.contains(' '))
        {
            by_comma
        } else {
            vec![line]
        };
        let names = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(name)
            .collect();
        Self {
            names,
            others,
            editors,
        }
    }
}

fn is_person(text: &str) -> bool {
    matches!(name(text), Name::Person { .. })
}

/// Leading words with a full stop are initials, the rest is the family name.
fn name(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    let initials = words.iter().take_while(|word| word.ends_with('.')).count();
    if initials == 0 || initials == words.len() {
        return Name::Whole(text.to_owned());
    }
    Name::Person {
        given: words[..initials].join(" "),
        family: words[initials..].join(" "),
    }
}

/// The sources that an observation or a dating cites.
fn used(case: &Case) -> impl Iterator<Item = &Source> {
    let rows = case.base.quantities.values().flat_map(Quantity::rows);
    let cited: BTreeSet<&str> = rows.map(|(_, row)| row.source.as_str()).collect();
    case.base
        .sources
        .values()
        .filter(move |source| cited.contains(source.id.as_str()))
}

/// What the record says beyond title, author and year.
fn remark(source: &Source) -> String {
    let mut parts = Vec::new();
    if !source.origin.is_empty() {
        parts.push(format!("Reproduces: {}", source.origin));
    }
    if !source.note.is_empty() {
        parts.push(source.note.clone());
    }
    parts.push(format!("Rank: {}", source.rank.label()));
    parts.push(format!("Licence: {}", source.licence));
    let bare: Vec<&str> = parts
        .iter()
        .map(|part| part.trim_end_matches('.'))
        .collect();
    bare.join(". ")
}

/// The BibTeX and the CSL type of a kind of source. What neither list knows is "misc" and
/// "document".
fn types(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "book" | "statistical-yearbook" => ("book", "book"),
        "article" => ("article", "article-journal"),
        "chapter" => ("incollection", "chapter"),
        "report" => ("techreport", "report"),
        "thesis" => ("phdthesis", "thesis"),
        "data-set" => ("misc", "dataset"),
        "decree" => ("misc", "legislation"),
        "newspaper" => ("misc", "article-newspaper"),
        "archive" => ("misc", "manuscript"),
        "web-page" => ("misc", "webpage"),
        _ => ("misc", "document"),
    }
}

/// The sources as BibTeX, in UTF-8.
pub fn bibtex(case: &Case) -> String {
    let mut text = format!(
        "% Sources of the case {}. The credit for a number belongs to those who found it.\n",
        case.about.id
    );
    for source in used(case) {
        entry(&mut text, source);
    }
    text
}

fn entry(text: &mut String, source: &Source) {
    let authors = Authors::read(&source.author);
    let mut fields = vec![("title", format!("{{{}}}", tex(&source.title)))];
    if !authors.names.is_empty() {
        let mut names: Vec<String> = authors.names.iter().map(bibtex_name).collect();
        if authors.others {
            names.push("others".to_owned());
        }
        let role = if authors.editors { "editor" } else { "author" };
        fields.push((role, names.join(" and ")));
    }
    if let Some(year) = source.year {
        fields.push(("year", year.to_string()));
    }
    if !source.url.is_empty() {
        fields.push(("url", address(&source.url)));
    }
    fields.push(("note", tex(&remark(source))));
    fields.push(("keywords", tex(&source.kind)));
    // Writing to a String cannot fail.
    let _infallible = write!(text, "\n@{}{{{}", types(&source.kind).0, source.id);
    for (name, value) in fields {
        let _infallible = write!(text, ",\n  {name} = {{{value}}}");
    }
    text.push_str("\n}\n");
}

fn bibtex_name(name: &Name) -> String {
    match name {
        Name::Person { given, family } => format!("{}, {}", tex(family), tex(given)),
        Name::Whole(whole) => format!("{{{}}}", tex(whole)),
    }
}

/// Escapes what TeX would take for commands. Line breaks become spaces.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address is printed as it is; only what would end the field is written in its code.
fn address(url: &str) -> String {
    url.replace('\\', "%5C")
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace(' ', "%20")
}

/// The sources as CSL-JSON.
pub fn csl(case: &Case) -> Value {
    used(case).map(item).collect()
}

fn item(source: &Source) -> Value {
    let authors = Authors::read(&source.author);
    let mut names: Vec<Value> = authors
        .names
        .iter()
        .map(|name| match name {
            Name::Person { given, family } => json!({ "family": family, "given": given }),
            Name::Whole(whole) => json!({ "literal": whole }),
        })
        .collect();
    if authors.others {
        names.push(json!({ "literal": "others" }));
    }
    let mut item = json!({
        "id": source.id,
        "type": types(&source.kind).1,
        "title": source.title,
        "note": remark(source),
    });
    if !names.is_empty() {
        item[if authors.editors { "editor" } else { "author" }] = json!(names);
    }
    if let Some(year) = source.year {
        item["issued"] = json!({ "date-parts": [[year]] });
    }
    if !source.url.is_empty() {
        item["URL"] = json!(source.url);
    }
    item
}

#[cfg(test)]
mod tests {
    use super::{Authors, Name, bibtex, csl, tex};
    use crate::testing;

    #[test]
    fn known_escapes() {
        assert_eq!(tex("50 % of $5 & #1_a"), "50 \\% of \\$5 \\& \\#1\\_a");
        assert_eq!(
            tex("a{b}c~d^e\\f\ng"),
            "a\\{b\\}c\\textasciitilde{}d\\textasciicircum{}e\\textbackslash{}f g"
        );
        assert_eq!(tex("Khar'kova"), "Khar'kova");
    }

    #[test]
    fn names_are_parted_only_where_that_is_safe() {
        let person = |given: &str, family: &str| Name::Person {
            given: given.to_owned(),
            family: family.to_owned(),
        };
        let whole = |text: &str| Name::Whole(text.to_owned());
        let read = |line: &str| Authors::read(line).names;
        assert_eq!(
            read("R. W. Davies, M. Harrison (editors)"),
            [person("R. W.", "Davies"), person("M.", "Harrison")]
        );
        assert!(Authors::read("R. W. Davies, M. Harrison (editors)").editors);
        assert_eq!(read("Ya. E. Chadaev"), [person("Ya. E.", "Chadaev")]);
        assert_eq!(
            read("Wolowyna, Levchuk"),
            [whole("Wolowyna"), whole("Levchuk")]
        );
        assert_eq!(read("Institute of History, Academy of Sciences").len(), 1);
        assert_eq!(
            read("SNK; Central Committee"),
            [whole("SNK"), whole("Central Committee")]
        );
        assert!(Authors::read("V. G. Treml and others").others);
        assert_eq!(Authors::read(""), Authors::default());
    }

    #[test]
    fn every_used_source_and_no_other_is_listed() {
        let case = testing::case();
        let text = bibtex(&case);
        assert!(
            text.contains("@book{book,\n  title = {{Fish \\& \\{Ponds\\}: 100 \\% of them}}"),
            "{text}"
        );
        assert!(
            text.contains("author = {Carp, A. B. and Pike, C. and others}"),
            "{text}"
        );
        assert!(text.contains("url = {https://example.org/a_b}"), "{text}");
        assert!(
            text.contains("author = {{Pond Board} and {Water Board}}"),
            "{text}"
        );
        assert!(!text.contains("unused"));
        let list = csl(&case);
        assert_eq!(list.as_array().map(Vec::len), Some(2));
        assert_eq!(list[0]["author"][0]["family"], "Carp");
        assert_eq!(list[0]["issued"]["date-parts"][0][0], 1899);
    }

    #[test]
    fn braces_balance() {
        let text = bibtex(&testing::case());
        let escaped = text.replace("\\{", "").replace("\\}", "");
        assert_eq!(escaped.matches('{').count(), escaped.matches('}').count());
    }
}
