//! The reader of token answers, for hostile ones.

use chrono::TimeDelta;
use oauth2::{TokenResponse, basic::BasicErrorResponse};

use super::{
    mint::{LONGEST_CODE, by_code},
    wire::TokenAnswer,
};
use crate::TokenRefusal;

/// Reads an answer as a token and as a refusal.
///
/// # Panics
/// If a token lives longer than a day, or is renewed before it began; if a code is taken
/// that is too long or no word.
pub(crate) fn read(body: &[u8]) {
    if let Ok(answer) = serde_json::from_slice::<TokenAnswer>(body) {
        let length = answer.lifetime().length();
        assert!(length >= TimeDelta::zero() && length <= TimeDelta::days(1));
        assert!(answer.lifetime().renew_ahead() <= length);
        let _ = answer.token_type().is_bearer();
        let _ = answer.scopes().map(Vec::len);
        assert!(answer.refresh_token().is_none());
    }
    if let Ok(refusal) = serde_json::from_slice::<BasicErrorResponse>(body)
        && let TokenRefusal::Other(code) = by_code(refusal.error())
    {
        let is_word = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        assert!(
            code.len() <= LONGEST_CODE && code.bytes().all(is_word),
            "{code}"
        );
    }
}
