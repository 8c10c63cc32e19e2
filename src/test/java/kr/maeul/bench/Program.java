package kr.maeul.bench;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program of its own beside the bench: the service, the plain server, MapServer. */
final class Program implements AutoCloseable {
  private static final int START_SECONDS = 900;

  private final Process process;
  final int port;

  private Program(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Program java(int port, List<String> options, String main, List<String> arguments,
      Map<String, String> env) throws Exception {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return start(port, command, env);
  }

  static Program start(int port, List<String> command, Map<String, String> env) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("MAEUL_"));
    builder.environment().putAll(env);
    File log = new File("target/bench/" + port + ".log");
    builder.redirectErrorStream(true).redirectOutput(log);
    Program program = new Program(builder.start(), port);
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (!program.answers()) {
      if (!program.process.isAlive() || System.nanoTime() > end) {
        throw new IOException("did not start, see " + log);
      }
      Thread.sleep(100);
    }
    return program;
  }

  private boolean answers() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
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
