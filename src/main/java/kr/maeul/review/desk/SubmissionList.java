package kr.maeul.review.desk;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kr.maeul.layer.Layer;
import kr.maeul.people.identity.Caller;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submit.ReviewParts;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.statement.Query;

/** The list of submissions at the desk, and how many there are. Safe for use by several threads. */
public final class SubmissionList {
  private final ReviewParts parts;
  private final Function<Caller, List<Layer>> reviewable;

  /**
   * Which submissions are wanted.
   *
   * @param states any of these, or empty for all
   * @param layer id, or null
   * @param assigned account, empty for those that nobody looks after, or null for all
   * @param words in the title or in what was sent, or empty
   * @param isOldestFirst otherwise the newest come first
   * @param after id of the last one of the page before, or null
   */
  public record Question(
      Set<SubmissionState> states,
      String layer,
      String assigned,
      String words,
      boolean isOldestFirst,
      int limit,
      String after) {
    private static final Question ALL = new Question(Set.of(), null, null, "", false, 1, null);
  }

  /**
   * A page of submissions.
   *
   * @param next what to ask for the next page with, or null
   */
  public record Page(
      List<Submission> submissions, Map<SubmissionState, Integer> counts, String next) {}

  /**
   * @param reviewable the layers whose submissions a caller may know of
   */
  SubmissionList(ReviewParts parts, Function<Caller, List<Layer>> reviewable) {
    this.parts = parts;
    this.reviewable = reviewable;
  }

  Page page(Caller caller, Question question) {
    List<String> layers =
        reviewable.apply(caller).stream()
            .map(Layer::id)
            .filter(id -> question.layer() == null || question.layer().equals(id))
            .toList();
    if (layers.isEmpty()) {
      return new Page(List.of(), Map.of(), null);
    }
    return parts
        .database()
        .read(
            h -> {
              List<Submission> found = page(h, question, layers);
              boolean isMore = found.size() > question.limit();
              List<Submission> shown = isMore ? found.subList(0, question.limit()) : found;
              String next = isMore ? shown.get(shown.size() - 1).id() : null;
              return new Page(List.copyOf(shown), counts(h, question, layers), next);
            });
  }

  /** How many there are in each state, of those that the caller may know of. */
  Map<SubmissionState, Integer> counts(Caller caller) {
    List<String> layers = reviewable.apply(caller).stream().map(Layer::id).toList();
    return layers.isEmpty()
        ? Map.of()
        : parts.database().read(h -> counts(h, Question.ALL, layers));
  }

  /** How many wait in each of these layers, where any do. */
  Map<String, Integer> waiting(List<String> layers) {
    if (layers.isEmpty()) {
      return Map.of();
    }
    String sql =
        "SELECT \"layer\", COUNT(*) AS \"n\" FROM \"maeul_submission\""
            + " WHERE \"layer\" IN (<layers>) AND \"state\" IN (<states>)"
            + " GROUP BY \"layer\" ORDER BY \"layer\"";
    RowViewMapper<Map.Entry<String, Integer>> count =
        r -> Map.entry(r.getColumn("layer", String.class), r.getColumn("n", Integer.class));
    Map<String, Integer> waiting = new LinkedHashMap<>();
    List<String> states = List.of(SubmissionState.RECEIVED.word(), SubmissionState.ANSWERED.word());
    parts
        .database()
        .read(
            h ->
                h.createQuery(sql)
                    .bindList("layers", layers)
                    .bindList("states", states)
                    .map(count)
                    .list())
        .forEach(e -> waiting.put(e.getKey(), e.getValue()));
    return waiting;
  }

  private static List<Submission> page(Handle h, Question q, List<String> layers) {
    StringBuilder sql =
        new StringBuilder("SELECT " + SubmissionRows.columns() + " FROM \"maeul_submission\"");
    sql.append(where(q));
    if (!q.states().isEmpty()) {
      sql.append(" AND \"state\" IN (<states>)");
    }
    Optional<Submission> after =
        Optional.ofNullable(q.after()).flatMap(id -> SubmissionRows.find(h, id));
    String than = q.isOldestFirst() ? ">" : "<";
    if (after.isPresent()) {
      sql.append(
          " AND (\"received_at\" %1$s :at OR \"received_at\" = :at AND \"id\" %1$s :after)"
              .formatted(than));
    }
    String order = q.isOldestFirst() ? "" : " DESC";
    sql.append(
        " ORDER BY \"received_at\"%1$s, \"id\"%1$s FETCH FIRST :limit ROWS ONLY".formatted(order));
    Query query = bind(h.createQuery(sql.toString()), q, layers).bind("limit", q.limit() + 1);
    if (!q.states().isEmpty()) {
      query.bindList("states", q.states().stream().map(SubmissionState::word).toList());
    }
    after.ifPresent(s -> query.bind("at", SubmissionRows.at(s.receivedAt())).bind("after", s.id()));
    return query.map(SubmissionRows.ROW).list();
  }

  /** All that narrows the desk but the state. */
  private static String where(Question q) {
    StringBuilder sql = new StringBuilder(" WHERE \"layer\" IN (<layers>)");
    if (q.assigned() != null) {
      sql.append(
          q.assigned().isEmpty()
              ? " AND \"assigned_to\" IS NULL"
              : " AND \"assigned_to\" = :assigned");
    }
    if (!q.words().isEmpty()) {
      sql.append(
          " AND (LOWER(\"title\") LIKE :words ESCAPE '!' OR LOWER(\"content\") LIKE :words ESCAPE '!')");
    }
    return sql.toString();
  }

  private static Query bind(Query query, Question q, List<String> layers) {
    query.bindList("layers", layers);
    if (q.assigned() != null && !q.assigned().isEmpty()) {
      query.bind("assigned", q.assigned());
    }
    if (!q.words().isEmpty()) {
      query.bind(
          "words", "%" + q.words().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
    }
    return query;
  }

  private static Map<SubmissionState, Integer> counts(Handle h, Question q, List<String> layers) {
    Map<SubmissionState, Integer> counts = new EnumMap<>(SubmissionState.class);
    RowViewMapper<Map.Entry<String, Integer>> count =
        r -> Map.entry(r.getColumn("state", String.class), r.getColumn("n", Integer.class));
    String sql =
        "SELECT \"state\", COUNT(*) AS \"n\" FROM \"maeul_submission\""
            + where(q)
            + " GROUP BY \"state\"";
    bind(h.createQuery(sql), q, layers)
        .map(count)
        .forEach(e -> counts.put(SubmissionState.ofWord(e.getKey()).orElseThrow(), e.getValue()));
    return counts;
  }
}
