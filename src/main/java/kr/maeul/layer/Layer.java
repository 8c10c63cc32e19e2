package kr.maeul.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.layer.text.Text;

/**
 * A layer: one kind of thing on the map, as its file describes it.
 *
 * @param id its id in URLs; letters, digits, hyphens
 * @param title what it is called
 * @param description one or two sentences, may be empty
 * @param accent colour, {@code #rrggbb}
 * @param symbol marker shape
 * @param order place in lists of layers, small first
 * @param shown whether the page shows it when it opens
 * @param idName name of the id property in the layer file
 * @param geometry its geometry
 * @param properties all properties but id and geometry, in sequence
 * @param publicRule what everyone may see
 * @param contribution what people without an account may send
 * @param lifeCycle how its features become public, or null where they are as they come
 * @param imports how files from elsewhere are read into it
 * @param unnamed what features without a title are called, first that fits; {@code {property}}
 *     stands for a value
 * @param retired properties of earlier versions of the file, whose columns may go once they are
 *     empty
 * @param file the layer file as it was read; not to be changed
 * @param referred the layers that its properties and its summary refer to, by their ids, without
 *     what these refer to in turn; the catalog knows them
 */
public record Layer(
    String id,
    Text title,
    Text description,
    String accent,
    String symbol,
    int order,
    boolean shown,
    String idName,
    GeometryProperty geometry,
    List<Property> properties,
    PublicRule publicRule,
    ContributionRule contribution,
    LifeCycle lifeCycle,
    ImportRules imports,
    List<Text> unnamed,
    List<String> retired,
    ObjectNode file,
    Map<String, Layer> referred) {

  public Optional<Property> property(String name) {
    return properties.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** Whether it says when another value ceases to hold: blank, that one holds for good. */
  public boolean isEnd(String name) {
    return ways().anyMatch(way -> way.date().name().equals(name));
  }

  /**
   * Whether everyone may see a feature because this is blank: a day that ends an agreement, a value
   * that keeps it back.
   */
  public boolean isShownByBlank(String name) {
    return isEnd(name)
        || viewFor(Audience.PUBLIC).where().entrySet().stream()
            .anyMatch(e -> e.getKey().name().equals(name) && e.getValue().isEmpty());
  }

  /** Whether it says from when on an agreement was taken back. */
  public boolean isWithdrawal(String name) {
    return ways().anyMatch(way -> !way.isLastDay() && way.date().name().equals(name));
  }

  /** All ways in which values end. */
  public Stream<Ends.Way> ways() {
    return properties.stream().filter(p -> p.ends() != null).flatMap(p -> p.ends().ways().stream());
  }

  public Optional<Property> byRole(PropertyRole role) {
    return properties.stream().filter(p -> p.has(role)).findFirst();
  }

  /** Name of the view of the page that shows it; none where it is shown among all layers alone. */
  public Optional<String> pageView() {
    return Optional.ofNullable(file.path("x-maeul-view").textValue());
  }

  /** What the audience sees of this layer. */
  public View viewFor(Audience audience) {
    List<Property> visible = properties.stream().filter(p -> audience.sees(p.audience())).toList();
    Map<Property, View> references = references(audience, visible);
    if (audience.sees(publicRule.liftedFor()) || publicRule.rows() == PublicRule.Rows.ALL) {
      return new View(this, audience, visible, Map.of(), false, references);
    }
    Map<Property, List<Object>> where = new LinkedHashMap<>();
    publicRule.where().forEach((name, values) -> where.put(property(name).orElseThrow(), values));
    if (lifeCycle != null) {
      lifeCycle.publishAt().ifPresent(p -> where.put(p, List.of()));
    }
    boolean empty = publicRule.rows() == PublicRule.Rows.NONE;
    return new View(this, audience, visible, where, empty, references);
  }

  /** Whether another day alone can change which rows somebody sees. */
  public boolean changesByTheDay() {
    return properties.stream()
        .anyMatch(p -> p.ends() != null && publicRule.where().containsKey(p.name()));
  }

  /** Those of which the audience does not see every id that there may be. */
  private Map<Property, View> references(Audience audience, List<Property> visible) {
    Map<Property, View> references = new LinkedHashMap<>();
    for (Property p : visible) {
      if (p.ref() != null) {
        Layer other = referred.get(p.ref());
        View seen =
            other == null
                ? new View(this, audience, List.of(), Map.of(), true, Map.of())
                : other.viewFor(audience);
        if (seen.empty() || !seen.where().isEmpty()) {
          references.put(p, seen);
        }
      }
    }
    return references;
  }

  /** The properties that a contributor may fill, regardless of who may see them. */
  public View contributorsView() {
    List<Property> fillable =
        properties.stream().filter(p -> contribution.admits(p.name())).toList();
    return new View(
        this, Audience.PUBLIC, fillable, Map.of(), true, references(Audience.PUBLIC, fillable));
  }

  /** The same layer for features that are not finished: nothing is required. */
  public Layer forDrafts() {
    GeometryProperty anywhere =
        new GeometryProperty(geometry.name(), geometry.type(), geometry.title(), false);
    List<Property> optional = properties.stream().map(Property::notRequired).toList();
    return toBuilder().geometry(anywhere).properties(optional).build();
  }

  private Stream<String> namesOfOthers() {
    PublicRule.Summary summary = publicRule.summary();
    return Stream.concat(
        properties.stream().map(Property::ref).filter(Objects::nonNull),
        summary == null ? Stream.of() : summary.known().values().stream());
  }

  /** The same layer as one of several, to which it may refer. */
  Layer among(Map<String, Layer> all) {
    Map<String, Layer> others = new LinkedHashMap<>();
    namesOfOthers().filter(all::containsKey).forEach(name -> others.put(name, all.get(name)));
    return toBuilder().referred(Map.copyOf(others)).build();
  }

  public static Builder builder(String id, String idName) {
    return new Builder(id, idName);
  }

  private Builder toBuilder() {
    return builder(id, idName)
        .title(title, description)
        .marker(accent, symbol)
        .listed(order, shown)
        .geometry(geometry)
        .properties(properties)
        .rules(publicRule, contribution, lifeCycle)
        .imports(imports)
        .unnamed(unnamed)
        .retired(retired)
        .file(file)
        .referred(referred);
  }

  /** Layers are equal when their files are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Layer that && id.equals(that.id) && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id);
  }

  @Override
  public String toString() {
    return "Layer[" + id + "]";
  }

  /** Names the values of a layer; those not named are empty, or null. For one thread. */
  public static final class Builder {
    private final String id;
    private Text title;
    private Text description = Text.EMPTY;
    private String accent = "";
    private String symbol = "";
    private int order;
    private boolean shown;
    private final String idName;
    private GeometryProperty geometry;
    private List<Property> properties = List.of();
    private PublicRule publicRule;
    private ContributionRule contribution;
    private LifeCycle lifeCycle;
    private ImportRules imports;
    private List<Text> unnamed = List.of();
    private List<String> retired = List.of();
    private ObjectNode file;
    private Map<String, Layer> referred = Map.of();

    private Builder(String id, String idName) {
      this.id = id;
      this.idName = idName;
    }

    public Builder title(Text title, Text description) {
      this.title = title;
      this.description = description;
      return this;
    }

    /** How its features look on the map. */
    public Builder marker(String accent, String symbol) {
      this.accent = accent;
      this.symbol = symbol;
      return this;
    }

    /** Where it stands in lists of layers. */
    public Builder listed(int order, boolean shown) {
      this.order = order;
      this.shown = shown;
      return this;
    }

    public Builder geometry(GeometryProperty geometry) {
      this.geometry = geometry;
      return this;
    }

    public Builder properties(List<Property> properties) {
      this.properties = properties;
      return this;
    }

    /** Who sees and who sends its features. */
    public Builder rules(
        PublicRule publicRule, ContributionRule contribution, LifeCycle lifeCycle) {
      this.publicRule = publicRule;
      this.contribution = contribution;
      this.lifeCycle = lifeCycle;
      return this;
    }

    public Builder imports(ImportRules imports) {
      this.imports = imports;
      return this;
    }

    public Builder unnamed(List<Text> unnamed) {
      this.unnamed = unnamed;
      return this;
    }

    public Builder retired(List<String> retired) {
      this.retired = retired;
      return this;
    }

    public Builder file(ObjectNode file) {
      this.file = file;
      return this;
    }

    public Builder referred(Map<String, Layer> referred) {
      this.referred = referred;
      return this;
    }

    public Layer build() {
      return new Layer(
          id,
          title,
          description,
          accent,
          symbol,
          order,
          shown,
          idName,
          geometry,
          properties,
          publicRule,
          contribution,
          lifeCycle,
          imports,
          unnamed,
          retired,
          file,
          referred);
    }
  }
}
