ALTER TABLE "inspections"."feed_scopes" ADD COLUMN "whole_at" timestamp (3) with time zone;--> statement-breakpoint
-- As of then the newest number was stated; where something is missing, since when is noted already.
UPDATE "inspections"."feed_scopes" SET "whole_at" = "last_sequence_at" WHERE NOT "gap";
