CREATE SCHEMA IF NOT EXISTS "inspections";
--> statement-breakpoint
CREATE TABLE "inspections"."confirmation_history" (
	"vin" text NOT NULL,
	"station_id" text NOT NULL,
	"positioning" boolean NOT NULL,
	"alarm" boolean NOT NULL,
	"confirmed_on" date NOT NULL,
	"signed_by" text NOT NULL,
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
	CONSTRAINT "confirmation_history_pk" PRIMARY KEY("vin","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."confirmations" (
	"vin" text NOT NULL,
	"station_id" text NOT NULL,
	"positioning" boolean NOT NULL,
	"alarm" boolean NOT NULL,
	"confirmed_on" date NOT NULL,
	"signed_by" text NOT NULL,
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
	CONSTRAINT "confirmations_vin_pk" PRIMARY KEY("vin")
);
--> statement-breakpoint
CREATE TABLE "inspections"."feed_journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspections"."feed_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
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
CREATE TABLE "inspections"."feed_keys" (
	"source" text NOT NULL,
	"month" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "feed_keys_source_month_pk" PRIMARY KEY("source","month")
);
--> statement-breakpoint
CREATE TABLE "inspections"."feed_quarantine" (
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
ALTER TABLE "inspections"."feed_quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inspections"."feed_receipt_records" (
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
CREATE TABLE "inspections"."feed_scopes" (
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
CREATE TABLE "inspections"."feed_sources" (
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
CREATE TABLE "inspections"."inspection_history" (
	"serial" text NOT NULL,
	"vin" text NOT NULL,
	"kind" text NOT NULL,
	"station_id" text NOT NULL,
	"plate_number" text,
	"inspected_at" timestamp (3) with time zone,
	"attempt" integer NOT NULL,
	"verdict" text NOT NULL,
	"grade" text,
	"valid_until" date,
	"failed_items" text[] NOT NULL,
	"odometer_km" integer,
	"annulled" boolean NOT NULL,
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
	CONSTRAINT "inspection_history_pk" PRIMARY KEY("serial","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "inspections"."inspections" (
	"serial" text NOT NULL,
	"vin" text NOT NULL,
	"kind" text NOT NULL,
	"station_id" text NOT NULL,
	"plate_number" text,
	"inspected_at" timestamp (3) with time zone,
	"attempt" integer NOT NULL,
	"verdict" text NOT NULL,
	"grade" text,
	"valid_until" date,
	"failed_items" text[] NOT NULL,
	"odometer_km" integer,
	"annulled" boolean NOT NULL,
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
	CONSTRAINT "inspections_serial_pk" PRIMARY KEY("serial")
);
--> statement-breakpoint
CREATE TABLE "inspections"."stations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"division" text NOT NULL,
	"licence_valid_until" date
);
--> statement-breakpoint
CREATE INDEX "feed_journal_sequence" ON "inspections"."feed_journal" USING btree ("source","sequence");--> statement-breakpoint
CREATE INDEX "feed_journal_unprocessed" ON "inspections"."feed_journal" USING btree ("processed_at","received_at");--> statement-breakpoint
CREATE INDEX "feed_quarantine_open" ON "inspections"."feed_quarantine" USING btree ("source","state","quarantined_at","id");--> statement-breakpoint
CREATE INDEX "inspections_by_vin" ON "inspections"."inspections" USING btree ("vin","kind","inspected_at");--> statement-breakpoint
CREATE POLICY "feed_quarantine_of_organisation" ON "inspections"."feed_quarantine" AS PERMISSIVE FOR ALL TO public USING (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), '')) WITH CHECK (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), ''));