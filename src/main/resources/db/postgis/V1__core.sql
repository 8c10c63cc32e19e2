CREATE TABLE maeul_layer (
  id text COLLATE "C" PRIMARY KEY,
  definition text NOT NULL,
  revision bigint NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE maeul_layer IS 'One row a layer: its file as last applied, and a revision that goes up with every write';

CREATE TABLE maeul_mark (
  name text COLLATE "C" PRIMARY KEY,
  set_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE maeul_mark IS 'Things that are done once in the life of a database, such as loading the demo content';

-- Called by a statement trigger on every layer table, so that edits made in psql or QGIS count as well.
CREATE FUNCTION maeul_touch() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE maeul_layer SET revision = revision + 1, changed_at = now() WHERE id = TG_ARGV[0];
  PERFORM pg_notify('maeul_changes', TG_ARGV[0]);
  RETURN NULL;
END
$$;
