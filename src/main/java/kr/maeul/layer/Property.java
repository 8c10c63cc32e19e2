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
    Optional<Role> role,
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
    return with(false, ends);
  }

  /** The same with values that cease to hold. */
  public Property ending(Ends how) {
    return with(required, how);
  }

  private Property with(boolean required, Ends ends) {
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

  public Optional<Choice> choice(String value) {
    return choices.stream().filter(c -> c.value().equals(value)).findFirst();
  }

  public boolean has(Role wanted) {
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
}
