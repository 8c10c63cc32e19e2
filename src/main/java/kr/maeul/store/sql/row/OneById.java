package kr.maeul.store.sql.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.StoredFeature;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;
import kr.maeul.store.sql.statement.FilterSql;

/**
 * Single features by their id, the most frequent of questions: those asked while a statement is
 * under way are answered together by the next one. A statement begins after all who are answered by
 * it have asked, so nobody gets what is older than their question. Safe for use by several threads.
 */
public final class OneById {
  private static final int MOST_A_STATEMENT = 100;
  private static final int MOST_AT_ONCE = 3;

  private final DataSource source;
  private final Dialect dialect;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private final Map<Shown, Batch> gathering = new HashMap<>();
  private final Map<Shown, Statement> statements = new ConcurrentHashMap<>();
  private int running;

  /** What a statement is about; there are no two views of a layer for one audience. */
  private record Shown(String layer, Audience audience) {}

  /** Good for one day. */
  private record Statement(LocalDate day, String sql) {}

  private static final class Batch {
    private final Map<String, CompletableFuture<Optional<StoredFeature>>> asked =
        new LinkedHashMap<>();
  }

  /**
   * @param source connections on which a plan that was made once is used again
   */
  public OneById(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  public Optional<StoredFeature> read(View view, String id) throws SQLException {
    Shown shown = new Shown(view.layer().id(), view.audience());
    CompletableFuture<Optional<StoredFeature>> answer;
    Batch mine = null;
    lock.lock();
    try {
      Batch batch = gathering.get(shown);
      if (batch == null || batch.asked.size() >= MOST_A_STATEMENT) {
        batch = mine = new Batch();
        gathering.put(shown, batch);
      }
      answer = batch.asked.computeIfAbsent(id, i -> new CompletableFuture<>());
      if (mine != null) {
        while (running >= MOST_AT_ONCE) {
          done.awaitUninterruptibly();
        }
        running++;
        gathering.remove(shown, mine);
      }
    } finally {
      lock.unlock();
    }
    if (mine != null) {
      answer(view, shown, mine);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
    }
  }

  private void answer(View view, Shown shown, Batch batch) {
    try {
      Map<String, StoredFeature> found = read(view, shown, batch.asked.keySet().toArray());
      batch.asked.forEach((id, answer) -> answer.complete(Optional.ofNullable(found.get(id))));
    } catch (SQLException | RuntimeException | Error e) {
      batch.asked.values().forEach(answer -> answer.completeExceptionally(e));
    } finally {
      lock.lock();
      running--;
      done.signal();
      lock.unlock();
    }
  }

  private Map<String, StoredFeature> read(View view, Shown shown, Object[] ids)
      throws SQLException {
    Map<String, StoredFeature> found = new HashMap<>();
    LocalDate day = dialect.today();
    String sql =
        statements
            .compute(
                shown,
                (key, s) -> s != null && s.day.equals(day) ? s : new Statement(day, sql(view, day)))
            .sql();
    try (Connection c = source.getConnection();
        PreparedStatement s = c.prepareStatement(sql)) {
      // The values that the view asks for come first, as in every statement; the ids stand last.
      int parameter = 1;
      for (var values : view.where().values()) {
        for (Object value : values) {
          s.setObject(parameter++, value);
        }
      }
      s.setArray(parameter, c.createArrayOf("varchar", ids));
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          Map<Property, Object> values = new LinkedHashMap<>();
          int column = 3;
          for (Property p : view.properties()) {
            Object value = Values.read(rows, column++, p.type());
            if (value != null) {
              values.put(p, value);
            }
          }
          String id = rows.getString(1);
          found.put(id, new StoredFeature(id, rows.getBytes(2), values));
        }
      }
    }
    return found;
  }

  private String sql(View view, LocalDate day) {
    Sql sql =
        new Sql()
            .add("SELECT \"id\", ")
            .add(dialect.selectGeometry(Dialect.geometry(view.layer())));
    FilterSql filters = new FilterSql(dialect, view, day);
    for (Property p : view.properties()) {
      sql.add(", ").add(filters.column(p));
    }
    filters.addFromWhere(sql, java.util.List.of());
    return sql.add(" AND \"id\" = ANY(?)").toString();
  }
}
