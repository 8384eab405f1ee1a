DROP INDEX "vehicles"."permits_one_in_force";--> statement-breakpoint
ALTER TABLE "vehicles"."feed_scopes" ADD COLUMN IF NOT EXISTS "last_sequence_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "permit_history_by_vin" ON "vehicles"."permit_history" USING btree ("vin");--> statement-breakpoint
CREATE INDEX "permits_by_number" ON "vehicles"."permits" USING btree ("number");