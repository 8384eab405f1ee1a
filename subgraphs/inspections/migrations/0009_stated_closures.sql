CREATE TABLE "inspections"."stated_closures" (
	"source" text NOT NULL,
	"scope" text NOT NULL,
	"closed_from" timestamp (3) with time zone NOT NULL,
	"closed_until" timestamp (3) with time zone,
	CONSTRAINT "stated_closures_pk" PRIMARY KEY("source","scope","closed_from")
);
--> statement-breakpoint
-- Until now only the last word of each scope was kept, with the time of the newest heartbeat.
INSERT INTO "inspections"."stated_closures" ("source", "scope", "closed_from", "closed_until")
SELECT "source", "scope", "heartbeat_at", "closed_until" FROM "inspections"."feed_scopes" WHERE "closed_until" > "heartbeat_at";
