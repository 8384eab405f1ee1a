-- What stands beside another record of its instant that differs in anything evidence reads contradicts itself; the merge writes so from now on.
UPDATE "inspections"."inspections" c SET "contradicted" = true WHERE NOT c."contradicted" AND EXISTS (
  SELECT FROM "inspections"."inspection_history" h WHERE h."station_id" = c."station_id" AND h."serial" = c."serial" AND h."kind" = c."kind" AND h."attempt" = c."attempt"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."plate_number", h."line", h."purpose", h."inspected_at") IS DISTINCT FROM ROW(c."plate_number", c."line", c."purpose", c."inspected_at"));--> statement-breakpoint
UPDATE "inspections"."confirmations" c SET "contradicted" = true WHERE NOT c."contradicted" AND EXISTS (
  SELECT FROM "inspections"."confirmation_history" h WHERE h."vin" = c."vin"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."station_id", h."confirmed_on", h."signed_by") IS DISTINCT FROM ROW(c."station_id", c."confirmed_on", c."signed_by"));
