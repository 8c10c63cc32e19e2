package kr.maeul.web.ogc.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.feature.parse.FeatureIntake;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.feature.parse.Rights;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.Mending.Deed;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.publishing.NewItems;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.web.contract.InvalidParameterException;

/**
 * Makes features of bodies: as the layer file wants them, and referring to nothing that is not
 * there for their author. Safe for use by several threads.
 */
final class WriteReader {
  private final LayerCatalog layers;
  private final FeatureEdits edits;
  private final CrsRegistry crs = new CrsRegistry();
  private final Map<Key, FeatureIntake> intakes = new ConcurrentHashMap<>();

  private record Key(String layer, Audience audience) {}

  WriteReader(LayerCatalog layers, FeatureEdits edits) {
    this.layers = layers;
    this.edits = edits;
  }

  /**
   * The feature that a body describes.
   *
   * @param current what the view shows of the feature whose place it takes, or null
   * @param lenient whether shapes that are not sound are mended
   * @param deeds takes what was done to the shape
   * @throws kr.maeul.web.request.refusal.InvalidContentException with every mistake
   */
  Feature whole(
      Transaction tx,
      View view,
      ItemBody body,
      Feature current,
      boolean lenient,
      Collection<Deed> deeds) {
    Feature taken =
        take(tx, view, body.json(), crs.projection(body.crs()).reading(), current, lenient, deeds);
    return current == null
        ? NewItems.withStatus(view, taken)
        : Rights.standing(view.layer(), current, taken, body.json().path("properties")::has);
  }

  /**
   * The feature that comes of a merge patch.
   *
   * @param deeds takes what was done to the shape
   * @throws kr.maeul.web.request.refusal.InvalidContentException with every mistake
   */
  Feature patched(
      Transaction tx,
      View view,
      ItemBody body,
      Feature current,
      boolean lenient,
      Collection<Deed> deeds) {
    JsonNode patch = body.json();
    if (!patch.isObject()) {
      throw WriteProblems.of("", new Text("merge patch는 객체여야 합니다.", "a merge patch is an object"));
    }
    JsonNode id = patch.path("id");
    if (patch.has("id") && !current.id().equals(id.asText())) {
      throw WriteProblems.of("/id", new Text("id는 바꿀 수 없습니다.", "an id cannot be changed"));
    }
    boolean moves = patch.has("geometry");
    JsonNode geometry = patch.path("geometry");
    ObjectNode now = FeatureText.toJson(current);
    if (geometry.isObject() && geometry.has("type")) {
      now.remove("geometry"); // one that says its type is a whole one
    } else if (geometry.isObject() && body.crs() != Crs.CRS84) {
      throw WriteProblems.of(
          "/geometry",
          new Text(
              "Content-Crs를 쓸 때는 도형 전체를 보내세요.",
              "with Content-Crs the geometry must be a whole one, with its type"));
    }
    JsonNode merged = MergePatch.apply(now, patch);
    GeoJsonGeometry.Reading reading = moves ? crs.projection(body.crs()).reading() : null;
    return take(tx, view, merged, reading, current, lenient, deeds);
  }

  /** The feature with some properties changed and nothing else. */
  Feature changed(Transaction tx, View view, JsonNode properties, Feature current) {
    ObjectNode patch = FeatureText.toJson(current).objectNode();
    patch.set("properties", properties);
    return patched(
        tx, view, new ItemBody(patch, Crs.CRS84), current, true, EnumSet.noneOf(Deed.class));
  }

  private Feature take(
      Transaction tx,
      View view,
      JsonNode json,
      GeoJsonGeometry.Reading reading,
      Feature current,
      boolean lenient,
      Collection<Deed> deeds) {
    FeatureIntake intake =
        intakes.computeIfAbsent(
            new Key(view.layer().id(), view.audience()), key -> new FeatureIntake(view));
    try {
      Feature taken = intake.take(json, reading, current, lenient, deeds);
      List<FeatureProblem> problems = references(tx, view, taken, current);
      if (!problems.isEmpty()) {
        throw WriteProblems.of(problems);
      }
      return taken;
    } catch (InvalidFeatureException e) {
      throw WriteProblems.of(e.problems());
    }
  }

  /** What was referred to before may be gone by now; that is not what the author wrote. */
  private List<FeatureProblem> references(
      Transaction tx, View view, Feature taken, Feature current) {
    List<FeatureProblem> problems = new ArrayList<>();
    for (Property p : view.properties()) {
      if (p.ref() != null) {
        List<?> known = current == null ? List.of() : members(current.properties().get(p.name()));
        Object value = taken.properties().get(p.name());
        List<String> wanted =
            members(value).stream().filter(m -> !known.contains(m)).map(String::valueOf).toList();
        Optional<View> other = layers.viewFor(view.audience(), p.ref());
        Set<String> there = other.isEmpty() ? Set.of() : edits.existing(tx, other.get(), wanted);
        for (int i = 0; i < members(value).size(); i++) {
          String id = String.valueOf(members(value).get(i));
          if (wanted.contains(id) && !there.contains(id)) {
            problems.add(
                missing("/properties/" + p.name() + (value instanceof List ? "/" + i : ""), id));
          }
        }
      }
    }
    return problems;
  }

  private static FeatureProblem missing(String pointer, String id) {
    String given = InvalidParameterException.quote(id);
    return new FeatureProblem(
        pointer, new Text(given + "라는 항목이 없습니다.", "there is no item " + given + " to refer to"));
  }

  private static List<?> members(Object value) {
    return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
  }
}
