package kr.maeul.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import kr.maeul.config.AddressRange;
import kr.maeul.config.Settings;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.front.Doors;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Recording;
import kr.maeul.web.request.negotiation.Variant;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.route.Action;
import kr.maeul.web.route.Route;
import kr.maeul.web.send.Spool;
import kr.maeul.web.send.Spools;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Finished answers, as they go over the wire, for anyone without an account; a caller who may be
 * somebody is never answered from here. An answer is good while the revisions that it was made from
 * are those of the store, which is asked at every request, so none is older than a write that was
 * acknowledged before it was asked for. Answers that are kept are sent before the request goes any
 * further than the HTTP server. Bounded by bytes. Safe for use by several threads.
 */
final class ResponseCache {
  private static final int MEGABYTE = 1024 * 1024;

  /** Of the whole; longer answers would push out too many others. */
  private static final int LARGEST_ANSWER_PARTS = 16;

  /** What keys and bookkeeping take beside the text and the bytes. */
  private static final int OVERHEAD_BYTES = 1500;

  /** Of those it counts how many callers take them slowly. */
  private static final int LARGE_BYTES = 64 * 1024;

  private static final int LONGEST_HEADER = 300;
  private static final int LONGEST_ADDRESS = 2000;
  private static final String API = "/api";

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

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final StandardHeaders headers;
  private final Spools spools;
  private final List<AddressRange> trustedProxies;
  private final Cache<Key, Answer> answers;
  private final int largestBytes;
  private final AtomicLong recordingRoom;

  /**
   * What an answer depends on besides revisions.
   *
   * @param origin scheme and host as the caller says them; links begin with it
   * @param address path and query as they came, the parameters in the order of their names
   */
  private record Key(String origin, String address, String accept, Variant variant) {}

  /**
   * @param template of the route
   * @param basis the revisions that it was made from
   * @param fields all headers but those of the one request
   * @param notModified the same for an answer without content
   */
  private record Answer(
      String template,
      Basis basis,
      HttpFields fields,
      HttpFields notModified,
      String entityTag,
      byte[] body) {}

  /**
   * Revisions that an answer was made from.
   *
   * @param view what is shown of the one layer, or null where others may play a part
   * @param revisions a revision, or those of all layers; null where no layer plays a part
   */
  private record Basis(View view, Object revisions) {
    boolean holds(FeatureStore store) {
      return revisions == null || revisions.equals(now(view, store.revisions()));
    }

    static Object now(View view, Map<String, Long> all) {
      return view == null ? all : (Object) view.revision(all);
    }
  }

