//! A digest over named fields, so that two runs can be compared by one short word.
//!
//! Fields are length-prefixed: `("ab", "c")` and `("a", "bc")` differ.

use sha2::{Digest as _, Sha256};

/// SHA-256 over a sequence of fields.
#[derive(Clone, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// An empty digest.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one field of bytes, with its length before it.
    #[must_use]
    pub fn field(mut self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a number by its bits, so that equal text forms of different numbers cannot meet.
    #[must_use]
    pub fn number(self, value: f64) -> Self {
        self.field(value.to_bits().to_le_bytes())
    }

    /// The whole digest in hexadecimal, 64 characters.
    pub fn hex(self) -> String {
        to_hex(&self.0.finalize())
    }
}

/// SHA-256 of bytes in hexadecimal, without any prefix: the form in which texts are matched.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    to_hex(&Sha256::digest(bytes.as_ref()))
}

fn to_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
            }
            text
        })
}

#[cfg(test)]
mod tests {
    use super::{Digest, sha256_hex};

    /// The two short vectors of FIPS 180-2, appendix B: the empty text and "abc".
    #[test]
    fn known_sha256_vectors() {
        assert_eq!(
            sha256_hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            sha256_hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let one = Digest::new().field("ab").field("c").hex();
        let other = Digest::new().field("a").field("bc").hex();
        assert_ne!(one, other);
    }
}
