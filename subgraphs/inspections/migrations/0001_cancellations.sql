CREATE TABLE "inspections"."cancellation_history" (
	"station_id" text NOT NULL,
	"serial" text NOT NULL,
	"vin" text NOT NULL,
	"cancelled_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"mapping_version" integer DEFAULT 1 NOT NULL,
	"raw_digest" text DEFAULT '' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "cancellation_history_pk" PRIMARY KEY("station_id","serial","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."cancellations" (
	"station_id" text NOT NULL,
	"serial" text NOT NULL,
	"vin" text NOT NULL,
	"cancelled_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"mapping_version" integer DEFAULT 1 NOT NULL,
	"raw_digest" text DEFAULT '' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "cancellations_pk" PRIMARY KEY("station_id","serial")
);
--> statement-breakpoint
INSERT INTO "inspections"."cancellations" ("station_id", "serial", "vin", "cancelled_at", "source", "source_at", "source_sequence", "revision", "deleted", "digest", "mapping_version", "raw_digest", "received_at", "receipt_id") SELECT "station_id", "serial", "vin", "source_at", "source", "source_at", 0, "revision", false, "digest", 1, "raw_digest", "received_at", "receipt_id" FROM "inspections"."inspections" WHERE "annulled";--> statement-breakpoint
DELETE FROM "inspections"."inspections" WHERE "annulled";--> statement-breakpoint
INSERT INTO "inspections"."cancellation_history" ("station_id", "serial", "vin", "cancelled_at", "source", "source_at", "source_sequence", "revision", "deleted", "digest", "mapping_version", "raw_digest", "received_at", "receipt_id") SELECT "station_id", "serial", "vin", "source_at", "source", "source_at", 0, "revision", false, "digest", 1, "raw_digest", "received_at", "receipt_id" FROM "inspections"."inspection_history" WHERE "annulled";--> statement-breakpoint
DELETE FROM "inspections"."inspection_history" WHERE "annulled";--> statement-breakpoint
ALTER TABLE "inspections"."inspections" DROP CONSTRAINT "inspections_serial_pk";--> statement-breakpoint
ALTER TABLE "inspections"."inspection_history" ALTER COLUMN "inspected_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."inspections" ALTER COLUMN "inspected_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections"."inspections" ADD CONSTRAINT "inspections_pk" PRIMARY KEY("station_id","serial","kind");--> statement-breakpoint
CREATE INDEX "inspections_by_serial" ON "inspections"."inspections" USING btree ("serial");--> statement-breakpoint
ALTER TABLE "inspections"."inspection_history" DROP COLUMN "annulled";--> statement-breakpoint
ALTER TABLE "inspections"."inspections" DROP COLUMN "annulled";--> statement-breakpoint
ALTER TABLE "inspections"."inspection_history" DROP CONSTRAINT "inspection_history_pk";
--> statement-breakpoint
ALTER TABLE "inspections"."inspection_history" ADD CONSTRAINT "inspection_history_pk" PRIMARY KEY("station_id","serial","kind","source_at","source_sequence","digest");