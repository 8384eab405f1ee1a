ALTER TABLE "traffic_police"."vehicle_history" ADD COLUMN "owner_ref" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicle_history" ADD COLUMN "owner_uscc" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicles" ADD COLUMN "owner_ref" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."vehicles" ADD COLUMN "owner_uscc" text;