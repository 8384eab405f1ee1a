-- Locks the journal for an instant, however many rows it has: columns with constants for defaults write no row anew.
ALTER TABLE "offices"."feed_journal" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."feed_journal" ADD COLUMN "set_aside_at" timestamp (3) with time zone;