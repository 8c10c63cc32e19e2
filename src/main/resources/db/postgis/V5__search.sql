-- The pairs of neighbouring characters in some texts, lower-cased and without blanks as q compares them; of Hangul
-- also the pairs of initials (노송동 → 노송, 송동, ㄴㅅ, ㅅㄷ). Indexes on layers' tables hold them: any text that
-- holds a word holds all of the word's pairs. Says the same whatever the database's locale.
-- Dear, so that the planner takes it from an index rather than compute it row by row.
CREATE FUNCTION maeul_pairs(texts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
  SELECT coalesce(array_agg(pairs.c || pairs.d), '{}')
      || coalesce(array_agg(
           CASE WHEN a BETWEEN 44032 AND 55203
                THEN substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (a - 44032) / 588 + 1, 1) ELSE c END
        || CASE WHEN b BETWEEN 44032 AND 55203
                THEN substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (b - 44032) / 588 + 1, 1) ELSE d END)
         FILTER (WHERE a BETWEEN 44032 AND 55203 OR b BETWEEN 44032 AND 55203), '{}')
  FROM (SELECT c, d, ascii(c) AS a, ascii(d) AS b
        FROM (SELECT string_to_array(
                replace(lower(array_to_string(texts, E'\x1f') COLLATE "C"), ' ', ''), NULL) AS s OFFSET 0) AS t,
             unnest(s, s[2:]) AS u(c, d)
        WHERE d IS NOT NULL) AS pairs
$$;
