package kr.maeul.houses.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.LayerSets;
import kr.maeul.fixture.WithStore;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.people.TestClock;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.PropertyChange;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The figures are what counting by hand gives, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore
abstract class FiguresContract {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Author AUTHOR = new Author("a", "예시", null);
  private static final int HOUSES = 120;

  private final LayerCatalog layers = LayerSets.BUNDLED;
  private final View planners = HouseField.houses(layers, Audience.PLANNER).orElseThrow();
  @Given private TestClock clock;
  private final Map<String, Map<String, Object>> byHand = new TreeMap<>();
  private final Map<YearMonth, Long> movesByHand = new TreeMap<>();
  private final Map<String, Instant> movedByHand = new TreeMap<>();
  @Given private Database database;
  @Given private SqlFeatureStore store;
  @Given private SqlFeatureEdits edits;
  private Figures.Report report;

  @BeforeAll
  void count() {
    Random random = new Random(20261126);
    for (int i = 0; i < HOUSES; i++) {
      add("house-%03d".formatted(i), random);
    }
    for (int move = 0; move < 90; move++) {
      clock.goOn(Duration.ofDays(random.nextInt(11)).plusHours(random.nextInt(24)));
      move("house-%03d".formatted(random.nextInt(HOUSES)), random);
    }
    report = new Figures(store, edits, clock).count(planners);
  }

  private void add(String id, Random random) {
    Map<String, Object> values = new HashMap<>();
    values.put("evidence", choice("evidence", random));
    values.put("consent", "none");
    for (String name : List.of("grade", "followUp", "structure")) {
      if (random.nextInt(4) > 0) {
        values.put(name, choice(name, random));
      }
    }
    if (random.nextInt(5) > 0) {
      values.put("dong", List.of("노송동", "풍남동", "중앙동").get(random.nextInt(3)));
    }
    if (random.nextInt(3) > 0) {
      values.put("surveyYear", 2020L + random.nextInt(6));
    }
    if (random.nextBoolean()) {
      values.put("roadWidthMetres", 2.5);
    }
    if (random.nextBoolean()) {
      values.put("asbestosSlate", false);
    }
    byHand.put(id, values);
    database.inTransaction(tx -> edits.create(tx, planners, new Feature(id, null, values), AUTHOR));
    if (values.containsKey("followUp")) {
      movedByHand.put(id, clock.instant());
    }
  }

  private String choice(String property, Random random) {
    var choices = planners.property(property).orElseThrow().choices();
    return choices.get(random.nextInt(choices.size())).value();
  }

  /** Most of them change the stage, some something else. */
  private void move(String id, Random random) {
    Map<String, Object> values = new HashMap<>(byHand.get(id));
    if (random.nextInt(4) == 0) {
      values.put("staffNote", "쪽지 " + random.nextInt());
    } else {
      String stage = choice("followUp", random);
      if (!stage.equals(values.put("followUp", stage))) {
        movesByHand.merge(YearMonth.from(clock.instant().atZone(SEOUL)), 1L, Long::sum);
        movedByHand.put(id, clock.instant());
      }
    }
    byHand.put(id, values);
    database.inTransaction(
        tx -> edits.replace(tx, planners, id, new Feature(id, null, values), null, AUTHOR));
  }

  private Figures.Counted figure(Figure wanted) {
    return report.figures().stream().filter(f -> f.figure() == wanted).findFirst().orElseThrow();
  }

  private static boolean isVacant(Map<String, Object> house) {
    return !"lifted".equals(house.get("evidence"));
  }

  private Map<String, Long> counted(String property, Predicate<Map<String, Object>> which) {
    Map<String, Long> counts = new HashMap<>();
    byHand.values().stream()
        .filter(which)
        .forEach(
            h -> {
              Object value = h.get(property);
              counts.merge(value == null ? "-" : value.toString(), 1L, Long::sum);
            });
    return counts;
  }

  private static Map<String, Long> told(Figures.Counted figure) {
    Map<String, Long> counts = new HashMap<>();
    figure
        .groups()
        .forEach(
            g -> {
              if (g.count() > 0) {
                counts.put(g.key() == null ? "-" : g.key(), g.count());
              }
            });
    return counts;
  }

