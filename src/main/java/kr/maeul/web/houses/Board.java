package kr.maeul.web.houses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.SortKey;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Grouping;
import kr.maeul.store.Tally;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.web.html.Item;

/**
 * The houses in columns by how far the follow-up has come, some of each column at a time. Safe for
 * use by several threads.
 */
final class Board {
  private static final Text NO_VALUE = new Text("단계 없음", "No stage");
  private static final int MOST_COLUMNS = 100;
  private static final int MOST_DONGS = 500;

  private final FeatureStore store;
  private final FeatureArchive archive;

  Board(FeatureStore store, FeatureArchive archive) {
    this.store = store;
    this.archive = archive;
  }

  /**
   * Which cards are wanted.
   *
   * @param dong only houses there, empty for houses whose dong is not known, or null for all
   * @param text only houses that it finds, or null
   * @param examples made-up houses, too
   * @param column only this one, empty for houses without a stage, or null for all
   * @param limit the most cards of a column
   * @param offset how many of a column to pass over
   */
  record Wanted(
      String dong, String text, boolean examples, String column, int limit, long offset) {}

  /**
   * One house.
   *
   * @param since when it came into its column, or null where no revision says so
   */
  record Card(Item item, Instant since) {}

  /**
   * One column.
   *
   * @param choice null for houses without a stage
   * @param count of its houses, on every page together
   */
  record Column(String key, Text title, Choice choice, long count, List<Card> cards) {}

  List<Column> columns(View view, Property followUp, Wanted wanted) {
    List<Filter> filters = filters(view, wanted);
    if (!wanted.examples()) {
      HouseField.EXAMPLE.in(view).ifPresent(p -> filters.add(real(view, p)));
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    Grouping byStage =
        new Grouping(new Grouping.Value(followUp), null, null, filters, MOST_COLUMNS);
    for (Tally tally : store.tally(view, byStage)) {
      counts.put(tally.value() == null ? "" : tally.value(), tally.count());
    }
    List<Column> columns = new ArrayList<>();
    for (Choice stage : followUp.choices()) {
      if (wanted.column() == null || wanted.column().equals(stage.value())) {
        Filter here = new Filter.OneOf(followUp, List.of(stage.value()));
        long count = counts.getOrDefault(stage.value(), 0L);
        columns.add(
            new Column(
                stage.value(),
                stage.title(),
                stage,
                count,
                count == 0 ? List.of() : cards(view, followUp, filters, here, wanted)));
      }
    }
    long without = counts.getOrDefault("", 0L);
    if (without > 0 && (wanted.column() == null || wanted.column().isEmpty())) {
      List<Card> cards = cards(view, followUp, filters, missing(view, followUp), wanted);
      columns.add(0, new Column("", NO_VALUE, null, without, cards));
    }
    return columns;
  }

  /** How many made-up houses the question finds, whether they are wanted or not. */
  long examples(View view, Wanted wanted) {
    Optional<Property> example = HouseField.EXAMPLE.in(view);
    if (example.isEmpty()) {
      return 0;
    }
    List<Filter> filters = filters(view, wanted);
    filters.add(new Filter.OneOf(example.get(), List.of(true)));
    return store.count(view, filters);
  }

  /** Dongs in which there are houses, and those of none, for the filter. */
  List<Tally> dongs(View view) {
    return HouseField.DONG
        .in(view)
        .map(p -> new Grouping(new Grouping.Value(p), null, null, List.of(), MOST_DONGS))
        .map(grouping -> store.tally(view, grouping))
        .orElse(List.of());
  }

  private static List<Filter> filters(View view, Wanted wanted) {
    List<Filter> filters = new ArrayList<>();
    Optional<Property> dong = HouseField.DONG.in(view);
    if (wanted.dong() != null && dong.isPresent()) {
      filters.add(
          wanted.dong().isEmpty()
              ? missing(view, dong.get())
              : new Filter.OneOf(dong.get(), List.of(wanted.dong())));
    }
    if (wanted.text() != null) {
      filters.add(new Filter.Matches(wanted.text()));
    }
    return filters;
  }

  private static Filter missing(View view, Property property) {
    return filter(view, '"' + property.name() + "\" IS NULL");
  }

  private static Filter real(View view, Property example) {
    String name = '"' + example.name() + '"';
    return filter(view, name + " IS NULL OR " + name + " = FALSE");
  }

  private static Filter filter(View view, String cql) {
    try {
      return CqlFilters.parse(view, cql, CqlLanguage.TEXT, geometry -> geometry);
    } catch (CqlException e) {
      throw new IllegalStateException("a filter of our own", e);
    }
  }

  private List<Card> cards(
      View view, Property followUp, List<Filter> filters, Filter here, Wanted wanted) {
    List<Filter> all = new ArrayList<>(filters);
    all.add(here);
    List<SortKey> order =
        Stream.of(PropertyRole.TITLE, PropertyRole.ADDRESS)
            .flatMap(role -> view.byRole(role).stream())
            .map(p -> new SortKey(p, false))
            .toList();
    FeatureQuery query =
        FeatureQuery.of(all, wanted.limit())
            .properties(view.properties())
            .sort(order)
            .offset(wanted.offset());
    List<Item> items = new ArrayList<>();
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        items.add(Item.of(view, cursor));
      }
    }
    Map<String, Instant> since =
        archive.lastChanges(view, followUp, items.stream().map(Item::id).toList());
    return items.stream().map(item -> new Card(item, since.get(item.id()))).toList();
  }
}
