package kr.maeul.store.sql.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.Renewal;
import kr.maeul.store.Summary;
import kr.maeul.store.Summary.Group;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.statement.EndsSql;
import kr.maeul.store.sql.statement.SmallCells;
import kr.maeul.store.sql.statement.SmallCells.Counted;
import kr.maeul.store.sql.statement.SummarySql;

/**
 * Published counts, as they were when they were last taken: at the first question of a day, a week
 * or a month, for all instances. Anyone who watches them does not see a single house come, go or
 * change. They are taken before their time only when the number of hidden rows has changed so much
 * that no single row can be seen in it, as after an import, or because another rule is in force.
 * What has come to be shown since, anyone can take away from them; so less and less is published
 * until they are taken anew ({@link SmallCells}). Safe for use by several threads.
 */
public final class PublishedFigures {
  /** A change of so many hidden rows is published at once. */
  static final int MANY_ROWS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "2";
  private static final String UNIQUE_VIOLATION = "23505";

  private final Dialect dialect;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Shown> shown = new ConcurrentHashMap<>();

  /** Good for a revision of the layer, on one day. */
  private record Known(long revision, LocalDate day, Summary summary) {}

  /** What has been shown since a row was taken. */
  private record Shown(Row row, ShownSince rows) {}

  /** A row of the table. */
  private record Row(OffsetDateTime at, String rule, long hidden, String groups) {}

  public PublishedFigures(Dialect dialect, Clock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** What is kept in memory, if it is still good. */
  public Optional<Summary> kept(Layer layer, long revision) {
    return Optional.ofNullable(known.get(layer.id()))
        .filter(k -> k.revision == revision && k.day.equals(today()))
        .map(Known::summary);
  }

  /**
   * @param c commits by itself
   * @param revision of the layer, as of the question or before
   */
  public Summary read(Connection c, Layer layer, long revision) throws SQLException {
    LocalDate today = today();
    List<Counted> counted = new SummarySql(c, dialect, layer).run();
    long hidden = counted.stream().mapToLong(Counted::hidden).sum();
    Row row = row(c, layer);
    if (hidden == 0 && row == null) {
      return summary(layer, counted, today); // there is nothing to keep for later
    }
    while (!isGood(layer, row, hidden)) {
      keep(c, layer, row, new Row(now(), text(layer), hidden, write(counted)));
      row = row(c, layer); // perhaps another instance's, which was quicker
    }
    LocalDate taken = row.at().atZoneSameInstant(TownZone.ID).toLocalDate();
    Summary summary = summary(layer, shownSince(layer, row).figures(c), taken);
    known.put(layer.id(), new Known(revision, today, summary));
    return summary;
  }

  private ShownSince shownSince(Layer layer, Row row) {
    return shown
        .compute(layer.id(), (id, s) -> s != null && s.row.equals(row) ? s : newShown(layer, row))
        .rows();
  }

  private Shown newShown(Layer layer, Row row) {
    List<Property> by = SummarySql.by(layer, layer.publicRule().summary());
    Instant taken = row.at().toInstant();
    return new Shown(row, new ShownSince(dialect, clock, layer, by, counted(row.groups()), taken));
  }

  private boolean isGood(Layer layer, Row row, long hidden) {
    if (row == null) {
      return false;
    }
    Renewal renewal = layer.publicRule().summary().renewal();
    LocalDate taken = row.at().atZoneSameInstant(TownZone.ID).toLocalDate();
    return row.rule().equals(text(layer))
        && !taken.isBefore(renewal.begin(today()))
        && Math.abs(hidden - row.hidden()) < MANY_ROWS;
  }

  private LocalDate today() {
    return clock.instant().atZone(TownZone.ID).toLocalDate();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  /** What the figures depend on, and in which form they are kept. */
  private static String text(Layer layer) {
    PublicRule rule = layer.publicRule();
    PublicRule.Summary summary = rule.summary();
    return String.join(
        " ",
        FORM,
        summary.by().toString(),
        String.valueOf(summary.suppressBelow()),
        new TreeMap<>(summary.known()).toString(),
        new TreeMap<>(rule.where()) + EndsSql.text(layer));
  }

  private static Summary summary(Layer layer, List<Counted> counted, LocalDate taken) {
    PublicRule.Summary rule = layer.publicRule().summary();
    View everyones = layer.viewFor(Audience.PUBLIC);
    boolean hidesNothing = !everyones.empty() && everyones.where().isEmpty();
    SmallCells small = new SmallCells(hidesNothing ? 0 : rule.suppressBelow());
    List<Group> groups = small.suppress(counted);
    long total = groups.stream().filter(g -> g.count() != null).mapToLong(Group::count).sum();
    return new Summary(
        SummarySql.by(layer, rule), rule.suppressBelow(), groups, total, taken, rule.renewal());
  }

  private static Row row(Connection c, Layer layer) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT \"taken_at\", \"rule\", \"hidden\", \"groups\" FROM \"maeul_figures\"")
            .add(" WHERE \"layer\" = ")
            .bind(layer.id());
    return sql.first(
        c,
        r ->
            new Row(
                r.getObject(1, OffsetDateTime.class),
                r.getString(2),
                r.getLong(3),
                r.getString(4)));
  }

  /** Takes the place of the row that was read, unless another has taken it since. */
  private static void keep(Connection c, Layer layer, Row old, Row row) throws SQLException {
    Sql sql = new Sql();
    if (old == null) {
      sql.add("INSERT INTO \"maeul_figures\" (\"taken_at\", \"rule\", \"hidden\", \"groups\",")
          .add(" \"layer\") VALUES (");
      sql.bindAll(List.of(row.at(), row.rule(), row.hidden(), row.groups(), layer.id())).add(")");
    } else {
      sql.add("UPDATE \"maeul_figures\" SET \"taken_at\" = ").bind(row.at());
      sql.add(", \"rule\" = ").bind(row.rule()).add(", \"hidden\" = ").bind(row.hidden());
      sql.add(", \"groups\" = ").bind(row.groups());
      sql.add(" WHERE \"layer\" = ").bind(layer.id());
      sql.add(" AND \"taken_at\" = ").bind(old.at());
    }
    try (PreparedStatement s = sql.prepare(c)) {
      s.executeUpdate();
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static String write(List<Counted> counted) {
    try {
      return JSON.writeValueAsString(counted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Counted> counted(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<Counted>>() {});
    } catch (JsonProcessingException e) {
      throw new DatabaseException("published figures cannot be read", e);
    }
  }
}
