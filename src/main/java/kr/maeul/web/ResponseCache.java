package kr.maeul.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Lang;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.StoreException;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Recording;

/**
 * Finished answers, as they go over the wire. The revisions that an answer was made from are part
 * of its key and are asked of the store at every request, so an answer is never older than a write
 * that was acknowledged before it was asked for; what is outdated is not removed but not found any
 * more, and makes room in time. Bounded by bytes. Safe for use by several threads.
 */
final class ResponseCache {
  private static final int MEGABYTE = 1024 * 1024;

  /** Of the whole; longer answers would push out too many others. */
  private static final int LARGEST_ANSWER_PARTS = 16;

  /** What keys and bookkeeping take beside the text and the bytes. */
  private static final int OVERHEAD_BYTES = 600;

  private static final int LONGEST_HEADER = 300;
  private static final int LONGEST_ADDRESS = 2000;
  private static final String ONE_LAYER = "/api/collections/{layer}";

  /** Parameters that cannot bring another layer into an answer, nor can the layer's properties. */
  private static final Set<String> WITHIN_LAYER =
      Set.of(
          "f",
          "lang",
          "crs",
          "bbox",
          "bbox-crs",
          "datetime",
          "limit",
          "offset",
          "after",
          "properties",
          "sortby",
          "q",
          "filter",
          "filter-lang",
          "filter-crs");

  /** What comes of the layer files and the program alone, and is there without the store. */
  private static final Set<String> OF_THE_FILES =
      Set.of(
          "/api",
          "/api/conformance",
          "/api/openapi",
          ONE_LAYER + "/schema",
          ONE_LAYER + "/queryables",
          ONE_LAYER + "/sortables");

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Cache<Key, Answer> answers;
  private final int largestBytes;
  private final AtomicLong recordingRoom;

  /**
   * All that an answer depends on.
   *
   * @param address scheme, host and path; links begin with it
   * @param query the parameters in the order of their names
   * @param revisions of the layer, or of all where others may play a part
   */
  private record Key(
      String address,
      Map<String, String> query,
      String accept,
      boolean gzip,
      Lang lang,
      Audience audience,
      Object revisions) {}

  private record Answer(Map<String, String> headers, byte[] body) {}

  /**
   * @param megabytes memory to take, 0 for no cache
   */
  ResponseCache(int megabytes, LayerCatalog layers, FeatureStore store) {
    this.layers = layers;
    this.store = store;
    long bytes = (long) megabytes * MEGABYTE;
    this.largestBytes = (int) Math.min(bytes / LARGEST_ANSWER_PARTS, Integer.MAX_VALUE / 2);
    this.recordingRoom = new AtomicLong(bytes / 4);
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, Answer answer) -> weight(key, answer))
            .build();
  }

  private static int weight(Key key, Answer answer) {
    int text = key.address.length() + key.accept.length();
    for (Map.Entry<String, String> p : key.query.entrySet()) {
      text += p.getKey().length() + p.getValue().length() + OVERHEAD_BYTES / 5;
    }
    return OVERHEAD_BYTES + 2 * text + answer.body.length;
  }

  /** The same action, answered from here where that is possible. */
  Action over(String template, Action action) {
    return e -> {
      Key key = key(template, e);
      if (key == null) {
        action.handle(e);
        return;
      }
      Answer answer = answers.getIfPresent(key);
      if (answer == null) {
        answerAndKeep(key, e, action);
      } else {
        e.replay(answer.headers, answer.body);
      }
    };
  }

  /** The revisions are older than the answer or as old: one that is newer than its key is fine. */
  private void answerAndKeep(Key key, Exchange e, Action action) throws Exception {
    try (Recording recording = new Recording(largestBytes, recordingRoom)) {
      e.record(recording);
      action.handle(e);
      if (recording.isWhole() && recording.headers().containsKey("Content-Type")) {
        answers.put(key, new Answer(Map.copyOf(recording.headers()), recording.body()));
      }
    }
  }

  /** Null where the request is not one for the cache. */
  private Key key(String template, Exchange e) {
    if (e.caller().isSignedIn()) {
      return null; // what is read in somebody's name is recorded, each time
    }
    String accept = e.accept();
    Map<String, String> query = readable(e);
    if (largestBytes == 0 || e.isHead() || query == null || accept.length() > LONGEST_HEADER) {
      return null;
    }
    String address = e.urls().at(e.path());
    Object revisions = revisions(template, e, query, accept);
    if (revisions == null || address.length() + query.toString().length() > LONGEST_ADDRESS) {
      return null;
    }
    return new Key(
        address, new TreeMap<>(query), accept, e.takesGzip(), e.lang(), e.audience(), revisions);
  }

  private static Map<String, String> readable(Exchange e) {
    try {
      return e.query();
    } catch (BadRequestException unreadable) {
      return null;
    }
  }

  /** Null where that is not for us to say: the store is away, or there is no such layer. */
  private Object revisions(String template, Exchange e, Map<String, String> query, String accept) {
    if (OF_THE_FILES.contains(template)) {
      return 0;
    }
    try {
      Map<String, Long> all = e.revisions(store::revisions);
      if (!template.startsWith(ONE_LAYER)) {
        return all;
      }
      Layer layer = layers.layer(e.pathParam("layer")).orElse(null);
      if (layer == null) {
        return null;
      }
      return isWithin(layer, query.keySet()) && !isPage(accept, query)
          ? all.getOrDefault(layer.id(), 0L)
          : all;
    } catch (StoreException away) {
      return null;
    }
  }

  private static boolean isWithin(Layer layer, Set<String> parameters) {
    return parameters.stream()
        .allMatch(p -> WITHIN_LAYER.contains(p) || layer.property(p).isPresent());
  }

  /** Pages show what refers to a feature from other layers. */
  private static boolean isPage(String accept, Map<String, String> query) {
    return query.containsKey("f")
        ? !query.get("f").equals("json")
        : accept.contains("html") || accept.contains("text/*");
  }

  /** Bytes that are kept now, about. */
  long weight() {
    answers.cleanUp();
    return answers.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
