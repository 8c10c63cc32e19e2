CREATE TABLE "maeul_shortlist" (
  "id" CHARACTER VARYING(36) PRIMARY KEY,
  "name" CHARACTER VARYING(100) NOT NULL,
  "note" CHARACTER VARYING(4000) NOT NULL,
  "profile" CHARACTER VARYING(100),
  "request" TEXT,
  "account" CHARACTER VARYING(200),
  "author" CHARACTER VARYING(200) NOT NULL,
  "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "version" BIGINT NOT NULL,
  "removed_at" TIMESTAMP WITH TIME ZONE
);
CREATE INDEX "maeul_shortlist_changed" ON "maeul_shortlist" ("changed_at");
COMMENT ON TABLE "maeul_shortlist" IS 'Houses that planners look at together; what was removed goes after 30 days';

CREATE TABLE "maeul_shortlist_house" (
  "shortlist_id" CHARACTER VARYING(36) NOT NULL REFERENCES "maeul_shortlist" ("id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "house" CHARACTER VARYING(200) NOT NULL,
  "note" CHARACTER VARYING(1000) NOT NULL,
  PRIMARY KEY ("shortlist_id", "house")
);
COMMENT ON TABLE "maeul_shortlist_house" IS 'The houses of a shortlist in their order, each with a note';

CREATE TABLE "maeul_finder_search" (
  "id" CHARACTER VARYING(36) PRIMARY KEY,
  "name" CHARACTER VARYING(100) NOT NULL,
  "profile" CHARACTER VARYING(100),
  "request" TEXT NOT NULL,
  "account" CHARACTER VARYING(200),
  "author" CHARACTER VARYING(200) NOT NULL,
  "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "removed_at" TIMESTAMP WITH TIME ZONE
);
COMMENT ON TABLE "maeul_finder_search" IS 'Questions to the finder that planners kept; what was removed goes after 30 days';

CREATE TABLE "maeul_house_owner" (
  "house" CHARACTER VARYING(200) PRIMARY KEY,
  "sealed" TEXT,
  "do_not_contact_since" DATE,
  "account" CHARACTER VARYING(200),
  "author" CHARACTER VARYING(200) NOT NULL,
  "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "version" BIGINT NOT NULL,
  "alone_since" TIMESTAMP WITH TIME ZONE
);
COMMENT ON TABLE "maeul_house_owner" IS 'Who owns a house and how to reach them, encrypted; and whether they may be contacted';
COMMENT ON COLUMN "maeul_house_owner"."alone_since" IS 'When the house was first seen to be gone; 30 days later this goes too';

CREATE TABLE "maeul_house_contact" (
  "id" CHARACTER VARYING(36) PRIMARY KEY,
  "house" CHARACTER VARYING(200) NOT NULL,
  "kind" CHARACTER VARYING(20) NOT NULL,
  "day" DATE NOT NULL,
  "means" CHARACTER VARYING(20),
  "outcome" CHARACTER VARYING(40),
  "sealed" TEXT,
  "corrects" CHARACTER VARYING(36),
  "account" CHARACTER VARYING(200),
  "author" CHARACTER VARYING(200) NOT NULL,
  "at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "alone_since" TIMESTAMP WITH TIME ZONE
);
CREATE INDEX "maeul_house_contact_of" ON "maeul_house_contact" ("house", "day");
CREATE UNIQUE INDEX "maeul_house_contact_corrects" ON "maeul_house_contact" ("corrects");
COMMENT ON TABLE "maeul_house_contact" IS 'Contacts with owners, only ever added to; what was said is encrypted';
