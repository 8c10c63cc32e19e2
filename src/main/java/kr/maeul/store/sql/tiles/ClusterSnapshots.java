package kr.maeul.store.sql.tiles;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.db.sql.Sql;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;
import kr.maeul.store.sql.row.RevisionSql;
import kr.maeul.store.sql.statement.FilterSql;
import kr.maeul.tile.ClusterIndex;
import org.locationtech.jts.geom.Coordinate;

/**
 * Where the features of each view are, as of one revision of the layer, kept in memory for
 * counting. A layer that was written to is read anew when its next far tile is asked for, by one
 * thread while the others wait. Safe for use by several threads.
 */
final class ClusterSnapshots {
  /** Features in all snapshots together, at twelve bytes each; beyond, the least used one goes. */
  private static final long MOST_FEATURES = 16_000_000;

  private final Dialect dialect;
  private final SqlTiles.Reads reads;
  private final Map<Key, Object> locks = new ConcurrentHashMap<>();
  private final Map<Key, Snapshot> kept = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(String layer, Audience audience) {}

  /**
   * @param revision of the layer
   * @param categories for each number that the index counts by, the category's values
   */
  record Snapshot(long revision, ClusterIndex index, List<List<String>> categories) {}

  ClusterSnapshots(Dialect dialect, SqlTiles.Reads reads) {
    this.dialect = dialect;
    this.reads = reads;
  }

  /** The snapshot of the layer as it is now. */
  Snapshot of(View view) {
    Key key = new Key(view.layer().id(), view.audience());
    long revision = reads.run(c -> RevisionSql.of(c, dialect, view.layer()));
    Snapshot known = kept(key);
    if (known != null && known.revision() == revision) {
      return known;
    }
    synchronized (locks.computeIfAbsent(key, k -> new Object())) {
      return reads.run(
          c -> {
            Snapshot now = kept(key);
            if (now == null || now.revision() != RevisionSql.of(c, dialect, view.layer())) {
              now = make(c, view);
              keep(key, now);
            }
            return now;
          });
    }
  }

  private Snapshot kept(Key key) {
    synchronized (kept) {
      return kept.get(key);
    }
  }

  private void keep(Key key, Snapshot snapshot) {
    synchronized (kept) {
      kept.put(key, snapshot);
      long features = kept.values().stream().mapToLong(s -> s.index().size()).sum();
      Iterator<Snapshot> leastUsed = kept.values().iterator();
      while (features > MOST_FEATURES && kept.size() > 1) {
        features -= leastUsed.next().index().size();
        leastUsed.remove();
      }
    }
  }

  /** Reads the whole view. */
  Snapshot make(Connection c, View view) throws SQLException {
    long revision = RevisionSql.of(c, dialect, view.layer());
    Optional<Property> category =
        view.byRole(PropertyRole.CATEGORY).filter(property -> !property.choices().isEmpty());
    boolean isPoint = view.layer().geometry().type() == GeometryType.POINT;
    Categories categories = new Categories(category.orElse(null));
    ClusterIndex.Builder index = new ClusterIndex.Builder();
    Sql sql = new Sql().add("SELECT ").add(isPoint ? place(view) : middle(view));
    FilterSql filters = new FilterSql(dialect, view);
    category.ifPresent(p -> sql.add(", ").add(filters.column(p)));
    filters.addFromWhere(sql, List.of());
    try (PreparedStatement s = sql.prepare(c)) {
      dialect.engine().readInBulk(s);
      try (ResultSet r = s.executeQuery()) {
        int last = isPoint ? 2 : 5;
        while (r.next()) {
          double x = r.getDouble(1);
          if (r.wasNull() || Double.isNaN(x)) {
            continue; // it has no place
          }
          int number = categories.number(r, last + 1);
          if (isPoint) {
            index.add(x, r.getDouble(2), number, true);
          } else {
            addMiddle(index, r, number);
          }
        }
      }
    }
    return new Snapshot(revision, index.build(), categories.values);
  }

  /** Databases keep the boxes of what is more than a point a little too large. */
  private void addMiddle(ClusterIndex.Builder index, ResultSet r, int number) throws SQLException {
    byte[] points = r.getBytes(5);
    if (points == null) {
      double x = (r.getDouble(1) + r.getDouble(2)) / 2;
      double y = (r.getDouble(3) + r.getDouble(4)) / 2;
      index.add(x, y, number, false);
    } else {
      Coordinate middle = Wkb.read(points).getEnvelopeInternal().centre();
      index.add(middle.x, middle.y, number, true);
    }
  }

  private static String place(View view) {
    String g = Dialect.geometry(view.layer());
    return "ST_X(" + g + "), ST_Y(" + g + ")";
  }

  private String middle(View view) {
    String g = Dialect.geometry(view.layer());
    String box = "ST_XMin(" + g + "), ST_XMax(" + g + "), ST_YMin(" + g + "), ST_YMax(" + g + ")";
    return box
        + ", "
        + dialect.selectGeometry("CASE WHEN ST_Dimension(" + g + ") = 0 THEN " + g + " END");
  }

  /** Numbers the values that the category has, as they come. */
  private static final class Categories {
    private final Property property;
    private final List<String> known;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<List<String>> values = new ArrayList<>();

    Categories(Property property) {
      this.property = property;
      this.known =
          property == null ? List.of() : property.choices().stream().map(Choice::value).toList();
      number(List.of());
    }

    int number(ResultSet r, int column) throws SQLException {
      if (property == null) {
        return 0;
      }
      Object value = Values.read(r, column, property.type());
      if (value == null) {
        return 0;
      }
      Integer number = numbers.get(value);
      return number != null
          ? number
          : property.type() == PropertyType.STRING_LIST
              ? number((List<?>) value)
              : number(List.of(value));
    }

    private int number(List<?> members) {
      List<String> counted =
          members.stream().map(Object::toString).filter(known::contains).distinct().toList();
      int number = counted.isEmpty() && !values.isEmpty() ? 0 : values.size();
      if (number == values.size()) {
        values.add(counted);
      }
      Object key =
          property != null && property.type() != PropertyType.STRING_LIST && !members.isEmpty()
              ? members.get(0)
              : members;
      numbers.put(key, number);
      return number;
    }
  }
}
