-- What the register ever said stays said: the application adds to history and changes nothing in it (a rebuild writes it anew).
REVOKE UPDATE, TRUNCATE ON vehicles.registration_history, vehicles.permit_history, vehicles.identity_history
  FROM hub_app;--> statement-breakpoint

-- Which plate was seen on which vehicle, by whom and when. A vehicle that left the register has given its plate back.
CREATE VIEW vehicles.sightings AS
  SELECT vin, observer, plate_number, plate_colour, plate_kind, false AS ended, source_at, source_sequence, digest
  FROM vehicles.identity_history
  UNION ALL
  SELECT vin, 'transport-register', plate_number, plate_colour, plate_kind,
    deleted OR operating_state IN ('MOVED_OUT_OWNER', 'MOVED_OUT_DISTRICT', 'SCRAPPED', 'DEREGISTERED'),
    source_at, source_sequence, digest
  FROM vehicles.registration_history;--> statement-breakpoint
GRANT SELECT ON vehicles.sightings TO hub_app;
