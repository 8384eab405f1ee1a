ALTER TABLE "approvals"."decisions" ADD COLUMN "refusal_ground" text;--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD COLUMN "refusal_check" text;--> statement-breakpoint
ALTER TABLE "approvals"."paper_evidence" ADD COLUMN "states_day" date;