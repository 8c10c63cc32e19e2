package kr.maeul.feature.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.Property;

/**
 * Says quickly that a feature's properties are right. It never says that they are wrong: whatever
 * it does not know or does not like is for the JSON Schema validator to judge, so that verdicts and
 * messages are the validator's alone. Immutable.
 */
final class QuickCheck {
  private final String idName;
  private final Property[] properties;
  private final QuickRule[] rules;
  private final boolean[] required;

  private QuickCheck(String idName, Property[] properties, QuickRule[] rules, boolean[] required) {
    this.idName = idName;
    this.properties = properties;
    this.rules = rules;
    this.required = required;
  }

  static QuickCheck of(
      String idName, List<Property> known, List<Property> requiredOnes, ObjectNode schema) {
    Property[] properties = known.toArray(Property[]::new);
    boolean[] required = new boolean[properties.length];
    QuickRule[] rules = new QuickRule[properties.length];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = QuickRule.of(schema.path("properties").path(properties[i].name()));
      required[i] = requiredOnes.contains(properties[i]);
    }
    return new QuickCheck(idName, properties, rules, required);
  }

  /** The values, or null where the validator has to look. */
  Map<String, Object> values(JsonNode given) {
    if (!given.isObject()) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>(given.size() * 2);
    int known = given.has(idName) ? 1 : 0;
    for (int i = 0; i < properties.length; i++) {
      JsonNode value = given.get(properties[i].name());
      known += value == null ? 0 : 1;
      if (value == null || value.isNull()) {
        if (required[i]) {
          return null;
        }
      } else if (rules[i] != null && rules[i].holds(value)) {
        values.put(properties[i].name(), FeatureParser.value(properties[i], value));
      } else {
        return null;
      }
    }
    return known == given.size() ? values : null;
  }
}
