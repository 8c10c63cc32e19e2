CREATE TABLE "maeul_submission" (
  "id" CHARACTER VARYING(36) PRIMARY KEY,
  "kind" CHARACTER VARYING(20) NOT NULL,
  "layer" CHARACTER VARYING(40) NOT NULL,
  "feature_id" CHARACTER VARYING(200),
  "parent_id" CHARACTER VARYING(36),
  "state" CHARACTER VARYING(20) NOT NULL,
  "version" BIGINT DEFAULT 1 NOT NULL,
  "received_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "ended_at" TIMESTAMP WITH TIME ZONE,
  "ended_by" CHARACTER VARYING(200),
  "reason" CHARACTER VARYING(2000),
  "assigned_to" CHARACTER VARYING(200),
  "assigned_name" CHARACTER VARYING(200),
  "title" CHARACTER VARYING(200),
  "content" TEXT,
  "consents" TEXT,
  "secret_hash" CHARACTER VARYING(64),
  "sender_hash" CHARACTER VARYING(64),
  "once_hash" CHARACTER VARYING(64),
  "body_hash" CHARACTER VARYING(64),
  "is_cleared" BOOLEAN DEFAULT FALSE NOT NULL
);
CREATE UNIQUE INDEX "maeul_submission_secret" ON "maeul_submission" ("secret_hash");
CREATE UNIQUE INDEX "maeul_submission_once" ON "maeul_submission" ("once_hash");
CREATE INDEX "maeul_submission_received" ON "maeul_submission" ("state", "received_at", "id");
CREATE INDEX "maeul_submission_sender" ON "maeul_submission" ("sender_hash");
CREATE INDEX "maeul_submission_parent" ON "maeul_submission" ("parent_id");
COMMENT ON TABLE "maeul_submission" IS 'What people without an account send: stories, corrections, reports of vacant houses';

CREATE TABLE "maeul_submission_contact" (
  "submission_id" CHARACTER VARYING(36) PRIMARY KEY REFERENCES "maeul_submission" ("id"),
  "sealed" CHARACTER VARYING(4000) NOT NULL
);
COMMENT ON TABLE "maeul_submission_contact" IS 'How to answer, encrypted; deleted some days after the end of a submission';

CREATE TABLE "maeul_submission_message" (
  "id" CHARACTER VARYING(36) PRIMARY KEY,
  "submission_id" CHARACTER VARYING(36) NOT NULL REFERENCES "maeul_submission" ("id"),
  "at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "kind" CHARACTER VARYING(20) NOT NULL,
  "account" CHARACTER VARYING(200),
  "name" CHARACTER VARYING(200),
  "text" TEXT
);
CREATE INDEX "maeul_submission_message_of" ON "maeul_submission_message" ("submission_id", "at");
COMMENT ON TABLE "maeul_submission_message" IS 'What contributor and centre said to each other, and what the centre noted';

CREATE TABLE "maeul_submission_media" (
  "media_id" CHARACTER VARYING(200) PRIMARY KEY,
  "submission_id" CHARACTER VARYING(36) REFERENCES "maeul_submission" ("id"),
  "draft_hash" CHARACTER VARYING(64),
  "at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "medium" CHARACTER VARYING(10) NOT NULL,
  "alt" CHARACTER VARYING(1000),
  "shows_people" BOOLEAN DEFAULT FALSE NOT NULL,
  "position" INTEGER DEFAULT 0 NOT NULL
);
CREATE INDEX "maeul_submission_media_of" ON "maeul_submission_media" ("submission_id");
CREATE INDEX "maeul_submission_media_draft" ON "maeul_submission_media" ("draft_hash");
COMMENT ON TABLE "maeul_submission_media" IS 'Photos and recordings sent along; without a submission until that is sent';

CREATE TABLE "maeul_contribution_day" (
  "day" DATE NOT NULL,
  "sender_hash" CHARACTER VARYING(64) NOT NULL,
  "what" CHARACTER VARYING(10) NOT NULL,
  "number" INTEGER NOT NULL,
  PRIMARY KEY ("day", "sender_hash", "what")
);
COMMENT ON TABLE "maeul_contribution_day" IS 'How many were taken from one address in a day; kept for two days';

CREATE TABLE "maeul_consent_text" (
  "version" CHARACTER VARYING(60) PRIMARY KEY,
  "first_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "texts" TEXT NOT NULL
);
COMMENT ON TABLE "maeul_consent_text" IS 'The exact words that contributors agreed to, by version';

CREATE TABLE "maeul_outbox" (
  "id" CHARACTER VARYING(36) PRIMARY KEY,
  "submission_id" CHARACTER VARYING(36),
  "what" CHARACTER VARYING(20) NOT NULL,
  "at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "next_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "attempts" INTEGER DEFAULT 0 NOT NULL
);
CREATE INDEX "maeul_outbox_next" ON "maeul_outbox" ("next_at");
COMMENT ON TABLE "maeul_outbox" IS 'Mails to send; to whom and what is found when they are sent, so no personal data is here';
