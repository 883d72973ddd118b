//! The setting of the case inside the program.

use super::read;
use crate::load::{Origin, load};

#[test]
fn the_embedded_case_has_a_setting() {
    let case = load(Origin::Embedded).expect("sound");
    let setting = read(&case, "baseline").unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(setting.setup.people(), 162_902_000);
}
