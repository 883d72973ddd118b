//! A check of JSON against a schema, for tests.

use serde_json::Value;

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
        // A word that the checker does not know is met by nothing, so that a schema with it fails.
        _unknown => false,
    }
}

/// What is wrong with a value by a schema; nothing if it follows it.
pub(crate) fn valid(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    faults(&schema, &schema, value, "")
}
