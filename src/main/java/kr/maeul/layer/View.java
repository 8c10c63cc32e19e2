package kr.maeul.layer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.layer.kind.OgcRole;

/**
 * What one audience sees of a layer: some properties of some rows. The store takes nothing but a
 * view, so whatever reads features – list, detail, search, count, page – sees the same.
 *
 * @param layer the layer
 * @param audience who looks
 * @param properties the visible properties, in the order of the layer file's sequence
 * @param where rows must have one of these values in each of these properties, one that has not
 *     ended, and none at all in one for which there are no values here; empty for all rows
 * @param empty whether no row at all is visible
 * @param references visible properties that refer to a layer of which the audience does not see
 *     every row, and what it sees of that layer: other ids are shown to it nowhere
 */
public record View(
    Layer layer,
    Audience audience,
    List<Property> properties,
    Map<Property, List<Object>> where,
    boolean empty,
    Map<Property, View> references) {

  /**
   * Whether it shows a row with these values, by property name.
   *
   * @param day in the town's time zone; values may have ended by then ({@link Ends})
   */
  public boolean admits(Map<String, Object> values, LocalDate day) {
    return !empty
        && where.entrySet().stream().allMatch(e -> admits(e.getKey(), e.getValue(), values, day));
  }

  private static boolean admits(
      Property property, List<Object> wanted, Map<String, Object> values, LocalDate day) {
    Object value = values.get(property.name());
    boolean isWanted = wanted.isEmpty() ? value == null : wanted.contains(value);
    return isWanted
        && (property.ends() == null || property.ends().of(value, values::get, day).isEmpty());
  }

  /** The visible property of that name. A hidden one is as absent as one that never was. */
  public Optional<Property> property(String name) {
    return properties.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  public Optional<Property> byRole(PropertyRole role) {
    return properties.stream().filter(p -> p.has(role)).findFirst();
  }

  public Optional<Property> byRole(OgcRole role) {
    return properties.stream().filter(p -> p.has(role)).findFirst();
  }

  /** The English text of a property, if the layer has one. */
  public Optional<Property> translationOf(Property property) {
    return properties.stream().filter(p -> property.name().equals(p.translates())).findFirst();
  }

  /** Properties that {@code q} looks into. */
  public List<Property> searched() {
    return properties.stream().filter(Property::searched).toList();
  }

  /** Whether the audience may see the layer's summary. */
  public Optional<PublicRule.Summary> summary() {
    return Optional.ofNullable(layer.publicRule().summary());
  }

  /** Whether this shows rows or properties that the public does not see. */
  public boolean showsMoreThanPublic() {
    View everyones = layer.viewFor(Audience.PUBLIC);
    return empty != everyones.empty
        || !where.equals(everyones.where)
        || !properties.equals(everyones.properties)
        || showsMoreReferencesThan(everyones);
  }

  private boolean showsMoreReferencesThan(View other) {
    return !other.references.entrySet().stream()
        .allMatch(
            e -> {
              View seen = references.get(e.getKey());
              return seen != null
                  && seen.empty == e.getValue().empty
                  && seen.where.equals(e.getValue().where);
            });
  }

  /**
   * A number that is another one with whatever may change what this shows: rows of the layer, and
   * of those that decide which references are shown, and the day where that plays a part. Where it
   * is the same, so is each revision in it.
   *
   * @param revisions of all layers, by their ids
   */
  public long revision(Map<String, Long> revisions) {
    return layers().mapToLong(l -> revisions.getOrDefault(l.id(), 0L)).sum();
  }

  /** The layers whose rows decide what this shows. */
  public Stream<Layer> layers() {
    return Stream.concat(Stream.of(layer), references.values().stream().map(View::layer))
        .distinct();
  }

  /** Whether the layer should be shown to this audience at all. */
  public boolean isListed() {
    return !empty || summary().isPresent();
  }
}
