package kr.maeul.store.sql.row;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.sql.statement.ReferenceSql;

/**
 * Which references of some whole features a view shows, as of one moment: for what is read as a
 * whole because it is going to be written, or comes from the revisions. It asks what {@link
 * ReferenceSql} asks within a statement.
 */
public final class ShownReferences {
  private final View view;
  private final LocalDate day;
  private final Map<Property, Set<String>> shown;

  private ShownReferences(View view, LocalDate day, Map<Property, Set<String>> shown) {
    this.view = view;
    this.day = day;
    this.shown = shown;
  }

  /**
   * Asks for all of them at once.
   *
   * @param features may hold null
   */
  public static ShownReferences of(
      Connection c, FeatureRows rows, View view, Collection<Feature> features) throws SQLException {
    Map<Property, Set<String>> shown = new LinkedHashMap<>();
    for (Map.Entry<Property, View> e : view.references().entrySet()) {
      Set<String> ids = new HashSet<>();
      features.stream()
          .filter(Objects::nonNull)
          .forEach(f -> ids.addAll(members(f.properties().get(e.getKey().name()))));
      shown.put(e.getKey(), rows.existing(c, e.getValue(), ids));
    }
    return new ShownReferences(view, rows.today(), shown);
  }

  /** What the view shows of a feature; null where it does not show it. */
  public Feature seen(Feature whole) {
    if (whole == null || !view.admits(whole.properties(), day)) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Property p : view.properties()) {
      Object value = seen(p, whole.properties().get(p.name()));
      if (value != null) {
        values.put(p.name(), value);
      }
    }
    return new Feature(whole.id(), whole.geometry(), values);
  }

  private Object seen(Property property, Object value) {
    Set<String> ids = shown.get(property);
    if (ids == null || value == null) {
      return value;
    }
    List<String> members = members(value).stream().filter(ids::contains).toList();
    return members.isEmpty() ? null : value instanceof List ? members : value;
  }

  /**
   * A feature with what the view shows taken from another, and all else as it is: a reference that
   * the view does not show stays unless another is put in its place, and in a list whatever is done
   * to the others.
   */
  public Feature over(Feature whole, Feature given) {
    Map<String, Object> values = new LinkedHashMap<>(whole.properties());
    for (Property p : view.properties()) {
      Object value = kept(p, whole.properties().get(p.name()), given.properties().get(p.name()));
      if (value == null) {
        values.remove(p.name());
      } else {
        values.put(p.name(), value);
      }
    }
    return new Feature(whole.id(), given.geometry(), values);
  }

  private Object kept(Property property, Object whole, Object given) {
    Set<String> ids = shown.get(property);
    if (ids == null || whole == null) {
      return given;
    }
    if (!(whole instanceof List)) {
      return given == null && !ids.contains(whole) ? whole : given;
    }
    List<String> kept = new ArrayList<>(members(given));
    String before = null;
    for (String member : members(whole)) {
      if (!ids.contains(member) && !kept.contains(member)) {
        kept.add(before == null ? 0 : kept.indexOf(before) + 1, member);
      }
      before = kept.contains(member) ? member : before;
    }
    return kept.isEmpty() ? given : kept;
  }

  private static List<String> members(Object value) {
    return value == null
        ? List.of()
        : value instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(value));
  }
}
