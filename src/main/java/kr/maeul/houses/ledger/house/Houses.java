package kr.maeul.houses.ledger.house;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits;

/**
 * The vacant houses as planners see them, for what is kept beside them. Safe for use by several
 * threads.
 */
public final class Houses {
  private static final String DO_NOT_CONTACT = "doNotContact";

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final FeatureEdits edits;
  private final Database database;

  public Houses(LayerCatalog layers, FeatureStore store, FeatureEdits edits, Database database) {
    this.layers = layers;
    this.store = store;
    this.edits = edits;
    this.database = database;
  }

  public Optional<View> view() {
    return layers.viewFor(Audience.PLANNER, HouseField.LAYER);
  }

  /**
   * The house; nobody else writes of it, or of what is kept beside it, before the transaction ends.
   *
   * @throws PlanningException if there is none of that id
   */
  public Feature hold(Transaction transaction, String id) {
    return view()
        .flatMap(view -> edits.read(transaction, view, id))
        .orElseThrow(PlanningException::noHouse)
        .feature();
  }

  /**
   * @throws PlanningException if there is none of that id
   */
  public void require(String id) {
    if (existing(List.of(id)).isEmpty()) {
      throw PlanningException.noHouse();
    }
  }

  public Set<String> existing(Collection<String> ids) {
    return database.inTransaction(tx -> existing(tx, ids));
  }

  public Set<String> existing(Transaction transaction, Collection<String> ids) {
    Set<String> found = new TreeSet<>();
    view()
        .ifPresent(
            view ->
                LedgerColumns.parts(ids)
                    .forEach(part -> found.addAll(edits.existing(transaction, view, part))));
    return found;
  }

  /** Where the layer itself says so, as it may after an import. */
  private Optional<Property> flag() {
    return view()
        .flatMap(v -> v.property(DO_NOT_CONTACT))
        .filter(p -> p.type() == PropertyType.BOOLEAN);
  }

  public boolean isFlagged(Feature house) {
    return flag().map(p -> Boolean.TRUE.equals(house.properties().get(p.name()))).orElse(false);
  }

  /** Those of some houses that the layer itself says are not to be contacted. */
  public Set<String> flagged(Collection<String> ids) {
    Set<String> flagged = new TreeSet<>();
    if (flag().isPresent()) {
      for (List<String> part : LedgerColumns.parts(ids)) {
        FeatureQuery query =
            FeatureQuery.of(
                List.of(
                    new Filter.IdIn(part), new Filter.OneOf(flag().get(), List.of(Boolean.TRUE))),
                part.size());
        try (FeatureCursor cursor = store.find(view().orElseThrow(), query)) {
          while (cursor.next()) {
            flagged.add(cursor.id());
          }
        }
      }
    }
    return flagged;
  }

  /** Whether a view is of the houses, and the layer has where to say so. */
  public boolean areFlagged(View of) {
    return of.layer().id().equals(HouseField.LAYER) && flag().isPresent();
  }

  /** Name of the property in which the layer says so. */
  public String flagName() {
    return DO_NOT_CONTACT;
  }

  /** The house, saying so or not. */
  public Feature flagged(Feature house, boolean isNotToBeContacted) {
    Map<String, Object> values = new LinkedHashMap<>(house.properties());
    values.put(DO_NOT_CONTACT, isNotToBeContacted);
    return new Feature(house.id(), house.geometry(), values);
  }

  /** Has the layer say the same, so that filters and the finder know of it. */
  public void flag(Transaction transaction, Feature house, boolean isNotToBeContacted, Author by) {
    if (flag().isPresent() && isFlagged(house) != isNotToBeContacted) {
      Feature changed = flagged(house, isNotToBeContacted);
      edits.replace(transaction, view().orElseThrow(), house.id(), changed, null, by);
    }
  }
}
