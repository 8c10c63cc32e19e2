CREATE TABLE "maeul_key" (
  "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
  "key_check" CHARACTER VARYING(64) NOT NULL,
  "first_at" TIMESTAMP WITH TIME ZONE NOT NULL
);
COMMENT ON TABLE "maeul_key" IS 'One row: by which the key to what is sealed is known again; it does not tell the key';
