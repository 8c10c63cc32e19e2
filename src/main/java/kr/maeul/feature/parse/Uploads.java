package kr.maeul.feature.parse;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;

/** Which uploads a feature has, and which addresses it may therefore say. Stateless. */
public final class Uploads {
  private Uploads() {}

  /** Ids of one property's value, a list or one; none where it has no value. */
  public static Set<String> ids(Object value) {
    Set<String> ids = new LinkedHashSet<>();
    for (Object one :
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      ids.add(one.toString());
    }
    return ids;
  }

  /**
   * Ids of all that a feature has.
   *
   * @param values of the feature, by property name
   */
  public static Map<Property, Set<String>> of(Layer layer, Function<String, Object> values) {
    Map<Property, Set<String>> has = new LinkedHashMap<>();
    for (Property p : layer.properties()) {
      if (p.media() != null) {
        has.put(p, ids(values.apply(p.name())));
      }
    }
    return has;
  }

  /**
   * Whether an address is that of an upload which the feature does not have, or has where fewer see
   * it than see the address.
   *
   * @param address the property
   * @param value of it, or null
   * @param has as {@link #of} gave it
   */
  public static boolean isStray(Property address, Object value, Map<Property, Set<String>> has) {
    Optional<String> upload = WebAddress.upload(value == null ? "" : value.toString());
    return upload.isPresent()
        && has.entrySet().stream()
            .noneMatch(
                e ->
                    e.getValue().contains(upload.get())
                        && address.audience().sees(e.getKey().audience()));
  }
}
