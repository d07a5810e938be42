-- Where clients are told of their networks, and what they are still to be told.
ALTER TABLE network ADD COLUMN sink TEXT; -- the one its order named, for the answers
CREATE TABLE sink (
    id INTEGER PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    -- The network whose order named it; absent for the one registered for the client.
    service_id TEXT UNIQUE,
    url TEXT NOT NULL,
    -- Needed as it is, to be sent; gone with the row.
    access_token TEXT,
    token_expires_at INTEGER
) STRICT;
CREATE UNIQUE INDEX sink_of_client ON sink (client_id) WHERE service_id IS NULL;
CREATE INDEX sink_by_expiry ON sink (token_expires_at) WHERE token_expires_at IS NOT NULL;
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sink INTEGER NOT NULL REFERENCES sink (id) ON DELETE CASCADE,
    -- Not a reference: what became of a network is told when it is gone, too.
    service_id TEXT NOT NULL,
    -- The API it was ordered by.
    dialect TEXT NOT NULL,
    status TEXT NOT NULL,
    status_info TEXT,
    happens_at INTEGER NOT NULL,
    -- The same, until an attempt has failed.
    next_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- From the first attempt on.
    source TEXT,
    first_sent_at INTEGER
) STRICT;
CREATE INDEX event_by_next ON event (next_at);
CREATE INDEX event_of_network ON event (service_id, happens_at);
CREATE INDEX event_of_sink ON event (sink);
