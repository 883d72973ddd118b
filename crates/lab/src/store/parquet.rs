//! Tables as Parquet: one row group, zstd, every column optional, meanings in the metadata.

use crate::error::LabError;
use crate::json::FORMAT_VERSION;
use crate::run::VERSION;
use crate::table::{Cell, Kind, Table};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::json;
use std::sync::Arc;

/// A table as the bytes of a Parquet file. `digest` is that of the run it belongs to.
///
/// # Errors
/// What the writer refuses.
pub fn bytes(table: &Table, digest: &str) -> Result<Vec<u8>, LabError> {
    written(table, digest).map_err(|error| {
        LabError::disk(
            "a table cannot be written as Parquet",
            format!("tables/{}.parquet", table.name),
            error.to_string(),
            "a table that Parquet can hold",
            "this is a fault of the program; please report it",
        )
    })
}

fn written(table: &Table, digest: &str) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(metadata(table, digest)))
        .build();
    let mut out = Vec::new();
    let mut file =
        SerializedFileWriter::new(&mut out, Arc::new(schema(table)?), Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    let mut index = 0;
    while let Some(mut column) = group.next_column()? {
        let cells = || table.rows.iter().map(|row| &row[index]);
        match table.columns[index].kind {
            Kind::Text => fill::<ByteArrayType>(&mut column, cells(), text)?,
            Kind::Integer => fill::<Int64Type>(&mut column, cells(), integer)?,
            Kind::Number => fill::<DoubleType>(&mut column, cells(), number)?,
            Kind::Truth => fill::<BoolType>(&mut column, cells(), truth)?,
        }
        column.close()?;
        index += 1;
    }
    group.close()?;
    file.close()?;
    Ok(out)
}

fn schema(table: &Table) -> Result<Type, ParquetError> {
    let mut fields = Vec::new();
    for column in &table.columns {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Truth => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(&column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        fields.push(Arc::new(field));
    }
    Type::group_type_builder(&table.name)
        .with_fields(fields)
        .build()
}

/// What a reader of the file alone has to know.
fn metadata(table: &Table, digest: &str) -> Vec<KeyValue> {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(
            |column| json!({ "name": column.name, "unit": column.unit, "meaning": column.meaning }),
        )
        .collect();
    let pair = |key: &str, value: String| KeyValue::new(format!("closerun.{key}"), value);
    vec![
        pair("format_version", FORMAT_VERSION.to_string()),
        pair("version", VERSION.to_owned()),
        pair("digest", digest.to_owned()),
        pair("title", table.title.clone()),
        pair("columns", json!(columns).to_string()),
    ]
}

/// Writes the cells that hold something, and for every cell whether it does.
fn fill<'a, D: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Cell>,
    take: fn(&Cell) -> Option<D::T>,
) -> Result<(), ParquetError> {
    let taken: Vec<Option<D::T>> = cells.map(take).collect();
    let levels: Vec<i16> = taken
        .iter()
        .map(|value| i16::from(value.is_some()))
        .collect();
    let values: Vec<D::T> = taken.into_iter().flatten().collect();
    column
        .typed::<D>()
        .write_batch(&values, Some(&levels), None)?;
    Ok(())
}

fn text(cell: &Cell) -> Option<ByteArray> {
    if let Cell::Text(text) = cell {
        Some(text.as_str().into())
    } else {
        None
    }
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(number) = cell {
        Some(*number)
    } else {
        None
    }
}

fn number(cell: &Cell) -> Option<f64> {
    if let Cell::Number(number) = cell {
        Some(*number)
    } else {
        None
    }
}

fn truth(cell: &Cell) -> Option<bool> {
    if let Cell::Truth(truth) = cell {
        Some(*truth)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;
    use crate::table::{Cell, Table, all};
    use crate::testing;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;
    use std::fs::File;
    use std::io::Write as _;

    fn reader(bytes: &[u8]) -> SerializedFileReader<File> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("room for it");
        SerializedFileReader::new(file).expect("a Parquet file")
    }

    fn back(table: &Table) -> Vec<Vec<Cell>> {
        let file = reader(&bytes(table, "d").expect("written"));
        let rows = file.get_row_iter(None).expect("rows");
        rows.map(|row| {
            let row = row.expect("a row");
            let cells = row.get_column_iter().map(|(_, field)| match field {
                Field::Null => Cell::Missing,
                Field::Str(text) => Cell::Text(text.clone()),
                Field::Long(number) => Cell::Integer(*number),
                Field::Double(number) => Cell::Number(*number),
                Field::Bool(truth) => Cell::Truth(*truth),
                other => panic!("no table holds {other}"),
            });
            cells.collect()
        })
        .collect()
    }

    #[test]
    fn every_table_reads_back_as_it_was() {
        let (case, check) = testing::judged();
        for table in all(&case, &check) {
            assert_eq!(back(&table), table.rows, "{}", table.name);
        }
    }

    #[test]
    fn the_metadata_explains_the_file() {
        let (case, check) = testing::judged();
        let table = &all(&case, &check)[0];
        let file = reader(&bytes(table, "abc").expect("written"));
        let pairs = file
            .metadata()
            .file_metadata()
            .key_value_metadata()
            .expect("metadata");
        let value = |key: &str| {
            let pair = pairs.iter().find(|pair| pair.key == key).expect("a pair");
            pair.value.clone().expect("a value")
        };
        assert_eq!(value("closerun.digest"), "abc");
        assert_eq!(value("closerun.format_version"), "1");
        assert!(value("closerun.columns").contains("number of the sentence"));
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let (case, check) = testing::judged();
        let once = |table: &Table| bytes(table, "d").expect("written");
        for table in all(&case, &check) {
            assert_eq!(once(&table), once(&table));
        }
    }
}
