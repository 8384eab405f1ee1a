-- Feeds of this room wait until the commit: under 1 s for each 10^6 records in quarantine or unread (measured: 3 * 10^5 of
-- each in 0.5 s); what is open is little, and only that is indexed.
DROP INDEX "offices"."feed_quarantine_open";--> statement-breakpoint
DROP INDEX "offices"."feed_unread_subjects";--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_source" ON "offices"."feed_quarantine" USING btree ("source","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_organisation" ON "offices"."feed_quarantine" USING btree ("organisation","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_unresolved" ON "offices"."feed_quarantine" USING btree ("state","id") WHERE state in ('OPEN', 'DISCARDED');--> statement-breakpoint
CREATE INDEX "feed_unread_open" ON "offices"."feed_unread" USING btree ("id") WHERE "offices"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_closed_by_hand" ON "offices"."feed_unread" USING btree ("id") WHERE "offices"."feed_unread"."closed_because" is not null;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "offices"."feed_unread" USING gin ("subjects") WITH (fastupdate=false) WHERE "offices"."feed_unread"."closed_at" is null;