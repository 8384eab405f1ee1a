CREATE TABLE "drivers"."feed_unread" (
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
ALTER TABLE "drivers"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "drivers"."qualification_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."qualifications" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."registration_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."registrations" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "drivers"."feed_unread" USING gin ("subjects") WHERE "drivers"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "drivers"."feed_unread" USING btree ("message","key") WHERE "drivers"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "drivers"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "drivers"."qualifications" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "drivers"."qualification_history" h WHERE h."ref" = c."ref" AND h."category" = c."category"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."name_masked", h."valid", h."first_issued_on", h."valid_until", h."authority") IS DISTINCT FROM ROW(c."deleted", c."name_masked", c."valid", c."first_issued_on", c."valid_until", c."authority"));--> statement-breakpoint
UPDATE "drivers"."registrations" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "drivers"."registration_history" h WHERE h."number" = c."number"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."ref", h."uscc", h."active", h."valid_from", h."valid_until") IS DISTINCT FROM ROW(c."deleted", c."ref", c."uscc", c."active", c."valid_from", c."valid_until"));