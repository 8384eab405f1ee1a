ALTER TABLE "approvals"."certificates" DROP CONSTRAINT "certificates_state";--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "state_since" date;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "state_reason" text;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "state_reason_en" text;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "unconfirmed_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD CONSTRAINT "certificates_state" CHECK ("approvals"."certificates"."state" in ('PENDING', 'VALID', 'SUSPENDED', 'REVOKED', 'REPLACED', 'ENDED', 'REJECTED'));--> statement-breakpoint

-- By hand from here on. What the register said of a live certificate before this was heard by nobody: each is looked at once.
INSERT INTO approvals.certificate_lapses (certificate_id, check_code, lapses_on)
SELECT id, 'NEVER_LOOKED_AT', valid_from FROM approvals.certificates WHERE state IN ('PENDING', 'VALID', 'SUSPENDED')
ON CONFLICT (certificate_id, check_code) DO UPDATE SET noticed = false;
