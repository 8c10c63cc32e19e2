CREATE TABLE maeul_media (
  id text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,
  type text NOT NULL,
  width integer,
  height integer,
  duration_ms bigint,
  bytes bigint NOT NULL,
  alt text NOT NULL DEFAULT '',
  alt_en text NOT NULL DEFAULT '',
  credit text NOT NULL DEFAULT '',
  licence text NOT NULL DEFAULT '',
  transcript text NOT NULL DEFAULT '',
  blurred boolean NOT NULL DEFAULT false,
  account text COLLATE "C",
  key_hash text COLLATE "C",
  uploaded_at timestamptz NOT NULL,
  attached_at timestamptz
);
COMMENT ON TABLE maeul_media IS 'One row a photo or recording; features name it by its id';
COMMENT ON COLUMN maeul_media.attached_at IS 'When a feature last was known to name it; null where none ever did';
CREATE INDEX maeul_media_age ON maeul_media (coalesce(attached_at, uploaded_at));

CREATE TABLE maeul_media_file (
  media_id text COLLATE "C" NOT NULL REFERENCES maeul_media (id) ON DELETE CASCADE,
  size text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  PRIMARY KEY (media_id, size)
);
COMMENT ON TABLE maeul_media_file IS 'Which stored contents a photo or recording consists of';
CREATE INDEX maeul_media_file_hash ON maeul_media_file (hash);

CREATE TABLE maeul_media_blob (hash text COLLATE "C" PRIMARY KEY);
COMMENT ON TABLE maeul_media_blob IS 'Held while a stored content comes or goes, so that the two never cross';

CREATE TABLE maeul_media_keep (
  media_id text COLLATE "C" NOT NULL REFERENCES maeul_media (id) ON DELETE CASCADE,
  holder text COLLATE "C" NOT NULL,
  PRIMARY KEY (media_id, holder)
);
COMMENT ON TABLE maeul_media_keep IS 'What is not in any feature and yet kept, such as the photos of a contribution that waits';
CREATE INDEX maeul_media_keep_holder ON maeul_media_keep (holder);
