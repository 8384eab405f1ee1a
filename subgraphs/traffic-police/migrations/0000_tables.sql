CREATE SCHEMA IF NOT EXISTS "traffic_police";
--> statement-breakpoint
CREATE TABLE "traffic_police"."feed_journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "traffic_police"."feed_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
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
CREATE TABLE "traffic_police"."feed_keys" (
	"source" text NOT NULL,
	"month" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "feed_keys_source_month_pk" PRIMARY KEY("source","month")
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."feed_quarantine" (
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
ALTER TABLE "traffic_police"."feed_quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "traffic_police"."feed_receipt_records" (
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
CREATE TABLE "traffic_police"."feed_scopes" (
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
CREATE TABLE "traffic_police"."feed_sources" (
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
CREATE TABLE "traffic_police"."licence_history" (
	"ref" text NOT NULL,
	"classes" text[] NOT NULL,
	"normal" boolean NOT NULL,
	"first_issued_on" date NOT NULL,
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
	CONSTRAINT "licence_history_pk" PRIMARY KEY("ref","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."licences" (
	"ref" text NOT NULL,
	"classes" text[] NOT NULL,
	"normal" boolean NOT NULL,
	"first_issued_on" date NOT NULL,
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
	CONSTRAINT "licences_ref_pk" PRIMARY KEY("ref")
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."vehicle_history" (
	"vin" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_kind" text NOT NULL,
	"usage" text NOT NULL,
	"status_letters" text NOT NULL,
	"vehicle_type" text,
	"seats" integer,
	"gross_mass_kg" integer,
	"wheelbase_mm" integer,
	"owner_name" text NOT NULL,
	"registered_on" date,
	"inspection_valid_until" date,
	"scrap_on" date,
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
	CONSTRAINT "vehicle_history_pk" PRIMARY KEY("vin","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."vehicles" (
	"vin" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_kind" text NOT NULL,
	"usage" text NOT NULL,
	"status_letters" text NOT NULL,
	"vehicle_type" text,
	"seats" integer,
	"gross_mass_kg" integer,
	"wheelbase_mm" integer,
	"owner_name" text NOT NULL,
	"registered_on" date,
	"inspection_valid_until" date,
	"scrap_on" date,
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
	CONSTRAINT "vehicles_vin_pk" PRIMARY KEY("vin")
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."pulls" (
	"vin" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"absent_at" timestamp (3) with time zone,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."usage_change_history" (
	"change_id" text NOT NULL,
	"vin" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_kind" text NOT NULL,
	"from_use" text NOT NULL,
	"to_use" text NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	"completed_on" date,
	"authority" text NOT NULL,
	"division" text NOT NULL,
	"state" text NOT NULL,
	"scrap_on" date,
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
	CONSTRAINT "usage_change_history_pk" PRIMARY KEY("change_id","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."usage_changes" (
	"change_id" text NOT NULL,
	"vin" text NOT NULL,
	"plate_number" text NOT NULL,
	"plate_kind" text NOT NULL,
	"from_use" text NOT NULL,
	"to_use" text NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	"completed_on" date,
	"authority" text NOT NULL,
	"division" text NOT NULL,
	"state" text NOT NULL,
	"scrap_on" date,
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
	CONSTRAINT "usage_changes_change_id_pk" PRIMARY KEY("change_id")
);
--> statement-breakpoint
CREATE INDEX "feed_journal_sequence" ON "traffic_police"."feed_journal" USING btree ("source","sequence");--> statement-breakpoint
CREATE INDEX "feed_journal_unprocessed" ON "traffic_police"."feed_journal" USING btree ("processed_at","received_at");--> statement-breakpoint
CREATE INDEX "feed_quarantine_open" ON "traffic_police"."feed_quarantine" USING btree ("source","state","quarantined_at","id");--> statement-breakpoint
CREATE INDEX "usage_changes_by_vin" ON "traffic_police"."usage_changes" USING btree ("vin");--> statement-breakpoint
CREATE POLICY "feed_quarantine_of_organisation" ON "traffic_police"."feed_quarantine" AS PERMISSIVE FOR ALL TO public USING (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), '')) WITH CHECK (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), ''));