//! Stands in for the core until that is there: every command fails.

use std::{future::Future, path::PathBuf, pin::Pin, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use contract::*;
use model::{Assessment, CloudRegion, Quote};

pub type PortFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()>;
}

pub trait SaveDialog: Send + Sync {
    fn ask(&self, suggested_name: String) -> PortFuture<'_, Option<PathBuf>>;
}

pub trait EmbeddedOperator: Send + Sync {}

pub enum KeyringMode {
    Os,
    Memory,
}

pub enum StartOperator {
    Sandbox,
    None,
    AsLast,
}

pub struct PortalOptions {
    pub data_dir: PathBuf,
    pub keyring: KeyringMode,
    pub keyring_service: String,
    pub clock: Arc<dyn Clock>,
    pub export_dir: Option<PathBuf>,
    pub theme: Option<Theme>,
    pub locale: Option<String>,
    pub animations: Option<bool>,
    pub operator: StartOperator,
    pub version: String,
}

#[derive(Debug, thiserror::Error)]
#[error("the core could not be opened")]
pub struct OpenError;

#[derive(Clone)]
pub struct Portal;

impl Portal {
    pub async fn open(
        _options: PortalOptions,
        _embedded: Option<Arc<dyn EmbeddedOperator>>,
        _dialog: Arc<dyn SaveDialog>,
        _events: Arc<dyn Fn(Event) + Send + Sync>,
    ) -> Result<Self, OpenError> {
        Ok(Self)
    }

    pub async fn close(&self) {}
}

macro_rules! stand_in {
    ($($name:ident($request:ty) -> $view:ty;)*) => {
        impl Portal {
            $(
                pub async fn $name(&self, _request: $request) -> Result<$view, AppError> {
                    Err(AppError {
                        code: ErrorCode::Internal,
                        message: concat!("the core has no ", stringify!($name), " yet").to_owned(),
                        retryable: false,
                        correlator: None,
                    })
                }
            )*
        }
    };
}

contract::for_each_command!(stand_in);
