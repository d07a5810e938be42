//! A secret over a keyring's item limit, in numbered parts with count and digest.
//!
//! The main item is what makes a secret the secret: it is written in one call, after the parts it
//! names and before the parts it no longer names are removed. A replacement that ends anywhere in
//! between leaves the old secret or the new one, whole.

use secrecy::{ExposeSecret, SecretSlice};

use super::{KeyringError, SecretStore};
use crate::digest::sha256;

/// Most bytes in one item: below the 2,560 of Windows, the least of the three platforms.
const MAX_ITEM: usize = 2_400;
/// What the main item of a secret in parts begins with; no typed secret does.
const MARK: &str = "\u{1}parts";
/// Most parts, so that a damaged count asks for no endless reading.
const MAX_PARTS: usize = 64;

/// Where parts lie. A new secret goes where the old one is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelf {
    A,
    B,
}

/// What the main item of a secret in parts says.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    shelf: Shelf,
    count: usize,
    digest: String,
}

/// Reads a secret, from one item or from its parts. Parts that do not make up the whole
/// count as no secret at all.
pub(super) fn read(
    store: &dyn SecretStore,
    account: &str,
) -> Result<Option<SecretSlice<u8>>, KeyringError> {
    let Some(item) = store.get(account)? else {
        return Ok(None);
    };
    let Some(head) = Head::parse(item.expose_secret()) else {
        return Ok(Some(item));
    };
    let mut whole = Vec::with_capacity(head.count * MAX_ITEM);
    for number in 0..head.count {
        match store.get(&head.shelf.part(account, number))? {
            Some(content) => whole.extend_from_slice(content.expose_secret()),
            None => return Ok(None),
        }
    }
    let is_whole = sha256(&whole) == head.digest;
    let secret = SecretSlice::from(whole);
    Ok(is_whole.then_some(secret))
}

/// Puts a secret in the place of the one before, all or nothing.
///
/// # Errors
/// [`KeyringError`]; the secret is then the old one or the new one, and never a part of one.
/// [`KeyringError::TooLarge`] where it is larger than any keyring is asked to keep.
pub(super) fn write(
    store: &dyn SecretStore,
    account: &str,
    secret: &SecretSlice<u8>,
) -> Result<(), KeyringError> {
    let bytes = secret.expose_secret();
    let before = store
        .get(account)?
        .and_then(|item| Head::parse(item.expose_secret()));
    if bytes.len() <= MAX_ITEM && !bytes.starts_with(MARK.as_bytes()) {
        store.set(account, secret)?;
    } else {
        let shelf = match &before {
            Some(head) => head.shelf.other(),
            None => Shelf::A,
        };
        let chunks = bytes.chunks(MAX_ITEM);
        if chunks.len() > MAX_PARTS {
            return Err(KeyringError::TooLarge);
        }
        let head = Head {
            shelf,
            count: chunks.len(),
            digest: sha256(bytes),
        };
        // What an attempt that was cut short left there.
        clear(store, account, shelf)?;
        for (number, chunk) in chunks.enumerate() {
            store.set(&shelf.part(account, number), &chunk.to_vec().into())?;
        }
        store.set(account, &head.to_string().into_bytes().into())?;
    }
    match before {
        Some(head) => clear(store, account, head.shelf),
        None => Ok(()),
    }
}

/// Removes a secret with all its parts, those of replacements that were cut short included.
pub(super) fn delete(store: &dyn SecretStore, account: &str) -> Result<(), KeyringError> {
    store.delete(account)?;
    clear(store, account, Shelf::A)?;
    clear(store, account, Shelf::B)
}

/// Removes the parts on a shelf, the last one first: what a failure leaves has no gap, and is found the next time.
fn clear(store: &dyn SecretStore, account: &str, shelf: Shelf) -> Result<(), KeyringError> {
    let mut count = 0;
    while count < MAX_PARTS && store.get(&shelf.part(account, count))?.is_some() {
        count += 1;
    }
    (0..count)
        .rev()
        .try_for_each(|number| store.delete(&shelf.part(account, number)))
}

impl Shelf {
    const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }

    fn part(self, account: &str, number: usize) -> String {
        format!("{account}/{}{number}", self.as_str())
    }
}

