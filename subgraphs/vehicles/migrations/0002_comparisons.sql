ALTER TABLE "vehicles"."feed_scopes" ADD COLUMN "sequence_gap_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "vehicles"."feed_scopes" ADD COLUMN "comparisons" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
-- What opened a gap that is known already was not kept; as a missing batch it is closed by either road.
UPDATE "vehicles"."feed_scopes" SET "sequence_gap_since" = coalesce("gap_since", "heartbeat_at", now()) WHERE "gap";