//! What each output is called in plain words, for people; files and claims know it by its key.
//!
//! A title says what is counted, short enough for a line; how it is worked out stands beside the output itself (`Output::how`).

/// Key and title, one line an output, in the order of the lists.
pub(super) const TITLES: &[(&str, &str)] = &[
    ("population", "people"),
    ("births", "births"),
    ("deaths", "deaths"),
    ("birth_rate", "birth rate"),
    ("death_rate", "death rate"),
    ("famine_excess_deaths", "deaths by famine"),
    ("population_by_residence", "people of towns and villages"),
    ("urban_share", "share of people who live in towns"),
    ("population_by_sex", "people by sex"),
    ("population_by_age_and_sex", "people by age and sex"),
    ("class_share", "share of people by class"),
    ("collectivised_households", "peasants in collective farms"),
    ("grain_harvest", "grain harvest"),
    ("grain_harvest_reported", "grain harvest as reported"),
    ("grain_procurement", "grain taken by the state"),
    (
        "grain_loans_after_1936",
        "grain lent to villages from late 1936",
    ),
    ("grain_per_labour_day", "grain for a labour-day"),
    ("horses", "horses"),
    ("cattle", "cattle"),
    ("real_wage", "real wage"),
    ("average_wage", "average wage"),
    ("employment", "people employed"),
    ("kolkhoz_market_prices", "prices on collective-farm markets"),
    (
        "kolkhoz_market_turnover",
        "money spent on collective-farm markets",
    ),
    (
        "kolkhoz_market_supply",
        "food sold on collective-farm markets",
    ),
    ("state_price_level", "prices in state trade"),
    ("cost_of_living", "cost of living"),
    ("consumption_level", "consumption a head"),
    ("consumption_used_to", "consumption that people are used to"),
    ("grievance", "grievance"),
    (
        "latent_share",
        "share who would act if nothing were to be feared",
    ),
    ("legitimacy", "legitimacy of the regime"),
    ("fear", "fear"),
    ("grumbling_share", "share who grumble aloud"),
    ("acting_share", "share who act in public"),
    (
        "cascade_share",
        "share who would act in the end, once some do",
    ),
    ("critical_shock", "share who must act before others follow"),
    ("steel", "output of iron and steel"),
    ("primary_energy_consumption", "fuel and power"),
    ("rail_freight", "rail freight"),
    (
        "gross_industrial_output_growth",
        "growth of industry by the official index",
    ),
    ("defence_outlays", "outlays for defence"),
    (
        "defence_outlays_published",
        "outlays for defence as published",
    ),
    ("arms_delivered", "arms delivered"),
    ("branch_output", "output of a branch"),
    ("plan_fulfilment", "fulfilment of the plan"),
    ("idle_machines", "share of machines that stand idle"),
    (
        "specialists_removed",
        "specialists removed from their posts",
    ),
    ("campaign_effect", "effect of the record campaign on output"),
    ("repairs_done", "share of repairs that are done"),
    (
        "fulfilment_believed",
        "fulfilment of the plan as believed in December",
    ),
    (
        "resistance_believed",
        "passive resistance as the centre believes",
    ),
    (
        "campaign_share",
        "share of a branch that follows the record campaign",
    ),
    ("industrial_output", "industrial output"),
    ("padding", "output reported in excess of the true one"),
    ("consumer_goods", "consumer goods delivered"),
    ("consumer_goods_deferred", "consumer goods put off for arms"),
    ("capital_begun", "building and equipment begun"),
    ("tempo", "growth that the plan asks for"),
    (
        "reserves_believed",
        "unused capacity as the centre believes",
    ),
    ("plan_revisions", "plan targets cut in the year"),
    ("party_members", "party members"),
    ("party_members_checked", "party members checked"),
    ("party_members_expelled", "party members expelled"),
    (
        "party_expelled_share",
        "share expelled of the party members checked",
    ),
    (
        "party_verification_duration",
        "months that the check of party cards takes",
    ),
    (
        "verification_expelled_arrested",
        "arrested of those whom the check of cards expelled",
    ),
    ("party_cards_invalid", "party cards not in order"),
    ("register_disorder", "share of party cards not in order"),
    (
        "party_check_progress",
        "share of the party register checked",
    ),
    (
        "distrust_of_lists",
        "share of lists that the centre distrusts",
    ),
    (
        "party_expelled_by_rank",
        "share expelled from the party by rank",
    ),
    ("party_left", "party members who left or were struck off"),
    (
        "party_expelled_had_acted",
        "expelled from the party who had acted",
    ),
    (
        "party_expelled_disposed",
        "expelled from the party who were disposed to act",
    ),
    (
        "party_screen_not_disposed",
        "not disposed to act, of those an unsure test would flag",
    ),
    ("arrests_wanted", "arrests that the centre wants"),
    ("disposed_share", "share disposed to act"),
    ("suspects_reported", "share whom reports call suspect"),
    (
        "suspects_reported_wrongly",
        "not disposed to act, of those called suspect",
    ),
    (
        "suspects_believed",
        "share whom the centre takes for suspect",
    ),
    (
        "active_resistance_believed",
        "open resistance as the centre believes",
    ),
    (
        "progress_believed",
        "fulfilment of the plan as believed over the year",
    ),
    (
        "threat_believed",
        "threat that the centre sees over the year",
    ),
    ("rhetoric", "alarm in public words"),
    (
        "charge_level",
        "gravity of charges against a past in an opposition",
    ),
    (
        "intake_elasticity",
        "how arrests answer to the share that is tolerated",
    ),
    ("camp_inmates", "inmates of camps"),
    ("camp_deaths", "deaths in camps"),
    ("held_in_custody", "people held under orders and sentences"),
    (
        "former_oppositionists_free",
        "free people with a past in an opposition",
    ),
    (
        "arrests_by_political_police",
        "arrests by the political police",
    ),
    (
        "arrests_counter_revolutionary",
        "arrests in political cases",
    ),
    ("arrests", "arrests by group"),
    (
        "sentenced_by_political_police",
        "sentences in cases of the political police",
    ),
    ("arrested_who_had_acted", "arrested who had acted in public"),
    (
        "arrested_disposed",
        "share of the arrested who were disposed to act",
    ),
    ("pleas", "pleas in political cases"),
    (
        "pleas_of_opposition",
        "pleas of those with a past in an opposition",
    ),
    ("named_in_confessions", "people named in confessions"),
    (
        "arrests_unfilled",
        "arrests wanted with nobody there to be taken",
    ),
    (
        "effective_number_of_cases",
        "further files that one case brings",
    ),
    (
        "sentenced_by_police_troikas",
        "sentences by troikas of the ordinary police",
    ),
    (
        "without_papers_in_closed_cities",
        "people without papers in closed cities",
    ),
    ("leader_power", "power of a leader"),
    ("stance_private", "hostility to the leader held in private"),
    ("stance_public", "hostility to the leader shown in public"),
    (
        "stance_believed",
        "hostility to the leader as the centre believes",
    ),
    ("danger_seen", "danger that the leader sees in somebody"),
    ("insecurity", "insecurity of a leader's place"),
    (
        "coalition_with_leader",
        "whether the leader is in the ruling group (1 or 0)",
    ),
    ("restraint", "how far others can hold the leader back"),
    (
        "hope_of_restraint",
        "belief that others can hold the leader back",
    ),
    (
        "leader_decides",
        "share of divisions that the leader's vote decides",
    ),
    (
        "decided_otherwise",
        "share of divisions that powers settle, not heads",
    ),
    ("speaking_up", "share of leaders who would speak up"),
    ("leaving", "share of leaders who would leave the country"),
    ("threat_seen", "threat that the centre sees in December"),
    (
        "past_the_patron",
        "suspicion of specialists that gets past their patron",
    ),
    (
        "penal_chance",
        "chance of penal measures against specialists",
    ),
    (
        "specialists_hit_hard",
        "whether specialists are hit by penal measures (1 or 0)",
    ),
    ("trial_term", "term since the trial of January 1935"),
    (
        "trial_death",
        "whether death was asked for in January 1935 (1 or 0)",
    ),
    ("press_attacks", "attacks in the press"),
    ("press_praise", "praise in the press"),
    ("press_reach_of_exile", "share who see the exile's journal"),
    (
        "constitution_drafting",
        "part of the year in which a constitution is drafted",
    ),
    (
        "constitution_discussion_participants",
        "people brought together to discuss the draft",
    ),
    ("constitution_proposals", "proposals on the draft"),
    ("proposals_sent", "proposals written down and sent up"),
    (
        "proposals_forwarded",
        "proposals passed on to those who decide",
    ),
    (
        "said_against_wanted",
        "gap between what people ask in public and want in private",
    ),
    ("topic_support", "support for a topic of the discussion"),
    (
        "support_missed",
        "error about what people want, from what was passed on",
    ),
    (
        "topics_decided",
        "share of topics by decision and by what most wanted",
    ),
    ("specialists_arrested", "specialists arrested"),
    (
        "specialist_posts_empty",
        "share of specialists' posts empty by arrests",
    ),
    (
        "specialist_arrest_hazard",
        "arrests of specialists, a thousand posts and year",
    ),
    (
        "specialist_arrest_ratio",
        "arrests of specialists, shielded branches over others",
    ),
];

#[cfg(test)]
mod tests {
    use super::TITLES;
    use crate::observe::OUTPUTS;

    #[test]
    fn law_every_output_has_one_title_and_no_two_have_the_same() {
        let ids: Vec<&str> = OUTPUTS.iter().map(|one| one.id).collect();
        let titled: Vec<&str> = TITLES.iter().map(|(id, _)| *id).collect();
        assert_eq!(titled, ids, "titles in the order of the outputs");
        for (at, (id, title)) in TITLES.iter().enumerate() {
            let first = TITLES.iter().position(|(_, other)| other == title);
            assert_eq!(first, Some(at), "{id}: {title}");
            assert!(!title.contains('_') && title.chars().count() <= 60, "{id}");
        }
    }
}
