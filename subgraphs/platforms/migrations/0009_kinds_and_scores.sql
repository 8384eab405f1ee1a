ALTER TABLE "platforms"."vehicle_history" ADD COLUMN "service_kind" text;--> statement-breakpoint
ALTER TABLE "platforms"."vehicles" ADD COLUMN "service_kind" text;--> statement-breakpoint
ALTER TABLE "platforms"."credit_history" ADD COLUMN "score" double precision;--> statement-breakpoint
ALTER TABLE "platforms"."credits" ADD COLUMN "score" double precision;