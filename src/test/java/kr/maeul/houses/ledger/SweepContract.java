package kr.maeul.houses.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.houses.ledger.owner.ContactEntry;
import kr.maeul.houses.ledger.owner.Means;
import kr.maeul.houses.ledger.owner.Outcome;
import kr.maeul.houses.ledger.owner.Owner;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.people.TestClock;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.edit.Author;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.vault.Vault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long things are kept, and what another key opens. */
abstract class SweepContract {
  private static final Author BY = new Author("a-1", "계획가 예시", null);
  private static final Owner.Person PERSON = new Owner.Person("예시 김소유", "010-0000-1234", "예시길 1");

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private TestDatabase where;
  private Database database;
  private SqlFeatureStore store;
  private SqlFeatureEdits edits;
  private LayerCatalog layers;
  private View view;
  private Planning planning;

  abstract TestDatabase open(Path folder);

  @BeforeEach
  void open() {
    where = open(folder.resolve("data"));
    database = Database.open(where.settings(), where.directory());
    layers = layers();
    store = SqlFeatureStore.over(database, layers);
    edits = new SqlFeatureEdits(database, layers, clock);
    view = layers.viewFor(Audience.PLANNER, "vacant-houses").orElseThrow();
    planning = planning("key");
    add("h-1");
    add("h-2");
  }

