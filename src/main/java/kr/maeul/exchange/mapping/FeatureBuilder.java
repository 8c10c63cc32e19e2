package kr.maeul.exchange.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;

/**
 * Puts the values of one row together as a GeoJSON feature in the layer's own names. Where two
 * columns mean the same property, the better match wins and the other fills what it leaves blank.
 * For one thread, one row after the other.
 */
public final class FeatureBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String idName;
  private final Map<String, JsonNode> fixed = new LinkedHashMap<>();
  private final Map<Property, ValueReader> readers = new HashMap<>();
  private final Map<String, Column> filledBy = new HashMap<>();
  private final Map<String, String> columnNames = new HashMap<>();
  private ObjectNode properties;
  private JsonNode id;
  private Column idColumn;
  private final Layer layer;
  private final boolean blankBad;
  private List<RowProblem> problems;
  private List<RowNote> notes;
  private long place;

  /**
   * @throws InvalidFileException if a fixed value is not one of its property
   */
  public FeatureBuilder(ImportRequest request) throws InvalidFileException {
    this.layer = request.layer();
    this.idName = layer.idName();
    this.blankBad = request.blankBad();
    layer
        .properties()
        .forEach(
            p ->
                readers.put(
                    p,
                    new ValueReader(
                        p,
                        layer.imports().words().getOrDefault(p.name(), Map.of()),
                        layer.file().path("properties").path(p.name()),
                        isParcel(layer, p),
                        isLastDay(layer, p))));
    for (Map.Entry<String, String> e : request.fixed().entrySet()) {
      try {
        JsonNode value = readers.get(layer.property(e.getKey()).orElseThrow()).read(e.getValue());
        if (value != null) {
          fixed.put(e.getKey(), value);
        }
      } catch (InvalidValueException bad) {
        throw new InvalidFileException(
            "--set " + e.getKey() + ": " + bad.reason().ko(),
            "--set " + e.getKey() + ": " + bad.reason().en());
      }
    }
  }

  private static boolean isParcel(Layer layer, Property p) {
    return layer.imports().parcel() != null && layer.imports().parcel().number().equals(p.name());
  }

  private static boolean isLastDay(Layer layer, Property p) {
    return layer.ways().anyMatch(way -> way.isLastDay() && way.date().name().equals(p.name()));
  }

  /** A column that will come, so that a mistake can name it although it is blank. */
  public void know(Column column) {
    if (column.property() != null) {
      columnNames.putIfAbsent(column.property().name(), column.header());
    }
  }

  public void begin(long rowPlace) {
    place = rowPlace;
    properties = JSON.objectNode();
    properties.setAll(fixed);
    filledBy.clear();
    id = null;
    idColumn = null;
    problems = new ArrayList<>(0);
    notes = new ArrayList<>(0);
  }

  /**
   * A cell of a CSV file.
   *
   * @param header of the column, with the unit that its numbers are in
   */
  public void cell(Column column, String header, String text) {
    if (column.isId()) {
      id(column, text.isBlank() ? null : JSON.textNode(text.strip()));
    } else if (column.property() == null) {
      if (!text.isBlank()) {
        column.lose();
      }
    } else {
      try {
        JsonNode value =
            readers
                .get(column.property())
                .read(text, header, remark -> note(column.header(), RowNote.Kind.CHANGED, remark));
        value(column, value);
      } catch (InvalidValueException e) {
        unreadable(column, e);
      }
    }
  }

  /** A property of a GeoJSON file. */
  public void property(Column column, JsonNode given) {
    if (given.isNull()) {
      return;
    }
    if (column.isId()) {
      id(column, given);
    } else if (column.property() == null) {
      column.lose();
    } else {
      try {
        JsonNode value =
            readers
                .get(column.property())
                .conform(
                    given,
                    column.header(),
                    remark -> note(column.header(), RowNote.Kind.CHANGED, remark));
        value(column, value);
      } catch (InvalidValueException e) {
        unreadable(column, e);
      }
    }
  }

  public void id(JsonNode value) {
    id = value;
  }

  private void id(Column column, JsonNode value) {
    if (value == null) {
      return;
    }
    if (id == null || idColumn != null && column.rank() < idColumn.rank()) {
      if (idColumn != null) {
        idColumn.lose();
      }
      id = value;
      idColumn = column;
      columnNames.put(idName, column.header());
    } else {
      column.lose();
    }
  }

  private void value(Column column, JsonNode value) {
    if (value == null) {
      return;
    }
    String name = column.property().name();
    Column other = filledBy.get(name);
    if (other != null && other.rank() <= column.rank()) {
      column.lose();
      return;
    }
    if (other != null) {
      other.lose();
    }
    filledBy.put(name, column);
    columnNames.put(name, column.header());
    properties.set(name, value);
  }

  /**
   * A value that cannot be read: the row is invalid, or the value is left blank where that is asked
   * for.
   */
  public void problem(String column, InvalidValueException e) {
    problem(column, e, blankBad);
  }

  /** A blank withdrawal, or nothing that keeps a row back, would be a word to show it. */
  private void unreadable(Column column, InvalidValueException e) {
    problem(column.header(), e, blankBad && !layer.isShownByBlank(column.property().name()));
  }

  private void problem(String column, InvalidValueException e, boolean mayBeBlank) {
    if (mayBeBlank) {
      notes.add(new RowNote(place, column, RowNote.Kind.LEFT_BLANK, e.reason()));
      return;
    }
    problems.add(new RowProblem(place, column, e.reason()));
  }

  public void problem(String column, String ko, String en) {
    problems.add(new RowProblem(place, column, new Text(ko, en)));
  }

  public void note(String column, RowNote.Kind kind, Text reason) {
    note(new RowNote(place, column, kind, reason));
  }

  public void note(RowNote note) {
    notes.add(note);
  }

  /** The feature, as far as it could be read where there are {@link #problems}. */
  public ObjectNode read(JsonNode geometry) {
    ObjectNode feature = JSON.objectNode().put("type", "Feature");
    if (id != null) {
      feature.set("id", id);
    }
    feature.set("geometry", geometry == null ? JSON.nullNode() : geometry);
    feature.set("properties", properties);
    return feature;
  }

  public List<RowProblem> problems() {
    return problems;
  }

  public List<RowNote> notes() {
    return notes;
  }

  /** The column that last filled a property, or the property's own name. */
  public String columnOf(String property) {
    return columnNames.getOrDefault(property, property);
  }
}
