//! Drawing all parameters anew from their prior ranges: uniform, each draw with an address of its own.

use super::parameters::Parameter;
use engine::digest::sha256_hex;
use engine::draw::Draws;
use model::setting::{TOGETHER, WANTED, Wanted};
use std::collections::BTreeMap;

/// What these draws are for, as part of their address. No process of the model has this number.
const PROCESS: u32 = u32::MAX;

/// Draws each parameter: a single value from its range, a list times one factor from its range. Shares of a whole stay, for one
/// factor on all of them changes nothing; those that two parameters share out are brought back to a sum of one; a value that no law admits is moved to the nearest that one does.
pub(super) fn draw(seed: u64, parameters: &mut [Parameter]) {
    let mut draws = Draws::new(seed, PROCESS, 0);
    for parameter in &mut *parameters {
        if let Some(wanted) = drawable(parameter) {
            let (low, high) = parameter.prior;
            let drawn = low + (high - low) * draws.at(key(&parameter.id), 0).value();
            put(drawn, parameter, wanted);
        }
    }
    all_to_one(parameters);
}

/// Sets some parameters as a draw would: a single value to the number given, a list to its values times that number.
pub(super) fn set(given: &BTreeMap<String, f64>, parameters: &mut [Parameter]) {
    for parameter in &mut *parameters {
        if let (Some(drawn), Some(wanted)) = (given.get(&parameter.id), drawable(parameter)) {
            put(*drawn, parameter, wanted);
        }
    }
    all_to_one(parameters);
}

/// What the law asks of a parameter that can be drawn: one with a prior range, and no share of a whole.
pub(super) fn drawable(parameter: &Parameter) -> Option<&'static Wanted> {
    let wanted = WANTED.iter().find(|wanted| wanted.id == parameter.id)?;
    let (low, high) = parameter.prior;
    (low < high && !wanted.whole).then_some(wanted)
}

/// Whether a parameter is one value and no list.
pub(super) fn is_single(parameter: &Parameter) -> bool {
    matches!(parameter.values.as_slice(), [(key, _)] if key.is_empty())
}

fn put(drawn: f64, parameter: &mut Parameter, wanted: &Wanted) {
    let single = is_single(parameter);
    for (_, value) in &mut parameter.values {
        let free = if single { drawn } else { *value * drawn };
        *value = free.clamp(wanted.least, wanted.most);
    }
}

fn all_to_one(parameters: &mut [Parameter]) {
    for group in TOGETHER {
        to_one(group, parameters);
    }
}

/// Brings the shares of a whole back to a sum of one.
fn to_one(group: &[&str], parameters: &mut [Parameter]) {
    let own = |parameter: &&mut Parameter| group.contains(&parameter.id.as_str());
    let values = |parameter: &mut Parameter| -> f64 {
        parameter.values.iter().map(|(_, value)| value).sum()
    };
    let sum: f64 = parameters.iter_mut().filter(own).map(values).sum();
    if sum <= 0.0 {
        return;
    }
    for parameter in parameters.iter_mut().filter(own) {
        for (_, value) in &mut parameter.values {
            *value /= sum;
        }
    }
}

/// A number that depends on the name alone, so that a new parameter shifts no other's draw.
pub(crate) fn key(id: &str) -> u32 {
    let hash = sha256_hex(id);
    u32::from_str_radix(&hash[..8], 16).unwrap_or(0)
}
