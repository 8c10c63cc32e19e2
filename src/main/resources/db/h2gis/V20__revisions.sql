CREATE TABLE "maeul_revision" (
  "layer" CHARACTER VARYING(200) NOT NULL,
  "feature" CHARACTER VARYING(200) NOT NULL,
  "number" BIGINT NOT NULL,
  "kind" CHARACTER VARYING(20) NOT NULL,
  "at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "account" CHARACTER VARYING(200),
  "author" CHARACTER VARYING(400) NOT NULL,
  "reason" CHARACTER VARYING(4000),
  "batch" CHARACTER VARYING(100),
  "before" CHARACTER LARGE OBJECT,
  "after" CHARACTER LARGE OBJECT,
  PRIMARY KEY ("layer", "feature", "number")
);
CREATE INDEX "maeul_revision_kind" ON "maeul_revision" ("kind", "at");
CREATE INDEX "maeul_revision_batch" ON "maeul_revision" ("batch");
COMMENT ON TABLE "maeul_revision" IS 'One row a change of a feature: who, when, and all of it before and after, as JSON';
COMMENT ON COLUMN "maeul_revision"."number" IS 'The second in which it was made, or the next that no earlier change of the feature has';
