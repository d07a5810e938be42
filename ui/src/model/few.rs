//! A map of few keys: what is kept for each design or form of this run.

/// Values by their keys, in the order in which they came. A search goes through all: that is right for a dozen, and
/// a small part of the program beside a hash map or a tree of each type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<K, V>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Few<K, V> {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// The value of `key`, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.0
            .iter_mut()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// Gives `key` that value, in place of the one it had.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(known) => *known = value,
            None => self.0.push((key, value)),
        }
    }

    /// Forgets the keys that are not to be kept, each with its value.
    pub fn retain(&mut self, is_kept: impl Fn(&K) -> bool) {
        self.0.retain(|(key, _)| is_kept(key));
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_value() {
        let mut few = Few::default();
        few.insert("a", 1);
        few.insert("b", 2);
        few.insert("a", 3);
        assert_eq!(
            (few.get(&"a"), few.get(&"b"), few.get(&"c")),
            (Some(&3), Some(&2), None)
        );
        few.retain(|key| *key != "a");
        assert_eq!(few.get(&"a"), None);
        if let Some(value) = few.get_mut(&"b") {
            *value = 4;
        }
        assert_eq!(few.get(&"b"), Some(&4));
        few.clear();
        assert_eq!(few, Few::default());
    }
}
