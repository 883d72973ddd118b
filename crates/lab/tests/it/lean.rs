//! A case cut down for tests that make runs: few claims, short runs. Tests beside the code and tests of the whole room both use it.

use argument::case::Case;

/// Leaves the claims that ask for a scenario, and so many weeks of runs.
pub(crate) fn cut(case: &mut Case, scenario: &str, weeks: u32) {
    let asks = |id: &str| {
        case.predicates(id).iter().any(|one| {
            let mut terms = one.terms.iter();
            terms.any(|term| term.under.as_deref() == Some(scenario))
        })
    };
    let mut kept = case.claims.clone();
    kept.retain(|claim| asks(&claim.id));
    case.claims = kept;
    for text in case.for_a_model.values_mut() {
        *text = text.replace("\nweeks = 300\n", &format!("\nweeks = {weeks}\n"));
    }
}
