//! Who may ask for tokens.

use rusqlite::{OptionalExtension as _, Result, Transaction, params};

/// The client that was registered first, which is the one a start makes.
pub(crate) fn first(database: &Transaction<'_>) -> Result<Option<String>> {
    database
        .query_row("SELECT id FROM client ORDER BY rowid LIMIT 1", [], |row| {
            row.get(0)
        })
        .optional()
}

/// Registers a client without a secret.
pub(crate) fn add(database: &Transaction<'_>, id: &str) -> Result<()> {
    database
        .execute("INSERT INTO client (id) VALUES (?1)", [id])
        .map(|_| ())
}

/// Replaces a client's secret.
pub(crate) fn set_secret(database: &Transaction<'_>, id: &str, hash: &[u8; 32]) -> Result<()> {
    let sql = "UPDATE client SET secret_hash = ?2 WHERE id = ?1";
    database.execute(sql, params![id, hash]).map(|_| ())
}

/// The hash of a client's secret; `None` where there is no such client or no secret yet.
pub(crate) fn secret_hash(database: &Transaction<'_>, id: &str) -> Result<Option<[u8; 32]>> {
    let sql = "SELECT secret_hash FROM client WHERE id = ?1";
    let found = database.query_row(sql, [id], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}
