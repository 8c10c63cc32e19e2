CREATE TABLE maeul_figures (
  layer text COLLATE "C" PRIMARY KEY,
  taken_at timestamptz NOT NULL,
  rule text NOT NULL,
  hidden bigint NOT NULL,
  groups text NOT NULL
);
COMMENT ON TABLE maeul_figures IS 'Published counts of layers with hidden rows, as they were taken last';
COMMENT ON COLUMN maeul_figures.hidden IS 'How many rows were hidden then, which is not published';
