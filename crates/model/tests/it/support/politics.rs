//! Parameters of the invented country: party, police, leaders, press and constitution.

use super::{all_years, classes, one};
use model::decision::category::{Categories, Category, Definition};
use model::setting::Values;
use model::truth::people::{Class, Mark, Party};
use model::truth::wants::Issue;

/// What the centre believes, and how many it wants arrested.
pub(super) fn repression(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("threat_always", one(0.2));
    set("threat_of_war", one(0.3));
    set("threat_of_murder", one(0.3));
    set("threat_decay", one(45.0));
    set("murder_week", one(115.0));
    set("report_sensitivity", one(0.5));
    set("report_specificity", one(0.97));
    set("base_rate_correction", one(0.5));
    set("believed_precision", one(0.5));
    set("tolerated_part", one(0.5));
    set("tolerance_by_threat", one(1.0));
    set("usual_arrests", one(432.0));
    set("restraint", one(0.604));
    set("restraint_week", one(21.0));
    set("arrest_capacity", one(505.256));
    set("arrest_weight", categories());
    set("arrests_of_trend", one(368.097));
    set("slope_of_trend", one(-0.0907));
    set("struck_whatever_they_do", one(0.5));
    set("registers_put_in_order", one(0.3));
    set("registers_shielded", one(0.3));
    set("registers_checked_week", one(142.0));
    set("registers_checked_more", one(4.0));
    set("deflected_down", one(0.5));
    set("unregistered_at_start", one(0.05));
    set("unregistered_of_growth", one(0.3));
    set("unregistered_cleared", one(0.5));
    set("arrests_by_war", one(1.0));
    set("charge_jump", one(3.0));
    set("charge_climb", one(3.0));
    set("charge_by_confessions", one(3.0));
    set("rhetoric_base", one(0.2));
    set("rhetoric_by_threat", one(0.8));
    set("rhetoric_by_vigilance", one(0.4));
    set("vigilance_week", one(122.0));
    set("vigilance_decay", one(120.0));
    set("progress_speed", one(4.0));
}

/// Those with a mark, those with a card, and everybody else by class.
pub(crate) fn partition() -> Categories {
    let of = |category, classes: &[Class], mark, parties: &[Party]| Definition {
        category,
        classes: classes.to_vec(),
        marks: vec![mark],
        parties: parties.to_vec(),
    };
    let by_class = |category, classes| of(category, classes, Mark::None, &[Party::None]);
    let card = [Party::Candidate, Party::Member];
    let peasants = [Class::Kolkhoznik, Class::IndividualPeasant];
    Categories::new(&[
        of(Category::Opposition, &[], Mark::Opposition, &[]),
        of(Category::Party, &[], Mark::None, &card),
        by_class(Category::Peasants, &peasants),
        by_class(Category::Workers, &[Class::Worker]),
        by_class(Category::Specialists, &[Class::Specialist]),
        by_class(Category::Officials, &[Class::Official]),
        by_class(Category::Employees, &[Class::Employee]),
        by_class(Category::Former, &[Class::Former]),
    ])
    .expect("a partition")
}

fn categories() -> Vec<(String, f64)> {
    let all = Category::ALL.iter();
    all.map(|category| (category.word().to_owned(), 1.0))
        .collect()
}

/// Leaders, their powers and what they say.
pub(super) fn leaders(values: &mut Values) {
    let mut set = |id: &str, given: f64| values.insert(id.to_owned(), one(given));
    set("leader_power", 6.0);
    set("office_weight", 1.0);
    set("power_by_success", 0.2);
    set("power_by_clients", 0.02);
    set("clients_time", 2.0);
    set("majority", 0.5);
    set("hostility_in_office", 0.1);
    set("hostility_of_loss", 0.8);
    set("worth_of_speaking", 1.0);
    set("hope_in_restraint", 1.0);
    set("hope_speed", 2.0);
    set("danger_before", 1.5);
    set("danger_of_speaking", 2.5);
    set("danger_since", 60.0);
    set("border_open", 0.0);
    set("choice_scale", 0.3);
    set("hostility_expected_of_ousted", 0.8);
    set("hostility_expected_of_others", 0.1);
    set("threat_of_insecurity", 0.2);
    set("penal_rate", 0.5);
    set("penal_multiple", 3.0);
    set("quality_by_threat", 0.5);
    set("post_lost_by_arrest", 1.0);
    set("post_empty_for", 0.5);
}

