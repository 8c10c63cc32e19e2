CREATE TABLE "maeul_limit" (
  "key_hash" CHARACTER VARYING(64) PRIMARY KEY,
  "number" INTEGER NOT NULL,
  "next_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "ends_at" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX "maeul_limit_ends" ON "maeul_limit" ("ends_at");
COMMENT ON TABLE "maeul_limit" IS 'How often something was tried, by a hash of what and by whom, for all instances; a row goes when its time is over';

CREATE TABLE "maeul_device" (
  "secret_hash" CHARACTER VARYING(64) NOT NULL,
  "account_id" CHARACTER VARYING(40) NOT NULL REFERENCES "maeul_account" ("id"),
  "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "seen_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY ("secret_hash", "account_id")
);
CREATE INDEX "maeul_device_account" ON "maeul_device" ("account_id");
COMMENT ON TABLE "maeul_device" IS 'Browsers in which an account has signed in: guesses from elsewhere do not slow them down. Gone when the password changes';

CREATE TABLE "maeul_second_factor" (
  "account_id" CHARACTER VARYING(40) PRIMARY KEY REFERENCES "maeul_account" ("id"),
  "sealed" CHARACTER VARYING(400) NOT NULL,
  "begun_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "confirmed_at" TIMESTAMP WITH TIME ZONE,
  "last_step" BIGINT DEFAULT 0 NOT NULL
);
COMMENT ON TABLE "maeul_second_factor" IS 'The secret of one-time codes, encrypted; of no effect until a code of it was given. last_step: of the newest code that was used';

CREATE TABLE "maeul_recovery_code" (
  "account_id" CHARACTER VARYING(40) NOT NULL REFERENCES "maeul_account" ("id"),
  "code_hash" CHARACTER VARYING(64) NOT NULL,
  PRIMARY KEY ("account_id", "code_hash")
);
COMMENT ON TABLE "maeul_recovery_code" IS 'Codes for whoever has lost the phone, as keyed hashes; a row goes when its code is used';

ALTER TABLE "maeul_session" ADD COLUMN "device" CHARACTER VARYING(60);
ALTER TABLE "maeul_session" ADD COLUMN "vouched" BOOLEAN DEFAULT FALSE NOT NULL;

ALTER TABLE "maeul_account" ADD COLUMN "notices_until" BIGINT DEFAULT 0 NOT NULL;
COMMENT ON COLUMN "maeul_account"."notices_until" IS 'Lines of the access log up to this one need not be told to it any more';
CREATE INDEX "maeul_access_log_action" ON "maeul_access_log" ("action", "id");
