package kr.maeul.system.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Four who write in three layers, three who read, and one who asks whether the service lives, all
 * at the same time and whatever happens. A writer changes one item over and over and makes new ones
 * in between, each write with a number of its own. What they are told that they must not be told is
 * kept in {@link #faults}.
 */
final class Crowd {
  /** Of each writer, the layer; two meet in one. */
  static final List<String> LAYERS = List.of("wells", "lanes", "notes", "lanes");

  private static final int READERS = 3;

  /** Of so many writes of a writer one makes a new item. */
  static final int EVERY_NEW = 4;

  private static final int MOST_FAULTS = 20;

  /** Enough that others find a processor, too. */
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Set<Integer> COME_AGAIN = Set.of(429, 503);
  private static final Pattern NUMBER = Pattern.compile("\"name\":\"쓰기 (\\d+)\"");

  private final ServiceProcess service;
  private final String token;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> told = new TreeMap<>();

  private volatile boolean isOver;

  /** One who writes, and what became of each write. */
  static final class Writer {
    final int number;
    final AtomicLong acknowledged = new AtomicLong(-1);
    final Map<Long, Integer> answers = new TreeMap<>();
    private long next;

    private Writer(int number) {
      this.number = number;
    }

    String layer() {
      return LAYERS.get(number);
    }

    /** The item that it changes. */
    String item() {
      return "a" + number; // before the new ones
    }

    /** Of a write that makes a new item, which one; null of others. */
    String newItem(long write) {
      return write % EVERY_NEW == EVERY_NEW - 1 ? "w" + number + "-" + write : null;
    }

    /**
     * Where an answer has what it wrote; others who write to the same layer count for themselves.
     */
    Pattern written(long write) {
      return Pattern.compile(
          "\"id\":\"(%s|w%d-\\d+)\",\"geometry\":\\{[^}]*\\},\"properties\":\\{\"name\":\"%s\""
              .formatted(item(), number, name(write)));
    }

    String path() {
      return "/api/collections/" + layer() + "/items/" + item();
    }

    /** Whether a write was acknowledged; false where nobody can know what became of it. */
    boolean isAcknowledged(long write) {
      return answers.getOrDefault(write, 0) / 100 == 2;
    }
  }

  /**
   * What a browser keeps of an answer.
   *
   * @param number of the write that the item was of
   */
  record Held(String tag, long number) {}

  Crowd(ServiceProcess service, String token) {
    this.service = service;
    this.token = token;
    for (int i = 0; i < LAYERS.size(); i++) {
      writers.add(new Writer(i));
    }
  }

  List<Writer> writers() {
    return writers;
  }

  static String name(long number) {
    return "쓰기 " + number;
  }

  /** Begins; {@link #stop} ends it. */
  void start() {
    isOver = false;
    for (Writer writer : writers) {
      begin(
          () -> {
            HttpResponse<String> answer = write(writer);
            boolean isDone = answer != null && answer.statusCode() / 100 == 2;
            LockSupport.parkNanos(isDone ? BREATH_NANOS : PAUSE_NANOS);
          });
    }
    for (int i = 0; i < READERS; i++) {
      int reader = i;
      Map<String, Held> holding = new HashMap<>();
      begin(() -> read(reader, holding));
    }
    begin(this::live);
  }

  private void begin(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!isOver) {
                  work.run();
                }
              } catch (RuntimeException | AssertionError e) {
                fault(e.toString());
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  void stop() throws InterruptedException {
    isOver = true;
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  /** Waits until each writer was acknowledged a write that it began after this was called. */
  void awaitWrites() {
    List<Long> before = new ArrayList<>();
    for (Writer writer : writers) {
      synchronized (writer) {
        before.add(writer.next);
      }
    }
    PostgresServer.waitFor(
        "all writers are acknowledged writes; " + service.said(),
        () -> {
          for (Writer writer : writers) {
            if (writer.acknowledged.get() < before.get(writer.number)) {
              return !faults.isEmpty();
            }
          }
          return true;
        });
  }

  /** Writes of one writer, one after the other, as many as were begun. */
  HttpResponse<String> write(Writer writer) {
    long write;
    synchronized (writer) {
      write = writer.next++;
    }
    String id = writer.newItem(write);
    String items = "/api/collections/" + writer.layer() + "/items";
    boolean isFirst = write == 0;
    HttpRequest.BodyPublisher content =
        HttpRequest.BodyPublishers.ofString(body(writer, id == null ? writer.item() : id, write));
    HttpRequest.Builder request =
        service
            .request(
                id != null || isFirst ? items : writer.path(), "Authorization", "Bearer " + token)
            .header("Content-Type", "application/geo+json");
    if (id != null || isFirst) {
      request.POST(content);
    } else {
      request.PUT(content);
    }
    HttpResponse<String> answer = asked(request, "write");
    int status = answer == null ? 0 : answer.statusCode();
    if (status != 0 && status / 100 != 2 && !COME_AGAIN.contains(status)) {
      fault("write " + write + " of " + writer.item() + ": " + status + " " + answer.body());
    }
    synchronized (writer) {
      writer.answers.put(write, status);
    }
    if (status / 100 == 2) {
      if (id == null) {
        writer.acknowledged.set(write);
      }
    }
    return answer;
  }

  /** Replaces a writer's item in the name of somebody who saw it with a tag. */
  HttpResponse<String> replace(Writer writer, String tag) throws IOException {
    return service.send(
        service
            .request(writer.path(), "Authorization", "Bearer " + token, "If-Match", tag)
            .header("Content-Type", "application/geo+json")
            .PUT(HttpRequest.BodyPublishers.ofString(body(writer, writer.item(), -1))));
  }

  private static String body(Writer writer, String id, long write) {
    return "{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.%03d,35.8]},\"properties\":{\"name\":\"%s\"%s}}"
        .formatted(
            id,
            Math.floorMod(write, 1000),
            name(write),
            writer.layer().equals("wells") ? ",\"status\":\"published\"" : "");
  }

  private void read(int reader, Map<String, Held> holding) {
    Writer of = writers.get((int) (System.nanoTime() % writers.size()));
    String layer = "/api/collections/" + of.layer();
    for (String path :
        List.of(
            of.path(),
            layer + "/items?limit=5",
            layer,
            layer + "/tiles/WebMercatorQuad/5/12/27",
            of.path())) {
      boolean isStaff = reader > 0 || of.layer().equals("notes");
      if (reader == 1) {
        holding.clear(); // so that it asks without conditions
      }
      HttpResponse<String> answer = look(path, isStaff, of, holding);
      if (answer == null || COME_AGAIN.contains(answer.statusCode())) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    LockSupport.parkNanos(BREATH_NANOS);
  }

  /**
   * Asks once, and notes what is not as it must be: above all that an item, alone or in a list, is
   * older than what its writer was acknowledged before, also where it is told to be as it was.
   *
   * @param holding what is kept of earlier answers, by {@link #key}
   */
  HttpResponse<String> look(String path, boolean isStaff, Writer of, Map<String, Held> holding) {
    Held held = holding.get(key(path, of));
    long known = of.acknowledged.get();
    HttpRequest.Builder request = service.request(path).header("Accept", "*/*");
    if (isStaff) {
      request.header("Authorization", "Bearer " + token);
    }
    if (held != null) {
      request.header("If-None-Match", held.tag);
    }
    HttpResponse<String> answer = asked(request, "read");
    if (answer == null) {
      return null;
    }
    int status = answer.statusCode();
    if (status == 200) {
      long seen = numberIn(answer.body(), of);
      requireNew(path, seen, known);
      answer
          .headers()
          .firstValue("ETag")
          .ifPresent(t -> holding.put(key(path, of), new Held(t, seen)));
    } else if (status == 304) {
      requireNew(path + " as it was kept", held.number, known);
    } else if (status != 204 && !COME_AGAIN.contains(status) && !(status == 404 && known < 0)) {
      fault(path + ": " + status + " " + answer.body());
    }
    return answer;
  }

  static String key(String path, Writer of) {
    return path + " " + of.item();
  }

  private void requireNew(String path, long seen, long known) {
    if (seen < known && path.contains("/items")) { // the others tell no numbers
      fault(path + " is of write " + seen + ", after write " + known + " was acknowledged");
    }
  }

  /** Of which write an answer shows the writer's item. */
  private static long numberIn(String answer, Writer of) {
    int item = answer.indexOf("\"id\":\"" + of.item() + "\"");
    Matcher number = NUMBER.matcher(answer);
    return item >= 0 && number.find(item) ? Long.parseLong(number.group(1)) : -1;
  }

  private void live() {
    HttpResponse<String> answer = asked(service.request("/health/live"), "live");
    if (answer != null && answer.statusCode() != 200) {
      fault("/health/live: " + answer.statusCode());
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /** The answer; null where the service was killed meanwhile. */
  private HttpResponse<String> asked(HttpRequest.Builder request, String what) {
    int life = service.life();
    try {
      HttpResponse<String> answer = service.send(request);
      int status = answer.statusCode();
      count(what + " " + status);
      if (COME_AGAIN.contains(status) && answer.headers().firstValue("Retry-After").isEmpty()) {
        fault(answer.uri() + ": " + status + " without Retry-After");
      }
      return answer;
    } catch (IOException e) {
      if (life % 2 == 0 && service.life() == life) {
        fault(what + " got no answer: " + e);
      }
      count(what + " –");
      return null;
    }
  }

  private synchronized void count(String what) {
    told.merge(what, 1L, Long::sum);
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }

  /** How many of what were told what, such as {@code write 204}. */
  synchronized Map<String, Long> told() {
    return new TreeMap<>(told);
  }

  void requireNoFaults(String when) {
    assertThat(faults).as(() -> when + ": " + service.errors()).isEmpty();
  }
}
