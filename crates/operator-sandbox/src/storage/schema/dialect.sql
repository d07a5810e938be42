-- The API a network was ordered by.
ALTER TABLE network ADD COLUMN dialect TEXT NOT NULL DEFAULT 'multi-point-vpn';