/// Press, and the discussion of the constitution.
pub(super) fn discussion(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("attack_always", one(0.1));
    set("attack_by_threat", one(0.5));
    set("attack_by_trial", one(0.3));
    set("attack_by_print", one(0.2));
    set("attack_of_null", one(0.4));
    set("praise_always", one(0.2));
    set("praise_by_sponsorship", one(0.6));
    set("trial_of_january_1935", one(122.0));
    set("trial_of_july_1935", one(154.0));
    set("trial_of_august_1936", one(218.0));
    set("trial_of_january_1937", one(243.0));
    set("trial_lead", one(1.0));
    set("trial_fades", one(6.0));
    set("exile_issues", all_years(6.0));
    set("exile_copies", one(0.001));
    set("exile_copies_inside", one(0.02));
    set("exile_readers", one(5.0));
    set("constitution_commission_week", one(20.0));
    set("constitution_draft_week", one(31.0));
    set("discussion_closes_week", one(44.0));
    set("constitution_adopted_week", one(47.0));
    set("discussion_participants", one(0.03));
    set("proposals_a_participant", one(0.1));
    set("said_if_wanted", one(0.7));
    set("silent_if_unwanted", one(0.95));
    set("passed_on_suiting", one(0.9));
    set("passed_on_other", one(0.3));
    for (at, issue) in Issue::ALL.into_iter().enumerate() {
        set(issue.wants(), classes(0.1 + 0.08 * at as f64));
        set(issue.suits(), one(1.0 - 0.1 * at as f64));
    }
}

/// Party, registers and checks.
pub(super) fn party(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("party_disorder_at_start", one(0.05));
    set("party_disorder_by_turnover", one(0.1));
    set("party_members_moving", one(0.15));
    set("register_clearing", one(0.03));
    set("local_shield", one(0.5));
    set("check_capacity", one(0.05));
    set("check_compliance", one(0.75));
    set("lists_audited", one(0.5));
    set("lists_enough", one(0.95));
    set("check_discretion", one(0.6));
    set("check_deflection", one(0.5));
    set("verification_week", one(70.0));
    set("verification_planned", one(10.0));
    set("exchange_week", one(110.0));
    set("exchange_planned", one(15.0));
    set("steered_share", classes(0.18));
    set("steered_share_of_past_opposition", one(0.5));
    set("purge_week", one(25.0));
    set("purge_weeks", one(40.0));
    set("purge_checked", one(1000.0));
    set("purge_expelled", one(0.183));
    set("purge_put_back", one(0.06));
    set("trend_expulsions", one(0.07));
    set("member_dropout", years(0.1, 0.02));
    set("candidate_dropout", years(0.3, 0.04));
    set("admission_week", one(90.0));
    set("admission_rate", one(0.0005));
    set("arrested_of_expelled", one(0.05));
    set("check_d_prime", one(1.0));
}

fn years(first: f64, later: f64) -> Vec<(String, f64)> {
    vec![("1933".to_owned(), first), ("1934".to_owned(), later)]
}

/// Directives, courts, arrests and custody.
pub(super) fn custody(values: &mut Values) {
    let mut set = |id: &str, given: Vec<(String, f64)>| values.insert(id.to_owned(), given);
    set("arrests_carried_out", one(1.0));
    set("discrimination", one(1.0));
    set("score_of_named", one(0.7));
    set("sentenced_share", one(0.45));
    set("sentenced_executed", one(0.0132));
    set("sentenced_camp", one(0.622));
    set("names_own_group", one(0.7));
    set("names_own_region", one(0.2));
    set("names_anybody", one(0.1));
    set("sentenced_exile", one(0.189));
    set("police_term", one(4.0));
    set("political_share", one(0.53));
    set("conviction_if_denied", one(0.9));
    set("sentence_if_denied", one(5.0));
    set("sentence_by_charge", one(0.7));
    set("interrogation", one(1.0));
    set("sentence_for_responsibility", one(3.0));
    set("sentence_for_conspiracy", one(8.0));
    set("cast_out", one(3.0));
    set("falsehood", one(4.0));
    set("plea_noise", one(2.0));
    set("names_a_confession", one(3.0));
    set("names_followed_up", one(0.15));
    set("compliance", one(0.7));
    set("courts_to_camps", all_years(200.0));
    set("court_term", one(2.0));
    set("terms_left_at_start", one(3.0));
    set("camp_escape_rate", one(0.05));
    set("exile_death_rate", one(0.03));
    set("exile_escape_rate", one(0.03));
    set("sentence_by_danger", one(1.0));
    set("danger_seen_by_others", one(0.3));
    set("longest_term", one(10.0));
    // Not founded within any run, but where a test founds them.
    set("troika_week", one(9999.0));
    set("troika_part", one(1.0));
    set("troika_capacity", one(400.0));
    set("troika_constant", one(300.0));
    set("troika_to_camps", one(0.5));
    set("troika_term", one(1.0));
}
