CREATE SCHEMA IF NOT EXISTS "operators";
--> statement-breakpoint
CREATE TABLE "operators"."feed_journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "operators"."feed_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
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
CREATE TABLE "operators"."feed_keys" (
	"source" text NOT NULL,
	"month" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "feed_keys_source_month_pk" PRIMARY KEY("source","month")
);
--> statement-breakpoint
CREATE TABLE "operators"."feed_quarantine" (
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
CREATE TABLE "operators"."feed_receipt_records" (
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
CREATE TABLE "operators"."feed_scopes" (
	"source" text PRIMARY KEY NOT NULL,
	"initial_load_completed_at" timestamp (3) with time zone,
	"heartbeat_at" timestamp (3) with time zone,
	"reconciled_at" timestamp (3) with time zone,
	"gap" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operators"."feed_sources" (
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
CREATE TABLE "operators"."licence_history" (
	"uscc" text NOT NULL,
	"number" text NOT NULL,
	"scope" text[] NOT NULL,
	"valid" boolean NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "licence_history_uscc_number_source_at_source_sequence_digest_pk" PRIMARY KEY("uscc","number","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "operators"."licences" (
	"uscc" text NOT NULL,
	"number" text NOT NULL,
	"scope" text[] NOT NULL,
	"valid" boolean NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "licences_uscc_number_pk" PRIMARY KEY("uscc","number")
);
--> statement-breakpoint
CREATE TABLE "operators"."registration_history" (
	"uscc" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"division" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "registration_history_uscc_source_at_source_sequence_digest_pk" PRIMARY KEY("uscc","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "operators"."registrations" (
	"uscc" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"division" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "registrations_uscc_pk" PRIMARY KEY("uscc")
);
--> statement-breakpoint
CREATE INDEX "feed_journal_sequence" ON "operators"."feed_journal" USING btree ("source","sequence");--> statement-breakpoint
CREATE INDEX "feed_journal_unprocessed" ON "operators"."feed_journal" USING btree ("processed_at","received_at");--> statement-breakpoint
CREATE INDEX "feed_quarantine_open" ON "operators"."feed_quarantine" USING btree ("source","state","quarantined_at","id");--> statement-breakpoint
CREATE INDEX "registrations_by_name" ON "operators"."registrations" USING btree ("name","uscc");