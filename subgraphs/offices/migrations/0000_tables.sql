CREATE SCHEMA IF NOT EXISTS "offices";
--> statement-breakpoint
CREATE TABLE "offices"."appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"item" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"subject" text,
	"organisation" text
);
--> statement-breakpoint
CREATE TABLE "offices"."delegation_history" (
	"office_id" text NOT NULL,
	"item" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "delegation_history_office_id_item_source_at_source_sequence_digest_pk" PRIMARY KEY("office_id","item","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "offices"."delegations" (
	"office_id" text NOT NULL,
	"item" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "delegations_office_id_item_pk" PRIMARY KEY("office_id","item")
);
--> statement-breakpoint
CREATE TABLE "offices"."feed_journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "offices"."feed_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"receipt_id" uuid NOT NULL,
	"source" text NOT NULL,
	"route" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_digest" text NOT NULL,
	"sequence" bigint,
	"body" "bytea" NOT NULL,
	"key_month" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"processed_at" timestamp (3) with time zone,
	CONSTRAINT "feed_journal_receipt_id_unique" UNIQUE("receipt_id"),
	CONSTRAINT "feed_journal_key" UNIQUE("source","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "offices"."feed_keys" (
	"source" text NOT NULL,
	"month" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "feed_keys_source_month_pk" PRIMARY KEY("source","month")
);
--> statement-breakpoint
CREATE TABLE "offices"."feed_quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"receipt_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"source" text NOT NULL,
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
CREATE TABLE "offices"."feed_receipt_records" (
	"receipt_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"message" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text,
	"pointer" text,
	"text" text,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"quarantine_id" uuid,
	CONSTRAINT "feed_receipt_records_receipt_id_index_pk" PRIMARY KEY("receipt_id","index")
);
--> statement-breakpoint
CREATE TABLE "offices"."feed_scopes" (
	"source" text PRIMARY KEY NOT NULL,
	"initial_load_completed_at" timestamp (3) with time zone,
	"heartbeat_at" timestamp (3) with time zone,
	"reconciled_at" timestamp (3) with time zone,
	"gap" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offices"."feed_sources" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"authority" text NOT NULL,
	"organisation" text NOT NULL,
	"token_digests" text[] DEFAULT '{}' NOT NULL,
	"webhook_secrets" text[] DEFAULT '{}' NOT NULL,
	"webhook_keys" text[] DEFAULT '{}' NOT NULL,
	"allowed" text[] DEFAULT '{}' NOT NULL,
	"heartbeat_every_seconds" integer
);
--> statement-breakpoint
CREATE TABLE "offices"."office_history" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"division" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"hours" text NOT NULL,
	"windows" integer NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "office_history_id_source_at_source_sequence_digest_pk" PRIMARY KEY("id","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "offices"."offices" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"division" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"hours" text NOT NULL,
	"windows" integer NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "offices_id_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE INDEX "feed_journal_sequence" ON "offices"."feed_journal" USING btree ("source","sequence");--> statement-breakpoint
CREATE INDEX "feed_journal_unprocessed" ON "offices"."feed_journal" USING btree ("processed_at","received_at");--> statement-breakpoint
CREATE INDEX "feed_quarantine_open" ON "offices"."feed_quarantine" USING btree ("source","state","quarantined_at","id");--> statement-breakpoint
CREATE INDEX "offices_by_division" ON "offices"."offices" USING btree ("division","id");