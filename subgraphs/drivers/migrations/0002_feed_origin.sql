ALTER TABLE "drivers"."feed_quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "drivers"."feed_journal" ADD COLUMN "content_type" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."feed_quarantine" ADD COLUMN "organisation" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."feed_receipt_records" ADD COLUMN "mapping_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD COLUMN "scope" text DEFAULT '*' NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" DROP CONSTRAINT "feed_scopes_pkey";--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD CONSTRAINT "feed_scopes_source_scope_pk" PRIMARY KEY("source","scope");--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD COLUMN "gap_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "drivers"."feed_scopes" ADD COLUMN "complete_sequence" bigint;--> statement-breakpoint
ALTER TABLE "drivers"."feed_sources" ADD COLUMN "requests_per_minute" integer;--> statement-breakpoint
ALTER TABLE "drivers"."feed_sources" ADD COLUMN "retention_months" integer;--> statement-breakpoint
ALTER TABLE "drivers"."qualification_history" ADD COLUMN "mapping_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."qualification_history" ADD COLUMN "raw_digest" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."qualifications" ADD COLUMN "mapping_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."qualifications" ADD COLUMN "raw_digest" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."registration_history" ADD COLUMN "mapping_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."registration_history" ADD COLUMN "raw_digest" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."registrations" ADD COLUMN "mapping_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drivers"."registrations" ADD COLUMN "raw_digest" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE POLICY "feed_quarantine_of_organisation" ON "drivers"."feed_quarantine" AS PERMISSIVE FOR ALL TO public USING (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), '')) WITH CHECK (current_setting('hub.everything', true) = 'yes' or organisation = nullif(current_setting('hub.organisation', true), ''));