-- How a client authenticates and what it may have; absent where it was removed and its
-- networks are not. `client_secret` is a secret sent either way.
ALTER TABLE client ADD COLUMN method TEXT;
ALTER TABLE client ADD COLUMN jwks TEXT;
ALTER TABLE client ADD COLUMN signing_alg TEXT;
-- Absent: every scope.
ALTER TABLE client ADD COLUMN scope TEXT;
-- The client that a start makes.
ALTER TABLE client ADD COLUMN is_own INTEGER NOT NULL DEFAULT FALSE;
UPDATE client SET method = 'client_secret';
UPDATE client SET is_own = TRUE WHERE rowid = (SELECT min(rowid) FROM client);
CREATE TABLE assertion (
    client_id TEXT NOT NULL REFERENCES client (id),
    -- SHA-256 of the jti.
    jti BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (client_id, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX assertion_by_expiry ON assertion (expires_at);
