-- A driver has at most one active registration. Checked at the end of the transaction: one batch may cancel the old
-- registration and bring the new one, in any order.
ALTER TABLE drivers.registrations ADD CONSTRAINT registrations_one_active
  EXCLUDE USING btree (ref WITH =) WHERE (active AND NOT deleted) DEFERRABLE INITIALLY DEFERRED;
