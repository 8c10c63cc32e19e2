package kr.maeul.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of its own beside the bench: the service, the plain server, MapServer. What it says
 * goes to {@code target/bench/<port>.log}.
 */
final class Program implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(15);

  private final Process process;
  final int port;

  private Program(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a Java program of ours, which has started when it names its address. */
  static Program java(
      int port, List<String> options, String main, List<String> arguments, Map<String, String> env)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return start(port, command, env, "http://127.0.0.1:" + port + "/");
  }

  /** Starts a program, which has started when it says {@code listening}. */
  static Program start(int port, List<String> command, Map<String, String> env, String listening)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("MAEUL_"));
    builder.environment().putAll(env);
    Path log = Path.of("target/bench/" + port + ".log");
    CompletableFuture<Void> started = new CompletableFuture<>();
    Process process = builder.start();
    Thread reader = new Thread(() -> read(process, log, listening, started), "log of " + port);
    reader.setDaemon(true);
    reader.start();
    try {
      started.get(LONGEST_START.toMinutes(), TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("did not start, see " + log, e);
    }
    return new Program(process, port);
  }

  private static void read(
      Process process, Path log, String listening, CompletableFuture<Void> started) {
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter kept = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        kept.println(line);
        if (line.contains(listening)) {
          started.complete(null);
        }
      }
      started.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      started.completeExceptionally(e);
    }
  }

  byte[] get(String path) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + new String(answer.body()));
    }
    return answer.body();
  }

  /** The most memory that it ever held, in MB; -1 where the system does not say. */
  long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
