package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.exchange.write.CsvFile;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.WholeRanking;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.houses.ledger.owner.Owners;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.finder.FinderRequests;
import kr.maeul.web.finder.QuestionWords;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.InvalidContentException;

/**
 * A ranking as a file to take away. It says for what, and that and how many houses it was are on
 * record before the first byte goes out. Safe for use by several threads.
 */
public final class ExportHandlers {
  static final int SHORTEST_REASON = 2;
  static final int LONGEST_REASON = 500;
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final Finder finder;
  private final FinderRequests requests;
  private final QuestionWords words;
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Owners owners;
  private final People people;

  /** As what it is wanted. */
  enum FileFormat {
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("csv", "text/csv; charset=utf-8; header=present"),
    CSV_CP949("csv", "text/csv; charset=euc-kr; header=present"),
    GEOJSON("geojson", "application/geo+json");

    private final String ending;
    private final String type;

    FileFormat(String ending, String type) {
      this.ending = ending;
      this.type = type;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Without its parameters. */
    String plainType() {
      return type.split(";", 2)[0];
    }

    static Optional<FileFormat> ofWord(String word) {
      return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    static List<String> words() {
      return Arrays.stream(values()).map(FileFormat::word).toList();
    }
  }

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   */
  public ExportHandlers(
      Finder finder, LayerCatalog layers, FeatureStore store, Owners owners, People people) {
    this.finder = finder;
    this.requests = new FinderRequests(finder, layers, store);
    this.words = new QuestionWords(layers, store);
    this.layers = layers;
    this.store = store;
    this.owners = owners;
    this.people = people;
  }

  /** {@code POST /api/finder/{profile}/export}. */
  public void export(Exchange e) throws Exception {
    Profile profile = requests.profile(e.pathParam("profile"));
    ObjectNode body = PlanningOperations.EXPORT.whole(e);
    List<InvalidContentException.Fault> faults = new ArrayList<>();
    FileFormat format = format(body, faults);
    String reason = reason(e, body, faults);
    boolean hasUnranked = hasUnranked(body, faults);
    FinderQuestion question = question(e, profile, body, faults);
    Path file = Files.createTempFile("maeul-ranking", ".part"); // for nobody else to read
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        finder.rankAll(
            e.audience(),
            question,
            ranking -> write(e, ranking, format, body, reason, hasUnranked, out));
      }
      long size = Files.size(file);
      // Open until it is sent, and gone with that.
      InputStream in = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
      e.sendStream(format.type, in, size);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  /** The whole file is made before the first byte goes out: what fails is then told as such. */
  private void write(
      Exchange e,
      WholeRanking ranking,
      FileFormat format,
      ObjectNode body,
      String reason,
      boolean hasUnranked,
      OutputStream out)
      throws IOException {
    Ranking summary = ranking.summary();
    Profile profile = summary.profile();
    View view = layers.viewFor(e.audience(), profile.layer().id()).orElseThrow();
    RankingTables tables = new RankingTables(summary, view, e.lang());
    RankingFile file = new RankingFile(ranking, tables, new Known(view), hasUnranked);
    record(e, view, reason, file.size());
    List<Text> scope = words.of(e.audience(), summary.question(), body, true);
    switch (format) {
      case XLSX ->
          file.xlsx(
              out,
              new RankingExplanation(summary, e.lang(), body, scope, reason, e.caller().name()));
      case GEOJSON -> file.geoJson(out, e.lang(), scope, reason);
      case CSV -> {
        try (CsvFile csv = CsvFile.utf8(out, tables.headers())) {
          file.csv(csv);
        }
      }
      case CSV_CP949 -> {
        CsvFile csv = CsvFile.cp949(out, tables.headers());
        try (csv) {
          file.csv(csv);
        }
        e.header("X-Maeul-Replaced", String.valueOf(csv.replaced()));
      }
    }
    head(e, summary, format, file.size());
  }

  private FinderQuestion question(
      Exchange e, Profile profile, ObjectNode body, List<InvalidContentException.Fault> faults) {
    FinderQuestion question = null;
    try {
      question = requests.ofFile(e.audience(), profile, body, PlanningOperations.EXPORT.members());
    } catch (InvalidContentException wrong) {
      faults.addAll(wrong.faults());
    }
    if (!faults.isEmpty()) {
      throw new InvalidContentException(faults);
    }
    return question;
  }

  private static boolean hasUnranked(ObjectNode body, List<InvalidContentException.Fault> faults) {
    JsonNode given = body.path("unranked");
    if (!given.isMissingNode() && !given.isNull() && !given.isBoolean()) {
      faults.add(
          new InvalidContentException.Fault(
              "/unranked",
              new Text("unranked: true나 false여야 합니다.", "unranked: must be true or false")));
    }
    return given.asBoolean(true);
  }

  private static FileFormat format(ObjectNode body, List<InvalidContentException.Fault> faults) {
    String word = body.path("format").isTextual() ? body.path("format").asText() : "";
    Optional<FileFormat> format = FileFormat.ofWord(word);
    if (format.isEmpty()) {
      String words = String.join(", ", FileFormat.words());
      faults.add(
          new InvalidContentException.Fault(
              "/format", new Text("format: 쓸 수 있는 것: " + words, "format: there are: " + words)));
    }
    return format.orElse(null);
  }

  /** In the body or, as programs give it, in the header. */
  private static String reason(
      Exchange e, ObjectNode body, List<InvalidContentException.Fault> faults) {
    JsonNode given = body.path("reason");
    String header = Credentials.reason(e);
    String reason =
        given.isTextual()
            ? given.asText().strip()
            : given.isMissingNode() && header != null ? header : "";
    boolean isText =
        reason
            .codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || !isText) {
      faults.add(
          new InvalidContentException.Fault(
              "/reason",
              new Text(
                  "reason: 왜 내려받는지 한 줄로 적으세요 (최대 " + LONGEST_REASON + "자). 접속기록에 남습니다.",
                  "reason: say in one line why (at most "
                      + LONGEST_REASON
                      + " characters); it goes on the access log")));
    }
    return reason;
  }

