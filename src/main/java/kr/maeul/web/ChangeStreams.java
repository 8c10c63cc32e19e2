package kr.maeul.web;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.LayerChange;
import kr.maeul.web.request.BusyException;
import kr.maeul.web.request.EventStream;
import kr.maeul.web.request.Exchange;

/**
 * Tells everyone who listens at {@code /api/changes} that a layer was written to: which and its
 * revision, never what. Of layers that a caller may not know of, nothing is told.
 */
final class ChangeStreams implements AutoCloseable {
  private static final int MOST_LISTENERS = 200;
  private static final long HEARTBEAT_SECONDS = 15;
  private static final String COMMENT = "";

  private final Map<EventStream, Audience> streams = new ConcurrentHashMap<>();
  private final AtomicInteger listeners = new AtomicInteger();
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final int mostListeners;
  private ScheduledExecutorService heart;
  private FeatureStore.Subscription subscription;
  private volatile boolean isClosed;

  ChangeStreams(LayerCatalog layers, FeatureStore store) {
    this(layers, store, MOST_LISTENERS);
  }

  /**
   * @param mostListeners further ones are told to come back later
   */
  ChangeStreams(LayerCatalog layers, FeatureStore store, int mostListeners) {
    this.layers = layers;
    this.store = store;
    this.mostListeners = mostListeners;
  }

  /** Begins a stream; it stays open after the request's thread has gone. */
  void listen(Exchange e) throws IOException {
    e.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
    if (e.isHead()) {
      e.sendAsIs(EVENTS, new byte[0]);
      return;
    }
    begin();
    if (isClosed || listeners.incrementAndGet() > mostListeners) {
      if (!isClosed) {
        listeners.decrementAndGet();
      }
      throw new BusyException(
          new Text(
              "변경 알림을 듣는 이가 너무 많습니다. 잠시 뒤 다시 시도해 주세요.",
              "too many are listening for changes; try again shortly"));
    }
    AtomicBoolean isGone = new AtomicBoolean();
    EventStream[] itself = new EventStream[1];
    EventStream stream =
        e.events(
            () -> {
              if (isGone.compareAndSet(false, true)) {
                listeners.decrementAndGet();
                streams.remove(itself[0]);
              }
            });
    itself[0] = stream;
    streams.put(stream, e.audience());
    stream.offer(COMMENT, ": listening\nretry: 5000\n\n");
    if (isGone.get() || isClosed) {
      streams.remove(stream);
      stream.close();
    }
  }

  static final String EVENTS = "text/event-stream";

  /** Hears the store from the first listener on. */
  private synchronized void begin() {
    if (subscription == null && !isClosed) {
      subscription = store.listen(this::tell);
      heart =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "heartbeat");
                thread.setDaemon(true);
                return thread;
              });
      heart.scheduleAtFixedRate(
          () -> streams.keySet().forEach(s -> s.offer(COMMENT, ":\n\n")),
          HEARTBEAT_SECONDS,
          HEARTBEAT_SECONDS,
          TimeUnit.SECONDS);
    }
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
        heart.shutdownNow();
      }
    }
    streams.keySet().forEach(EventStream::close);
  }
}
