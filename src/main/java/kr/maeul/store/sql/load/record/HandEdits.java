package kr.maeul.store.sql.load.record;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;

/**
 * Which values of a feature people gave it: those that somebody changed since the load that wrote
 * them, and did not change back. Told by its revisions, one after the other. For one feature.
 */
public final class HandEdits {
  private record Value(Object before, Object now) {}

  private final Layer layer;
  private final Map<String, Value> edits = new HashMap<>();

  /** Edits that a load overwrote. Taking that load back brings them back. */
  private final Map<String, Value> overwritten = new HashMap<>();

  private Feature last;

  public HandEdits(Layer layer) {
    this.layer = layer;
  }

  /**
   * Looks at a revision; oldest first.
   *
   * @param byLoad whether a load made it
   */
  public void see(boolean byLoad, Feature before, Feature after) {
    Feature was = before == null ? last : before;
    last = after == null ? before : after;
    if (after == null) {
      return; // taken away; what comes back is compared with it
    }
    note(byLoad, layer.geometry().name(), was == null ? null : was.geometry(), after.geometry());
    for (Property p : layer.properties()) {
      Object old = was == null ? null : was.properties().get(p.name());
      note(byLoad, p.name(), old, after.properties().get(p.name()));
    }
  }

  private void note(boolean byLoad, String name, Object was, Object is) {
    if (Objects.equals(was, is)) {
      return;
    }
    Value edit = edits.get(name);
    if (byLoad) {
      Value again = overwritten.get(name);
      edits.remove(name);
      if (again != null && Objects.equals(again.now(), is)) {
        edits.put(name, again);
      } else if (edit != null) {
        overwritten.put(name, edit);
      }
    } else if (edit != null && Objects.equals(edit.before(), is)) {
      edits.remove(name);
    } else {
      edits.put(name, new Value(edit == null ? was : edit.before(), is));
    }
  }

  /** What a value of people's was before they changed it, or null. */
  public Object before(String name) {
    Value edit = edits.get(name);
    return edit == null ? null : edit.before();
  }

  /** Names of the properties, and of the geometry, whose values are people's. */
  public Set<String> names() {
    return new HashSet<>(edits.keySet());
  }
}
