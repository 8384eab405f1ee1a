CREATE SCHEMA IF NOT EXISTS "platforms";
--> statement-breakpoint
CREATE TABLE "platforms"."companies" (
	"company_id" text NOT NULL,
	"name" text,
	"uscc" text,
	"division" text,
	"active" boolean,
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
	CONSTRAINT "companies_company_id_pk" PRIMARY KEY("company_id")
);
--> statement-breakpoint
CREATE TABLE "platforms"."company_history" (
	"company_id" text NOT NULL,
	"name" text,
	"uscc" text,
	"division" text,
	"active" boolean,
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
	CONSTRAINT "company_history_pk" PRIMARY KEY("company_id","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "platforms"."feed_journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "platforms"."feed_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"receipt_id" uuid NOT NULL,
	"source" text NOT NULL,
	"route" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_digest" text NOT NULL,
	"sequence" bigint,
	"content_type" text DEFAULT '' NOT NULL,
	"body" "bytea" NOT NULL,
	"key_month" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"processed_at" timestamp (3) with time zone,
	CONSTRAINT "feed_journal_receipt_id_unique" UNIQUE("receipt_id"),
	CONSTRAINT "feed_journal_key" UNIQUE("source","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "platforms"."feed_keys" (
	"source" text NOT NULL,
	"month" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "feed_keys_source_month_pk" PRIMARY KEY("source","month")
);
--> statement-breakpoint
CREATE TABLE "platforms"."feed_quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"receipt_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"source" text NOT NULL,
	"organisation" text DEFAULT '' NOT NULL,
	"message" text NOT NULL,
	"code" text NOT NULL,
	"pointer" text NOT NULL,
	"text" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"key_month" text NOT NULL,
	"quarantined_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolution" text
);
--> statement-breakpoint
ALTER TABLE "platforms"."feed_quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "platforms"."feed_receipt_records" (
	"receipt_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"message" text NOT NULL,
	"outcome" text NOT NULL,
	"mapping_version" integer DEFAULT 1 NOT NULL,
	"code" text,
	"pointer" text,
	"text" text,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"quarantine_id" uuid,
	CONSTRAINT "feed_receipt_records_receipt_id_index_pk" PRIMARY KEY("receipt_id","index")
);
--> statement-breakpoint
CREATE TABLE "platforms"."feed_scopes" (
	"source" text NOT NULL,
	"scope" text DEFAULT '*' NOT NULL,
	"initial_load_completed_at" timestamp (3) with time zone,
	"heartbeat_at" timestamp (3) with time zone,
	"reconciled_at" timestamp (3) with time zone,
	"gap" boolean DEFAULT false NOT NULL,
	"gap_since" timestamp (3) with time zone,
	"complete_sequence" bigint,
	CONSTRAINT "feed_scopes_source_scope_pk" PRIMARY KEY("source","scope")
);
--> statement-breakpoint
CREATE TABLE "platforms"."feed_sources" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"authority" text NOT NULL,
	"organisation" text NOT NULL,
	"token_digests" text[] DEFAULT '{}' NOT NULL,
	"webhook_secrets" text[] DEFAULT '{}' NOT NULL,
	"webhook_keys" text[] DEFAULT '{}' NOT NULL,
	"allowed" text[] DEFAULT '{}' NOT NULL,
	"heartbeat_every_seconds" integer,
	"requests_per_minute" integer,
	"retention_months" integer
);
--> statement-breakpoint
CREATE TABLE "platforms"."mileage_history" (
	"company_id" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_colour" text NOT NULL,
	"division" text,
	"total_km" integer,
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
	CONSTRAINT "mileage_history_pk" PRIMARY KEY("company_id","plate_number","plate_colour","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "platforms"."mileages" (
	"company_id" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_colour" text NOT NULL,
	"division" text,
	"total_km" integer,
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
	CONSTRAINT "mileages_company_id_plate_number_plate_colour_pk" PRIMARY KEY("company_id","plate_number","plate_colour")
);
--> statement-breakpoint
CREATE TABLE "platforms"."permit_history" (
	"company_id" text NOT NULL,
	"division" text NOT NULL,
	"permit_number" text NOT NULL,
	"authority" text,
	"operating_area" text,
	"owner_name" text,
	"valid_from" date,
	"valid_until" date,
	"first_issued_on" date,
	"in_force" boolean,
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
	CONSTRAINT "permit_history_pk" PRIMARY KEY("company_id","division","permit_number","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "platforms"."permits" (
	"company_id" text NOT NULL,
	"division" text NOT NULL,
	"permit_number" text NOT NULL,
	"authority" text,
	"operating_area" text,
	"owner_name" text,
	"valid_from" date,
	"valid_until" date,
	"first_issued_on" date,
	"in_force" boolean,
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
	CONSTRAINT "permits_company_id_division_permit_number_pk" PRIMARY KEY("company_id","division","permit_number")
);
--> statement-breakpoint
CREATE TABLE "platforms"."policies" (
	"company_id" text NOT NULL,
	"policy_number" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_colour" text,
	"insurer" text,
	"kind" text,
	"sum_yuan" integer,
	"valid_from" date,
	"valid_until" date,
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
	CONSTRAINT "policies_company_id_policy_number_pk" PRIMARY KEY("company_id","policy_number")
);
--> statement-breakpoint
CREATE TABLE "platforms"."policy_history" (
	"company_id" text NOT NULL,
	"policy_number" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_colour" text,
	"insurer" text,
	"kind" text,
	"sum_yuan" integer,
	"valid_from" date,
	"valid_until" date,
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
	CONSTRAINT "policy_history_pk" PRIMARY KEY("company_id","policy_number","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "platforms"."vehicle_history" (
	"company_id" text NOT NULL,
	"vin" text NOT NULL,
	"vin_check_digit_ok" boolean NOT NULL,
	"plate_number" text,
	"plate_colour" text,
	"seats" integer,
	"owner_name" text,
	"in_service" boolean,
	"division" text,
	"brand" text,
	"model" text,
	"vehicle_type" text,
	"registered_on" date,
	"ride_hailing_since" date,
	"permit_number" text,
	"permit_from" date,
	"permit_until" date,
	"positioning_brand" text,
	"positioning_model" text,
	"positioning_installed_on" date,
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
	CONSTRAINT "vehicle_history_pk" PRIMARY KEY("company_id","vin","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "platforms"."vehicles" (
	"company_id" text NOT NULL,
	"vin" text NOT NULL,
	"vin_check_digit_ok" boolean NOT NULL,
	"plate_number" text,
	"plate_colour" text,
	"seats" integer,
	"owner_name" text,
	"in_service" boolean,
	"division" text,
	"brand" text,
	"model" text,
	"vehicle_type" text,
	"registered_on" date,
	"ride_hailing_since" date,
	"permit_number" text,
	"permit_from" date,
	"permit_until" date,
	"positioning_brand" text,
	"positioning_model" text,
	"positioning_installed_on" date,
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
	CONSTRAINT "vehicles_company_id_vin_pk" PRIMARY KEY("company_id","vin")
);
--> statement-breakpoint
CREATE INDEX "feed_journal_sequence" ON "platforms"."feed_journal" USING btree ("source","sequence");--> statement-breakpoint
CREATE INDEX "feed_journal_unprocessed" ON "platforms"."feed_journal" USING btree ("processed_at","received_at");--> statement-breakpoint
CREATE INDEX "feed_quarantine_open" ON "platforms"."feed_quarantine" USING btree ("source","state","quarantined_at","id");--> statement-breakpoint
CREATE INDEX "policies_by_plate" ON "platforms"."policies" USING btree ("company_id","plate_number");--> statement-breakpoint
CREATE INDEX "vehicles_by_vin" ON "platforms"."vehicles" USING btree ("vin");--> statement-breakpoint
CREATE INDEX "vehicles_by_plate" ON "platforms"."vehicles" USING btree ("company_id","plate_number") WHERE not "platforms"."vehicles"."deleted";--> statement-breakpoint
CREATE POLICY "feed_quarantine_of_organisation" ON "platforms"."feed_quarantine" AS PERMISSIVE FOR ALL TO public USING (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), '')) WITH CHECK (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), ''));