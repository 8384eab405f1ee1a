CREATE TABLE "offices"."affiliation_history" (
	"office_id" text NOT NULL,
	"authority" text NOT NULL,
	"valid_from" date NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"contradicted" boolean DEFAULT false NOT NULL,
	"digest" text NOT NULL,
	"mapping_version" integer DEFAULT 1 NOT NULL,
	"raw_digest" text DEFAULT '' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "affiliation_history_pk" PRIMARY KEY("office_id","valid_from","source_at","source_sequence","digest")
);
--> statement-breakpoint
CREATE TABLE "offices"."affiliations" (
	"office_id" text NOT NULL,
	"authority" text NOT NULL,
	"valid_from" date NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"source_at" timestamp (3) with time zone NOT NULL,
	"source_sequence" bigint NOT NULL,
	"revision" text NOT NULL,
	"deleted" boolean NOT NULL,
	"contradicted" boolean DEFAULT false NOT NULL,
	"digest" text NOT NULL,
	"mapping_version" integer DEFAULT 1 NOT NULL,
	"raw_digest" text DEFAULT '' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"receipt_id" uuid NOT NULL,
	CONSTRAINT "affiliations_office_id_valid_from_pk" PRIMARY KEY("office_id","valid_from")
);
--> statement-breakpoint
ALTER TABLE "offices"."delegations" DROP CONSTRAINT "delegations_office_id_item_valid_from_pk";--> statement-breakpoint
ALTER TABLE "offices"."delegation_history" ADD COLUMN "power" text DEFAULT 'EVERY' NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."delegation_history" ADD COLUMN "ends_earlier" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD COLUMN "power" text DEFAULT 'EVERY' NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD COLUMN "ends_earlier" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD CONSTRAINT "delegations_pk" PRIMARY KEY("office_id","item","power","valid_from");--> statement-breakpoint
ALTER TABLE "offices"."delegation_history" DROP CONSTRAINT "delegation_history_pk";
--> statement-breakpoint
ALTER TABLE "offices"."delegation_history" ADD CONSTRAINT "delegation_history_pk" PRIMARY KEY("office_id","item","power","valid_from","source_at","source_sequence","digest");--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD CONSTRAINT "delegations_power" CHECK ("offices"."delegations"."power" in ('EVERY', 'ACCEPT', 'DECIDE', 'ISSUE'));--> statement-breakpoint
ALTER TABLE "offices"."delegations" ADD CONSTRAINT "delegations_company_never_decides" CHECK ("offices"."delegations"."power" <> 'DECIDE' or "offices"."delegations"."office_id" !~* '^[0-9A-Z]{18}$');--> statement-breakpoint
-- A delegation is known by its power too: what makes up for one that cannot be read is found by the longer key.
UPDATE "offices"."feed_unread" SET "key" = regexp_replace("key", E'\t([^\t]*)$', E'\tEVERY\t\\1')
  WHERE "message" = 'delegation' AND "key" LIKE E'%\t%\t%' AND "key" NOT LIKE E'%\t%\t%\t%';