  /** That houses are taken away, why, and how many. */
  private void record(Exchange e, View view, String reason, int number) {
    Actor actor = Credentials.actor(e);
    String layer = view.layer().id();
    people.accessLog().read(actor, AccessLog.Action.EXPORT, layer, null, reason);
    people.accessLog().rows(actor, AccessLog.Action.EXPORT, layer, null, reason, number);
  }

  /** What the store says of houses, for as many as are written at a time. */
  private final class Known implements RankingFile.Houses {
    private final View view;

    Known(View view) {
      this.view = view;
    }

    @Override
    public Map<String, Map<Property, Object>> values(List<String> ids) {
      Map<String, Map<Property, Object>> values = new LinkedHashMap<>();
      FeatureQuery query =
          new FeatureQuery(
              List.of(new Filter.IdIn(ids)), view.properties(), List.of(), ids.size(), 0, null);
      try (FeatureCursor cursor = store.find(view, query)) {
        while (cursor.next()) {
          Map<Property, Object> one = new LinkedHashMap<>();
          for (int p = 0; p < cursor.properties().size(); p++) {
            if (cursor.value(p) != null) {
              one.put(cursor.properties().get(p), cursor.value(p));
            }
          }
          values.put(cursor.id(), one);
        }
      }
      return values;
    }

    @Override
    public Set<String> silent(List<String> ids) {
      return owners.notToBeContacted(ids);
    }
  }

  private static void head(Exchange e, Ranking ranking, FileFormat format, int number) {
    String day = DAY.format(LocalDate.ofInstant(ranking.at(), TownZone.ID));
    String name = "maeul-" + ranking.profile().id() + "-" + day + "." + format.ending;
    e.header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Content-Language", e.lang().tag())
        .header("Cache-Control", "no-store")
        .header("X-Maeul-Houses", String.valueOf(number));
  }
}
