//! The JSON that is promised, against its schema files.

use super::checker::valid;
use super::{CHECK_SCHEMA, ROWS_SCHEMA, check, explain, rows};
use crate::rows::NoModel;
use crate::testing;
use serde_json::{Value, json};

#[test]
fn check_follows_its_schema() {
    let (case, verdicts) = testing::judged();
    let value = check(&case, &verdicts);
    assert_eq!(valid(CHECK_SCHEMA, &value), Vec::<String>::new());
    assert_eq!(value["units"][0]["id"], json!("1"));
    assert_eq!(value["units"][1]["share"], Value::Null);
}

/// What is contested says by what; what is not has an empty list, and a word that is not listed is a slip.
#[test]
fn contested_by_is_part_of_the_contract() {
    let (case, verdicts) = testing::judged();
    let mut value = check(&case, &verdicts);
    let by = json!([
        "sources disagree",
        "a source's range decides",
        "readings disagree"
    ]);
    assert_eq!(value["claims"][0]["contested_by"], by);
    assert_eq!(value["units"][0]["contested_by"], by);
    assert_eq!(value["units"][1]["contested_by"], json!([]));
    assert_eq!(
        value["summary"]["contested_by"]["sources disagree"],
        json!(1)
    );
    assert_eq!(value["summary"]["contested_by"]["rules disagree"], json!(0));
    value["claims"][0]["contested_by"] = json!(["rules differ"]);
    assert_eq!(valid(CHECK_SCHEMA, &value).len(), 1);
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
