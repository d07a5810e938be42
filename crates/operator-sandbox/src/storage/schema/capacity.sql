-- When a network fails or was cut off.
ALTER TABLE network ADD COLUMN terminated_at INTEGER;
CREATE INDEX network_by_termination ON network (terminated_at) WHERE terminated_at IS NOT NULL;
-- What is in force until the last change is done.
ALTER TABLE network ADD COLUMN bandwidth_before INTEGER;
ALTER TABLE network ADD COLUMN sla_before TEXT;
-- Round trip over its way; absent for a network of an older file until the next start.
ALTER TABLE network ADD COLUMN latency_us INTEGER;
-- What its measurements are drawn from.
ALTER TABLE network ADD COLUMN noise INTEGER NOT NULL DEFAULT 0;
CREATE INDEX network_of_client ON network (client_id, dialect, requested_at, service_id);
-- What a network takes of trunks and access lines.
CREATE TABLE holding (
    service_id TEXT NOT NULL REFERENCES network (service_id) ON DELETE CASCADE,
    resource TEXT NOT NULL,
    mbps INTEGER NOT NULL,
    PRIMARY KEY (service_id, resource)
) STRICT, WITHOUT ROWID;
-- So many networks are stored of a client: counting them would go through all of them.
CREATE TABLE network_count (
    client_id TEXT NOT NULL,
    dialect TEXT NOT NULL,
    networks INTEGER NOT NULL,
    PRIMARY KEY (client_id, dialect)
) STRICT, WITHOUT ROWID;
INSERT INTO network_count
    SELECT client_id, dialect, count(*) FROM network GROUP BY client_id, dialect;
CREATE TRIGGER network_counted AFTER INSERT ON network BEGIN
    INSERT INTO network_count VALUES (NEW.client_id, NEW.dialect, 1)
        ON CONFLICT (client_id, dialect) DO UPDATE SET networks = networks + 1;
END;
CREATE TRIGGER network_discounted AFTER DELETE ON network BEGIN
    UPDATE network_count SET networks = networks - 1
        WHERE client_id = OLD.client_id AND dialect = OLD.dialect;
END;
