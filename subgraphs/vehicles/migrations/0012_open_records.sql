-- Feeds of this room wait until the commit. Measured: 1.1 s for 1.2 * 10^6 records of quarantine, 0.4 s for 3 * 10^5 unread,
-- of which few are open; so about 2.5 s for 10^6 of each.
DROP INDEX "vehicles"."feed_quarantine_open";--> statement-breakpoint
DROP INDEX "vehicles"."feed_unread_subjects";--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_source" ON "vehicles"."feed_quarantine" USING btree ("source","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_organisation" ON "vehicles"."feed_quarantine" USING btree ("organisation","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_unresolved" ON "vehicles"."feed_quarantine" USING btree ("state","id") WHERE state in ('OPEN', 'DISCARDED');--> statement-breakpoint
CREATE INDEX "feed_unread_open" ON "vehicles"."feed_unread" USING btree ("id") WHERE "vehicles"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_closed_by_hand" ON "vehicles"."feed_unread" USING btree ("id") WHERE "vehicles"."feed_unread"."closed_because" is not null;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "vehicles"."feed_unread" USING gin ("subjects") WITH (fastupdate=false) WHERE "vehicles"."feed_unread"."closed_at" is null;