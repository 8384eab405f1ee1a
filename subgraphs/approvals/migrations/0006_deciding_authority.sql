ALTER TABLE "approvals"."decisions" ADD COLUMN "authority" text;--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD COLUMN "authority_name" text;--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD COLUMN "window_office" text;--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD COLUMN "window_kind" text;--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD CONSTRAINT "decisions_company_never_decides" CHECK ("approvals"."decisions"."window_kind" in ('BUREAU', 'COUNTY', 'STATION'));--> statement-breakpoint
ALTER TABLE "approvals"."decisions" ADD CONSTRAINT "decisions_in_a_name" CHECK (("approvals"."decisions"."authority" is null) = ("approvals"."decisions"."authority_name" is null)
        and ("approvals"."decisions"."window_office" is null) = ("approvals"."decisions"."window_kind" is null)
        and ("approvals"."decisions"."authority" is null or "approvals"."decisions"."window_office" is not null or "approvals"."decisions"."decided_by" like 'machine:%'));