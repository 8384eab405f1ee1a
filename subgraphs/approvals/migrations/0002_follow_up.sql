CREATE TABLE "approvals"."callback_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"callback_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_attempt_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"last_status" integer,
	"last_fault" text,
	CONSTRAINT "callback_deliveries_once" UNIQUE("callback_id","event_id"),
	CONSTRAINT "callback_deliveries_state" CHECK ("approvals"."callback_deliveries"."state" in ('PENDING', 'DELIVERED', 'DEAD'))
);
--> statement-breakpoint
CREATE TABLE "approvals"."callbacks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation" text NOT NULL,
	"party" text NOT NULL,
	"url" text NOT NULL,
	"types" text[] NOT NULL,
	"signature" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"previous_secret" "bytea",
	"previous_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"disabled_why" text,
	CONSTRAINT "callbacks_party" CHECK ("approvals"."callbacks"."party" in ('PLATFORM', 'COMPANY', 'STATION')),
	CONSTRAINT "callbacks_signature" CHECK ("approvals"."callbacks"."signature" in ('HMAC', 'ED25519')),
	CONSTRAINT "callbacks_disabled" CHECK ("approvals"."callbacks"."disabled_why" in ('BY_PARTNER', 'FAILING'))
);
--> statement-breakpoint
CREATE TABLE "approvals"."certificate_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"certificate_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"office_id" text NOT NULL,
	"division" text NOT NULL,
	"field" text NOT NULL,
	"source" text NOT NULL,
	"old_value" text NOT NULL,
	"new_value" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" text,
	"reason" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "certificate_flags_review" CHECK (("approvals"."certificate_flags"."reviewed_at" is null) = ("approvals"."certificate_flags"."reviewed_by" is null) and ("approvals"."certificate_flags"."reviewed_at" is null) = ("approvals"."certificate_flags"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "approvals"."certificate_lapses" (
	"certificate_id" uuid NOT NULL,
	"check_code" text NOT NULL,
	"lapses_on" date NOT NULL,
	"noticed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "certificate_lapses_certificate_id_check_code_pk" PRIMARY KEY("certificate_id","check_code")
);
--> statement-breakpoint
CREATE TABLE "approvals"."certificate_reviews" (
	"certificate_id" uuid PRIMARY KEY NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "approvals"."callback_deliveries" ADD CONSTRAINT "callback_deliveries_callback_id_callbacks_id_fk" FOREIGN KEY ("callback_id") REFERENCES "approvals"."callbacks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."certificate_flags" ADD CONSTRAINT "certificate_flags_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "approvals"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."certificate_flags" ADD CONSTRAINT "certificate_flags_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "approvals"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."certificate_lapses" ADD CONSTRAINT "certificate_lapses_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "approvals"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals"."certificate_reviews" ADD CONSTRAINT "certificate_reviews_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "approvals"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "callback_deliveries_by_time" ON "approvals"."callback_deliveries" USING btree ("callback_id","created_at","id");--> statement-breakpoint
CREATE INDEX "callback_deliveries_by_age" ON "approvals"."callback_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "callbacks_by_organisation" ON "approvals"."callbacks" USING btree ("organisation","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_flags_standing" ON "approvals"."certificate_flags" USING btree ("certificate_id","field",md5("new_value")) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "certificate_flags_by_certificate" ON "approvals"."certificate_flags" USING btree ("certificate_id","raised_at");--> statement-breakpoint
CREATE INDEX "certificate_flags_open" ON "approvals"."certificate_flags" USING btree ("raised_at","id") WHERE reviewed_at is null and ended_at is null;--> statement-breakpoint
CREATE INDEX "certificate_flags_open_by_office" ON "approvals"."certificate_flags" USING btree ("office_id","raised_at","id") WHERE reviewed_at is null and ended_at is null;--> statement-breakpoint
CREATE INDEX "certificate_flags_open_by_division" ON "approvals"."certificate_flags" USING btree ("division","raised_at","id") WHERE reviewed_at is null and ended_at is null;--> statement-breakpoint
CREATE INDEX "certificate_lapses_to_notice" ON "approvals"."certificate_lapses" USING btree ("lapses_on","certificate_id") WHERE not noticed;--> statement-breakpoint

-- By hand from here on. What was flagged as text becomes flags; what is live is looked at once, for its lapses to be known.
INSERT INTO approvals.certificate_flags
  (id, certificate_id, application_id, office_id, division, field, source, old_value, new_value, raised_at)
SELECT gen_random_uuid(), c.id, a.id, a.office_id, a.division, part[1], coalesce(d.source, ''), part[2], part[3], now()
FROM approvals.certificates c
JOIN approvals.applications a ON a.id = c.application_id
CROSS JOIN LATERAL unnest(c.review_reasons) AS flagged (reason)
CROSS JOIN LATERAL regexp_match(flagged.reason, '^([^:]+): (.*) -> (.*)$') AS part
LEFT JOIN approvals.dependencies d ON d.certificate_id = c.id AND d.field = part[1]
WHERE part IS NOT NULL
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO approvals.certificate_lapses (certificate_id, check_code, lapses_on)
SELECT id, 'NEVER_LOOKED_AT', valid_from FROM approvals.certificates WHERE state IN ('PENDING', 'VALID', 'SUSPENDED');--> statement-breakpoint
ALTER TABLE approvals.certificates DROP COLUMN review_reasons;--> statement-breakpoint

REVOKE ALL ON approvals.certificate_flags, approvals.certificate_lapses, approvals.certificate_reviews,
  approvals.callbacks, approvals.callback_deliveries
  FROM hub_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON approvals.certificate_flags, approvals.certificate_reviews, approvals.callbacks TO hub_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON approvals.certificate_lapses, approvals.callback_deliveries TO hub_app;--> statement-breakpoint

-- A flag is seen by whoever sees the application; what lapses when is for the room's own work.
ALTER TABLE approvals.certificate_flags ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY with_the_application ON approvals.certificate_flags TO hub_app USING (
  (SELECT approvals.everything())
  OR EXISTS (SELECT FROM approvals.applications a WHERE a.id = application_id)
);--> statement-breakpoint
ALTER TABLE approvals.certificate_lapses ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_work ON approvals.certificate_lapses TO hub_app USING ((SELECT approvals.everything()));--> statement-breakpoint

ALTER TABLE approvals.certificate_reviews ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_work ON approvals.certificate_reviews TO hub_app USING ((SELECT approvals.everything()));--> statement-breakpoint

-- A callback belongs to the organisation that registered it, and its deliveries with it; no clerk sees them.
ALTER TABLE approvals.callbacks ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY of_the_organisation ON approvals.callbacks TO hub_app USING (
  (SELECT approvals.everything())
  OR ((SELECT approvals.holds('COMPANY_AGENT', 'PLATFORM', 'STATION'))
    AND organisation = (SELECT approvals.asking('organisation')))
);--> statement-breakpoint
ALTER TABLE approvals.callback_deliveries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY with_the_callback ON approvals.callback_deliveries TO hub_app USING (
  (SELECT approvals.everything())
  OR EXISTS (SELECT FROM approvals.callbacks c WHERE c.id = callback_id)
);
