CREATE TABLE "inspections"."declared_closures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" text NOT NULL,
	"closed_from" timestamp (3) with time zone NOT NULL,
	"closed_until" timestamp (3) with time zone,
	"reason" text NOT NULL,
	"declared_by" text NOT NULL,
	"declared_at" timestamp (3) with time zone NOT NULL,
	"lifted_by" text
);
--> statement-breakpoint
CREATE TABLE "inspections"."issued_serials" (
	"station_id" text NOT NULL,
	"serial" text NOT NULL,
	"vin" text,
	"plate_number" text,
	"issued_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "issued_serials_pk" PRIMARY KEY("station_id","serial")
);
--> statement-breakpoint
ALTER TABLE "inspections"."feed_scopes" ADD COLUMN "last_sequence_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspections"."station_licence_history" ADD COLUMN "closed_from" date;--> statement-breakpoint
ALTER TABLE "inspections"."station_licence_history" ADD COLUMN "closed_until" date;--> statement-breakpoint
ALTER TABLE "inspections"."station_licences" ADD COLUMN "closed_from" date;--> statement-breakpoint
ALTER TABLE "inspections"."station_licences" ADD COLUMN "closed_until" date;--> statement-breakpoint
CREATE INDEX "declared_closures_by_station" ON "inspections"."declared_closures" USING btree ("station_id","closed_from");--> statement-breakpoint
CREATE INDEX "issued_serials_by_vin" ON "inspections"."issued_serials" USING btree ("vin","issued_at");--> statement-breakpoint
CREATE INDEX "issued_serials_by_plate" ON "inspections"."issued_serials" USING btree ("plate_number","issued_at");