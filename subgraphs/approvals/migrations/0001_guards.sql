-- Who may do what with the tables of this room. hub_app is what the room works as; the owner only migrates.
-- The kit's default grants let hub_app change everything; this room takes back what it must not.
REVOKE ALL ON ALL TABLES IN SCHEMA approvals FROM hub_app;--> statement-breakpoint
GRANT USAGE ON SCHEMA approvals TO hub_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON approvals.watches, approvals.received_events TO hub_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON approvals.applications, approvals.paper_evidence, approvals.certificates,
  approvals.certificate_serials, approvals.audit_head TO hub_app;--> statement-breakpoint
GRANT SELECT, INSERT ON approvals.rounds, approvals.submission_keys, approvals.evaluations, approvals.decisions,
  approvals.uploads, approvals.dependencies, approvals.certificate_subjects, approvals.audit TO hub_app;--> statement-breakpoint
GRANT USAGE ON SEQUENCE approvals.application_numbers TO hub_app;--> statement-breakpoint

-- The audit chain can only grow, whoever asks; the owner of the table included.
CREATE FUNCTION approvals.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: it can only be appended to', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON approvals.audit
  FOR EACH ROW EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON approvals.audit
  FOR EACH STATEMENT EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE ON approvals.decisions
  FOR EACH ROW EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER decisions_no_truncate BEFORE TRUNCATE ON approvals.decisions
  FOR EACH STATEMENT EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
INSERT INTO approvals.audit_head (id, sequence, digest) VALUES (1, 0, repeat('0', 64));--> statement-breakpoint

-- Who is asking, as the kit's frame set it for this transaction.
CREATE FUNCTION approvals.held_roles() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(string_to_array(current_setting('hub.roles', true), ','), '{}') $$;--> statement-breakpoint
CREATE FUNCTION approvals.holds(VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT approvals.held_roles() && wanted $$;--> statement-breakpoint
CREATE FUNCTION approvals.asking(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('hub.' || name, true), '') $$;--> statement-breakpoint
CREATE FUNCTION approvals.everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('hub.everything', true), '') = 'yes' $$;--> statement-breakpoint

-- Applications: clerks by office or division, the bureau all, applicants and submitters their own, auditors read all.
-- The functions stand in sub-selects so that they run once a statement and not once a row.
ALTER TABLE approvals.applications ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY seen ON approvals.applications FOR SELECT TO hub_app USING (
  (SELECT approvals.everything() OR approvals.holds('BUREAU_CLERK', 'AUDITOR'))
  OR ((SELECT approvals.holds('STATION_CLERK', 'COUNTY_CLERK')) AND office_id = (SELECT approvals.asking('organisation')))
  OR ((SELECT approvals.holds('COUNTY_CLERK')) AND division = (SELECT approvals.asking('division')))
  OR ((SELECT approvals.holds('CITIZEN')) AND applicant_ref = (SELECT approvals.asking('subject')))
  OR ((SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM'))
    AND (SELECT approvals.asking('organisation')) IN (applicant_uscc, submitted_organisation))
);--> statement-breakpoint
CREATE POLICY entered ON approvals.applications FOR INSERT TO hub_app WITH CHECK (
  (SELECT approvals.everything() OR approvals.holds('BUREAU_CLERK'))
  OR ((SELECT approvals.holds('STATION_CLERK', 'COUNTY_CLERK')) AND office_id = (SELECT approvals.asking('organisation')))
  OR ((SELECT approvals.holds('COUNTY_CLERK')) AND division = (SELECT approvals.asking('division')))
  OR ((SELECT approvals.holds('CITIZEN')) AND applicant_ref = (SELECT approvals.asking('subject')))
  OR ((SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM'))
    AND (SELECT approvals.asking('organisation')) IN (applicant_uscc, submitted_organisation))
);--> statement-breakpoint
CREATE POLICY changed ON approvals.applications FOR UPDATE TO hub_app USING (
  (SELECT approvals.everything() OR approvals.holds('BUREAU_CLERK'))
  OR ((SELECT approvals.holds('STATION_CLERK', 'COUNTY_CLERK')) AND office_id = (SELECT approvals.asking('organisation')))
  OR ((SELECT approvals.holds('COUNTY_CLERK')) AND division = (SELECT approvals.asking('division')))
  OR ((SELECT approvals.holds('CITIZEN')) AND applicant_ref = (SELECT approvals.asking('subject')))
  OR ((SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM'))
    AND (SELECT approvals.asking('organisation')) IN (applicant_uscc, submitted_organisation))
);--> statement-breakpoint

-- What hangs on an application is seen by whoever sees the application: the sub-select is itself under the policy above.
DO $$
DECLARE held text;
BEGIN
  FOREACH held IN ARRAY ARRAY['rounds', 'evaluations', 'decisions', 'paper_evidence', 'certificates', 'watches'] LOOP
    EXECUTE format('ALTER TABLE approvals.%I ENABLE ROW LEVEL SECURITY', held);
    EXECUTE format($policy$CREATE POLICY with_the_application ON approvals.%I TO hub_app USING (
      (SELECT approvals.everything())
      OR EXISTS (SELECT FROM approvals.applications a WHERE a.id = application_id))$policy$, held);
  END LOOP;
END $$;--> statement-breakpoint

-- An uploaded file belongs to the organisation that uploaded it.
ALTER TABLE approvals.uploads ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY of_the_organisation ON approvals.uploads TO hub_app USING (
  (SELECT approvals.everything() OR approvals.holds('BUREAU_CLERK'))
  OR organisation = (SELECT approvals.asking('organisation'))
);--> statement-breakpoint

-- What a certificate rests on, and the keys of senders, are for the room's own work.
ALTER TABLE approvals.dependencies ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_work ON approvals.dependencies TO hub_app USING ((SELECT approvals.everything()));--> statement-breakpoint
ALTER TABLE approvals.certificate_subjects ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_work ON approvals.certificate_subjects TO hub_app USING ((SELECT approvals.everything()));--> statement-breakpoint
ALTER TABLE approvals.submission_keys ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_work ON approvals.submission_keys TO hub_app USING ((SELECT approvals.everything()));
