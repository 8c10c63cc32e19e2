package kr.maeul.layer;

import java.util.List;
import java.util.Optional;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;

/**
 * One property of a layer, other than its id and its geometry.
 *
 * @param name as in the layer file and in GeoJSON
 * @param type what values it holds
 * @param title label
 * @param description longer explanation, may be empty
 * @param audience the least audience that may see it
 * @param ogcRole role in OGC API – Features Part 5, if any
 * @param role what pages do with it, if anything
 * @param choices the enumeration's values in order; empty where any value will do
 * @param unit unit of measure such as {@code m2}, or null
 * @param importHeaders headers of municipal files under which it comes
 * @param ref id of the layer whose feature ids it holds, or null
 * @param media what it holds ids of where these are uploads, or null
 * @param searched whether {@code q} looks into it
 * @param translates name of the property of which this is the English text, or null
 * @param markdown whether the text is Markdown
 * @param uri whether the text is a URI or URI reference
 * @param required whether every feature must have it
 * @param readOnly whether only the service sets it
 * @param ends how its values cease to hold, or null where they never do
 */
public record Property(
    String name,
    PropertyType type,
    Text title,
    Text description,
    Audience audience,
    Optional<OgcRole> ogcRole,
    Optional<PropertyRole> role,
    List<Choice> choices,
    String unit,
    List<String> importHeaders,
    String ref,
    MediaKind media,
    boolean searched,
    String translates,
    boolean markdown,
    boolean uri,
    boolean required,
    boolean readOnly,
    Ends ends) {

  /** The same where a feature need not have it. */
  Property notRequired() {
    return toBuilder().required(false).build();
  }

  /** The same with values that cease to hold. */
  public Property ending(Ends how) {
    return toBuilder().ends(how).build();
  }

  public static Builder builder(String name, PropertyType type) {
    return new Builder(name, type);
  }

  private Builder toBuilder() {
    return builder(name, type)
        .title(title, description)
        .audience(audience)
        .roles(ogcRole, role)
        .choices(choices)
        .unit(unit)
        .importHeaders(importHeaders)
        .ref(ref)
        .media(media)
        .searched(searched)
        .translates(translates)
        .text(markdown, uri)
        .required(required)
        .readOnly(readOnly)
        .ends(ends);
  }

  public Optional<Choice> choice(String value) {
    return choices.stream().filter(c -> c.value().equals(value)).findFirst();
  }

  public boolean has(PropertyRole wanted) {
    return role.isPresent() && role.get() == wanted;
  }

  public boolean has(OgcRole wanted) {
    return ogcRole.isPresent() && ogcRole.get() == wanted;
  }

  /** Of the name alone: properties are keys of maps in every answer. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Names the values of a property; those not named are empty, false or null. For one thread. */
  public static final class Builder {
    private final String name;
    private final PropertyType type;
    private Text title;
    private Text description = Text.EMPTY;
    private Audience audience = Audience.PUBLIC;
    private Optional<OgcRole> ogcRole = Optional.empty();
    private Optional<PropertyRole> role = Optional.empty();
    private List<Choice> choices = List.of();
    private String unit;
    private List<String> importHeaders = List.of();
    private String ref;
    private MediaKind media;
    private boolean searched;
    private String translates;
    private boolean markdown;
    private boolean uri;
    private boolean required;
    private boolean readOnly;
    private Ends ends;

    private Builder(String name, PropertyType type) {
      this.name = name;
      this.type = type;
    }

    public Builder title(Text title, Text description) {
      this.title = title;
      this.description = description;
      return this;
    }

    public Builder audience(Audience audience) {
      this.audience = audience;
      return this;
    }

    public Builder roles(Optional<OgcRole> ogcRole, Optional<PropertyRole> role) {
      this.ogcRole = ogcRole;
      this.role = role;
      return this;
    }

    public Builder choices(List<Choice> choices) {
      this.choices = choices;
      return this;
    }

    public Builder unit(String unit) {
      this.unit = unit;
      return this;
    }

    public Builder importHeaders(List<String> importHeaders) {
      this.importHeaders = importHeaders;
      return this;
    }

    public Builder ref(String ref) {
      this.ref = ref;
      return this;
    }

    public Builder media(MediaKind media) {
      this.media = media;
      return this;
    }

    public Builder searched(boolean searched) {
      this.searched = searched;
      return this;
    }

    public Builder translates(String translates) {
      this.translates = translates;
      return this;
    }

    public Builder text(boolean markdown, boolean uri) {
      this.markdown = markdown;
      this.uri = uri;
      return this;
    }

    public Builder required(boolean required) {
      this.required = required;
      return this;
    }

    public Builder readOnly(boolean readOnly) {
      this.readOnly = readOnly;
      return this;
    }

    public Builder ends(Ends ends) {
      this.ends = ends;
      return this;
    }

    public Property build() {
      return new Property(
          name,
          type,
          title,
          description,
          audience,
          ogcRole,
          role,
          choices,
          unit,
          importHeaders,
          ref,
          media,
          searched,
          translates,
          markdown,
          uri,
          required,
          readOnly,
          ends);
    }
  }
}