impl Head {
    fn parse(item: &[u8]) -> Option<Self> {
        let text = str::from_utf8(item).ok()?.strip_prefix(MARK)?;
        let mut words = text.strip_prefix(' ')?.splitn(3, ' ');
        let shelf = words.next()?;
        Some(Self {
            shelf: [Shelf::A, Shelf::B]
                .into_iter()
                .find(|known| known.as_str() == shelf)?,
            count: words.next()?.parse().ok().filter(|n| *n <= MAX_PARTS)?,
            digest: words.next()?.to_owned(),
        })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            shelf,
            count,
            digest,
        } = self;
        write!(f, "{MARK} {} {count} {digest}", shelf.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;

    use super::*;
    use crate::secrets::MemorySecrets;

    /// A keyring that stops working after so many calls.
    struct Stopping<'a> {
        keyring: &'a MemorySecrets,
        calls_left: AtomicUsize,
    }

    impl Stopping<'_> {
        fn take(&self) -> Result<(), KeyringError> {
            self.calls_left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                    left.checked_sub(1)
                })
                .map(drop)
                .map_err(|_| KeyringError::Stopped)
        }
    }

    impl SecretStore for Stopping<'_> {
        fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
            self.take()?;
            self.keyring.get(account)
        }
        fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError> {
            self.take()?;
            self.keyring.set(account, content)
        }
        fn delete(&self, account: &str) -> Result<(), KeyringError> {
            self.take()?;
            self.keyring.delete(account)
        }
    }

    fn secret(bytes: &[u8]) -> SecretSlice<u8> {
        SecretSlice::from(bytes.to_vec())
    }

    #[test]
    fn a_part_that_is_gone_or_foreign_makes_the_secret_absent() {
        let store = MemorySecrets::default();
        write(&store, "a", &secret(&[7; 5_000])).unwrap();
        store.set("a/a1", &secret(b"other")).unwrap();
        assert!(read(&store, "a").unwrap().is_none());
        store.delete("a/a1").unwrap();
        assert!(read(&store, "a").unwrap().is_none());
    }

    #[test]
    fn deleting_and_shortening_leave_no_part() {
        let store = MemorySecrets::default();
        write(&store, "a", &secret(&[7; 5_000])).unwrap();
        assert_eq!(store.accounts().len(), 4);
        write(&store, "a", &secret(&[8; 5_000])).unwrap();
        assert_eq!(store.accounts().len(), 4, "the parts before are gone");
        write(&store, "a", &secret(b"short")).unwrap();
        assert_eq!(store.accounts(), ["a"]);
        write(&store, "a", &secret(&[7; 5_000])).unwrap();
        delete(&store, "a").unwrap();
        assert!(store.accounts().is_empty());
    }

    #[test]
    fn no_item_is_larger_than_windows_allows() {
        let store = MemorySecrets::default();
        write(&store, "a", &secret(&[7; MAX_ITEM * MAX_PARTS])).unwrap();
        for account in store.accounts() {
            let item = store.get(&account).unwrap().unwrap();
            assert!(item.expose_secret().len() <= 2_560, "{account}");
        }
        assert_eq!(
            write(&store, "a", &secret(&[8; MAX_ITEM * MAX_PARTS + 1])),
            Err(KeyringError::TooLarge)
        );
        let kept = read(&store, "a").unwrap().unwrap();
        assert_eq!(kept.expose_secret()[0], 7, "the old one stays");
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..8_000)) {
            let store = MemorySecrets::default();
            write(&store, "a", &secret(&bytes)).unwrap();
            let back = read(&store, "a").unwrap().unwrap();
            prop_assert_eq!(back.expose_secret(), bytes.as_slice());
        }

        #[test]
        fn a_replacement_cut_short_anywhere_leaves_the_old_or_the_new_one(
            old in 0_usize..9_000,
            new in 0_usize..9_000,
            cuts in proptest::collection::vec(0_usize..24, 1..4),
        ) {
            let store = MemorySecrets::default();
            write(&store, "a", &secret(&vec![1; old])).unwrap();
            for cut in cuts {
                let stopping = Stopping { keyring: &store, calls_left: cut.into() };
                let written = write(&stopping, "a", &secret(&vec![2; new]));
                let kept = read(&store, "a").unwrap().unwrap();
                let kept = kept.expose_secret();
                prop_assert!(kept == vec![2; new] || written.is_err() && kept == vec![1; old]);
            }
            delete(&store, "a").unwrap();
            prop_assert_eq!(store.accounts(), Vec::<String>::new());
        }
    }
}
