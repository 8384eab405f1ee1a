CREATE TABLE "platforms"."feed_unread" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"message" text NOT NULL,
	"receipt_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"subjects" text[] NOT NULL,
	"key" text,
	"source_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"closed_because" text
);
--> statement-breakpoint
ALTER TABLE "platforms"."companies" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."company_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."feed_journal" ADD COLUMN "reader_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."feed_journal" ADD COLUMN "subjects" text[];--> statement-breakpoint
ALTER TABLE "platforms"."feed_scopes" ADD COLUMN "first_sequence" bigint;--> statement-breakpoint
ALTER TABLE "platforms"."feed_scopes" ADD COLUMN "last_sequence" bigint;--> statement-breakpoint
ALTER TABLE "platforms"."feed_scopes" ADD COLUMN "closed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "platforms"."mileage_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."mileages" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."permit_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."permits" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."policies" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."policy_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."vehicle_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."vehicles" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."fare_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."fares" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."payment_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."payments" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."scale_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."scales" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."service_office_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."service_offices" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."credit_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."credits" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."engagement_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."engagements" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."month_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."months" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."punishment_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."punishments" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."terminal_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."terminals" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."training_history" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "platforms"."trainings" ADD COLUMN "contradicted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "platforms"."feed_unread" USING gin ("subjects") WHERE "platforms"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_key" ON "platforms"."feed_unread" USING btree ("message","key") WHERE "platforms"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_receipt" ON "platforms"."feed_unread" USING btree ("receipt_id","index");--> statement-breakpoint
-- What stands beside another record of its instant that says something else contradicts itself; the merge writes so from now on.
UPDATE "platforms"."companies" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."company_history" h WHERE h."company_id" = c."company_id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."name", h."uscc", h."division", h."active") IS DISTINCT FROM ROW(c."deleted", c."name", c."uscc", c."division", c."active"));--> statement-breakpoint
UPDATE "platforms"."fares" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."fare_history" h WHERE h."company_id" = c."company_id" AND h."division" = c."division" AND h."fare_type" = c."fare_type"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."note", h."valid_from", h."valid_until", h."start_yuan", h."start_km", h."yuan_per_km", h."yuan_per_minute", h."surcharge_yuan_per_km", h."surcharge_from_km", h."morning_peak_from", h."morning_peak_until", h."evening_peak_from", h."evening_peak_until", h."other_peak_from", h."other_peak_until", h."peak_surcharge_yuan", h."peak_surcharge_from_km", h."low_speed_yuan_per_minute", h."night_yuan_per_km", h."night_yuan_per_minute", h."other_yuan", h."active") IS DISTINCT FROM ROW(c."deleted", c."note", c."valid_from", c."valid_until", c."start_yuan", c."start_km", c."yuan_per_km", c."yuan_per_minute", c."surcharge_yuan_per_km", c."surcharge_from_km", c."morning_peak_from", c."morning_peak_until", c."evening_peak_from", c."evening_peak_until", c."other_peak_from", c."other_peak_until", c."peak_surcharge_yuan", c."peak_surcharge_from_km", c."low_speed_yuan_per_minute", c."night_yuan_per_km", c."night_yuan_per_minute", c."other_yuan", c."active"));--> statement-breakpoint
UPDATE "platforms"."mileages" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."mileage_history" h WHERE h."company_id" = c."company_id" AND h."plate_number" = c."plate_number" AND h."plate_colour" = c."plate_colour"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."division", h."total_km") IS DISTINCT FROM ROW(c."deleted", c."division", c."total_km"));--> statement-breakpoint
UPDATE "platforms"."payments" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."payment_history" h WHERE h."company_id" = c."company_id" AND h."institution" = c."institution"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."licence_number", h."kind", h."scope", h."reserve_bank", h."settlement_days", h."active") IS DISTINCT FROM ROW(c."deleted", c."licence_number", c."kind", c."scope", c."reserve_bank", c."settlement_days", c."active"));--> statement-breakpoint
UPDATE "platforms"."permits" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."permit_history" h WHERE h."company_id" = c."company_id" AND h."division" = c."division" AND h."permit_number" = c."permit_number"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."authority", h."operating_area", h."owner_name", h."valid_from", h."valid_until", h."first_issued_on", h."in_force") IS DISTINCT FROM ROW(c."deleted", c."authority", c."operating_area", c."owner_name", c."valid_from", c."valid_until", c."first_issued_on", c."in_force"));--> statement-breakpoint
UPDATE "platforms"."policies" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."policy_history" h WHERE h."company_id" = c."company_id" AND h."policy_number" = c."policy_number"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."plate_number", h."plate_colour", h."insurer", h."kind", h."sum_yuan", h."valid_from", h."valid_until") IS DISTINCT FROM ROW(c."deleted", c."plate_number", c."plate_colour", c."insurer", c."kind", c."sum_yuan", c."valid_from", c."valid_until"));--> statement-breakpoint
UPDATE "platforms"."scales" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."scale_history" h WHERE h."company_id" = c."company_id"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."vehicles", h."drivers") IS DISTINCT FROM ROW(c."deleted", c."vehicles", c."drivers"));--> statement-breakpoint
UPDATE "platforms"."service_offices" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."service_office_history" h WHERE h."company_id" = c."company_id" AND h."division" = c."division" AND h."office_number" = c."office_number"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."name", h."address", h."mail_address", h."founded_on", h."active") IS DISTINCT FROM ROW(c."deleted", c."name", c."address", c."mail_address", c."founded_on", c."active"));--> statement-breakpoint
UPDATE "platforms"."vehicles" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."vehicle_history" h WHERE h."company_id" = c."company_id" AND h."vin" = c."vin"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."vin_check_digit_ok", h."plate_number", h."plate_colour", h."seats", h."owner_name", h."in_service", h."division", h."brand", h."model", h."vehicle_type", h."registered_on", h."ride_hailing_since", h."permit_number", h."permit_from", h."permit_until", h."positioning_brand", h."positioning_model", h."positioning_installed_on") IS DISTINCT FROM ROW(c."deleted", c."vin_check_digit_ok", c."plate_number", c."plate_colour", c."seats", c."owner_name", c."in_service", c."division", c."brand", c."model", c."vehicle_type", c."registered_on", c."ride_hailing_since", c."permit_number", c."permit_from", c."permit_until", c."positioning_brand", c."positioning_model", c."positioning_installed_on"));--> statement-breakpoint
UPDATE "platforms"."engagements" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."engagement_history" h WHERE h."company_id" = c."company_id" AND h."ref" = c."ref"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."division", h."in_service", h."certificate_masked", h."certificate_authority", h."certificate_issued_on", h."certificate_first_issued_on", h."certificate_from", h."certificate_until", h."licence_classes", h."licence_first_issued_on", h."licence_from", h."licence_until", h."reported_on", h."service_kind", h."also_taxi_driver", h."full_time", h."blacklisted", h."contract_company", h."contract_from", h."contract_until") IS DISTINCT FROM ROW(c."deleted", c."division", c."in_service", c."certificate_masked", c."certificate_authority", c."certificate_issued_on", c."certificate_first_issued_on", c."certificate_from", c."certificate_until", c."licence_classes", c."licence_first_issued_on", c."licence_from", c."licence_until", c."reported_on", c."service_kind", c."also_taxi_driver", c."full_time", c."blacklisted", c."contract_company", c."contract_from", c."contract_until"));--> statement-breakpoint
UPDATE "platforms"."terminals" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."terminal_history" h WHERE h."company_id" = c."company_id" AND h."ref" = c."ref"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."app_version", h."active") IS DISTINCT FROM ROW(c."deleted", c."app_version", c."active"));--> statement-breakpoint
UPDATE "platforms"."trainings" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."training_history" h WHERE h."company_id" = c."company_id" AND h."ref" = c."ref" AND h."course" = c."course" AND h."held_on" = c."held_on" AND h."starts_at" = c."starts_at"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."ends_at", h."duration") IS DISTINCT FROM ROW(c."deleted", c."ends_at", c."duration"));--> statement-breakpoint
UPDATE "platforms"."months" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."month_history" h WHERE h."company_id" = c."company_id" AND h."ref" = c."ref" AND h."month" = c."month"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."orders", h."traffic_violations", h."complaints") IS DISTINCT FROM ROW(c."deleted", c."orders", c."traffic_violations", c."complaints"));--> statement-breakpoint
UPDATE "platforms"."punishments" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."punishment_history" h WHERE h."company_id" = c."company_id" AND h."ref" = c."ref" AND h."punished_at" = c."punished_at"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."reason", h."result") IS DISTINCT FROM ROW(c."deleted", c."reason", c."result"));--> statement-breakpoint
UPDATE "platforms"."credits" c SET "contradicted" = true WHERE EXISTS (
  SELECT FROM "platforms"."credit_history" h WHERE h."company_id" = c."company_id" AND h."ref" = c."ref"
    AND h."source_at" = c."source_at" AND h."source_sequence" = c."source_sequence" AND h."raw_digest" <> c."raw_digest"
    AND ROW(h."deleted", h."level", h."assessed_on", h."department") IS DISTINCT FROM ROW(c."deleted", c."level", c."assessed_on", c."department"));