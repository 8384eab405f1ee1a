CREATE TABLE "vehicles"."feed_unread" (
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
ALTER TABLE "vehicles"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "vehicles"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "vehicles"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "vehicles"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "vehicles"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "vehicles"."identities" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vehicles"."identity_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vehicles"."permit_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vehicles"."permits" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vehicles"."registration_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vehicles"."registrations" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "vehicles"."feed_unread" USING gin ("subjects") WHERE "vehicles"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "vehicles"."feed_unread" USING btree ("message","key") WHERE "vehicles"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "vehicles"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "vehicles"."identities" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "vehicles"."identity_history" h WHERE h."vin" = c."vin" AND h."observer" = c."observer"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."plate_number", h."plate_colour", h."plate_kind") IS DISTINCT FROM ROW(c."deleted", c."plate_number", c."plate_colour", c."plate_kind"));--> statement-breakpoint
UPDATE "vehicles"."permits" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "vehicles"."permit_history" h WHERE h."permit_id" = c."permit_id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."vin", h."number", h."kind", h."state", h."valid_from", h."valid_until", h."authority", h."certificate_id") IS DISTINCT FROM ROW(c."deleted", c."vin", c."number", c."kind", c."state", c."valid_from", c."valid_until", c."authority", c."certificate_id"));--> statement-breakpoint
UPDATE "vehicles"."registrations" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "vehicles"."registration_history" h WHERE h."vin" = c."vin"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."plate_number", h."plate_colour", h."plate_kind", h."owner_name", h."owner_uscc", h."vehicle_type", h."seats", h."gross_mass_kg", h."wheelbase_mm", h."fuel", h."registered_on", h."operating_state") IS DISTINCT FROM ROW(c."deleted", c."plate_number", c."plate_colour", c."plate_kind", c."owner_name", c."owner_uscc", c."vehicle_type", c."seats", c."gross_mass_kg", c."wheelbase_mm", c."fuel", c."registered_on", c."operating_state"));