  @Test
  void countsAreThoseOfHand() {
    long vacant = byHand.values().stream().filter(FiguresContract::isVacant).count();
    assertThat(report.houses()).isEqualTo(HOUSES);
    assertThat(report.vacant()).isEqualTo(vacant).isBetween(1L, HOUSES - 1L);
    assertThat(told(figure(Figure.DONG))).isEqualTo(counted("dong", FiguresContract::isVacant));
    assertThat(told(figure(Figure.GRADE))).isEqualTo(counted("grade", FiguresContract::isVacant));
    assertThat(told(figure(Figure.FOLLOW_UP)))
        .isEqualTo(counted("followUp", FiguresContract::isVacant));
    assertThat(told(figure(Figure.SURVEYED)))
        .isEqualTo(counted("surveyYear", FiguresContract::isVacant));
    assertThat(told(figure(Figure.EVIDENCE))).isEqualTo(counted("evidence", h -> true));
    for (Figure figure : Figure.values()) {
      if (figure != Figure.COMPLETENESS) {
        assertThat(figure(figure).groups().stream().mapToLong(Figures.Group::count).sum())
            .as(figure.id())
            .isEqualTo(figure(figure).of());
      }
    }
  }

  @Test
  void completenessCountsValuesOfEveryField() {
    for (Figures.Group group : figure(Figure.COMPLETENESS).groups()) {
      long known =
          byHand.values().stream().filter(h -> isVacant(h) && h.containsKey(group.key())).count();
      assertThat(group.count()).as(group.key()).isEqualTo(known);
    }
    assertThat(figure(Figure.COMPLETENESS).groups())
        .extracting(Figures.Group::key)
        .contains("structure", "roadWidthMetres", "asbestosSlate")
        .doesNotContain("ownerName", "staffNote");
  }

  @Test
  void movesAreThoseOfTheLastTwelveMonths() {
    YearMonth now = YearMonth.from(clock.instant().atZone(SEOUL));
    List<String> months = new ArrayList<>();
    for (int ago = 11; ago >= 0; ago--) {
      months.add(now.minusMonths(ago).toString());
    }
    Figures.Counted moves = figure(Figure.MOVES);
    assertThat(moves.groups()).extracting(Figures.Group::key).isEqualTo(months);
    moves
        .groups()
        .forEach(
            g ->
                assertThat(g.count())
                    .as(g.key())
                    .isEqualTo(movesByHand.getOrDefault(YearMonth.parse(g.key()), 0L)));
    assertThat(moves.of()).isPositive();
    assertThat(movesByHand.keySet()).anyMatch(month -> !months.contains(month.toString()));
  }

  @Test
  void everyFigureIsDefinedInOneSentenceOfEachLanguage() {
    for (Figure figure : Figure.values()) {
      assertThat(figure.definition().ko()).endsWith("니다.").doesNotContain(". ");
      assertThat(figure.definition().en()).endsWith(".").doesNotContain(". ");
    }
  }

  @Test
  void tellsWhenAPropertyChangedLast() {
    Property followUp = planners.property("followUp").orElseThrow();
    assertThat(edits.lastChanges(planners, followUp, byHand.keySet())).isEqualTo(movedByHand);
    assertThat(edits.lastChanges(planners, followUp, List.of("nobody"))).isEmpty();
    assertThat(edits.lastChanges(planners, followUp, List.of())).isEmpty();
  }

  /** The history of what a view does not show is not told through it. */
  @Test
  void staffHearOfNoMove() {
    View staff = layers.layer(HouseField.LAYER).orElseThrow().viewFor(Audience.STAFF);
    Property followUp = staff.property("followUp").orElseThrow();
    assertThat(edits.lastChanges(staff, followUp, byHand.keySet())).isEmpty();
    assertThat(edits.changes(staff, followUp, Instant.EPOCH, 1000)).isEmpty();
    List<PropertyChange> all = edits.changes(planners, followUp, Instant.EPOCH, 1000);
    assertThat(all).isNotEmpty().isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
    assertThat(edits.changes(planners, followUp, Instant.EPOCH, 10)).hasSizeLessThanOrEqualTo(10);
  }
}
