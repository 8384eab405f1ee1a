CREATE TABLE "approvals"."mandates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_to" text NOT NULL,
	"items" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date NOT NULL,
	"evidence" text NOT NULL,
	"file_digest" text,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"registered_by" text NOT NULL,
	"registered_office" text,
	"idempotency_key" text NOT NULL,
	"input_digest" text NOT NULL,
	"ended_on" date,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "mandates_once_a_key" UNIQUE("registered_by","idempotency_key"),
	CONSTRAINT "mandates_kind" CHECK ("approvals"."mandates"."kind" in ('LEASE', 'CONSIGNMENT', 'EMPLOYMENT', 'AGENCY')),
	CONSTRAINT "mandates_evidence" CHECK ("approvals"."mandates"."evidence" in ('SIGNED_FORM', 'CONTRACT', 'CONSENT')),
	CONSTRAINT "mandates_paper_by_clerk" CHECK (("approvals"."mandates"."evidence" = 'CONSENT') = ("approvals"."mandates"."registered_office" is null) and ("approvals"."mandates"."evidence" = 'CONSENT') = ("approvals"."mandates"."file_digest" is null)),
	CONSTRAINT "mandates_two_parties" CHECK ("approvals"."mandates"."granted_by" <> "approvals"."mandates"."granted_to"),
	CONSTRAINT "mandates_names_items" CHECK (cardinality("approvals"."mandates"."items") > 0),
	CONSTRAINT "mandates_days" CHECK ("approvals"."mandates"."valid_from" <= "approvals"."mandates"."valid_until"),
	CONSTRAINT "mandates_ended_whole" CHECK (num_nonnulls("approvals"."mandates"."ended_on", "approvals"."mandates"."ended_at", "approvals"."mandates"."ended_by") in (0, 3) and "approvals"."mandates"."ended_on" <= "approvals"."mandates"."valid_until")
);
--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD COLUMN "mandate_id" uuid;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD COLUMN "mandate_kind" text;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD COLUMN "mandated_by" text;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD COLUMN "mandated_party" text;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD COLUMN "mandated_from" date;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD COLUMN "mandated_until" date;--> statement-breakpoint
CREATE INDEX "mandates_by_grantor" ON "approvals"."mandates" USING btree ("granted_by","granted_at","id");--> statement-breakpoint
CREATE INDEX "mandates_by_grantee" ON "approvals"."mandates" USING btree ("granted_to","granted_at","id");--> statement-breakpoint
CREATE INDEX "mandates_by_office" ON "approvals"."mandates" USING btree ("registered_office","granted_at","id") WHERE registered_office is not null;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD CONSTRAINT "applications_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "approvals"."mandates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_by_mandated_party" ON "approvals"."applications" USING btree ("mandated_party","state","submitted_at","id") WHERE mandated_party is not null;--> statement-breakpoint
CREATE INDEX "applications_by_mandate" ON "approvals"."applications" USING btree ("mandate_id") WHERE mandate_id is not null;--> statement-breakpoint
ALTER TABLE "approvals"."applications" ADD CONSTRAINT "applications_mandate_whole" CHECK (num_nonnulls("approvals"."applications"."mandate_id", "approvals"."applications"."mandate_kind", "approvals"."applications"."mandated_by", "approvals"."applications"."mandated_party", "approvals"."applications"."mandated_from", "approvals"."applications"."mandated_until") in (0, 6));--> statement-breakpoint

-- By hand from here on. A mandate is granted once; only how it was ended is added.
REVOKE ALL ON approvals.mandates FROM hub_app;--> statement-breakpoint
GRANT SELECT, INSERT ON approvals.mandates TO hub_app;--> statement-breakpoint
GRANT UPDATE (ended_on, ended_at, ended_by, end_reason) ON approvals.mandates TO hub_app;--> statement-breakpoint
CREATE TRIGGER mandates_not_deleted BEFORE DELETE ON approvals.mandates
  FOR EACH ROW EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER mandates_no_truncate BEFORE TRUNCATE ON approvals.mandates
  FOR EACH STATEMENT EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint

-- A mandate is seen by its parties, by the office that registered it, by the bureau and by auditors; it is granted by the
-- grantor or by a clerk. It is ended in the room's own work, which looks at who asks.
ALTER TABLE approvals.mandates ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY seen ON approvals.mandates FOR SELECT TO hub_app USING (
  (SELECT approvals.everything() OR approvals.holds('BUREAU_CLERK', 'AUDITOR'))
  OR ((SELECT approvals.holds('STATION_CLERK', 'COUNTY_CLERK')) AND registered_office = (SELECT approvals.asking('organisation')))
  OR ((SELECT approvals.holds('CITIZEN')) AND (SELECT approvals.asking('subject')) IN (granted_by, granted_to))
  OR ((SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM')) AND (SELECT approvals.asking('organisation')) IN (granted_by, granted_to))
);--> statement-breakpoint
CREATE POLICY granted ON approvals.mandates FOR INSERT TO hub_app WITH CHECK (
  (SELECT approvals.everything())
  OR ((SELECT approvals.holds('BUREAU_CLERK', 'STATION_CLERK', 'COUNTY_CLERK'))
    AND registered_office = (SELECT approvals.asking('organisation')))
  OR (registered_office IS NULL AND (SELECT approvals.holds('CITIZEN')) AND granted_by = (SELECT approvals.asking('subject')))
  OR (registered_office IS NULL AND (SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM'))
    AND granted_by = (SELECT approvals.asking('organisation')))
);--> statement-breakpoint
CREATE POLICY ended ON approvals.mandates FOR UPDATE TO hub_app USING ((SELECT approvals.everything()));--> statement-breakpoint

-- Whoever may act by an application's mandate sees it as its submitter does. Whether the mandate is in force is asked in
-- code: these policies read the row and nothing else.
DO $$
DECLARE
  views constant text := $views$
    OR ((SELECT approvals.holds('STATION_CLERK', 'COUNTY_CLERK')) AND office_id = (SELECT approvals.asking('organisation')))
    OR ((SELECT approvals.holds('COUNTY_CLERK')) AND division = (SELECT approvals.asking('division')))
    OR ((SELECT approvals.holds('CITIZEN')) AND (SELECT approvals.asking('subject')) IN (applicant_ref, mandated_party))
    OR ((SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM'))
      AND (SELECT approvals.asking('organisation')) IN (applicant_uscc, submitted_organisation, mandated_party))$views$;
BEGIN
  EXECUTE format('ALTER POLICY seen ON approvals.applications USING (
    (SELECT approvals.everything() OR approvals.holds(''BUREAU_CLERK'', ''AUDITOR'')) %s)', views);
  EXECUTE format('ALTER POLICY changed ON approvals.applications USING (
    (SELECT approvals.everything() OR approvals.holds(''BUREAU_CLERK'')) %s)', views);
END $$;
