CREATE TABLE "inspections"."feed_unread" (
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
ALTER TABLE "inspections"."cancellation_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."cancellations" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."confirmation_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."confirmations" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."described_vehicle_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."described_vehicles" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "inspections"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "inspections"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "inspections"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspections"."inspection_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."inspections" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."report_file_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."report_files" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."station_description_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."station_descriptions" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."station_licence_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."station_licences" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "inspections"."feed_unread" USING gin ("subjects") WHERE "inspections"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "inspections"."feed_unread" USING btree ("message","key") WHERE "inspections"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "inspections"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "inspections"."cancellations" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."cancellation_history" h WHERE h."station_id" = c."station_id" AND h."serial" = c."serial"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."vin", h."cancelled_at") IS DISTINCT FROM ROW(c."deleted", c."vin", c."cancelled_at"));--> statement-breakpoint
UPDATE "inspections"."confirmations" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."confirmation_history" h WHERE h."vin" = c."vin"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."positioning", h."alarm") IS DISTINCT FROM ROW(c."deleted", c."positioning", c."alarm"));--> statement-breakpoint
UPDATE "inspections"."described_vehicles" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."described_vehicle_history" h WHERE h."vin" = c."vin" AND h."station_id" = c."station_id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."plate_number", h."plate_colour", h."brand_model", h."registered_on", h."produced_on", h."seats") IS DISTINCT FROM ROW(c."deleted", c."plate_number", c."plate_colour", c."brand_model", c."registered_on", c."produced_on", c."seats"));--> statement-breakpoint
UPDATE "inspections"."inspections" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."inspection_history" h WHERE h."station_id" = c."station_id" AND h."serial" = c."serial" AND h."kind" = c."kind" AND h."attempt" = c."attempt"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."vin", h."verdict", h."grade", h."valid_until", h."odometer_km") IS DISTINCT FROM ROW(c."deleted", c."vin", c."verdict", c."grade", c."valid_until", c."odometer_km"));--> statement-breakpoint
UPDATE "inspections"."report_files" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."report_file_history" h WHERE h."station_id" = c."station_id" AND h."serial" = c."serial" AND h."purpose" = c."purpose" AND h."file_digest" = c."file_digest"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."media_type", h."size") IS DISTINCT FROM ROW(c."deleted", c."media_type", c."size"));--> statement-breakpoint
UPDATE "inspections"."station_descriptions" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."station_description_history" h WHERE h."station_id" = c."station_id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."name") IS DISTINCT FROM ROW(c."deleted", c."name"));--> statement-breakpoint
UPDATE "inspections"."station_licences" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "inspections"."station_licence_history" h WHERE h."station_id" = c."station_id" AND h."line" = c."line" AND h."valid_from" = c."valid_from"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."valid_until", h."number") IS DISTINCT FROM ROW(c."deleted", c."valid_until", c."number"));