package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;

/**
 * Tells what a load leaves as it is although the file says something else, and what it clears: the
 * terminal counts by property, the file of the report has every row with its values. For one
 * thread.
 */
final class LoadNotes implements FeatureLoad.Listener {
  private static final String PROPERTIES = "/properties/";

  private final ImportRequest request;
  private final FeatureSource source;
  private final ImportLog log;
  private final BadRows bad;
  private final List<Text> remarks = new ArrayList<>();
  private final View everyones;
  private final Set<String> hidden = new LinkedHashSet<>();
  private final Set<Text> hiddenBy = new LinkedHashSet<>();

  LoadNotes(ImportRequest request, FeatureSource source, ImportLog log, BadRows bad) {
    this.request = request;
    this.source = source;
    this.log = log;
    this.bad = bad;
    this.everyones = request.layer().viewFor(Audience.PUBLIC);
  }

  @Override
  public void kept(FeatureLoad.Kept kept) {
    log.begin();
    Layer layer = request.layer();
    Property property = layer.property(kept.property()).orElse(null);
    String column =
        property == null
            ? kept.property().equals(layer.idName()) ? "id" : layer.geometry().title().ko()
            : columnOf(source, layer, kept.property());
    Text why = LoadWords.of(kept.why(), layer, kept.property());
    Text both = LoadWords.of(kept, property, why);
    RowNote detailed = new RowNote(kept.place(), column, RowNote.Kind.KEPT, both);
    noteHidden(kept, property);
    if (kept.why() == FeatureLoad.Why.UNREAD) {
      bad.spared(kept.place(), kept.id());
      log.write(detailed);
    } else {
      log.add(new RowNote(kept.place(), column, RowNote.Kind.KEPT, why), detailed);
    }
  }

  @Override
  public void cleared(FeatureLoad.Cleared cleared) {
    log.begin();
    Layer layer = request.layer();
    String column = columnOf(source, layer, cleared.property());
    Text why = LoadWords.of(cleared, layer);
    Text was = LoadWords.was(cleared, layer.property(cleared.property()).orElseThrow());
    add(cleared.place(), column, RowNote.Kind.CLEARED, why, was);
  }

  @Override
  public void wiped(FeatureLoad.Cleared wiped) {
    log.begin();
    Layer layer = request.layer();
    Property property = layer.property(wiped.property()).orElse(null);
    String column = property == null ? layer.geometry().title().ko() : property.title().ko();
    Text was = property == null ? Text.EMPTY : LoadWords.was(wiped, property);
    add(wiped.place(), column, RowNote.Kind.WIPED, LoadWords.WIPED, was);
  }

  @Override
  public void taken(FeatureLoad.Taken taken) {
    Property property = request.layer().property(taken.property()).orElseThrow();
    Text both = LoadWords.both(property, taken.given(), taken.was(), taken.id());
    log.begin();
    add(
        taken.place(),
        columnOf(source, request.layer(), taken.property()),
        RowNote.Kind.WITHDRAWN,
        LoadWords.TAKEN,
        both);
  }

  @Override
  public void older(FeatureLoad.Older older) {
    Property property = request.layer().property(older.property()).orElseThrow();
    Text both = LoadWords.both(property, older.given(), older.was(), older.id());
    log.begin();
    add(
        older.place(),
        columnOf(source, request.layer(), older.property()),
        RowNote.Kind.CHECK,
        LoadWords.OLDER,
        both);
  }

  @Override
  public void older(String property, long features, long taken) {
    remarks.add(
        LoadWords.older(request.layer().property(property).orElseThrow().title(), features, taken));
  }

  /**
   * What is to be said of the load as a whole.
   *
   * @param load planned
   * @param most the most ids to name
   */
  List<Text> remarks(FeatureLoad load, int most) {
    List<String> shown = hidden.isEmpty() ? List.of() : load.shown(hidden);
    if (!shown.isEmpty()) {
      remarks.add(LoadWords.stillShown(hiddenBy, shown, most));
    }
    List<String> otherwise = load.shownOtherwise();
    if (!otherwise.isEmpty()) {
      remarks.add(LoadWords.shownOtherwise(otherwise, most));
    }
    return remarks;
  }

  private void add(long place, String column, RowNote.Kind kind, Text reason, Text detail) {
    log.add(
        new RowNote(place, column, kind, reason), new RowNote(place, column, kind, reason, detail));
  }

  /** Notes where the file's word for what stays would take it off the public map. */
  private void noteHidden(FeatureLoad.Kept kept, Property property) {
    List<Object> wanted = property == null ? null : everyones.where().get(property);
    if (wanted == null || kept.given() == null || kept.given().equals(byDefault(property))) {
      return;
    }
    if (!wanted.contains(kept.given())) {
      hidden.add(kept.id());
      String value = kept.given().toString();
      hiddenBy.add(property.choice(value).map(Choice::title).orElse(property.title()));
    }
  }

  private Object byDefault(Property p) {
    return request.layer().file().path("properties").path(p.name()).path("default").textValue();
  }

  /** The file's name for a property, or the layer's where the file has no such column. */
  static String columnOf(FeatureSource source, Layer layer, String property) {
    String column = source.columnOf(PROPERTIES + property);
    return column.equals(property)
        ? layer.property(property).map(p -> p.title().ko()).orElse(property)
        : column;
  }
}
