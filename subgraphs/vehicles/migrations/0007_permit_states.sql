ALTER TABLE "vehicles"."permit_history" ADD COLUMN "state_since" date;--> statement-breakpoint
ALTER TABLE "vehicles"."permit_history" ADD COLUMN "state_reason" text;--> statement-breakpoint
ALTER TABLE "vehicles"."permit_history" ADD COLUMN "state_reason_en" text;--> statement-breakpoint
ALTER TABLE "vehicles"."permits" ADD COLUMN "state_since" date;--> statement-breakpoint
ALTER TABLE "vehicles"."permits" ADD COLUMN "state_reason" text;--> statement-breakpoint
ALTER TABLE "vehicles"."permits" ADD COLUMN "state_reason_en" text;