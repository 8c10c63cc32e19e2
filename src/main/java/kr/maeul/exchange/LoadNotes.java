package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
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

  LoadNotes(ImportRequest request, FeatureSource source, ImportLog log, BadRows bad) {
    this.request = request;
    this.source = source;
    this.log = log;
    this.bad = bad;
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

  /** What is to be said of the load as a whole. */
  List<Text> remarks() {
    return remarks;
  }

  private void add(long place, String column, RowNote.Kind kind, Text reason, Text detail) {
    log.add(
        new RowNote(place, column, kind, reason), new RowNote(place, column, kind, reason, detail));
  }

  /** The file's name for a property, or the layer's where the file has no such column. */
  static String columnOf(FeatureSource source, Layer layer, String property) {
    String column = source.columnOf(PROPERTIES + property);
    return column.equals(property)
        ? layer.property(property).map(p -> p.title().ko()).orElse(property)
        : column;
  }
}
