ALTER TABLE "approvals"."certificates" DROP CONSTRAINT "certificates_state";--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "state_since" date;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "state_reason" text;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "state_reason_en" text;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD COLUMN "unconfirmed_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "approvals"."certificates" ADD CONSTRAINT "certificates_state" CHECK ("approvals"."certificates"."state" in ('PENDING', 'VALID', 'SUSPENDED', 'REVOKED', 'REPLACED', 'ENDED', 'REJECTED'));