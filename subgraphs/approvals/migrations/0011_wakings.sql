CREATE TABLE "approvals"."wakings" (
	"source" text PRIMARY KEY NOT NULL,
	"is_wanted" boolean NOT NULL,
	"began_at" timestamp (3) with time zone,
	"position" text
);
--> statement-breakpoint
CREATE INDEX "certificates_unconfirmed" ON "approvals"."certificates" USING btree ("id") WHERE unconfirmed_since is not null;