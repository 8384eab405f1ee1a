CREATE SCHEMA IF NOT EXISTS "approvals";
--> statement-breakpoint
CREATE SEQUENCE "approvals"."application_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "approvals"."applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"item" text NOT NULL,
	"item_version" integer NOT NULL,
	"office_id" text NOT NULL,
	"division" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_organisation" text,
	"applicant_ref" text,
	"applicant_uscc" text,
	"applicant_name" text NOT NULL,
	"applicant_phone" text NOT NULL,
	"vin" text,
	"plate_number" text,
	"plate_colour" text,
	"plate_kind" text,
	"platform_company_id" text,
	"operator_uscc" text,
	"evaluation_id" uuid,
	"withdrawal_reason" text,
	"waiting_for" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "applications_number_unique" UNIQUE("number"),
	CONSTRAINT "applications_state" CHECK ("approvals"."applications"."state" in ('WAITING_FOR_EVIDENCE', 'READY', 'APPROVED', 'ISSUED', 'REFUSED', 'WITHDRAWN', 'RETURNED')),
	CONSTRAINT "applications_applicant" CHECK ("approvals"."applications"."applicant_ref" is not null or "approvals"."applications"."applicant_uscc" is not null)
);
--> statement-breakpoint
CREATE TABLE "approvals"."audit" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"application_id" uuid,
	"detail" text NOT NULL,
	"previous_digest" text NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals"."audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals"."certificate_serials" (
	"division" text NOT NULL,
	"series" text NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "certificate_serials_division_series_pk" PRIMARY KEY("division","series")
);
--> statement-breakpoint
CREATE TABLE "approvals"."certificate_subjects" (
	"certificate_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "certificate_subjects_certificate_id_subject_kind_pk" PRIMARY KEY("certificate_id","subject_kind")
);
--> statement-breakpoint
CREATE TABLE "approvals"."certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"item" text NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"on_paper" boolean NOT NULL,
	"vin" text,
	"plate_number" text,
	"plate_colour" text,
	"content" text NOT NULL,
	"content_digest" text NOT NULL,
	"token" text NOT NULL,
	"receipt_id" text,
	"rejection" text,
	"review_reasons" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "certificates_number_unique" UNIQUE("number"),
	CONSTRAINT "certificates_once_a_round" UNIQUE("application_id","round"),
	CONSTRAINT "certificates_state" CHECK ("approvals"."certificates"."state" in ('PENDING', 'VALID', 'SUSPENDED', 'REVOKED', 'REPLACED', 'REJECTED'))
);
--> statement-breakpoint
CREATE TABLE "approvals"."decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"item" text NOT NULL,
	"item_version" integer NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"verdict" text NOT NULL,
	"snapshot" text NOT NULL,
	"snapshot_digest" text NOT NULL,
	"facts_digest" text NOT NULL,
	"findings" text NOT NULL,
	"paper" text NOT NULL,
	CONSTRAINT "decisions_once_a_round" UNIQUE("application_id","round"),
	CONSTRAINT "decisions_once_a_key" UNIQUE("decided_by","idempotency_key"),
	CONSTRAINT "decisions_outcome" CHECK ("approvals"."decisions"."outcome" in ('APPROVE', 'REFUSE')),
	CONSTRAINT "decisions_refusal_has_reason" CHECK ("approvals"."decisions"."outcome" = 'APPROVE' or "approvals"."decisions"."reason" is not null),
	CONSTRAINT "decisions_refusal_by_person" CHECK ("approvals"."decisions"."outcome" = 'APPROVE' or "approvals"."decisions"."decided_by" not like 'machine:%'),
	CONSTRAINT "decisions_approve_on_pass" CHECK ("approvals"."decisions"."outcome" = 'REFUSE' or "approvals"."decisions"."verdict" in ('PASS', 'PASS_ON_PAPER'))
);
--> statement-breakpoint
CREATE TABLE "approvals"."dependencies" (
	"certificate_id" uuid NOT NULL,
	"field" text NOT NULL,
	"source" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "dependencies_certificate_id_field_pk" PRIMARY KEY("certificate_id","field")
);
--> statement-breakpoint
CREATE TABLE "approvals"."evaluations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"item_version" integer NOT NULL,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	"verdict" text NOT NULL,
	"snapshot" text NOT NULL,
	"snapshot_digest" text NOT NULL,
	"facts_digest" text NOT NULL,
	"findings" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals"."paper_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"check_code" text NOT NULL,
	"file_digest" text NOT NULL,
	"reason" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "paper_once_a_check" UNIQUE("application_id","round","check_code"),
	CONSTRAINT "paper_two_officers" CHECK ("approvals"."paper_evidence"."confirmed_by" is null or "approvals"."paper_evidence"."confirmed_by" <> "approvals"."paper_evidence"."entered_by")
);
--> statement-breakpoint
CREATE TABLE "approvals"."received_events" (
	"webhook_id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals"."rounds" (
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "rounds_application_id_round_pk" PRIMARY KEY("application_id","round")
);
--> statement-breakpoint
CREATE TABLE "approvals"."submission_keys" (
	"sender" text NOT NULL,
	"key" text NOT NULL,
	"input_digest" text NOT NULL,
	"application_id" uuid NOT NULL,
	CONSTRAINT "submission_keys_sender_key_pk" PRIMARY KEY("sender","key")
);
--> statement-breakpoint
CREATE TABLE "approvals"."uploads" (
	"digest" text NOT NULL,
	"organisation" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"body" "bytea" NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "uploads_digest_organisation_pk" PRIMARY KEY("digest","organisation")
);
--> statement-breakpoint
CREATE TABLE "approvals"."watches" (
	"application_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "watches_application_id_subject_kind_pk" PRIMARY KEY("application_id","subject_kind")
);
--> statement-breakpoint
ALTER TABLE "approvals"."certificate_subjects" ADD CONSTRAINT "certificate_subjects_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "approvals"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD CONSTRAINT "certificates_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD CONSTRAINT "decisions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."dependencies" ADD CONSTRAINT "dependencies_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "approvals"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."evaluations" ADD CONSTRAINT "evaluations_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."paper_evidence" ADD CONSTRAINT "paper_evidence_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."rounds" ADD CONSTRAINT "rounds_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."watches" ADD CONSTRAINT "watches_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_by_office" ON "approvals"."applications" USING btree ("office_id","state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "applications_by_division" ON "approvals"."applications" USING btree ("division","state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "applications_by_state" ON "approvals"."applications" USING btree ("state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "applications_by_applicant" ON "approvals"."applications" USING btree ("applicant_ref","state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "applications_by_applicant_uscc" ON "approvals"."applications" USING btree ("applicant_uscc","state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "applications_by_submitter" ON "approvals"."applications" USING btree ("submitted_organisation","state","submitted_at","id");--> statement-breakpoint
CREATE INDEX "audit_by_application" ON "approvals"."audit" USING btree ("application_id","sequence");--> statement-breakpoint
CREATE INDEX "certificate_subjects_by_subject" ON "approvals"."certificate_subjects" USING btree ("subject_kind","subject");--> statement-breakpoint
CREATE INDEX "decisions_by_time" ON "approvals"."decisions" USING btree ("decided_at","id");--> statement-breakpoint
CREATE INDEX "evaluations_by_application" ON "approvals"."evaluations" USING btree ("application_id","evaluated_at");--> statement-breakpoint
CREATE INDEX "received_events_by_time" ON "approvals"."received_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "watches_by_subject" ON "approvals"."watches" USING btree ("subject_kind","subject");