  /**
   * @param spools where large answers are counted while they are sent
   */
  ResponseCache(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      StandardHeaders headers,
      Spools spools) {
    this.spools = spools;
    this.trustedProxies = settings.http().trustedProxies();
    this.layers = layers;
    this.store = store;
    this.headers = headers;
    long bytes = (long) settings.cacheMegabytes() * MEGABYTE;
    this.largestBytes = (int) Math.min(bytes / LARGEST_ANSWER_PARTS, Integer.MAX_VALUE / 2);
    this.recordingRoom = new AtomicLong(bytes / 4);
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, Answer answer) -> weight(key, answer))
            .build();
  }

  private static int weight(Key key, Answer answer) {
    int text = key.origin.length() + key.address.length() + key.accept.length();
    return OVERHEAD_BYTES + 2 * text + answer.body.length;
  }

  /** Stands before everything else and answers what it can. */
  Handler.Wrapper front() {
    return new Front();
  }

  private final class Front extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Key key = key(request);
      Answer answer = key == null ? null : answers.getIfPresent(key);
      if (answer == null || !isGood(answer)) {
        return super.handle(request, response, callback);
      }
      Spool room = answer.body.length > LARGE_BYTES ? spools.open(network(request)) : null;
      if (room != null && !room.holdsInMemory(answer.body)) {
        return super.handle(request, response, callback); // where slow callers are kept on disk
      }
      RequestLine.setRoute(request, answer.template);
      String held = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
      boolean has = answer.entityTag != null && EntityTag.matches(held, answer.entityTag);
      response.setStatus(has ? 304 : 200);
      response.getHeaders().add(has ? answer.notModified : answer.fields);
      response.getHeaders().add(StandardHeaders.REQUEST_ID, RequestLine.newId(request));
      Callback then = room == null ? callback : Callback.from(callback, () -> release(room));
      response.write(true, has ? null : ByteBuffer.wrap(answer.body), then);
      return true;
    }

    private String network(Request request) {
      return Doors.network(request, trustedProxies);
    }

    private void release(Spool room) {
      try {
        room.release();
      } catch (IOException e) {
        throw new UncheckedIOException(e); // there is no file to it
      }
    }

    /** Where the store is away, what lies behind says so. */
    private boolean isGood(Answer answer) {
      try {
        return answer.basis.holds(store);
      } catch (DatabaseException away) {
        return false;
      }
    }
  }

  /** The same action, whose answer is kept where that is possible. */
  Action over(Route.Kept kept, String template, Action action) {
    return e -> {
      Key key = e.caller().isSignedIn() ? null : key(e.request());
      Basis basis = key == null ? null : basis(kept, e);
      if (basis == null) {
        action.handle(e);
      } else {
        answerAndKeep(key, template, basis, e, action);
      }
    };
  }

  /** The revisions are older than the answer or as old: one that is newer than its key is fine. */
  private void answerAndKeep(Key key, String template, Basis basis, Exchange e, Action action)
      throws Exception {
    try (Recording recording = new Recording(largestBytes, recordingRoom)) {
      e.record(recording);
      action.handle(e);
      if (recording.isWhole() && recording.headers().containsKey("Content-Type")) {
        answers.put(key, answer(template, basis, recording));
      }
    }
  }

  private Answer answer(String template, Basis basis, Recording recording) {
    byte[] body = recording.body();
    HttpFields.Mutable fields = HttpFields.build();
    HttpFields.Mutable notModified = HttpFields.build();
    headers.ofApi().forEach((name, value) -> fields.add(name, value));
    headers.ofApi().forEach((name, value) -> notModified.add(name, value));
    recording
        .headers()
        .forEach(
            (name, value) -> {
              fields.put(name, value);
              if (!name.startsWith("Content-")) {
                notModified.put(name, value);
              }
            });
    fields.add(new HttpField(HttpHeader.CONTENT_LENGTH, String.valueOf(body.length)));
    return new Answer(
        template,
        basis,
        fields.asImmutable(),
        notModified.asImmutable(),
        recording.headers().get("ETag"),
        body);
  }

  /** Null where the request is not one for the cache. */
  private Key key(Request request) {
    String address = request.getHttpURI().getPathQuery();
    HttpFields fields = request.getHeaders();
    if (largestBytes == 0
        || !request.getMethod().equals("GET")
        || address == null
        || !address.startsWith(API)
        || address.length() > LONGEST_ADDRESS
        || fields.contains(HttpHeader.COOKIE)
        || fields.contains(HttpHeader.AUTHORIZATION)) {
      return null;
    }
    String accept = orEmpty(fields.get(HttpHeader.ACCEPT));
    String host = orEmpty(fields.get(HttpHeader.HOST));
    if (accept.length() > LONGEST_HEADER || host.length() > LONGEST_HEADER) {
      return null;
    }
    Variant variant =
        Variant.of(fields.get(HttpHeader.ACCEPT_LANGUAGE), fields.get(HttpHeader.ACCEPT_ENCODING));
    return new Key(
        request.getHttpURI().getScheme() + "://" + host, ordered(address), accept, variant);
  }

  private static String orEmpty(String header) {
    return header == null ? "" : header;
  }

  /** The order of the parameters says nothing. */
  private static String ordered(String address) {
    int query = address.indexOf('?');
    if (query < 0 || address.indexOf('&', query) < 0) {
      return address;
    }
    String[] parameters = address.substring(query + 1).split("&");
    Arrays.sort(parameters);
    return address.substring(0, query + 1) + String.join("&", parameters);
  }

  /** Null if the response cannot be cached: the store is away, or there is no such layer. */
  private Basis basis(Route.Kept kept, Exchange e) {
    if (kept == Route.Kept.OF_FILES) {
      return new Basis(null, null);
    }
    try {
      Map<String, String> query = e.query();
      Map<String, Long> all = e.revisions(store::revisions);
      if (kept == Route.Kept.OF_FIGURES && !query.containsKey("by")) {
        return null; // they are renewed when their time has come, whatever is written
      }
      if (kept == Route.Kept.OF_LAYERS) {
        return new Basis(null, all);
      }
      Layer layer = layers.layer(e.pathParam("layer")).orElse(null);
      if (layer == null) {
        return null;
      }
      View alone =
          isWithin(layer, query.keySet()) && !isPage(e.accept(), query)
              ? layer.viewFor(Audience.PUBLIC)
              : null;
      return new Basis(alone, Basis.now(alone, all));
    } catch (DatabaseException | BadRequestException notForUs) {
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
