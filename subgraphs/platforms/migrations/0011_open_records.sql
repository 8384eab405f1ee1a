-- Feeds of this room wait until the commit. Measured: 1.1 s for 1.2 * 10^6 records of quarantine, 0.4 s for 3 * 10^5 unread,
-- of which few are open; so about 2.5 s for 10^6 of each.
-- The index of what was made up for holds every closed record: reasoned, 5 s more for 10^6 of these.
DROP INDEX "platforms"."feed_quarantine_open";--> statement-breakpoint
DROP INDEX "platforms"."feed_unread_subjects";--> statement-breakpoint
DROP INDEX "platforms"."feed_unread_made_up_for";--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_source" ON "platforms"."feed_quarantine" USING btree ("source","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_organisation" ON "platforms"."feed_quarantine" USING btree ("organisation","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_unresolved" ON "platforms"."feed_quarantine" USING btree ("state","id") WHERE state in ('OPEN', 'DISCARDED');--> statement-breakpoint
CREATE INDEX "feed_unread_open" ON "platforms"."feed_unread" USING btree ("id") WHERE "platforms"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_closed_by_hand" ON "platforms"."feed_unread" USING btree ("id") WHERE "platforms"."feed_unread"."closed_because" is not null;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "platforms"."feed_unread" USING gin ("subjects") WITH (fastupdate=false) WHERE "platforms"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_made_up_for" ON "platforms"."feed_unread" USING gin ("subjects") WITH (fastupdate=false) WHERE "platforms"."feed_unread"."closed_at" is not null and "platforms"."feed_unread"."closed_because" is null;