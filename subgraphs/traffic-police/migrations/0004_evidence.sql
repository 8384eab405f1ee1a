CREATE TABLE "traffic_police"."feed_unread" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"message" text NOT NULL,
	"receipt_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"subjects" text[] NOT NULL,
	"key" text,
	"source_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"closed_because" text
);
--> statement-breakpoint
ALTER TABLE "traffic_police"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "traffic_police"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "traffic_police"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "traffic_police"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."licences" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicle_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicles" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."usage_change_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."usage_changes" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "traffic_police"."feed_unread" USING gin ("subjects") WHERE "traffic_police"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "traffic_police"."feed_unread" USING btree ("message","key") WHERE "traffic_police"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "traffic_police"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "traffic_police"."licences" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "traffic_police"."licence_history" h WHERE h."ref" = c."ref"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."classes", h."normal", h."first_issued_on", h."valid_until", h."status_letters", h."valid_from", h."points", h."points_cleared_on") IS DISTINCT FROM ROW(c."deleted", c."classes", c."normal", c."first_issued_on", c."valid_until", c."status_letters", c."valid_from", c."points", c."points_cleared_on"));--> statement-breakpoint
UPDATE "traffic_police"."usage_changes" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "traffic_police"."usage_change_history" h WHERE h."change_id" = c."change_id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."vin", h."plate_number", h."plate_kind", h."from_use", h."to_use", h."accepted_at", h."completed_on", h."authority", h."division", h."state", h."scrap_on", h."plate_number_after", h."plate_kind_after") IS DISTINCT FROM ROW(c."deleted", c."vin", c."plate_number", c."plate_kind", c."from_use", c."to_use", c."accepted_at", c."completed_on", c."authority", c."division", c."state", c."scrap_on", c."plate_number_after", c."plate_kind_after"));--> statement-breakpoint
UPDATE "traffic_police"."vehicles" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "traffic_police"."vehicle_history" h WHERE h."vin" = c."vin"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."plate_number", h."plate_kind", h."usage", h."status_letters", h."vehicle_type", h."seats", h."gross_mass_kg", h."wheelbase_mm", h."owner_name", h."registered_on", h."inspection_valid_until", h."scrap_on", h."previous_until") IS DISTINCT FROM ROW(c."deleted", c."plate_number", c."plate_kind", c."usage", c."status_letters", c."vehicle_type", c."seats", c."gross_mass_kg", c."wheelbase_mm", c."owner_name", c."registered_on", c."inspection_valid_until", c."scrap_on", c."previous_until"));