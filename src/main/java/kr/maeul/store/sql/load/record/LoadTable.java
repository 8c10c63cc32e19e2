package kr.maeul.store.sql.load.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.load.FeatureLoad.Result;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.row.RevisionRows;

/** The table of loads, and what they did to single features. Stateless. */
public final class LoadTable {
  private static final String COLUMNS =
      "SELECT l.\"number\", l.\"layer\", l.\"file\", l.\"mode\", l.\"undoes\", l.\"account\", l.\"author\","
          + " l.\"begun_at\", l.\"ended_at\", l.\"inserted\", l.\"changed\", l.\"unchanged\","
          + " l.\"deleted\", l.\"kept\", l.\"undone_by\" FROM \"maeul_load\" l";

  private LoadTable() {}

  /**
   * Notes a load that is under way; it is there once its transaction is.
   *
   * @param undoes number of the load that it takes back, or null
   * @return its number
   */
  public static long begin(Connection c, LoadRequest request, Long undoes, Instant begun)
      throws SQLException {
    String mode = undoes == null ? request.mode().name().toLowerCase(Locale.ROOT) : LoadRecord.UNDO;
    String insert =
        "INSERT INTO \"maeul_load\" (\"layer\", \"file\", \"mode\", \"undoes\", \"account\","
            + " \"author\", \"begun_at\") VALUES (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement s = c.prepareStatement(insert, new String[] {"number"})) {
      Object[] values = {
        request.layer().id(),
        request.file(),
        mode,
        undoes,
        request.author().account(),
        request.author().name(),
        begun.atOffset(ZoneOffset.UTC)
      };
      for (int i = 0; i < values.length; i++) {
        s.setObject(i + 1, Sql.storable(values[i]));
      }
      s.executeUpdate();
      try (ResultSet r = s.getGeneratedKeys()) {
        r.next();
        return r.getLong(1);
      }
    }
  }

  /** Notes what a load has done, right before it is committed. */
  public static void end(Connection c, long number, Result result, Instant ended)
      throws SQLException {
    Sql sql =
        new Sql()
            .add("UPDATE \"maeul_load\" SET \"ended_at\" = ")
            .bind(ended.atOffset(ZoneOffset.UTC))
            .add(", \"inserted\" = ")
            .bind(result.inserted())
            .add(", \"changed\" = ")
            .bind(result.updated())
            .add(", \"unchanged\" = ")
            .bind(result.unchanged())
            .add(", \"deleted\" = ")
            .bind(result.deleted())
            .add(", \"kept\" = ")
            .bind(result.kept());
    sql.add(" WHERE \"number\" = ").bind(number).run(c);
  }

  public static void undone(Connection c, long number, long by) throws SQLException {
    Sql sql = new Sql().add("UPDATE \"maeul_load\" SET \"undone_by\" = ").bind(by);
    sql.add(" WHERE \"number\" = ").bind(number).run(c);
  }

  /** Forgets what loads of a layer brought that were taken back before, unless it is there. */
  public static void sweep(Connection c, Layer layer, Instant before) throws SQLException {
    Sql sql =
        new Sql()
            .add("DELETE FROM \"maeul_load_row\" WHERE \"load\" IN (SELECT l.\"undoes\" FROM")
            .add(" \"maeul_load\" l WHERE l.\"undoes\" IS NOT NULL AND l.\"ended_at\" < ")
            .bind(before.atOffset(ZoneOffset.UTC))
            .add(" AND l.\"layer\" = ")
            .bind(layer.id())
            .add(") AND NOT EXISTS (SELECT 1 FROM " + Dialect.table(layer))
            .add(" t WHERE t.\"id\" = \"maeul_load_row\".\"feature\")");
    sql.run(c);
  }

  /** How many features are there that a load brought and no later one did. */
  public static long standing(Connection c, Layer layer, long number) throws SQLException {
    List<Long> later = new ArrayList<>();
    Sql loads = new Sql().add("SELECT \"number\" FROM \"maeul_load\" WHERE \"layer\" = ");
    loads.bind(layer.id()).add(" AND \"inserted\" > 0 AND \"undoes\" IS NULL AND \"number\" > ");
    later.addAll(loads.bind(number).list(c, r -> r.getLong(1)));
    Sql sql = new Sql().add("SELECT COUNT(*) FROM \"maeul_load_row\" a JOIN ");
    sql.add(Dialect.table(layer) + " t ON t.\"id\" = a.\"feature\" WHERE a.\"load\" = ")
        .bind(number);
    if (!later.isEmpty()) {
      // By the numbers of the loads, or each feature would be looked for in all that were brought.
      sql.add(" AND NOT EXISTS (SELECT 1 FROM \"maeul_load_row\" b WHERE b.\"load\" IN (");
      sql.bindAll(later).add(") AND b.\"feature\" = a.\"feature\")");
    }
    return sql.number(c);
  }

  /** The newest first. */
  public static List<LoadRecord> list(Connection c, String layer, int most) throws SQLException {
    Sql sql = new Sql().add(COLUMNS);
    if (layer != null) {
      sql.add(" WHERE l.\"layer\" = ").bind(layer);
    }
    return read(c, sql.add(" ORDER BY l.\"number\" DESC FETCH FIRST " + most + " ROWS ONLY"));
  }

  public static List<LoadRecord> numbered(Connection c, List<Long> numbers) throws SQLException {
    if (numbers.isEmpty()) {
      return List.of();
    }
    Sql sql = new Sql().add(COLUMNS + " WHERE l.\"number\" IN (").bindAll(numbers);
    return read(c, sql.add(") ORDER BY l.\"number\""));
  }

  /** A layer's loads that were taken back at some time, and those that took them back. */
  public static Undoings undoings(Connection c, String layer) throws SQLException {
    Sql sql = new Sql().add(COLUMNS + " WHERE l.\"layer\" = ").bind(layer);
    sql.add(" AND (l.\"undoes\" IS NOT NULL OR l.\"undone_by\" IS NOT NULL)");
    return Undoings.of(read(c, sql.add(" ORDER BY l.\"number\" DESC")));
  }

  /** Those that brought a feature. */
  public static List<LoadRecord> bringing(Connection c, String layer, String id)
      throws SQLException {
    Sql sql = new Sql().add(COLUMNS + " WHERE l.\"layer\" = ").bind(layer);
    sql.add(" AND EXISTS (SELECT 1 FROM \"maeul_load_row\" r WHERE r.\"load\" = l.\"number\"");
    return read(c, sql.add(" AND r.\"feature\" = ").bind(id).add(") ORDER BY l.\"number\""));
  }

  /**
   * What a load did to a feature.
   *
   * @param load number of the load
   */
  public record ByLoad(long load, Revision.Kind kind, Feature before, Feature after) {

    /** Names of the properties that it changed, and of the geometry; of a feature that stayed. */
    public List<String> changed(Layer layer) {
      List<String> names = new ArrayList<>();
      if (before == null || after == null) {
        return names;
      }
      if (!Objects.equals(before.geometry(), after.geometry())) {
        names.add(layer.geometry().name());
      }
      for (Property p : layer.properties()) {
        Object was = before.properties().get(p.name());
        if (!Objects.equals(was, after.properties().get(p.name()))) {
          names.add(p.name());
        }
      }
      return names;
    }
  }

  /** What loads did to a feature, oldest first. */
  public static List<ByLoad> byLoads(Connection c, Layer layer, String id) throws SQLException {
    Sql sql = new Sql().add("SELECT \"batch\", \"kind\", \"before\", \"after\" FROM");
    sql.add(" \"maeul_revision\" WHERE \"layer\" = ").bind(layer.id());
    sql.add(" AND \"feature\" = ").bind(id).add(" AND \"batch\" LIKE ");
    sql.bind(LoadRecord.BATCH + "%").add(" ORDER BY \"number\"");
    List<ByLoad> all = new ArrayList<>();
    try (PreparedStatement s = sql.prepare(c);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        long load = Long.parseLong(r.getString(1).substring(LoadRecord.BATCH.length()));
        Revision.Kind kind = Revision.Kind.valueOf(r.getString(2));
        all.add(
            new ByLoad(
                load,
                kind,
                RevisionRows.feature(layer, r.getString(3)),
                RevisionRows.feature(layer, r.getString(4))));
      }
    }
    return all;
  }

  private static List<LoadRecord> read(Connection c, Sql sql) throws SQLException {
    return sql.list(
        c,
        r ->
            new LoadRecord(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                number(r, 5),
                new Author(r.getString(6), r.getString(7), null, LoadRecord.batch(r.getLong(1))),
                r.getObject(8, OffsetDateTime.class).toInstant(),
                r.getObject(9, OffsetDateTime.class).toInstant(),
                r.getLong(10),
                r.getLong(11),
                r.getLong(12),
                r.getLong(13),
                r.getLong(14),
                number(r, 15)));
  }

  private static Long number(ResultSet r, int column) throws SQLException {
    long value = r.getLong(column);
    return r.wasNull() ? null : (Long) value;
  }
}
