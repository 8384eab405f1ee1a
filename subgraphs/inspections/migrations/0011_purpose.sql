ALTER TABLE "inspections"."inspection_history" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "inspections"."inspections" ADD COLUMN "purpose" text;