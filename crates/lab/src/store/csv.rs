//! Tables as CSV: quoting by RFC 4180, lines ended by a line feed, UTF-8, a head row.

use crate::table::{Cell, Table};
use std::borrow::Cow;

/// A table as text. A missing cell is empty; a table holds no empty texts, so nothing is lost.
pub fn text(table: &Table) -> String {
    let mut out = String::new();
    line(
        &mut out,
        table
            .columns
            .iter()
            .map(|column| Cow::Borrowed(column.name.as_str())),
    );
    for row in &table.rows {
        line(&mut out, row.iter().map(cell));
    }
    out
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

/// Numbers in the shortest form that reads back as the same number.
fn cell(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        Cell::Missing => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::table::{Cell, Column, Kind, Table, all};
    use crate::testing;

    /// A reader of RFC 4180, as short as it can be.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut quoted = false;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match (quoted, c) {
                (true, '"') if chars.peek() == Some(&'"') => cell.extend(chars.next()),
                (_, '"') => quoted = !quoted,
                (false, ',') => row.push(std::mem::take(&mut cell)),
                (false, '\n') => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                _ => cell.push(c),
            }
        }
        rows
    }

    fn back(text: &str, kind: Kind) -> Cell {
        match kind {
            _ if text.is_empty() => Cell::Missing,
            Kind::Text => Cell::Text(text.to_owned()),
            Kind::Integer => Cell::Integer(text.parse().expect("a whole number")),
            Kind::Number => Cell::Number(text.parse().expect("a number")),
            Kind::Truth => Cell::Truth(text == "true"),
        }
    }

    fn read_back(table: &Table) -> Vec<Vec<Cell>> {
        let rows = read(&text(table)).into_iter().skip(1);
        let cells = |row: Vec<String>| {
            let columns = table.columns.iter().zip(row);
            columns
                .map(|(column, text)| back(&text, column.kind))
                .collect()
        };
        rows.map(cells).collect()
    }

    #[test]
    fn every_table_reads_back_as_it_was() {
        let (case, check) = testing::judged();
        for table in all(&case, &check) {
            assert_eq!(read_back(&table), table.rows, "{}", table.name);
        }
    }

    #[test]
    fn known_quoting() {
        let column = |name: &str, kind| Column {
            name: name.to_owned(),
            kind,
            unit: String::new(),
            meaning: String::new(),
        };
        let table = Table {
            name: "t".to_owned(),
            title: String::new(),
            columns: vec![column("a", Kind::Text), column("b", Kind::Number)],
            rows: vec![
                vec![
                    Cell::Text("say \"so\", he said".to_owned()),
                    Cell::Number(0.1 + 0.2),
                ],
                vec![Cell::Text("two\nlines".to_owned()), Cell::Missing],
                vec![Cell::Text(" plain ".to_owned()), Cell::Number(-1e300)],
            ],
        };
        let start =
            "a,b\n\"say \"\"so\"\", he said\",0.30000000000000004\n\"two\nlines\",\n plain ,-1000";
        assert!(text(&table).starts_with(start), "{}", text(&table));
        assert_eq!(read_back(&table), table.rows);
    }
}
