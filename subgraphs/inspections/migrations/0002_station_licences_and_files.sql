CREATE TABLE "inspections"."described_vehicle_history" (
	"station_id" text NOT NULL,
	"vin" text NOT NULL,
	"plate_number" text,
	"plate_colour" text,
	"brand_model" text,
	"registered_on" date,
	"produced_on" date,
	"seats" integer,
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
	CONSTRAINT "described_vehicle_history_pk" PRIMARY KEY("vin","station_id","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."described_vehicles" (
	"station_id" text NOT NULL,
	"vin" text NOT NULL,
	"plate_number" text,
	"plate_colour" text,
	"brand_model" text,
	"registered_on" date,
	"produced_on" date,
	"seats" integer,
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
	CONSTRAINT "described_vehicles_pk" PRIMARY KEY("vin","station_id")
);
--> statement-breakpoint
CREATE TABLE "inspections"."report_file_history" (
	"station_id" text NOT NULL,
	"serial" text NOT NULL,
	"purpose" text NOT NULL,
	"file_digest" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
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
	CONSTRAINT "report_file_history_pk" PRIMARY KEY("station_id","serial","purpose","file_digest","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."report_files" (
	"station_id" text NOT NULL,
	"serial" text NOT NULL,
	"purpose" text NOT NULL,
	"file_digest" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
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
	CONSTRAINT "report_files_pk" PRIMARY KEY("station_id","serial","purpose","file_digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."serial_numbers" (
	"station_id" text NOT NULL,
	"day" date NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "serial_numbers_pk" PRIMARY KEY("station_id","day")
);
--> statement-breakpoint
CREATE TABLE "inspections"."station_description_history" (
	"station_id" text NOT NULL,
	"name" text NOT NULL,
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
	CONSTRAINT "station_description_history_pk" PRIMARY KEY("station_id","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."station_descriptions" (
	"station_id" text NOT NULL,
	"name" text NOT NULL,
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
	CONSTRAINT "station_descriptions_station_id_pk" PRIMARY KEY("station_id")
);
--> statement-breakpoint
CREATE TABLE "inspections"."station_licence_history" (
	"station_id" text NOT NULL,
	"line" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"number" text NOT NULL,
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
	CONSTRAINT "station_licence_history_pk" PRIMARY KEY("station_id","line","valid_from","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."station_licences" (
	"station_id" text NOT NULL,
	"line" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"number" text NOT NULL,
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
	CONSTRAINT "station_licences_pk" PRIMARY KEY("station_id","line","valid_from")
);
--> statement-breakpoint
ALTER TABLE "inspections"."inspection_history" ADD COLUMN "line" text;--> statement-breakpoint
ALTER TABLE "inspections"."inspections" ADD COLUMN "line" text;--> statement-breakpoint
CREATE INDEX "described_vehicles_by_plate" ON "inspections"."described_vehicles" USING btree ("plate_number");--> statement-breakpoint
CREATE INDEX "report_files_by_digest" ON "inspections"."report_files" USING btree ("file_digest");