package kr.maeul.store.load;

import java.util.Set;
import kr.maeul.layer.Layer;
import kr.maeul.store.edit.Author;

/**
 * A load that is to begin.
 *
 * @param file name of what is loaded, to show beside the load; may be empty
 * @param author who loads it
 * @param overwrites properties, and perhaps the geometry, of which {@link LoadMode#MERGE} takes the
 *     load's word regardless of who changed them and whatever the layer file keeps
 */
public record LoadRequest(
    Layer layer, LoadMode mode, String file, Author author, Set<String> overwrites) {

  /** Who loads where nobody is named. */
  public static final Author SERVICE = new Author(null, "서비스 (일괄 등록) / service (bulk load)", null);

  public LoadRequest {
    overwrites = Set.copyOf(overwrites);
  }

  /** A load of nothing in particular by the service itself. */
  public static LoadRequest of(Layer layer, LoadMode mode) {
    return new LoadRequest(layer, mode, "", SERVICE, Set.of());
  }
}
