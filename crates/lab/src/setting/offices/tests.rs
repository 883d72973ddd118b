//! The offices of the case inside the program, and slips of them, each with its place.

use super::week;
use crate::load::{Origin, load};
use crate::setting::{Setting, read};
use argument::date::Period;
use argument::fault::Fault;
use model::truth::branch::Branch;
use model::truth::leaders::Leader;

fn with(path: &str, from: &str, to: &str) -> Result<Setting, Fault> {
    let mut case = load(Origin::Embedded).expect("sound");
    let text = case.for_a_model.get_mut(path).expect("the file");
    assert!(text.contains(from), "{path} has no {from}");
    *text = text.replacen(from, to, 1);
    read(&case, "baseline")
}

fn refused(from: &str, to: &str) -> String {
    with("offices.toml", from, to)
        .expect_err("refused")
        .to_string()
}

#[test]
fn evidence_ten_vote_at_the_start_and_the_police_change_hands() {
    let roll = with("offices.toml", "", "").expect("sound").roll;
    let offices = roll.given(1933);
    assert_eq!(offices.voters(0).len(), 10);
    let on = |day: &str| week(Period::parse(day).expect("a day"), 1933);
    // Between the death of January 1935 and the election of February eight vote.
    assert_eq!(offices.voters(on("1935-01-27")).len(), 8);
    assert_eq!(offices.voters(on("1935-02-01")).len(), 10);
    assert_eq!(offices.voters(on("1937-03-01")).len(), 9);
    let steel = |day: &str| {
        let term = offices.patron(Branch::Steel, on(day))?;
        Some(offices.terms[term].leader)
    };
    assert_eq!(steel("1937-02-10"), Some(Leader::Ordzhonikidze));
    assert_eq!(steel("1937-03-01"), None);
    assert!(offices.away(Leader::Trotsky, 0) && !offices.away(Leader::Kamenev, 0));
}

#[test]
fn known_weeks_of_days() {
    let of = |day: &str| week(Period::parse(day).expect("a day"), 1933);
    assert_eq!(of("1933-01-01"), 0);
    assert_eq!(of("1932-12-31"), -1);
    assert_eq!(of("1934-12-01"), 115);
    assert_eq!(of("1937-02-18"), 247);
}

#[test]
fn slips_of_offices_have_their_words() {
    let slip = refused("office = \"heavy-industry\"", "office = \"light-industry\"");
    assert!(slip.contains("unknown office"), "{slip}");
    let slip = refused(
        "office = \"nkvd\", from = \"1934-07-10\"",
        "office = \"nkvd\", from = \"1934-05-10\"",
    );
    assert!(
        slip.contains("before the office exists") && slip.contains("1934-07-10"),
        "{slip}"
    );
    let slip = refused("id = \"yagoda\"", "id = \"somebody\"");
    assert!(slip.contains("outside the closed list"), "{slip}");
    let slip = refused(
        "office = \"railways\", from = \"1935-02-28\"",
        "office = \"railways\", from = \"1935-02-01\"",
    );
    assert!(
        slip.contains("two in one seat at once") && slip.contains("andreev"),
        "{slip}"
    );
    let slip = refused(
        "from = \"1931-10-02\", to = \"1935-02-28\"",
        "from = \"1936-10-02\", to = \"1935-02-28\"",
    );
    assert!(slip.contains("dates out of order"), "{slip}");
    let slip = refused("died = \"1937-02-18\"", "died = \"1936-02-18\"");
    assert!(slip.contains("after his death"), "{slip}");
    let slip = refused(
        "office = \"supply\", from = \"1930-11-22\", to = \"1934-07-29\"",
        "office = \"supply\", from = \"1930-11-22\"",
    );
    assert!(slip.contains("after the office is gone"), "{slip}");
    let slip = refused("power = 0.5", "power = -0.5");
    assert!(slip.contains("cannot be"), "{slip}");
}

#[test]
fn a_date_of_an_office_is_no_parameter_of_a_file() {
    let own = "[[parameter]]\nid = \"patron_leaves\"\nname = \"x\"\nunit = \"weeks of six days\"\nvalue = 1\nlow = 1\nhigh = 1\norigin = \"ours\"\nsource = \"ours\"\nwhy = \"x\"\n";
    let text = format!("{own}\n[[parameter]]\nid = \"leader_power\"");
    let slip = with(
        "parameters/leaders.toml",
        "[[parameter]]\nid = \"leader_power\"",
        &text,
    );
    let slip = slip.expect_err("refused").to_string();
    assert!(slip.contains("offices.toml"), "{slip}");
}
