DROP INDEX "vehicles"."permits_one_in_force";--> statement-breakpoint
CREATE INDEX "permit_history_by_vin" ON "vehicles"."permit_history" USING btree ("vin");--> statement-breakpoint
CREATE INDEX "permits_by_number" ON "vehicles"."permits" USING btree ("number");