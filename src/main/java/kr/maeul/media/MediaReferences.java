package kr.maeul.media;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.parse.Uploads;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;

/**
 * Names photos and sound in what somebody writes. Rows are held in the order of their ids, or two
 * writers might wait for each other. For one transaction.
 */
final class MediaReferences {
  private final MediaRows rows;
  private final MediaVisibility sight;
  private final Clock clock;

  MediaReferences(MediaRows rows, MediaVisibility sight, Clock clock) {
    this.rows = rows;
    this.sight = sight;
    this.clock = clock;
  }

  List<FeatureProblem> attach(Layer layer, Feature before, Feature after, Asker asker) {
    List<FeatureProblem> problems = new ArrayList<>();
    Map<String, Property> named = named(layer, after);
    for (String id : new TreeSet<>(named.keySet())) { // in one order, or two might wait for another
      Property p = named.get(id);
      Optional<Medium> medium = rows.lock(id);
      boolean isOld = before != null && ids(before, p).contains(id);
      if (!isOld && medium.filter(m -> mayName(m, p, rows.isKept(id), asker)).isEmpty()) {
        problems.add(new FeatureProblem("/properties/" + p.name(), unknown(id)));
      } else if (medium.isPresent()) {
        rows.attached(id, clock.instant());
      }
    }
    for (Property p : layer.properties()) {
      if (p.uri() && isStray(layer, p, before, after)) {
        problems.add(new FeatureProblem("/properties/" + p.name(), stray()));
      }
    }
    return problems;
  }

  /**
   * Whether an address, newly written, is that of an upload which the feature does not name: it is
   * swept away after a day, and nobody but its owner ever saw it.
   */
  private static boolean isStray(Layer layer, Property address, Feature before, Feature after) {
    Object value = after.properties().get(address.name());
    boolean isOld =
        before != null && Objects.equals(before.properties().get(address.name()), value);
    return !isOld && Uploads.isStray(address, value, Uploads.of(layer, after.properties()::get));
  }

  private static Text stray() {
    return new Text(
        "올린 사진의 주소는 이 항목의 사진 칸에도 그 사진이 있을 때만 쓸 수 있습니다. 사진 칸에 올리거나, 마을 파일의 주소(예: /covers/house.svg)를 쓰세요.",
        "may name an upload only where this item has it among its photos: upload it there, or name one"
            + " of the town's own files, such as /covers/house.svg");
  }

  /** A feature that is put back, without what has been taken away since. */
  Feature putBack(Layer layer, Feature wanted) {
    Map<String, Object> values = new LinkedHashMap<>(wanted.properties());
    Set<String> there = new HashSet<>();
    for (String id : new TreeSet<>(named(layer, wanted).keySet())) {
      if (rows.lock(id).isPresent()) {
        rows.attached(id, clock.instant());
        there.add(id);
      }
    }
    for (Property p : layer.properties()) {
      if (p.media() != null && !there.containsAll(ids(wanted, p))) {
        List<String> left = ids(wanted, p).stream().filter(there::contains).toList();
        if (left.isEmpty()) {
          values.remove(p.name());
        } else {
          values.put(p.name(), left);
        }
      }
    }
    return new Feature(wanted.id(), wanted.geometry(), values);
  }

  private static Map<String, Property> named(Layer layer, Feature feature) {
    Map<String, Property> named = new HashMap<>();
    for (Property p : layer.properties()) {
      if (p.media() != null) {
        ids(feature, p).forEach(id -> named.put(id, p));
      }
    }
    return named;
  }

  private boolean mayName(Medium medium, Property property, boolean isKept, Asker asker) {
    return medium.kind() == property.media() && sight.mayUse(medium, isKept, asker);
  }

  private static Text unknown(String id) {
    String shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
    return new Text(
        "\"" + shown + "\": 올린 파일 가운데 그런 것이 없습니다(올린 지 하루가 지나면 지워집니다). 다시 올려 주세요.",
        "\""
            + shown
            + "\" is no upload of yours of this kind (they are deleted after a day); upload it again");
  }

  private static List<String> ids(Feature feature, Property property) {
    return List.copyOf(Uploads.ids(feature.properties().get(property.name())));
  }

  List<String> keep(String holder, Collection<String> ids, Asker asker) {
    List<String> refused = new ArrayList<>();
    for (String id : new TreeSet<>(ids)) {
      Optional<Medium> medium = rows.lock(id);
      boolean may =
          medium
              .filter(m -> rows.isKeptBy(id, holder) || sight.mayUse(m, rows.isKept(id), asker))
              .isPresent();
      if (!may) {
        refused.add(id);
      }
    }
    if (refused.isEmpty()) {
      ids.forEach(id -> rows.keep(id, holder));
    }
    return refused;
  }
}
