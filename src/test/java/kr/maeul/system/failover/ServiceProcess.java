package kr.maeul.system.failover;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import kr.maeul.Main;

/**
 * The service as a process of its own, which may be killed at any moment and comes back at the same
 * address. Safe for use by several threads, but for {@link #start}, {@link #kill} and {@link
 * #close}.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<String, String> settings;
  private final Path folder;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Odd while it may be away because it was killed. */
  private final AtomicInteger kills = new AtomicInteger();

  private Process process;

  ServiceProcess(Path folder, Map<String, String> settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      this.port = free.getLocalPort();
    }
    kills.incrementAndGet();
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("MAEUL_"));
    builder.environment().putAll(settings);
    builder.environment().put("MAEUL_PORT", String.valueOf(port));
    process = builder.start();
    PostgresServer.waitFor(
        "the service answers",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the service ended: " + said());
          }
          try {
            return get("/health/ready").statusCode() == 200;
          } catch (IOException e) {
            return false;
          }
        });
    kills.incrementAndGet();
  }

  void kill() {
    kills.incrementAndGet();
    process.destroyForcibly().onExit().join();
  }

  /** A number that stays the same, and even, as long as it is not killed. */
  int life() {
    return kills.get();
  }

  HttpResponse<String> get(String path, String... headers) throws IOException {
    return send(request(path, headers));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LONGEST);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  /** Answers any request; whoever sees it as an {@link IOException} has got no answer. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** All that it said. */
  String said() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What it complained of as a mistake of its own, with what stands after it. */
  String errors() {
    return said()
        .lines()
        .dropWhile(line -> !line.startsWith("ERROR") && !line.contains("level=ERROR"))
        .limit(200)
        .collect(Collectors.joining("\n"));
  }

  private Path log() {
    return folder.resolve("service.log");
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
