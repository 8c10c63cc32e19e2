CREATE TABLE "maeul_account" (
  "id" CHARACTER VARYING(40) PRIMARY KEY,
  "login" CHARACTER VARYING(200) NOT NULL UNIQUE,
  "name" CHARACTER VARYING(200) NOT NULL,
  "password" CHARACTER VARYING(500),
  "roles" CHARACTER VARYING(100) NOT NULL,
  "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "signed_in_at" TIMESTAMP WITH TIME ZONE,
  "disabled_at" TIMESTAMP WITH TIME ZONE
);
COMMENT ON TABLE "maeul_account" IS 'Who may sign in. The password is an Argon2id hash; null until one is chosen. Accounts are disabled, never deleted';

CREATE TABLE "maeul_session" (
  "token_hash" CHARACTER VARYING(64) PRIMARY KEY,
  "account_id" CHARACTER VARYING(40) NOT NULL REFERENCES "maeul_account" ("id"),
  "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "seen_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "ends_at" TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX "maeul_session_account" ON "maeul_session" ("account_id");
COMMENT ON TABLE "maeul_session" IS 'Who is signed in; the token itself is with the browser only';

CREATE TABLE "maeul_api_token" (
  "id" CHARACTER VARYING(40) PRIMARY KEY,
  "account_id" CHARACTER VARYING(40) NOT NULL REFERENCES "maeul_account" ("id"),
  "name" CHARACTER VARYING(200) NOT NULL,
  "scopes" CHARACTER VARYING(100) NOT NULL,
  "token_hash" CHARACTER VARYING(64) NOT NULL UNIQUE,
  "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "used_at" TIMESTAMP WITH TIME ZONE
);
CREATE INDEX "maeul_api_token_account" ON "maeul_api_token" ("account_id");
COMMENT ON TABLE "maeul_api_token" IS 'Tokens of programs that act for an account; the token itself is with the program only';

CREATE TABLE "maeul_link" (
  "secret_hash" CHARACTER VARYING(64) PRIMARY KEY,
  "account_id" CHARACTER VARYING(40) REFERENCES "maeul_account" ("id"),
  "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL
);
COMMENT ON TABLE "maeul_link" IS 'One-time links to choose a password; without an account, to make the first administrator';

CREATE TABLE "maeul_access_log" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "account_id" CHARACTER VARYING(40),
  "address" CHARACTER VARYING(60) NOT NULL,
  "action" CHARACTER VARYING(40) NOT NULL,
  "layer" CHARACTER VARYING(200),
  "item" CHARACTER VARYING(400),
  "times" BIGINT NOT NULL,
  "rows" BIGINT NOT NULL,
  "subject_id" CHARACTER VARYING(40),
  "detail" CHARACTER VARYING(1000)
);
CREATE INDEX "maeul_access_log_at" ON "maeul_access_log" ("at");
CREATE INDEX "maeul_access_log_account" ON "maeul_access_log" ("account_id", "id");
COMMENT ON TABLE "maeul_access_log" IS 'Who read or exported what only staff may see, who signed in, who changed accounts. No route changes it; kept for MAEUL_ACCESS_LOG_DAYS';

-- Lines are added. In the minutes after, how often and how many rows may go up; all else stays as it was written,
-- and nothing younger than a year is taken away, whoever asks.
CREATE FUNCTION maeul_access_log_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."at" > now() - interval '10 minutes'
    AND NEW."times" >= OLD."times" AND NEW."rows" >= OLD."rows"
    AND (to_jsonb(NEW) - 'times' - 'rows') = (to_jsonb(OLD) - 'times' - 'rows') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND OLD."at" < now() - interval '365 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the access log is not to be changed';
END
$$;
CREATE TRIGGER maeul_access_log_stays BEFORE UPDATE OR DELETE ON "maeul_access_log"
  FOR EACH ROW EXECUTE FUNCTION maeul_access_log_stays();
CREATE TRIGGER maeul_access_log_is_kept BEFORE TRUNCATE ON "maeul_access_log"
  FOR EACH STATEMENT EXECUTE FUNCTION maeul_access_log_stays();
