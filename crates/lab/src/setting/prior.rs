//! Drawing all parameters anew from their prior ranges: uniform, each draw with an address of its own.

use super::parameters::Parameter;
use engine::digest::sha256_hex;
use engine::draw::Draws;
use model::setting::{TOGETHER, WANTED};

/// What these draws are for, as part of their address. No process of the model has this number.
const PROCESS: u32 = u32::MAX;

/// Draws each parameter: a single value from its range, a list times one factor from its range. Shares of a whole stay, for one
/// factor on all of them changes nothing; those that two parameters share out are brought back to a sum of one; a value that no law admits is moved to the nearest that one does.
pub(super) fn draw(seed: u64, parameters: &mut [Parameter]) {
    let mut draws = Draws::new(seed, PROCESS, 0);
    for parameter in &mut *parameters {
        let (low, high) = parameter.prior;
        let Some(wanted) = WANTED.iter().find(|wanted| wanted.id == parameter.id) else {
            continue;
        };
        if low >= high || wanted.whole {
            continue;
        }
        let drawn = low + (high - low) * draws.at(key(&parameter.id), 0).value();
        let single = matches!(parameter.values.as_slice(), [(key, _)] if key.is_empty());
        for (_, value) in &mut parameter.values {
            let free = if single { drawn } else { *value * drawn };
            *value = free.clamp(wanted.least, wanted.most);
        }
    }
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
fn key(id: &str) -> u32 {
    let hash = sha256_hex(id);
    u32::from_str_radix(&hash[..8], 16).unwrap_or(0)
}
