//! Undo and redo: the log of edits, each kept as the one that reverses it.

use model::{Design, Edit, EditError};

/// Most steps that can be undone.
const DEPTH: usize = 200;

/// Edits that belong together, so that one undo takes them all back: what is typed
/// into one field, or a node moved by keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burst(pub String);

/// What was done to a design and can be taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Edit>,
}

#[derive(Clone, Debug)]
struct Step {
    inverse: Edit,
    burst: Option<Burst>,
}

impl History {
    /// Applies `edit` to `design` and remembers how to take it back.
    ///
    /// # Errors
    /// [`EditError`]; nothing has changed then.
    pub fn perform(
        &mut self,
        edit: Edit,
        design: &mut Design,
        burst: Option<Burst>,
    ) -> Result<(), EditError> {
        let inverse = edit.apply(design)?;
        self.undone.clear();
        let continues = burst.is_some() && self.done.last().is_some_and(|step| step.burst == burst);
        if !continues {
            if self.done.len() == DEPTH {
                self.done.remove(0);
            }
            self.done.push(Step { inverse, burst });
        }
        Ok(())
    }

    /// Ends the burst: the next edit is a step of its own.
    pub fn seal(&mut self) {
        if let Some(step) = self.done.last_mut() {
            step.burst = None;
        }
    }

    /// Takes the last step back; the edit that did it, to be sent on.
    pub fn undo(&mut self, design: &mut Design) -> Option<Edit> {
        let edit = self.done.pop()?.inverse;
        let inverse = edit.clone().apply(design).ok()?;
        self.undone.push(inverse);
        Some(edit)
    }

    /// Does the last undone step again; the edit that did it, to be sent on.
    pub fn redo(&mut self, design: &mut Design) -> Option<Edit> {
        let edit = self.undone.pop()?;
        let inverse = edit.clone().apply(design).ok()?;
        self.done.push(Step {
            inverse,
            burst: None,
        });
        Some(edit)
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use model::DesignId;

    use super::*;

    fn rename(name: &str) -> Edit {
        Edit::Rename {
            name: name.to_owned(),
        }
    }

    fn design() -> Design {
        Design::empty(DesignId::from_random(1), "One")
    }

    #[test]
    fn undo_and_redo_walk_the_same_way() {
        let (mut design, mut history) = (design(), History::default());
        history.perform(rename("Two"), &mut design, None).unwrap();
        history.perform(rename("Three"), &mut design, None).unwrap();
        assert_eq!(history.undo(&mut design), Some(rename("Two")));
        assert_eq!(history.undo(&mut design), Some(rename("One")));
        assert_eq!(history.undo(&mut design), None);
        assert_eq!(history.redo(&mut design), Some(rename("Two")));
        assert_eq!(design.name, "Two");
        history.perform(rename("Four"), &mut design, None).unwrap();
        assert!(!history.can_redo());
    }

    #[test]
    fn a_burst_is_one_step() {
        let (mut design, mut history) = (design(), History::default());
        let typing = Some(Burst("name".to_owned()));
        for name in ["T", "Tw", "Two"] {
            history
                .perform(rename(name), &mut design, typing.clone())
                .unwrap();
        }
        history.seal();
        history
            .perform(rename("Two!"), &mut design, typing)
            .unwrap();
        history.undo(&mut design);
        assert_eq!(design.name, "Two");
        history.undo(&mut design);
        assert_eq!(design.name, "One");
    }

    #[test]
    fn a_refused_edit_leaves_no_step() {
        let (mut design, mut history) = (design(), History::default());
        assert!(history.perform(rename(" "), &mut design, None).is_err());
        assert!(!history.can_undo());
    }
}
