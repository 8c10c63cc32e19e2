package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.load.FeatureLoad.Result;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.row.FeatureRows;
import kr.maeul.store.sql.row.RevisionRows;

/**
 * Moves a stage into the layer's table, and notes what each feature was that is changed or taken
 * away, row by row but never many at once. For one load.
 */
final class LoadApply {
  /** From here on it pays to fill an empty table first and to index it then. */
  private static final long MANY = 10_000;

  private static final int ROWS_A_BATCH = 500;

  private static final String NEWEST =
      "(SELECT COALESCE(MAX(r.\"number\"), 0) FROM \"maeul_revision\" r WHERE r.\"layer\" = ";

  private final LoadStage stage;
  private final Connection connection;
  private final Dialect dialect;
  private final Layer layer;
  private final String table;
  private final FeatureRows rows;
  private final long number;
  private final Author author;
  private final boolean restores;
  private final Instant at;

  /**
   * @param number of the load
   * @param reason to show beside each revision
   * @param restores whether what it writes was there before
   * @param at when, to the millisecond
   */
  LoadApply(
      LoadStage stage, long number, Author author, String reason, boolean restores, Instant at) {
    this.stage = stage;
    this.connection = stage.connection();
    this.dialect = stage.dialect();
    this.layer = stage.layer();
    this.table = Dialect.table(layer);
    this.rows = new FeatureRows(dialect);
    this.number = number;
    this.author = new Author(author.account(), author.name(), reason, LoadRecord.batch(number));
    this.restores = restores;
    this.at = at;
  }

  /**
   * @param planned how much there is to do
   */
  void apply(Result planned) throws SQLException {
    boolean fills = planned.before() <= planned.deleted() && planned.inserted() >= MANY;
    if (fills) { // before the first write, or it could wait in a circle with the making of an index
      Sql.execute(connection, dialect.dropIndexBeforeFilling(layer));
    }
    if (planned.deleted() > 0) {
      noteGone();
      stage.execute(
          "DELETE FROM "
              + table
              + " d WHERE EXISTS (SELECT 1 FROM "
              + stage.name()
              + " s WHERE s.\"id\" = d.\"id\" AND s."
              + Dialect.MARK
              + " = '"
              + LoadStage.GONE
              + "')");
    }
    if (planned.updated() > 0) {
      noteChanges();
    }
    if (planned.inserted() > 0) {
      noteAdditions();
    }
    if (planned.inserted() + planned.updated() > 0) {
      write(planned, fills);
    }
    if (planned.inserted() + planned.updated() + planned.deleted() > 0) {
      touch();
      dialect.analyze(connection, layer);
    }
  }

  private void write(Result planned, boolean fills) throws SQLException {
    if (planned.before() > planned.deleted()) {
      dialect.upsertFromStage(connection, layer, stage.name(), LoadStage.TO_WRITE);
      return;
    }
    String columns = String.join(", ", Dialect.columns(layer));
    stage.execute(
        "INSERT INTO "
            + table
            + " ("
            + columns
            + ") SELECT "
            + columns
            + " FROM "
            + stage.name()
            + " s WHERE "
            + LoadStage.TO_WRITE
            + (fills ? dialect.orderByPlace(layer) : ""));
    if (fills) {
      Sql.execute(connection, dialect.indexAfterFilling(layer));
    }
  }

  private void touch() throws SQLException {
    if (!dialect.touchesByItself()) {
      Sql touch =
          new Sql()
              .add("UPDATE \"maeul_layer\" SET \"revision\" = \"revision\" + 1,")
              .add(" \"changed_at\" = CURRENT_TIMESTAMP WHERE \"id\" = ")
              .bind(layer.id());
      touch.run(connection);
    }
  }

  private void noteGone() throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT " + NEWEST)
            .bind(layer.id())
            .add(" AND r.\"feature\" = t.\"id\"), ")
            .add(rows.columns(layer, "t"));
    sql.add(" FROM " + table + " t JOIN " + stage.name() + " s ON s.\"id\" = t.\"id\" WHERE s.");
    sql.add(Dialect.MARK + " = '" + LoadStage.GONE + "'");
    note(sql, Revision.Kind.REMOVED, true, false);
  }

  private void noteChanges() throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT " + NEWEST)
            .bind(layer.id())
            .add(" AND r.\"feature\" = t.\"id\"), ")
            .add(rows.columns(layer, "t") + ", " + rows.columns(layer, "s"));
    sql.add(" FROM " + table + " t JOIN " + stage.name() + " s ON s.\"id\" = t.\"id\" WHERE ");
    sql.add(LoadStage.TO_WRITE);
    note(sql, restores ? Revision.Kind.RESTORED : Revision.Kind.CHANGED, true, true);
  }

  /** What comes back says so; of what is new a list of ids will do, of which there may be many. */
  private void noteAdditions() throws SQLException {
    if (restores) {
      Sql sql =
          new Sql()
              .add("SELECT " + NEWEST)
              .bind(layer.id())
              .add(" AND r.\"feature\" = s.\"id\"), ")
              .add(rows.columns(layer, "s"));
      sql.add(" FROM " + stage.name() + " s WHERE " + LoadStage.TO_WRITE + " AND NOT ");
      note(sql.add(stage.isThere()), Revision.Kind.RESTORED, false, true);
      return;
    }
    Sql sql =
        new Sql()
            .add("INSERT INTO \"maeul_load_row\" (\"load\", \"feature\") SELECT CAST(")
            .bind(number)
            .add(" AS BIGINT), s.\"id\" FROM " + stage.name() + " s WHERE " + LoadStage.TO_WRITE);
    sql.add(" AND NOT " + stage.isThere());
    sql.run(connection);
  }

  private void note(Sql select, Revision.Kind kind, boolean hasBefore, boolean hasAfter)
      throws SQLException {
    int width = 2 + layer.properties().size();
    try (PreparedStatement s = select.prepare(connection);
        RevisionRows.Batch batch = new RevisionRows.Batch(connection, layer, ROWS_A_BATCH)) {
      s.setFetchSize(ROWS_A_BATCH);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          Feature before = hasBefore ? rows.at(r, 2, layer) : null;
          Feature after = hasAfter ? rows.at(r, hasBefore ? 2 + width : 2, layer) : null;
          batch.add(r.getLong(1), kind, at, author, before, after);
        }
      }
      batch.finish();
    }
  }
}
