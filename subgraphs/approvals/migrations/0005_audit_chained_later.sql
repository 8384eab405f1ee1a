CREATE TABLE "approvals"."audit_checkpoints" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"key" text NOT NULL,
	"signature" text NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "approvals"."audit" DROP CONSTRAINT "audit_pkey";--> statement-breakpoint
ALTER TABLE "approvals"."audit" ALTER COLUMN "sequence" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals"."audit" ALTER COLUMN "previous_digest" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals"."audit" ALTER COLUMN "digest" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals"."audit" ADD COLUMN "id" bigint PRIMARY KEY NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "approvals"."audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
CREATE INDEX "audit_checkpoints_unsent" ON "approvals"."audit_checkpoints" USING btree ("sequence") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "audit_unchained" ON "approvals"."audit" USING btree ("id") WHERE sequence is null;--> statement-breakpoint
ALTER TABLE "approvals"."audit" ADD CONSTRAINT "audit_sequence_unique" UNIQUE("sequence");--> statement-breakpoint
ALTER TABLE "approvals"."audit" ADD CONSTRAINT "audit_chained_whole" CHECK (("approvals"."audit"."sequence" is null) = ("approvals"."audit"."previous_digest" is null) and ("approvals"."audit"."sequence" is null) = ("approvals"."audit"."digest" is null));--> statement-breakpoint

-- By hand from here on. What is done is written without a place; the writer of the chain gives a committed row its place,
-- once, and changes nothing else of it. The owner of the table included.
CREATE FUNCTION approvals.only_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sequence IS NULL AND NEW.sequence IS NOT NULL
    AND (NEW.id, NEW.at, NEW.actor, NEW.action, NEW.application_id, NEW.detail)
      IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.actor, OLD.action, OLD.application_id, OLD.detail)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'UPDATE on approvals.audit is refused: it can only be appended to, and each row chained once'
    USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
DROP TRIGGER audit_append_only ON approvals.audit;--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE DELETE ON approvals.audit
  FOR EACH ROW EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_chained_once BEFORE UPDATE ON approvals.audit
  FOR EACH ROW EXECUTE FUNCTION approvals.only_chain();--> statement-breakpoint
GRANT UPDATE (sequence, previous_digest, digest) ON approvals.audit TO hub_app;--> statement-breakpoint

-- A checkpoint is written once; only when it reached the sink is added.
REVOKE ALL ON approvals.audit_checkpoints FROM hub_app;--> statement-breakpoint
GRANT SELECT, INSERT ON approvals.audit_checkpoints TO hub_app;--> statement-breakpoint
GRANT UPDATE (sent_at) ON approvals.audit_checkpoints TO hub_app;--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_append_only BEFORE DELETE ON approvals.audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_written_once
  BEFORE UPDATE OF sequence, digest, at, key, signature ON approvals.audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION approvals.refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_no_truncate BEFORE TRUNCATE ON approvals.audit_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION approvals.refuse_change();
