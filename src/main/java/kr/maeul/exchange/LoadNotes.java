package kr.maeul.exchange;

import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;

/**
 * Tells what a load leaves as it is although the file says something else, and what it clears: the
 * terminal counts by property, the file of the report has every row with its values. For one
 * thread.
 */
final class LoadNotes {
  private static final String PROPERTIES = "/properties/";

  private final ImportRequest request;
  private final FeatureSource source;
  private final NoteTally notes;
  private final ReportFile report;
  private final BadRows bad;

  /**
   * @param report or null
   */
  LoadNotes(
      ImportRequest request,
      FeatureSource source,
      NoteTally notes,
      ReportFile report,
      BadRows bad) {
    this.request = request;
    this.source = source;
    this.notes = notes;
    this.report = report;
    this.bad = bad;
  }

  void kept(FeatureLoad.Kept kept) {
    Layer layer = request.layer();
    Property property = layer.property(kept.property()).orElse(null);
    String column =
        property == null
            ? kept.property().equals(layer.idName()) ? "id" : layer.geometry().title().ko()
            : columnOf(source, layer, kept.property());
    Text why = LoadWords.of(kept.why(), layer, kept.property());
    if (kept.why() == FeatureLoad.Why.UNREAD) {
      bad.spared(kept.place(), kept.id());
    } else {
      notes.add(new RowNote(kept.place(), column, RowNote.Kind.KEPT, why));
    }
    if (report != null) {
      Text both = LoadWords.of(kept, property, why);
      report.add(new RowNote(kept.place(), column, RowNote.Kind.KEPT, both));
    }
  }

  void cleared(FeatureLoad.Cleared cleared) {
    Layer layer = request.layer();
    String column = columnOf(source, layer, cleared.property());
    Text why = LoadWords.of(cleared, layer);
    notes.add(new RowNote(cleared.place(), column, RowNote.Kind.CLEARED, why));
    if (report != null) {
      Text was = LoadWords.was(cleared, layer.property(cleared.property()).orElseThrow());
      report.add(new RowNote(cleared.place(), column, RowNote.Kind.CLEARED, why, was));
    }
  }

  /** The file's name for a property, or the layer's where the file has no such column. */
  static String columnOf(FeatureSource source, Layer layer, String property) {
    String column = source.columnOf(PROPERTIES + property);
    return column.equals(property)
        ? layer.property(property).map(p -> p.title().ko()).orElse(property)
        : column;
  }
}
