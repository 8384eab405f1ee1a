CREATE TABLE "offices"."feed_unread" (
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
ALTER TABLE "offices"."delegation_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "offices"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "offices"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "offices"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "offices"."office_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."offices" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "offices"."feed_unread" USING gin ("subjects") WHERE "offices"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "offices"."feed_unread" USING btree ("message","key") WHERE "offices"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "offices"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "offices"."delegations" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "offices"."delegation_history" h WHERE h."office_id" = c."office_id" AND h."item" = c."item"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."valid_from", h."valid_until", h."basis") IS DISTINCT FROM ROW(c."deleted", c."valid_from", c."valid_until", c."basis"));--> statement-breakpoint
UPDATE "offices"."offices" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "offices"."office_history" h WHERE h."id" = c."id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."name", h."kind", h."division", h."address", h."phone", h."hours", h."windows") IS DISTINCT FROM ROW(c."deleted", c."name", c."kind", c."division", c."address", c."phone", c."hours", c."windows"));