CREATE TABLE "maeul_media" (
  "id" CHARACTER VARYING(64) PRIMARY KEY,
  "kind" CHARACTER VARYING(10) NOT NULL,
  "type" CHARACTER VARYING(40) NOT NULL,
  "width" INTEGER,
  "height" INTEGER,
  "duration_ms" BIGINT,
  "bytes" BIGINT NOT NULL,
  "alt" CHARACTER VARYING(2000) DEFAULT '' NOT NULL,
  "alt_en" CHARACTER VARYING(2000) DEFAULT '' NOT NULL,
  "credit" CHARACTER VARYING(1000) DEFAULT '' NOT NULL,
  "licence" CHARACTER VARYING(1000) DEFAULT '' NOT NULL,
  "transcript" CHARACTER VARYING(50000) DEFAULT '' NOT NULL,
  "blurred" BOOLEAN DEFAULT FALSE NOT NULL,
  "account" CHARACTER VARYING(200),
  "key_hash" CHARACTER VARYING(64),
  "uploaded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  "attached_at" TIMESTAMP WITH TIME ZONE
);
COMMENT ON TABLE "maeul_media" IS 'One row a photo or recording; features name it by its id';
COMMENT ON COLUMN "maeul_media"."attached_at" IS 'When a feature last was known to name it; null where none ever did';

CREATE TABLE "maeul_media_file" (
  "media_id" CHARACTER VARYING(64) NOT NULL REFERENCES "maeul_media" ("id") ON DELETE CASCADE,
  "size" CHARACTER VARYING(20) NOT NULL,
  "hash" CHARACTER VARYING(64) NOT NULL,
  "bytes" BIGINT NOT NULL,
  PRIMARY KEY ("media_id", "size")
);
COMMENT ON TABLE "maeul_media_file" IS 'Which stored contents a photo or recording consists of';
CREATE INDEX "maeul_media_file_hash" ON "maeul_media_file" ("hash");

CREATE TABLE "maeul_media_blob" ("hash" CHARACTER VARYING(64) PRIMARY KEY);
COMMENT ON TABLE "maeul_media_blob" IS 'Held while a stored content comes or goes, so that the two never cross';

CREATE TABLE "maeul_media_keep" (
  "media_id" CHARACTER VARYING(64) NOT NULL REFERENCES "maeul_media" ("id") ON DELETE CASCADE,
  "holder" CHARACTER VARYING(200) NOT NULL,
  PRIMARY KEY ("media_id", "holder")
);
COMMENT ON TABLE "maeul_media_keep" IS 'What is not in any feature and yet kept, such as the photos of a contribution that waits';
CREATE INDEX "maeul_media_keep_holder" ON "maeul_media_keep" ("holder");
