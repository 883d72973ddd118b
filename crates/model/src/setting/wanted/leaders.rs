//! Parameters of leaders, their powers and what they believe.

use super::{By, Wanted, wanted};

pub(super) const LIST: &[Wanted] = &[
    // Power.
    wanted("leader_power", "ratio", By::One, (0.01, 100.0)),
    wanted("office_weight", "ratio", By::One, (0.0, 10.0)),
    wanted("power_by_success", "ratio", By::One, (0.0, 5.0)),
    wanted("power_by_clients", "per year", By::One, (0.0, 1.0)),
    wanted("clients_time", "years", By::One, (0.1, 50.0)),
    wanted("majority", "share", By::One, (0.5, 0.95)),
    // Stances.
    wanted("hostility_in_office", "share", By::One, (0.0, 1.0)),
    wanted("hostility_of_loss", "share", By::One, (0.0, 1.0)),
    wanted("worth_of_speaking", "ratio", By::One, (0.0, 100.0)),
    wanted("hope_in_restraint", "ratio", By::One, (0.0, 100.0)),
    wanted("hope_speed", "per year", By::One, (0.0, 12.0)),
    wanted("danger_before", "ratio", By::One, (0.0, 100.0)),
    wanted("danger_of_speaking", "ratio", By::One, (0.0, 100.0)),
    wanted("danger_since", "weeks of six days", By::One, (0.0, 1e4)),
    wanted("border_open", "share", By::One, (0.0, 1.0)),
    wanted("choice_scale", "ratio", By::One, (0.01, 10.0)),
    wanted("hostility_expected_of_ousted", "share", By::One, (0.0, 1.0)),
    wanted("hostility_expected_of_others", "share", By::One, (0.0, 1.0)),
    // The threat that the centre sees.
    wanted("threat_of_insecurity", "share", By::One, (0.0, 1.0)),
    // Specialists.
    wanted("penal_rate", "per year", By::One, (0.0, 12.0)),
    wanted("penal_multiple", "ratio", By::One, (1.0, 1e3)),
    wanted("quality_by_threat", "ratio", By::One, (0.0, 10.0)),
    wanted("post_lost_by_arrest", "share", By::One, (0.0, 1.0)),
    wanted("post_empty_for", "years", By::One, (0.02, 10.0)),
];
