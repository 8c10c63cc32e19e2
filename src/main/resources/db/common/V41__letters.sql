ALTER TABLE "maeul_outbox" ADD COLUMN "sealed" CHARACTER VARYING(4000);
COMMENT ON COLUMN "maeul_outbox"."sealed" IS 'The private link of a contribution, encrypted, until its letter is sent; three days at most';
