-- The pairs of neighbouring characters in some texts, lower-cased and without blanks as q compares them; of Hangul
-- also the pairs of initials (노송동 → 노송, 송동, ㄴㅅ, ㅅㄷ). Indexes on layers' tables hold them: any text that
-- holds a word holds all of the word's pairs. Says the same whatever the database's locale.
-- Dear, so that the planner takes it from an index rather than compute it row by row.
-- A loop, which is quicker than a query over the characters; appended one by one, which PostgreSQL does in place.
CREATE FUNCTION maeul_pairs(texts text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
  pairs text[] := '{}';
  one text;
  before text;
  initial text;
  initial_before text;
  code int;
  syllable_before boolean := false;
BEGIN
  FOREACH one IN ARRAY string_to_array(
    replace(lower(array_to_string(texts, E'\x1f') COLLATE "C"), ' ', ''), NULL)
  LOOP
    code := ascii(one);
    IF code BETWEEN 44032 AND 55203 THEN
      initial := substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (code - 44032) / 588 + 1, 1);
      IF before IS NOT NULL THEN
        pairs := pairs || (before || one);
        pairs := pairs || (initial_before || initial);
      END IF;
      syllable_before := true;
    ELSE
      initial := one;
      IF before IS NOT NULL THEN
        pairs := pairs || (before || one);
      END IF;
      IF syllable_before THEN
        pairs := pairs || (initial_before || initial);
      END IF;
      syllable_before := false;
    END IF;
    before := one;
    initial_before := initial;
  END LOOP;
  RETURN pairs;
END
$$;
