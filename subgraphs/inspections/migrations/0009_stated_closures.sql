CREATE TABLE "inspections"."stated_closures" (
	"source" text NOT NULL,
	"scope" text NOT NULL,
	"closed_from" timestamp (3) with time zone NOT NULL,
	"closed_until" timestamp (3) with time zone,
	CONSTRAINT "stated_closures_pk" PRIMARY KEY("source","scope","closed_from")
);
--> statement-breakpoint
-- Until now only the last word of each scope was kept, with the time of the newest heartbeat. Who speaks for one station
-- alone says of it what it says of everything.
INSERT INTO "inspections"."stated_closures" ("source", "scope", "closed_from", "closed_until")
SELECT c."source", CASE WHEN cardinality(s."allowed") = 1 AND c."scope" = '*' THEN s."allowed"[1] ELSE c."scope" END,
  c."heartbeat_at", max(c."closed_until")
FROM "inspections"."feed_scopes" c JOIN "inspections"."feed_sources" s ON s."id" = c."source"
WHERE c."closed_until" > c."heartbeat_at" GROUP BY 1, 2, 3;
