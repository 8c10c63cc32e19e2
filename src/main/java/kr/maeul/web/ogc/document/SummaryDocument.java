package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.store.Summary;

/** Published counts as JSON. */
public final class SummaryDocument {
  private static final Text NO_VALUE = new Text("값 없음", "No value");

  /** Of groups: what somebody typed is not published, so it is counted with what is not known. */
  private static final Text NO_KNOWN_VALUE = new Text("그 밖이거나 모름", "Elsewhere or not known");

  private SummaryDocument() {}

  public static ObjectNode of(Layer layer, Summary summary, Lang lang) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("layer", layer.id());
    ArrayNode by = json.putArray("by");
    summary.by().forEach(p -> by.add(p.name()));
    json.put("suppressBelow", summary.suppressBelow());
    json.put("asOf", summary.asOf().toString());
    json.put("renewed", summary.renewal().word());
    json.put("nextRenewal", summary.renewal().next(summary.asOf()).toString());
    ArrayNode groups = json.putArray("groups");
    for (Summary.Group g : summary.groups()) {
      ObjectNode group = count(groups.addObject(), summary.by().get(0), g.value(), g.count(), lang);
      if (summary.by().size() > 1 && g.count() != null) {
        ArrayNode cells = group.putArray("cells");
        for (Summary.Cell c : g.cells()) {
          count(cells.addObject(), summary.by().get(1), c.value(), c.count(), lang);
        }
      }
    }
    return json.put("publishedTotal", summary.publishedTotal())
        .put("suppressedGroups", summary.suppressedGroups());
  }

  private static ObjectNode count(
      ObjectNode json, Property by, String value, Long count, Lang lang) {
    String title =
        value == null
            ? (by.choices().isEmpty() ? NO_KNOWN_VALUE : NO_VALUE).in(lang)
            : by.choice(value).map(c -> c.title().in(lang)).orElse(value);
    json.put("value", value).put("title", title).put("count", count);
    if (count == null) {
      json.put("suppressed", true);
    }
    return json;
  }
}
