//! Command: playing a tape as an operator of its own.

use std::{collections::BTreeMap, sync::Arc};

use contract::{DesignRequest, DesignView, Empty, ProfileOptions, ProfileRequest, TapeView};
use model::{Design, DesignId, ProfileId};
use rusqlite::Transaction;
use tokio::task::spawn_blocking;

use super::file::{LONGEST_FILE, Take, Tape, question};
use crate::{
    digest::sha256,
    errors::Failure,
    portal::Core,
    profiles::{Address, Profile},
    random,
    storage::{designs, profiles, tapes},
};

impl Core {
    /// Takes a tape in, uses it as the operator, and opens the design of its newest answer. A file that was played
    /// before adds nothing.
    pub(crate) async fn tape_play(self: &Arc<Self>, _: Empty) -> Result<Option<TapeView>, Failure> {
        let Some(file) = self.chosen_file(&["json"], LONGEST_FILE as u64).await? else {
            return Ok(None);
        };
        let (tape, digest) = spawn_blocking(move || {
            let tape = Tape::read(&file)?;
            Ok::<_, Failure>((tape, sha256(&file)))
        })
        .await
        .map_err(|_| Failure::Internal("reading the tape was interrupted"))??;
        let takes = u32::try_from(tape.takes.len()).unwrap_or(u32::MAX);
        let (profile, design) = self.keep_tape(tape, digest).await?;
        self.profile_use(ProfileRequest { id: profile }).await?;
        self.design_open(DesignRequest { id: design.clone() })
            .await?;
        Ok(Some(TapeView { design, takes }))
    }

    /// Stores a tape with its profile and designs, all of it or nothing: which profile, and the design to begin with.
    async fn keep_tape(
        &self,
        tape: Tape,
        digest: String,
    ) -> Result<(ProfileId, DesignId), Failure> {
        // It brings nobody back who is being forgotten.
        let _asking = self.asking.read().await;
        // Whoever plays a file twice at once gets one operator.
        let _turn = self.profile_writes.lock().await;
        let address = Address::Tape {
            digest: digest.clone(),
        };
        let known = self
            .owner
            .turn(move |state| {
                let mut all = state.roster.profiles();
                all.find(|profile| profile.address == address).cloned()
            })
            .await?;
        let is_new = known.is_none();
        let profile = match known {
            Some(profile) => profile,
            None => {
                let options = ProfileOptions {
                    dialect: tape.dialect,
                    currency: tape.currency.map(String::from).unwrap_or_default(),
                    ..ProfileOptions::default()
                };
                Profile {
                    rent_period: tape.rent_period,
                    ..Profile::tape(random::bits()?, tape.name(), digest, options)
                }
            }
        };
        let (stored, now) = (profile.clone(), self.clock.now());
        let design = self
            .storage
            .write(move |tx| {
                if is_new {
                    profiles::put(tx, &stored)?;
                }
                // The newest answer to a question is the one that holds.
                for take in tape.takes.iter().rev() {
                    tapes::put(tx, &stored.id, &question(take.request.as_bytes())?, take)?;
                }
                let mut first = None;
                for design in drawings(tx, &tape.takes)? {
                    first.get_or_insert_with(|| design.id.clone());
                    if designs::get(tx, &design.id)?.is_none() {
                        let view = DesignView {
                            design,
                            revision: 0,
                        };
                        designs::put(tx, &view, now)?;
                    }
                }
                first.ok_or(Failure::NotFound("design"))
            })
            .await?;
        let id = profile.id.clone();
        if is_new {
            self.owner
                .turn(move |state| state.roster.put(profile))
                .await?;
        }
        Ok((id, design))
    }
}

/// What was drawn for the answers, each drawing once and as one of them asks about it: the person's own design where
/// there is such a one, else the tape's, under another identifier where the person has changed theirs.
fn drawings(tx: &Transaction<'_>, takes: &[Take]) -> Result<Vec<Design>, Failure> {
    let mut own: BTreeMap<DesignId, Design> = BTreeMap::new();
    for design in designs::all(tx)? {
        own.insert(design.id.clone(), design);
    }
    let mut drawings: Vec<Design> = Vec::new();
    for take in takes {
        let is_drawn_so = |drawing: &Design| drawing.is_drawn_as(&take.design);
        if drawings.iter().any(is_drawn_so) {
            continue;
        }
        let is_asked = |design: &&Design| {
            let mut all = takes.iter();
            is_drawn_so(design) && all.any(|take| take.design.asks_the_same(design))
        };
        // The one that it was recorded from first: another of the same drawing may be for another customer.
        let of_tape = own.get(&take.design.id).filter(is_asked);
        let is_for_the_same =
            |design: &&Design| is_asked(design) && design.customer == take.design.customer;
        let known = of_tape.or_else(|| own.values().find(is_for_the_same));
        drawings.push(match known {
            Some(known) => known.clone(),
            None if own.contains_key(&take.design.id) => Design {
                id: DesignId::from_random(random::bits()?),
                ..take.design.clone()
            },
            None => take.design.clone(),
        });
    }
    Ok(drawings)
}
