ALTER TABLE "offices"."delegation_history" DROP CONSTRAINT "delegation_history_office_id_item_source_at_source_sequence_digest_pk";--> statement-breakpoint
ALTER TABLE "offices"."delegations" DROP CONSTRAINT "delegations_office_id_item_pk";--> statement-breakpoint
ALTER TABLE "offices"."delegation_history" ADD CONSTRAINT "delegation_history_pk" PRIMARY KEY("office_id","item","valid_from","source_at","source_sequence","digest");--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD CONSTRAINT "delegations_office_id_item_valid_from_pk" PRIMARY KEY("office_id","item","valid_from");--> statement-breakpoint
ALTER TABLE "offices"."feed_scopes" ADD COLUMN IF NOT EXISTS "last_sequence_at" timestamp (3) with time zone;--> statement-breakpoint
-- A delegation is known by its first day too: those that another one of the same office and item took the place of stand again.
INSERT INTO "offices"."delegations" SELECT DISTINCT ON (office_id, item, valid_from) * FROM "offices"."delegation_history"
  ORDER BY office_id, item, valid_from, source_at DESC, source_sequence DESC, mapping_version DESC, digest COLLATE "C" DESC
  ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "offices"."delegations" c SET "contradicted" = EXISTS (
  SELECT FROM "offices"."delegation_history" h WHERE h."office_id" = c."office_id" AND h."item" = c."item"
    AND h."valid_from" = c."valid_from" AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence"
    AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."valid_until", h."basis") IS DISTINCT FROM ROW(c."deleted", c."valid_until", c."basis"));
