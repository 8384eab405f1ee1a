ALTER TABLE "traffic_police"."feed_unread" ADD COLUMN "source_sequence" bigint;--> statement-breakpoint
ALTER TABLE "traffic_police"."feed_unread" ADD COLUMN "raw_digest" text;--> statement-breakpoint
CREATE INDEX "feed_unread_same" ON "traffic_police"."feed_unread" USING btree ("raw_digest");