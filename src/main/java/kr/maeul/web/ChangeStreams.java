package kr.maeul.web;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.config.AddressRange;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.limit.Places;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.LayerChange;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.EventStream;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.RefusedException;

/**
 * Tells everyone who listens at {@code /api/changes} that a layer was written to: which and its
 * revision, never what. Of layers that a caller may not know of, nothing is told.
 */
final class ChangeStreams implements AutoCloseable {
  static final String EVENTS = "text/event-stream";

  static final Operation LISTEN =
      Operation.of("service", "changes", "바뀐 레이어 알림", "Layers that change, as they do")
          .answers(Map.of(EVENTS, Schemas.string()));

  private static final int MOST_LISTENERS = 500;
  private static final int MOST_OF_ONE_NETWORK = 100;

  /** Proxies close what says nothing for a minute. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int RETRY_SECONDS = 30;
  private static final String COMMENT = "";

  private final Map<EventStream, Audience> streams = new ConcurrentHashMap<>();
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final Places ofNetworks;
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final int mostListeners;
  private FeatureStore.Subscription subscription;
  private volatile boolean isClosed;

  /** One who listens, from where. */
  private static final class Listener {
    private final Places.Place place;
    private volatile EventStream stream;
    private volatile boolean isGone;

    Listener(Places.Place place) {
      this.place = place;
    }
  }

  ChangeStreams(LayerCatalog layers, FeatureStore store) {
    this(layers, store, MOST_LISTENERS, MOST_OF_ONE_NETWORK);
  }

  /**
   * @param mostListeners where there is one more, the oldest stream ends
   * @param mostOfOne further ones of a network are told to come back later
   */
  ChangeStreams(LayerCatalog layers, FeatureStore store, int mostListeners, int mostOfOne) {
    this.layers = layers;
    this.store = store;
    this.mostListeners = mostListeners;
    this.ofNetworks = new Places(Integer.MAX_VALUE, mostOfOne);
  }

  /** Begins a stream; it stays open after the request's thread has gone. */
  void listen(Exchange e) throws IOException {
    e.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
    if (e.isHead()) {
      e.sendAsIs(EVENTS, new byte[0]);
      return;
    }
    begin();
    Listener listener = enter(AddressRange.network(e.clientAddress()));
    EventStream stream;
    try {
      stream = e.events(() -> leave(listener));
    } catch (IOException | RuntimeException failed) {
      leave(listener);
      throw failed;
    }
    listener.stream = stream;
    streams.put(stream, e.audience());
    EventStream oldest = oldestOfTooMany();
    if (oldest != null) {
      oldest.close(); // its page listens again, if anybody still looks at it
    }
    stream.offer(COMMENT, ": listening\nretry: 5000\n\n");
    if (listener.isGone || isClosed) {
      streams.remove(stream);
      stream.close();
    }
  }

  private synchronized Listener enter(String network) {
    Listener listener = new Listener(ofNetworks.enter(network).orElseThrow(ChangeStreams::tooMany));
    listeners.add(listener);
    return listener;
  }

  private static RefusedException tooMany() {
    return new RefusedException(
        RefusedException.Status.TOO_MANY,
        new Text(
            "이 네트워크에서 변경 알림을 듣는 이가 너무 많습니다. 잠시 뒤 다시 시도해 주세요.",
            "too many are listening for changes from this network; try again shortly"),
        RETRY_SECONDS);
  }

  private synchronized EventStream oldestOfTooMany() {
    return listeners.size() > mostListeners ? listeners.iterator().next().stream : null;
  }

  private void leave(Listener listener) {
    listener.isGone = true;
    if (listener.stream != null) {
      streams.remove(listener.stream);
    }
    synchronized (this) {
      if (listeners.remove(listener)) {
        listener.place.close();
      }
    }
  }

  /** Hears the store from the first listener on. */
  private synchronized void begin() {
    if (subscription == null && !isClosed) {
      subscription = store.listen(this::tell);
    }
  }

  /** Shows whoever listens, and every proxy between, that the stream is open. */
  void beat() {
    streams.keySet().forEach(stream -> stream.offer(COMMENT, ":\n\n"));
  }

  private void tell(LayerChange change) {
    String event =
        "event: change\ndata: {\"layer\":\""
            + change.layer()
            + "\",\"revision\":"
            + change.revision()
            + "}\n\n";
    streams.forEach(
        (stream, audience) -> {
          if (isListed(change.layer(), audience)) {
            stream.offer(change.layer(), event);
          }
        });
  }

  private boolean isListed(String layer, Audience audience) {
    return layers.viewFor(audience, layer).isPresent();
  }

  /** Ends all streams, so that a server that stops need not wait for them. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      if (subscription != null) {
        subscription.close();
      }
    }
    streams.keySet().forEach(EventStream::close);
  }
}
