CREATE TABLE "maeul_layer" (
  "id" CHARACTER VARYING(200) PRIMARY KEY,
  "definition" CHARACTER LARGE OBJECT NOT NULL,
  "revision" BIGINT DEFAULT 0 NOT NULL,
  "changed_at" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);
COMMENT ON TABLE "maeul_layer" IS 'One row a layer: its file as last applied, and a revision that goes up with every write';

CREATE TABLE "maeul_mark" (
  "name" CHARACTER VARYING(200) PRIMARY KEY,
  "set_at" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);
COMMENT ON TABLE "maeul_mark" IS 'Things that are done once in the life of a database, such as loading the demo content';
