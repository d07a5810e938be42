//! What a person may do with an operator: as the operator grants it, and as an administrator set it.

use model::{Action, ProfileId, Role};

use super::Profile;
use crate::{errors::Failure, operators::scopes, portal::Core};

impl Profile {
    /// Actions whose scope the operator does not grant. Where it was never asked, that is what is
    /// not to be asked for; scopes by names of the operator's own say nothing of it.
    pub(crate) fn not_granted(&self) -> Vec<Action> {
        let asked = scopes(&self.options);
        let granted = self.granted_scopes.as_ref().unwrap_or(&asked);
        let dialect = self.options.dialect;
        let has = |action: &Action| granted.iter().any(|scope| scope == action.scope(dialect));
        if Action::ALL.iter().any(has) {
            Action::ALL
                .into_iter()
                .filter(|action| !has(action))
                .collect()
        } else {
            Vec::new()
        }
    }

    /// Whether the person may do that.
    ///
    /// # Errors
    /// [`Failure::NotPermitted`] says what is missing, or who may.
    pub(crate) fn permits(&self, action: Action) -> Result<(), Failure> {
        if self.options.role == Role::QuoteOnly && action.is_ordering() {
            let who = match self.options.who_may_order.as_str() {
                "" => "your administrator",
                who => who,
            };
            return Err(Failure::NotPermitted(format!(
                "This operator is set up for looking and quotes only. Who may order: {who}."
            )));
        }
        if self.not_granted().contains(&action) {
            let scope = action.scope(self.options.dialect);
            return Err(Failure::NotPermitted(scope.to_owned()));
        }
        Ok(())
    }
}

impl Core {
    /// Whether the person may do that with the operator of that identifier.
    ///
    /// # Errors
    /// As [`Profile::permits`]; an operator that is not there forbids nothing.
    pub(crate) async fn permit(&self, id: ProfileId, action: Action) -> Result<(), Failure> {
        self.owner
            .try_turn(move |state| match state.roster.get(&id) {
                Some(known) => known.profile.permits(action),
                None => Ok(()),
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use model::Dialect;

    use super::*;

    fn profile(granted: Option<&[&str]>) -> Profile {
        Profile {
            granted_scopes: granted
                .map(|scopes| scopes.iter().map(|scope| (*scope).to_owned()).collect()),
            ..Profile::built_in(1)
        }
    }

    #[test]
    fn check_44_what_is_not_granted_is_not_permitted() {
        assert!(profile(None).not_granted().is_empty());
        let read_only = profile(Some(&[Action::Read.scope(Dialect::MultiPoint)]));
        assert!(read_only.permits(Action::Read).is_ok());
        for action in [
            Action::Assess,
            Action::Order,
            Action::Resize,
            Action::Delete,
        ] {
            match read_only.permits(action) {
                Err(Failure::NotPermitted(what)) => {
                    assert_eq!(what, action.scope(Dialect::MultiPoint));
                }
                other => panic!("{action:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn names_of_the_operators_own_say_nothing() {
        assert!(profile(Some(&["vpn.all"])).not_granted().is_empty());
        assert!(profile(Some(&[])).not_granted().is_empty());
    }

    #[test]
    fn another_dialect_has_other_scopes() {
        let mut service = profile(None);
        service.options.dialect = Dialect::SiteToCloud;
        assert!(service.not_granted().is_empty());
        service.options.scopes = "own.names".to_owned();
        assert!(service.not_granted().is_empty(), "they say nothing");
        let read = Action::Read.scope(Dialect::SiteToCloud);
        service.granted_scopes = Some(vec![read.to_owned()]);
        assert!(service.permits(Action::Read).is_ok());
        match service.permits(Action::Order) {
            Err(Failure::NotPermitted(what)) => {
                assert_eq!(what, "site-to-cloud-vpn:service:create");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_not_asked_for_is_not_granted() {
        let mut asks = profile(None);
        asks.options.scopes = Action::Assess.scope(Dialect::MultiPoint).to_owned();
        assert_eq!(asks.not_granted().len(), 4);
    }

    #[test]
    fn who_may_only_look_is_told_who_may_order() {
        let mut looks = profile(None);
        looks.options.role = Role::QuoteOnly;
        looks.options.who_may_order = "Network desk".to_owned();
        assert!(looks.permits(Action::Assess).is_ok() && looks.permits(Action::Read).is_ok());
        match looks.permits(Action::Order) {
            Err(Failure::NotPermitted(what)) => assert!(what.contains("Network desk"), "{what}"),
            other => panic!("{other:?}"),
        }
    }
}
