//! One method for each command of the bridge, made from the one list of them.

use contract::*;
use model::{Assessment, CloudRegion, Quote};

use super::Portal;
use crate::errors::{Failure, said};

macro_rules! methods {
    ($($name:ident($request:ty) -> $view:ty;)*) => {
        impl Portal {
            $(
                /// The command of that name in [`contract::for_each_command`].
                ///
                /// # Errors
                /// [`AppError`] says what happened.
                pub async fn $name(&self, request: $request) -> Result<$view, AppError> {
                    match Box::pin(self.core.$name(request)).await {
                        Ok(answer) => Ok(answer),
                        Err(failure) => {
                            let error = report(stringify!($name), failure);
                            // A core that is closing knows no language any more.
                            let language = self.core.language().await.unwrap_or_default();
                            Err(AppError {
                                message: said(error.message, language),
                                ..error
                            })
                        }
                    }
                }
            )*
        }
    };
}

contract::for_each_command!(methods);

/// Logs a failure with its causes, once, and puts it into the window's terms.
pub(crate) fn report(command: &'static str, failure: Failure) -> AppError {
    let mut causes = String::new();
    let mut source = std::error::Error::source(&failure);
    while let Some(cause) = source {
        causes.push_str(": ");
        causes.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::warn!(command, "{failure}{causes}");
    failure.into()
}
