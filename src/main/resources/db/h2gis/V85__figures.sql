CREATE TABLE "maeul_figures" (
  "layer" CHARACTER VARYING(200) PRIMARY KEY,
  "taken_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "rule" CHARACTER VARYING NOT NULL,
  "hidden" BIGINT NOT NULL,
  "groups" CHARACTER VARYING NOT NULL
);
COMMENT ON TABLE "maeul_figures" IS 'Published counts of layers with hidden rows, as they were taken last';
COMMENT ON COLUMN "maeul_figures"."hidden" IS 'How many rows were hidden then, which is not published';
