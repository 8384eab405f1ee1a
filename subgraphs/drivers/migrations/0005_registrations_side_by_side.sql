ALTER TABLE "drivers"."feed_scopes" ADD COLUMN IF NOT EXISTS "last_sequence_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "registration_history_by_ref" ON "drivers"."registration_history" USING btree ("ref");--> statement-breakpoint
-- What the register says of two registrations stands beside each other; companies and the hub are refused by the room.
ALTER TABLE drivers.registrations DROP CONSTRAINT registrations_one_active;
