ALTER TABLE "traffic_police"."licence_pulls" ADD COLUMN "answer_digest" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_pulls" ADD COLUMN "receipt_id" uuid;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_pulls" ADD COLUMN "repeated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_pulls" ADD COLUMN "refused_digest" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicle_history" ADD COLUMN "previous_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicles" ADD COLUMN "previous_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "answer_digest" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "receipt_id" uuid;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "repeated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "refused_digest" text;