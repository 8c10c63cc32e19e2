CREATE TABLE maeul_revision (
  layer text COLLATE "C" NOT NULL,
  feature text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  account text,
  author text NOT NULL,
  reason text,
  batch text COLLATE "C",
  before text,
  after text,
  PRIMARY KEY (layer, feature, number)
);
CREATE INDEX maeul_revision_kind ON maeul_revision (kind, at);
CREATE INDEX maeul_revision_batch ON maeul_revision (batch) WHERE batch IS NOT NULL;
COMMENT ON TABLE maeul_revision IS 'One row a change of a feature: who, when, and all of it before and after, as JSON';
COMMENT ON COLUMN maeul_revision.number IS 'The second in which it was made, or the next that no earlier change of the feature has';
