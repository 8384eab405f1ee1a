CREATE TABLE "operators"."feed_unread" (
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
ALTER TABLE "operators"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "operators"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "operators"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "operators"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "operators"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "operators"."licence_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "operators"."licences" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "operators"."registration_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "operators"."registrations" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "operators"."feed_unread" USING gin ("subjects") WHERE "operators"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "operators"."feed_unread" USING btree ("message","key") WHERE "operators"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "operators"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "operators"."licences" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "operators"."licence_history" h WHERE h."uscc" = c."uscc" AND h."number" = c."number"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."scope", h."valid", h."valid_from", h."valid_until", h."authority") IS DISTINCT FROM ROW(c."deleted", c."scope", c."valid", c."valid_from", c."valid_until", c."authority"));--> statement-breakpoint
UPDATE "operators"."registrations" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "operators"."registration_history" h WHERE h."uscc" = c."uscc"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."name", h."kind", h."state", h."division") IS DISTINCT FROM ROW(c."deleted", c."name", c."kind", c."state", c."division"));