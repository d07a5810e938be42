//! A secret over a keyring's item limit, in numbered parts with count and digest.

use secrecy::{ExposeSecret, SecretSlice};
use sha2::{Digest, Sha256};

use super::{KeyringError, SecretStore};

/// Most bytes in one item: below the 2,560 of Windows, the least of the three platforms.
const MAX_ITEM: usize = 2_400;
/// What the main item of a secret in parts begins with; no typed secret does.
const MARK: &str = "\u{1}parts";
/// Most parts, so that a damaged count asks for no endless reading.
const MAX_PARTS: usize = 64;

/// Reads a secret, from one item or from its parts. Parts that do not make up the whole
/// count as no secret at all.
pub(super) fn read(
    store: &dyn SecretStore,
    account: &str,
) -> Result<Option<SecretSlice<u8>>, KeyringError> {
    let Some(item) = store.get(account)? else {
        return Ok(None);
    };
    let Some((count, digest)) = head(item.expose_secret()) else {
        return Ok(Some(item));
    };
    let mut whole = Vec::with_capacity(count * MAX_ITEM);
    for number in 0..count {
        match store.get(&part(account, number))? {
            Some(content) => whole.extend_from_slice(content.expose_secret()),
            None => return Ok(None),
        }
    }
    let is_whole = hex(&whole) == digest;
    let secret = SecretSlice::from(whole);
    Ok(is_whole.then_some(secret))
}

/// Writes a secret; the main item comes last, so that a half-written one is never read.
pub(super) fn write(
    store: &dyn SecretStore,
    account: &str,
    secret: &SecretSlice<u8>,
) -> Result<(), KeyringError> {
    let bytes = secret.expose_secret();
    if bytes.len() <= MAX_ITEM && !bytes.starts_with(MARK.as_bytes()) {
        remove_parts(store, account)?;
        return store.set(account, secret);
    }
    delete(store, account)?;
    let mut count = 0;
    for chunk in bytes.chunks(MAX_ITEM) {
        store.set(&part(account, count), &SecretSlice::from(chunk.to_vec()))?;
        count += 1;
    }
    let head = format!("{MARK} {count} {}", hex(bytes)).into_bytes();
    store.set(account, &SecretSlice::from(head))
}

/// Removes a secret with all its parts.
pub(super) fn delete(store: &dyn SecretStore, account: &str) -> Result<(), KeyringError> {
    remove_parts(store, account)?;
    store.delete(account)
}

fn remove_parts(store: &dyn SecretStore, account: &str) -> Result<(), KeyringError> {
    let Some(item) = store.get(account)? else {
        return Ok(());
    };
    let count = head(item.expose_secret()).map_or(0, |(count, _)| count);
    (0..count).try_for_each(|number| store.delete(&part(account, number)))
}

fn part(account: &str, number: usize) -> String {
    format!("{account}/{number}")
}

fn head(item: &[u8]) -> Option<(usize, String)> {
    let text = str::from_utf8(item).ok()?.strip_prefix(MARK)?;
    let (count, digest) = text.strip_prefix(' ')?.split_once(' ')?;
    let count = count.parse().ok().filter(|count| *count <= MAX_PARTS)?;
    Some((count, digest.to_owned()))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::secrets::MemorySecrets;

    fn secret(bytes: &[u8]) -> SecretSlice<u8> {
        SecretSlice::from(bytes.to_vec())
    }

    #[test]
    fn a_part_that_is_gone_or_foreign_makes_the_secret_absent() {
        let store = MemorySecrets::default();
        write(&store, "a", &secret(&[7; 5_000])).unwrap();
        store.set("a/1", &secret(b"other")).unwrap();
        assert!(read(&store, "a").unwrap().is_none());
        store.delete("a/1").unwrap();
        assert!(read(&store, "a").unwrap().is_none());
    }

    #[test]
    fn deleting_and_shortening_leave_no_part() {
        let store = MemorySecrets::default();
        write(&store, "a", &secret(&[7; 5_000])).unwrap();
        assert_eq!(store.accounts().len(), 4);
        write(&store, "a", &secret(b"short")).unwrap();
        assert_eq!(store.accounts(), ["a"]);
        write(&store, "a", &secret(&[7; 5_000])).unwrap();
        delete(&store, "a").unwrap();
        assert!(store.accounts().is_empty());
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..8_000)) {
            let store = MemorySecrets::default();
            write(&store, "a", &secret(&bytes)).unwrap();
            let back = read(&store, "a").unwrap().unwrap();
            prop_assert_eq!(back.expose_secret(), bytes.as_slice());
        }
    }
}
