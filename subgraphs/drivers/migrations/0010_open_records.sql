-- Feeds of this room wait until the commit: under 1 s for each 10^6 records in quarantine or unread (measured: 3 * 10^5 of
-- each in 0.5 s); what is open is little, and only that is indexed.
DROP INDEX "drivers"."feed_quarantine_open";--> statement-breakpoint
DROP INDEX "drivers"."feed_unread_subjects";--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_source" ON "drivers"."feed_quarantine" USING btree ("source","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_open_by_organisation" ON "drivers"."feed_quarantine" USING btree ("organisation","id") WHERE state = 'OPEN';--> statement-breakpoint
CREATE INDEX "feed_quarantine_unresolved" ON "drivers"."feed_quarantine" USING btree ("state","id") WHERE state in ('OPEN', 'DISCARDED');--> statement-breakpoint
CREATE INDEX "feed_unread_open" ON "drivers"."feed_unread" USING btree ("id") WHERE "drivers"."feed_unread"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "feed_unread_closed_by_hand" ON "drivers"."feed_unread" USING btree ("id") WHERE "drivers"."feed_unread"."closed_because" is not null;--> statement-breakpoint
CREATE INDEX "feed_unread_subjects" ON "drivers"."feed_unread" USING gin ("subjects") WITH (fastupdate=false) WHERE "drivers"."feed_unread"."closed_at" is null;