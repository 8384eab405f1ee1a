DROP INDEX "platforms"."vehicles_by_plate";--> statement-breakpoint
ALTER TABLE "platforms"."policies" DROP CONSTRAINT "policies_company_id_policy_number_pk";--> statement-breakpoint
ALTER TABLE "platforms"."policies" ADD CONSTRAINT "policies_pk" PRIMARY KEY("company_id","policy_number","plate_number");--> statement-breakpoint
ALTER TABLE "platforms"."feed_scopes" ADD COLUMN "last_sequence_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "vehicle_history_by_plate" ON "platforms"."vehicle_history" USING btree ("company_id","plate_number","vin") WHERE "platforms"."vehicle_history"."plate_number" is not null;--> statement-breakpoint
CREATE INDEX "vehicles_by_permit" ON "platforms"."vehicles" USING btree ("company_id","permit_number") WHERE "platforms"."vehicles"."permit_number" is not null and not "platforms"."vehicles"."deleted";--> statement-breakpoint
ALTER TABLE "platforms"."policy_history" DROP CONSTRAINT "policy_history_pk";
--> statement-breakpoint
ALTER TABLE "platforms"."policy_history" ADD CONSTRAINT "policy_history_pk" PRIMARY KEY("company_id","policy_number","plate_number","source_at","source_sequence","digest");--> statement-breakpoint
-- A policy of a fleet stands once for each plate it ever named; history has them all, the row of one number held the newest alone.
INSERT INTO "platforms"."policies" ("company_id", "policy_number", "plate_number", "plate_colour", "insurer", "kind", "sum_yuan", "valid_from", "valid_until", "source", "source_at", "source_sequence", "revision", "deleted", "digest", "mapping_version", "raw_digest", "received_at", "receipt_id") SELECT DISTINCT ON ("company_id", "policy_number", "plate_number") "company_id", "policy_number", "plate_number", "plate_colour", "insurer", "kind", "sum_yuan", "valid_from", "valid_until", "source", "source_at", "source_sequence", "revision", "deleted", "digest", "mapping_version", "raw_digest", "received_at", "receipt_id" FROM "platforms"."policy_history" ORDER BY "company_id", "policy_number", "plate_number", "source_at" DESC, "source_sequence" DESC, "mapping_version" DESC, "digest" COLLATE "C" DESC ON CONFLICT DO NOTHING;--> statement-breakpoint
-- Two plates under one number at one instant contradict nothing any more; two contents of one plate do.
UPDATE "platforms"."policies" c SET "contradicted" = NOT "contradicted" WHERE "contradicted" <> EXISTS (
  SELECT FROM "platforms"."policy_history" h WHERE h."company_id" = c."company_id" AND h."policy_number" = c."policy_number" AND h."plate_number" = c."plate_number"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."plate_colour", h."insurer", h."kind", h."sum_yuan", h."valid_from", h."valid_until") IS DISTINCT FROM ROW(c."deleted", c."plate_colour", c."insurer", c."kind", c."sum_yuan", c."valid_from", c."valid_until"));
