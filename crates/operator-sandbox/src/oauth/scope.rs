//! The scopes of the API.

/// A scope of MultiPoint VPN, one per operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `createNetwork`.
    Create,
    /// `getNetwork`.
    Read,
    /// `updateNetwork`.
    Update,
    /// `deleteNetwork`.
    Delete,
    /// `assessConnectionFeasibility`.
    Assess,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 5] = [
        Self::Create,
        Self::Read,
        Self::Update,
        Self::Delete,
        Self::Assess,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "multi-point-vpn:network:create",
            Self::Read => "multi-point-vpn:network:read",
            Self::Update => "multi-point-vpn:network:update",
            Self::Delete => "multi-point-vpn:network:delete",
            Self::Assess => "multi-point-vpn:assessment:assess",
        }
    }

    /// The scope of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}
