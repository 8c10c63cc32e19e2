package kr.maeul.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks as fast as it is answered, over as many connections as are wanted, each kept open. */
final class Load {
  private static final int MOST_ANSWERS = 2_000_000;

  private Load() {}

  /**
   * @param perSecond answers
   * @param p50Ms half of them came sooner
   * @param p95Ms all but one in twenty came sooner
   * @param p99Ms all but one in a hundred came sooner
   * @param bytes of the last answer's body
   */
  record Result(double perSecond, double p50Ms, double p95Ms, double p99Ms, int bytes) {}

  static Result run(int port, Supplier<String> paths, int connections, double seconds)
      throws Exception {
    return run(port, paths, connections, seconds, "");
  }

  /**
   * The same in somebody's name.
   *
   * @param headers whole lines, each with its end
   */
  static Result run(
      int port, Supplier<String> paths, int connections, double seconds, String headers)
      throws Exception {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    CompletableFuture<?>[] clients = new CompletableFuture<?>[connections];
    long[][] times = new long[connections][];
    int[] bytes = new int[1];
    long begun = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      int n = i;
      clients[i] = new CompletableFuture<Void>();
      @SuppressWarnings("unchecked")
      CompletableFuture<Void> done = (CompletableFuture<Void>) clients[i];
      new Thread(
              () -> {
                try {
                  times[n] = client(port, paths, end, bytes, headers);
                  done.complete(null);
                } catch (IOException | RuntimeException e) {
                  done.completeExceptionally(e);
                }
              })
          .start();
    }
    CompletableFuture.allOf(clients).get();
    double took = (System.nanoTime() - begun) / 1e9;
    long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(
        all.length / took,
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.95)] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6,
        bytes[0]);
  }

  private static long[] client(
      int port, Supplier<String> paths, long end, int[] bytes, String headers) throws IOException {
    long[] times = new long[1024];
    int count = 0;
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(120_000);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      OutputStream out = socket.getOutputStream();
      do {
        String request =
            "GET "
                + paths.get()
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\n"
                + headers
                + "\r\n";
        long begun = System.nanoTime();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        bytes[0] = answer(in, request);
        if (count == times.length) {
          times = Arrays.copyOf(times, Math.min(MOST_ANSWERS, 2 * times.length));
        }
        times[count++] = System.nanoTime() - begun;
      } while (System.nanoTime() < end && count < MOST_ANSWERS);
    }
    return Arrays.copyOf(times, count);
  }

  private static int answer(InputStream in, String request) throws IOException {
    String status = line(in);
    if (!status.contains(" 200")) {
      throw new IOException(status + " for " + request);
    }
    int length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (length >= 0) {
      in.skipNBytes(length);
      return length;
    }
    int total = 0;
    for (int n = chunk(in); n > 0; n = chunk(in)) {
      in.skipNBytes(n + 2L);
      total += n;
    }
    line(in);
    return total;
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
