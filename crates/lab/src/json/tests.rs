//! The JSON that is promised, against its schema files.

use super::{CHECK_SCHEMA, ROWS_SCHEMA, check, explain, rows};
use crate::rows::NoModel;
use crate::testing;
use serde_json::{Value, json};

/// A structural checker for the few words of JSON Schema that ours use. Gives what is wrong.
fn faults(schema: &Value, whole: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let target = whole
            .pointer(name.trim_start_matches('#'))
            .expect("a definition");
        return faults(target, whole, value, at);
    }
    let mut found = Vec::new();
    if let Some(wanted) = schema.get("type")
        && !types(wanted).iter().any(|name| is(value, name))
    {
        found.push(format!("{at}: {value} is not {wanted}"));
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        found.push(format!("{at}: {value} is not listed"));
    }
    let number = value.as_f64();
    let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
    if number
        .zip(bound("minimum"))
        .is_some_and(|(value, least)| value < least)
        || number
            .zip(bound("maximum"))
            .is_some_and(|(value, most)| value > most)
    {
        found.push(format!("{at}: {value} is out of bounds"));
    }
    if let Some(object) = value.as_object() {
        let required = schema.get("required").and_then(Value::as_array);
        for key in required.into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                found.push(format!("{at}: no {key}"));
            }
        }
        for (key, inner) in object {
            let own = schema
                .get("properties")
                .and_then(|properties| properties.get(key));
            if let Some(schema) = own.or_else(|| schema.get("additionalProperties")) {
                found.extend(faults(schema, whole, inner, &format!("{at}/{key}")));
            }
        }
    }
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        for (i, item) in items.iter().enumerate() {
            found.extend(faults(schema, whole, item, &format!("{at}/{i}")));
        }
    }
    found
}

fn types(wanted: &Value) -> Vec<&str> {
    match wanted {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the checker does not know {other}"),
    }
}

fn valid(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    faults(&schema, &schema, value, "")
}

#[test]
fn check_follows_its_schema() {
    let (case, verdicts) = testing::judged();
    let value = check(&case, &verdicts);
    assert_eq!(valid(CHECK_SCHEMA, &value), Vec::<String>::new());
    assert_eq!(value["units"][0]["id"], json!("1"));
    assert_eq!(value["units"][1]["share"], Value::Null);
}

#[test]
fn rows_follow_their_schema() {
    let (case, verdicts) = testing::judged();
    let value = rows(&crate::rows::rows(&case, &verdicts, &NoModel));
    assert_eq!(valid(ROWS_SCHEMA, &value), Vec::<String>::new());
    assert_eq!(value["rows"][0]["works"], json!(false));
}

#[test]
fn the_checker_finds_what_is_wrong() {
    let (case, verdicts) = testing::judged();
    let good = check(&case, &verdicts);
    let spoil = |change: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        valid(CHECK_SCHEMA, &value).len()
    };
    assert_eq!(
        spoil(&|value| value["units"][0]["status"] = json!("true")),
        1
    );
    assert_eq!(spoil(&|value| value["units"][0]["share"] = json!(1.5)), 1);
    assert_eq!(spoil(&|value| value["units"][0]["id"] = json!(1)), 1);
    assert_eq!(
        spoil(&|value| value["summary"]["by_status"]["supported"] = json!("2")),
        1
    );
    let without =
        |value: &mut Value| drop(value.as_object_mut().and_then(|all| all.remove("digest")));
    assert_eq!(spoil(&without), 1);
}

#[test]
fn explain_goes_down_to_each_combination() {
    let (case, verdicts) = testing::judged();
    let value = explain(&case, &verdicts, "1");
    let list = &value["claims"][0]["readings"][0]["combination_list"];
    assert_eq!(list.as_array().map(Vec::len), Some(2), "two series of carp");
    assert_eq!(explain(&case, &verdicts, "99"), Value::Null);
}

/// A check with claims on runs keeps the schema, and says of each setting in how many trials the claim holds.
#[test]
fn check_with_runs_follows_its_schema() {
    let case = crate::load::load(crate::load::Origin::Embedded).expect("sound");
    let verdicts = crate::run::check_quietly(&case, 0, 1).expect("checked");
    let value = check(&case, &verdicts);
    assert_eq!(valid(CHECK_SCHEMA, &value), Vec::<String>::new());
    assert_eq!(value["runs"]["replicates"], json!(1));
    let readings = value["claims"].as_array().into_iter().flatten();
    let mut readings =
        readings.flat_map(|claim| claim["readings"].as_array().into_iter().flatten());
    let on_runs = readings
        .find(|reading| reading["on"] == "runs")
        .expect("a reading on runs");
    assert_eq!(on_runs["runs"]["settings"][0]["setting"], json!("baseline"));
    assert_eq!(on_runs["runs"]["settings"][0]["trials"], json!(1));
}
