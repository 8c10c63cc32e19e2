package kr.maeul.feature.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.feature.cql.parse.CqlPlace;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;

/** What makes sense for a layer and what does not, and what is said of it. */
class CqlCheckTest {
  private static final Layer PLOTS =
      new LayerFiles()
          .read(Path.of("src/test/resources/cql-layers"))
          .catalog()
          .layer("plots")
          .orElseThrow();
  private static final View VIEW = PLOTS.viewFor(Audience.PUBLIC);

  /** Latitude first, as EPSG:4326 has it. */
  private static final CrsTransform SWAPPED =
      geometry -> {
        Geometry swapped = geometry.copy();
        swapped.apply(
            (CoordinateFilter)
                c -> {
                  double x = c.x;
                  c.x = c.y;
                  c.y = x;
                });
        return swapped;
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = 'x' AND id <> 'y' OR kind LIKE 'f%'",
        "families > 2.5 AND areaSquareMetres < families * 2 ^ 0.5",
        "fenced AND planted = TRUE AND TRUE AND fenced < planted AND FALSE <= fenced",
        "since = '2020-01-01' AND '2020-01-01T00:00:00Z' > opened AND until <= '2020-01-01T09:00:00+09:00'",
        "opened IN ('2020-01-01T00:00:00Z', '2020-01-02') AND since BETWEEN '2020-01-01' AND until",
        "since <= TIMESTAMP('2026-01-01T00:00:00Z') AND opened > DATE('2026-01-01')",
        "since BETWEEN DATE('2020-01-01') AND until",
        "name BETWEEN 'a' AND 'b'",
        "opened IN (DATE('2020-01-01'), TIMESTAMP('2020-01-01T00:00:00Z'), since)",
        "T_DURING(INTERVAL(since, '..'), INTERVAL('2020-01-01', closed))",
        "T_INTERSECTS(since, INTERVAL('..', '..'))",
        "A_CONTAINS(tags, ('a', name, CASEI('B'))) OR A_EQUALS((), crops) OR A_OVERLAPS(tags, crops)",
        "A_EQUALS((1, TRUE, DATE('2020-01-01')), (TRUE, 1))",
        "S_WITHIN(shape, BBOX(127, 35, 128, 36)) AND S_TOUCHES(POINT(1 2), shape)",
        "S_EQUALS(shape, GEOMETRYCOLLECTION(POINT(1 2), POINT(3 4)))",
        "S_INTERSECTS(shape, LINESTRING(0 0, 180.00000000000006 -90.00000000000001))",
        "shape IS NOT NULL AND tags IS NULL AND (name = 'x') IS NULL AND 1 IS NOT NULL",
        "length(lower(upper(name))) = 3 AND LENGTH(name) > 2",
      })
  void makesSense(String filter) throws CqlException {
    assertThat(CqlFilters.parse(VIEW, filter, CqlLanguage.TEXT, CrsTransform.LON_LAT))
        .isInstanceOf(Filter.Cql.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name = 3                          | 8  | write a number without quotes",
        "families = '3'                    | 12 | write a number without quotes",
        "since = '2020-13-01'              | 9  | DATE('2026-03-01')",
        "since = '2020-01-01T'             | 9  | DATE('2026-03-01')",
        "since = '..'                      | 9  | DATE('2026-03-01')",
        "since = name                      | 9  | DATE('2026-03-01')",
        "opened < 'yesterday'              | 10 | TIMESTAMP('2026-03-01T09:30:00Z')",
        "name ILIKE 'a%'                   | 6  | CASEI(name) LIKE CASEI",
        "fenced = 1                        | 10 | cannot be compared",
        "fenced = 'true'                   | 10 | cannot be compared",
        "name                              | 1  | a condition is wanted",
        "families AND TRUE                 | 1  | a condition is wanted",
        "NOT (families + 1)                | 6  | a condition is wanted",
        "name + 1 > 2                      | 1  | + takes a number, and this is text",
        "(name = 'x') = TRUE               | 2  | a condition (=) is not a value",
        "shape = POINT(1 2)                | 9  | spatial function",
        "shape = shape                     | 9  | spatial function",
        "tags = 'a'                        | 8  | A_CONTAINS",
        "name = ('a', 'b')                 | 8  | a list can only stand in IN",
        "since = INTERVAL('..', '..')      | 9  | an INTERVAL can only stand in",
        "S_INTERSECTS(name, POINT(1 2))    | 14 | S_INTERSECTS takes a geometry, and this is text",
        "S_INTERSECTS(shape, POINT(90 180))| 21 | are longitude and latitude swapped?",
        "S_WITHIN(shape, BBOX(200000, 500000, 200001, 500001)) | 17 | give filter-crs",
        "S_WITHIN(shape, BBOX(1, 5, 2, 4)) | 17 | ends before it begins",
        "S_WITHIN(shape, LINESTRING(1 1, 1 1)) | 17 | neither area nor length",
        "S_WITHIN(shape, POLYGON((1 1, 2 2, 3 3, 1 1))) | 17 | neither area nor length",
        "S_WITHIN(shape, GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(3 4, 5 6))) | 17 | of different kinds",
        "T_AFTER(name, since)              | 9  | T_AFTER takes a date, and this is text",
        "T_DURING(since, INTERVAL('..', '..')) | 10 | compare an instant by T_AFTER",
        "A_CONTAINS(tags, (1))             | 19 | A_CONTAINS takes text, and this is an integer",
        "A_CONTAINS(name, ('a'))           | 12 | A_CONTAINS takes a list, and this is text",
        "name LIKE memo                    | 11 | in single quotes",
        "families LIKE '1%'                | 1  | LIKE takes text",
        "CASEI(families) = 'a'             | 7  | CASEI takes text",
        "avg(families) > 1                 | 1  | there is no function \"avg\"; there are lower, upper, length",
        "lower(name, memo) = 'a'           | 1  | takes one text, not 2",
        "lower(families) = 'a'             | 7  | lower takes text",
        "nobody = 'x'                      | 1  | there is no property \"nobody\"; there are id, shape, name, memo",
        "name = \"우물\"                   | 8  | there is no property \"우물\"",
      })
  void makesNoSense(String filter, int character, String message) {
    CqlException e = refusal(filter, CrsTransform.LON_LAT);
    String expected =
        message.contains("? ") ? message.substring(message.indexOf("? ") + 2) : message;
    assertThat(e.message().en()).contains(expected);
    assertThat(e.reason().ko()).matches("(?s).*[가-힣].*");
    assertThat(e.place()).isEqualTo(new CqlPlace.Character(character));
  }

  /** The standard's abstract tests ask for {@code t IN ('2022-04-14T14:52:56Z')}. */
  @Test
  void aTextBesideATimeIsATime() throws CqlException {
    Filter expected =
        CqlFilters.parse(
            VIEW,
            "since > DATE('2020-01-01') AND opened IN (TIMESTAMP('2020-01-01T00:00:00Z'))",
            CqlLanguage.TEXT,
            CrsTransform.LON_LAT);
    String text = "since > '2020-01-01' AND opened IN ('2020-01-01T09:00:00+09:00')";
    assertThat(CqlFilters.parse(VIEW, text, CqlLanguage.TEXT, CrsTransform.LON_LAT))
        .isEqualTo(expected);
    String json =
        """
        {"op": "and", "args": [
          {"op": ">", "args": [{"property": "since"}, "2020-01-01"]},
          {"op": "in", "args": [{"property": "opened"}, ["2020-01-01T00:00:00Z"]]}]}
        """;
    assertThat(CqlFilters.parse(VIEW, json, CqlLanguage.JSON, CrsTransform.LON_LAT))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name ILIKE 'Ab%'            | CASEI(name) LIKE CASEI('Ab%')",
        "NOT name NOT ILIKE 'a'      | NOT (NOT CASEI(name) LIKE CASEI('a'))",
        "name = 'it''s \\'            | name = 'it''s \\\\'",
        "name = 'a\\tb\\'             | name = 'a\\\\tb\\\\'",
        "name LIKE '100\\%'           | name LIKE '100\\\\\\\\%'",
        "name LIKE '\\'               | name LIKE '\\\\\\\\'",
        "since >= '2026-03-01T'      | since >= TIMESTAMP('2026-03-01T00:00:00Z')",
        "opened < '2026-03-01T'      | opened < TIMESTAMP('2026-03-01T00:00:00Z')",
        "opened = '2026-03-01T09Z'   | opened = TIMESTAMP('2026-03-01T09:00:00Z')",
        "opened = '2026-03-01T09:30Z' | opened = TIMESTAMP('2026-03-01T09:30:00Z')",
        "opened = '2026-03-01T09:30:01Z' | opened = TIMESTAMP('2026-03-01T09:30:01Z')",
        "since = '2026-03-01'        | since = DATE('2026-03-01')",
        "name = '2026-03-01T'        | name = '2026-03-01T'",
        "fenced = 1 AND 0 <> planted | fenced = TRUE AND FALSE <> planted",
        "(families > 2) AND ((memo IS NULL) OR (areaSquareMetres <= 1.5e+3)) | families > 2 AND (memo IS NULL OR areaSquareMetres <= 1500)",
      })
  void readsTheLanguageBeforeCql2(String old, String cql2) throws CqlException {
    assertThat(CqlFilters.parse(VIEW, old, CqlLanguage.OLD_TEXT, CrsTransform.LON_LAT))
        .isEqualTo(CqlFilters.parse(VIEW, cql2, CqlLanguage.TEXT, CrsTransform.LON_LAT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fenced = 2", "families = '3'", "opened = '2026-02-30T'", "name = 'a''"})
  void refusesInTheLanguageBeforeCql2Too(String old) {
    assertThat(
            catchThrowableOfType(
                CqlException.class,
                () -> CqlFilters.parse(VIEW, old, CqlLanguage.OLD_TEXT, CrsTransform.LON_LAT)))
        .isNotNull();
  }

  @Test
  void whatIsHiddenDoesNotExist() throws CqlException {
    CqlFilters.parse(
        PLOTS.viewFor(Audience.STAFF), "owner = 'x'", CqlLanguage.TEXT, CrsTransform.LON_LAT);
    for (String filter :
        new String[] {"%s = 'x'", "%s IS NULL", "lower(%s) = 'x'", "T_AFTER(%s, since)"}) {
      CqlException hidden = refusal(filter.formatted("owner"), CrsTransform.LON_LAT);
      CqlException unknown = refusal(filter.formatted("ownex"), CrsTransform.LON_LAT);
      assertThat(hidden.message().en())
          .isEqualTo(unknown.message().en().replace("ownex", "owner"))
          .doesNotContain("crops, owner");
      assertThat(hidden.message().ko()).isEqualTo(unknown.message().ko().replace("ownex", "owner"));
    }
  }

  @Test
  void literalsComeInTheirReferenceSystem() throws CqlException {
    Geometry point = literal("S_EQUALS(shape, POINT(35.8 127.1))", SWAPPED);
    assertThat(point.getCoordinate()).isEqualTo(new Coordinate(127.1, 35.8));
    assertThat(point.getSRID()).isEqualTo(4326);
    Geometry box = literal("S_INTERSECTS(shape, BBOX(35, 127, 36, 128))", SWAPPED);
    assertThat(box.getEnvelopeInternal().toString()).isEqualTo("Env[127.0 : 128.0, 35.0 : 36.0]");
    Geometry across = literal("S_INTERSECTS(shape, BBOX(-10, 170, 10, -170))", SWAPPED);
    assertThat(across.getNumGeometries()).isEqualTo(2);
    assertThat(across.covers(GeoJsonGeometry.FACTORY.createPoint(new Coordinate(-175, 0))))
        .isTrue();
    Geometry thin = literal("S_INTERSECTS(shape, BBOX(127, 35, 127, 36))", CrsTransform.LON_LAT);
    assertThat(thin.getDimension()).isEqualTo(1);

    CrsTransform metres =
        g -> {
          Geometry moved = g.copy();
          moved.apply(
              (CoordinateFilter) c -> c.setCoordinate(new Coordinate(127 + c.x / 1e5, c.y / 1e5)));
          return moved;
        };
    assertThat(literal("S_WITHIN(shape, BBOX(0, 3500000, 1000, 3501000))", metres).getNumPoints())
        .isGreaterThan(50);
    assertThat(refusal("S_WITHIN(shape, BBOX(1000, 3500000, 0, 3501000))", metres).message().en())
        .contains("ends before it begins");
    CrsTransform nowhere =
        g -> {
          throw new CrsTransform.OutsideException(null);
        };
    assertThat(refusal("S_WITHIN(shape, POINT(1 2))", nowhere).message().en())
        .contains("where filter-crs does not reach");
  }

  @Test
  void areasThatCrossThemselvesAreMended() throws CqlException {
    Geometry bow =
        literal("S_WITHIN(shape, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))", CrsTransform.LON_LAT);
    assertThat(bow.isValid()).isTrue();
    assertThat(bow.getArea()).isEqualTo(2);
  }

  @Test
  void tanglesAreRefusedBeforeTheyAreCompared() {
    StringBuilder zigzag = new StringBuilder("0 0");
    for (int i = 0; i < 3_000; i++) {
      zigzag.append(i % 2 == 0 ? ",9 " : ",0 ").append(i * 7 % 90);
    }
    for (String tangle :
        new String[] {
          "LINESTRING(" + zigzag + ")",
          "POLYGON((" + zigzag + ",0 0))",
          "GEOMETRYCOLLECTION(LINESTRING(" + zigzag + "),POINT(1 1))"
        }) {
      CqlException e = refusal("S_INTERSECTS(shape, " + tangle + ")", CrsTransform.LON_LAT);
      assertThat(e.message().en()).contains("untangle or divide it");
    }
  }

  private static Geometry literal(String filter, CrsTransform crs) throws CqlException {
    Filter.Cql parsed = (Filter.Cql) CqlFilters.parse(VIEW, filter, CqlLanguage.TEXT, crs);
    return ((Condition.Spatial) parsed.condition()).other();
  }

  private static CqlException refusal(String filter, CrsTransform crs) {
    CqlException e =
        catchThrowableOfType(
            CqlException.class, () -> CqlFilters.parse(VIEW, filter, CqlLanguage.TEXT, crs));
    assertThat(e).as(filter).isNotNull();
    return e;
  }
}
