package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.maeul.feature.Feature;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Revision;
import kr.maeul.web.ogc.query.PropertyValues;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Revisions as JSON, with what they changed in words. Stateless. */
public final class HistoryDocument {
  private HistoryDocument() {}

  /** One revision and what it changed, as the view shows it. */
  public static ObjectNode revision(View view, Revision r) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("number", r.number()).put("kind", r.kind().name().toLowerCase(java.util.Locale.ROOT));
    json.put("at", r.at().toString()).put("by", r.author().name());
    if (r.author().reason() != null) {
      json.put("reason", r.author().reason());
    }
    if (r.batch() != null) {
      json.put("batch", r.batch());
    }
    if (r.version() != null) {
      json.put("version", r.version());
    }
    ArrayNode changes = json.putArray("changes");
    place(view, r, changes);
    for (Property p : view.properties()) {
      Object before = value(r.before(), p);
      Object after = value(r.after(), p);
      if (!Objects.equals(before, after)) {
        ObjectNode change = changes.addObject().put("property", p.name());
        both(change.putObject("titles"), p.title());
        shown(change, "before", p, before);
        shown(change, "after", p, after);
      }
    }
    return json;
  }

  /** What is in the bin of a feature: enough to know it by. */
  public static ObjectNode removed(View view, Revision r, Lang lang) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("layer", r.layer()).put("id", r.id()).put("at", r.at().toString());
    json.put("by", r.author().name());
    both(json.putObject("layerTitles"), view.layer().title());
    Map<String, Object> values = r.before() == null ? Map.of() : r.before().properties();
    return json.put("title", Naming.of(view).named(values).in(lang));
  }

  public static void both(ObjectNode json, Text text) {
    json.put(Lang.KO.tag(), text.ko()).put(Lang.EN.tag(), text.en());
  }

  private static Object value(Feature feature, Property p) {
    return feature == null ? null : feature.properties().get(p.name());
  }

  private static void shown(ObjectNode change, String member, Property p, Object value) {
    if (value == null) {
      change.putNull(member);
      return;
    }
    ObjectNode json = change.putObject(member);
    json.set("value", FeatureText.toJson(value));
    json.put(Lang.KO.tag(), words(p, value, Lang.KO)).put(Lang.EN.tag(), words(p, value, Lang.EN));
  }

  private static String words(Property p, Object value, Lang lang) {
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(v -> words(p, v, lang)).toList());
    }
    if (value instanceof Boolean yes) {
      return new Text(yes ? "예" : "아니요", yes ? "yes" : "no").in(lang);
    }
    String text = PropertyValues.format(value);
    String unit = p.unit() == null ? "" : " " + p.unit();
    return p.choice(text).map(Choice::title).map(t -> t.in(lang)).orElse(text + unit);
  }

  /** Of lines and areas the middles are compared. */
  private static void place(View view, Revision r, ArrayNode changes) {
    Geometry before = r.before() == null ? null : r.before().geometry();
    Geometry after = r.after() == null ? null : r.after().geometry();
    boolean isSame = before == null ? after == null : after != null && before.equalsExact(after);
    if (isSame) {
      return;
    }
    ObjectNode change = changes.addObject().put("property", view.layer().geometry().name());
    both(change.putObject("titles"), view.layer().geometry().title());
    if (before != null && after != null && !before.isEmpty() && !after.isEmpty()) {
      double metres =
          GeodesicDistance.between(
              before.getCentroid().getCoordinate(), after.getCentroid().getCoordinate());
      change.put("movedMetres", Math.round(metres * 10) / 10.0);
    }
    point(change, "before", before);
    point(change, "after", after);
  }

  /** Lines and areas may be long; anyone who wants one restores it, or reads the feature. */
  private static void point(ObjectNode change, String member, Geometry g) {
    if (g == null) {
      change.putNull(member);
    } else if (g instanceof Point && !g.isEmpty()) {
      change.putObject(member).putArray("value").add(g.getCoordinate().x).add(g.getCoordinate().y);
    } else {
      change.putObject(member).put("positions", g.getNumPoints());
    }
  }
}
