package kr.maeul.store.sql.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.parse.Uploads;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.Conflict;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;

/**
 * Takes rows out of the stage that name uploads which their features do not have: a file uploads
 * nothing, and may give nobody the photo of another. For one load.
 */
final class LoadUploads {
  static final Text NOT_ITS_OWN =
      new Text(
          "이 항목에 이미 있는 사진·녹음만 적을 수 있습니다. 파일로는 올리지 못하니 칸을 비우고, 넣은 뒤 항목 화면에서 올리세요.",
          "may name only uploads that this item has already; a file cannot upload: leave it blank, and"
              + " upload at the item afterwards");

  private final LoadStage stage;
  private final Layer layer;
  private final List<Property> looked;

  LoadUploads(LoadStage stage) {
    this.stage = stage;
    this.layer = stage.layer();
    this.looked = layer.properties().stream().filter(p -> p.media() != null || p.uri()).toList();
  }

  /**
   * @param spared features of such rows, with the place of the row
   * @param most the most conflicts to have in the list
   */
  void refuse(Map<String, Long> spared, int most, List<Conflict> conflicts) throws SQLException {
    if (looked.isEmpty()) {
      return;
    }
    List<Conflict> found = new ArrayList<>();
    String any =
        looked.stream()
            .map(p -> "s." + Dialect.column(p) + " IS NOT NULL")
            .collect(Collectors.joining(" OR "));
    String select =
        "SELECT s."
            + Dialect.PLACE
            + ", s.\"id\""
            + columns("s.")
            + columns("t.")
            + " FROM "
            + stage.name()
            + " s LEFT JOIN "
            + Dialect.table(layer)
            + " t ON t.\"id\" = s.\"id\" WHERE "
            + any
            + " ORDER BY 1";
    new Sql()
        .add(select)
        .each(
            stage.connection(),
            LoadStage.ROWS_FETCHED,
            r -> {
              Property wrong = wrong(values(r, 3), values(r, 3 + looked.size()));
              if (wrong != null) {
                found.add(new Conflict(r.getLong(1), r.getString(2), wrong.name(), NOT_ITS_OWN));
              }
            });
    for (Conflict c : found) {
      spared.putIfAbsent(c.id(), c.place());
      stage.take(c.place(), c.id());
      if (conflicts.size() < most) {
        conflicts.add(c);
      }
    }
  }

  private String columns(String of) {
    return looked.stream().map(p -> ", " + of + Dialect.column(p)).collect(Collectors.joining());
  }

  private Map<Property, Object> values(ResultSet r, int first) throws SQLException {
    Map<Property, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < looked.size(); i++) {
      values.put(looked.get(i), Values.read(r, first + i, looked.get(i).type()));
    }
    return values;
  }

  private Property wrong(Map<Property, Object> given, Map<Property, Object> ours) {
    Map<Property, Set<String>> has = Uploads.of(layer, name -> ours.get(property(name)));
    for (Property p : looked) {
      if (p.media() != null && !has.get(p).containsAll(Uploads.ids(given.get(p)))) {
        return p;
      }
    }
    for (Property p : looked) {
      Object address = given.get(p);
      boolean isNew = p.uri() && !Objects.equals(address, ours.get(p));
      if (isNew && Uploads.isStray(p, address, has)) {
        return p;
      }
    }
    return null;
  }

  private Property property(String name) {
    return layer.property(name).orElseThrow();
  }
}
