CREATE TABLE "traffic_police"."exchange_turns" (
	"partner" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traffic_police"."licence_pulls" (
	"ref" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"requested_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"absent_at" timestamp (3) with time zone,
	"reason" text
);
--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ALTER COLUMN "requested_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_history" ADD COLUMN "status_letters" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_history" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_history" ADD COLUMN "points" integer;--> statement-breakpoint
ALTER TABLE "traffic_police"."licence_history" ADD COLUMN "points_cleared_on" date;--> statement-breakpoint
ALTER TABLE "traffic_police"."licences" ADD COLUMN "status_letters" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."licences" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "traffic_police"."licences" ADD COLUMN "points" integer;--> statement-breakpoint
ALTER TABLE "traffic_police"."licences" ADD COLUMN "points_cleared_on" date;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "plate_number" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "plate_kind" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "plate_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."pulls" ADD COLUMN "asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "traffic_police"."usage_change_history" ADD COLUMN "plate_number_after" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."usage_change_history" ADD COLUMN "plate_kind_after" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."usage_changes" ADD COLUMN "plate_number_after" text;--> statement-breakpoint
ALTER TABLE "traffic_police"."usage_changes" ADD COLUMN "plate_kind_after" text;--> statement-breakpoint
CREATE INDEX "pulls_by_answer" ON "traffic_police"."pulls" USING btree ("answered_at" NULLS FIRST,"vin");--> statement-breakpoint
CREATE INDEX "pulls_under_way" ON "traffic_police"."pulls" USING btree ("requested_at") WHERE "traffic_police"."pulls"."outcome" in ('REQUESTED', 'ASKING');--> statement-breakpoint
-- Until now a failure counted as an answer, and the plate asked by was not kept.
UPDATE "traffic_police"."pulls" SET "answered_at" = "absent_at" WHERE "outcome" NOT IN ('FOUND', 'NOTHING_FOUND');--> statement-breakpoint
UPDATE "traffic_police"."pulls" AS p SET "plate_number" = v."plate_number", "plate_kind" = v."plate_kind", "plate_at" = v."source_at" FROM "traffic_police"."vehicles" AS v WHERE v."vin" = p."vin";