  /** The bundled layers, where houses say themselves that nobody is to contact their owner. */
  private LayerCatalog layers() {
    Path own = folder.resolve("layers");
    try (InputStream in =
        getClass().getResourceAsStream("/maeul/layers/vacant-houses.schema.json")) {
      ObjectNode file = (ObjectNode) new ObjectMapper().readTree(in);
      file.withObject("/properties/doNotContact")
          .put("type", "boolean")
          .put("title", "연락하지 않음")
          .put("x-maeul-en", "Do not contact")
          .put("x-ogc-propertySeq", 9990)
          .put("x-maeul-audience", "planner");
      Files.createDirectories(own);
      Files.writeString(own.resolve("vacant-houses.schema.json"), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LayerFiles().readBundled().read(own).catalog();
  }

  private Planning planning(String key) {
    return new Planning(
        database,
        layers,
        store,
        edits,
        new SqlLoads(database, layers),
        Vault.open(null, folder.resolve(key)),
        clock);
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
    where.close();
  }

  private void add(String id) {
    database.inTransaction(
        tx -> edits.create(tx, view, new Feature(id, null, Map.of("evidence", "presumed")), BY));
  }

  private void remove(String id) {
    database.inTransaction(tx -> edits.remove(tx, view, id, null, BY));
  }

  private int rows(String table) {
    return database.read(
        h -> h.createQuery("SELECT COUNT(*) FROM \"" + table + "\"").mapTo(Integer.class).one());
  }

  private void days(int days) {
    clock.goOn(Duration.ofDays(days));
    planning.sweep();
  }

  @Test
  void whatIsLeftOfAHouseGoesAMonthAfterIt() {
    for (String id : List.of("h-1", "h-2")) {
      planning.owners().put(id, PERSON, BY);
      planning
          .contacts()
          .add(
              id,
              new ContactEntry.Draft(
                  LocalDate.of(2026, 1, 5), Means.VISIT, Outcome.TALKED, "예시", null),
              BY);
    }
    remove("h-1");
    days(0);
    days(29);
    assertThat(rows("maeul_house_owner")).isEqualTo(2);
    add("h-1");
    days(2);
    remove("h-1");
    days(29);
    assertThat(rows("maeul_house_owner")).as("it had been back").isEqualTo(2);
    days(31);
    assertThat(rows("maeul_house_owner")).isEqualTo(1);
    assertThat(rows("maeul_house_contact")).isEqualTo(1);
    assertThat(planning.owners().of("h-2").person()).isEqualTo(PERSON);
  }

  @Test
  void whatWasRemovedGoesAfterAMonth() {
    Shortlist list =
        planning
            .shortlists()
            .create(
                new Shortlist.Draft("목록", "", null, null, List.of(new Shortlist.Entry("h-1", ""))),
                BY);
    planning.shortlists().remove(list.id(), version -> {});
    days(29);
    assertThat(rows("maeul_shortlist")).isEqualTo(1);
    days(2);
    assertThat(rows("maeul_shortlist")).isZero();
    assertThat(rows("maeul_shortlist_house")).isZero();
  }

  @Test
  void thereAreNotMoreThanThereMayBe() {
    for (int i = 0; i < Shortlists.MOST; i++) {
      planning.shortlists().create(new Shortlist.Draft("목록 " + i, null, null, null, null), BY);
    }
    assertThatThrownBy(
            () ->
                planning.shortlists().create(new Shortlist.Draft("x", null, null, null, null), BY))
        .isInstanceOf(PlanningException.class)
        .extracting(e -> ((PlanningException) e).reason())
        .isEqualTo(PlanningException.Reason.FULL);
  }

  @Test
  void anotherKeyOpensNothing() {
    planning.owners().put("h-1", PERSON, true, null, BY, version -> {});
    Owner owner = planning("other key").owners().of("h-1");
    assertThat(owner.person()).isEqualTo(Owner.Person.UNKNOWN);
    assertThat(owner.doNotContact()).as("is no secret").isTrue();
    assertThat(planning.owners().of("h-1").person()).isEqualTo(PERSON);
  }

  @Test
  void manyAreAskedAtOnce() {
    planning.owners().put("h-2", PERSON, true, null, BY, version -> {});
    assertThat(planning.owners().notToBeContacted(List.of("h-1", "h-2", "h-3")))
        .containsExactly("h-2");
    assertThat(planning.owners().notToBeContacted(List.of())).isEmpty();
  }

  private void flag(String id, boolean flag) {
    database.inTransaction(
        tx -> {
          Feature now = edits.read(tx, view, id).orElseThrow().feature();
          Map<String, Object> values = new HashMap<>(now.properties());
          values.put("doNotContact", flag);
          return edits.replace(tx, view, id, new Feature(id, null, values), null, BY);
        });
  }

  private Object flagOf(String id) {
    return store
        .one(view, id)
        .orElseThrow()
        .values()
        .get(view.property("doNotContact").orElseThrow());
  }

  @Test
  void theLayersWordCountsAsMuch() {
    ContactEntry.Draft draft =
        new ContactEntry.Draft(LocalDate.of(2026, 1, 5), Means.LETTER, Outcome.TALKED, "", null);
    flag("h-1", true);
    assertThat(planning.owners().of("h-1").doNotContact()).isTrue();
    assertThat(planning.owners().notToBeContacted(List.of("h-1", "h-2"))).containsExactly("h-1");
    assertThatThrownBy(() -> planning.contacts().add("h-1", draft, BY))
        .isInstanceOf(PlanningException.class)
        .extracting(e -> ((PlanningException) e).reason())
        .isEqualTo(PlanningException.Reason.DO_NOT_CONTACT);
    planning.owners().put("h-1", PERSON, false, null, BY, version -> {});
    assertThat(flagOf("h-1")).isEqualTo(false);
    planning.contacts().add("h-1", draft, BY);

    planning
        .contacts()
        .add(
            "h-2",
            new ContactEntry.Draft(
                LocalDate.of(2026, 1, 5), Means.LETTER, Outcome.DO_NOT_CONTACT, "", null),
            BY);
    assertThat(flagOf("h-2")).as("filters and the finder know").isEqualTo(true);
    flag("h-2", false);
    assertThat(planning.owners().of("h-2").doNotContact())
        .as("changing the layer lifts nothing")
        .isTrue();
    assertThat(planning.owners().notToBeContacted(List.of("h-1", "h-2"))).containsExactly("h-2");
  }

  @Test
  void nothingOfAPersonIsInWhatAProgramPrints() {
    assertThat(PERSON.toString()).doesNotContain("김소유", "010");
    assertThat(new Owner(PERSON, false, null, "x", null, 1).toString())
        .doesNotContain("김소유", "010");
  }
}
