package kr.maeul.smoke;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.store.TestDatabase;

/** The jar with its settings: commands that run to their end, and the service. */
public final class PackagedJar {
  /** Another jar than the one that was just built, such as the one of before. */
  private static final Path JAR =
      Path.of(System.getProperty("maeul.smoke.jar", "target/maeul.jar")).toAbsolutePath();

  private static final Pattern ADDRESS = Pattern.compile("Map: http://[^ ]+:(\\d+)/");
  private static final Pattern FIRST_LINK = Pattern.compile("/desk#welcome=(\\S+)");
  private static final long LONGEST_MINUTES = 3;

  private final Map<String, String> settings = new HashMap<>();
  private final Path folder;

  /**
   * @param folder an empty one, in which the program is started
   * @param database what the settings say of it
   */
  public PackagedJar(Path folder, TestDatabase database) {
    this.folder = folder;
    set("MAEUL_DATA_DIR", folder.resolve("var").toString());
    set("MAEUL_PORT", "0");
    set("MAEUL_BASEMAP_URL", "");
    set("MAEUL_TEST_DB_PASSWORD", null);
    if (database.isPostGis()) {
      set("MAEUL_DB_URL", database.settings().url());
      set("MAEUL_DB_USER", database.settings().user());
      set("MAEUL_DB_PASSWORD", database.settings().password());
    }
  }

  /**
   * Changes a setting of what is started from now on.
   *
   * @param value null to take it away
   */
  public PackagedJar set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Where this program keeps what it writes. */
  public Path dataFolder() {
    return Path.of(settings.get("MAEUL_DATA_DIR"));
  }

  /**
   * Runs a command that must end well.
   *
   * @return all that it said
   */
  public String run(Object... words) {
    Process process = start(words);
    String said = said(process);
    if (process.exitValue() != 0) {
      throw new AssertionError(List.of(words) + " ended with " + process.exitValue() + ": " + said);
    }
    return said;
  }

  private static String said(Process process) {
    CompletableFuture<String> said =
        CompletableFuture.supplyAsync(
            () -> {
              try (Reader out =
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
                StringWriter text = new StringWriter();
                out.transferTo(text);
                return text.toString();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("did not end: " + said.get());
      }
      return said.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process start(Object... words) {
    if (!Files.exists(JAR)) {
      throw new AssertionError(JAR + " is not there; mvn package makes it");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // None of them runs for long enough to earn what the better compiler costs.
    command.addAll(
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR.toString()));
    for (Object word : words) {
      command.add(word.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LANG", "C.UTF-8");
    settings.forEach(
        (name, value) -> {
          if (value == null) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the service and waits until it says where it is. */
  public Running serve() {
    return begin().started();
  }

  /** Starts the service and waits for nothing. */
  public Running begin() {
    return new Running(start("serve"));
  }

  /** The service while it runs. */
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final StringBuffer said = new StringBuffer();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<String> firstLink = new CompletableFuture<>();

    private Running(Process process) {
      this.process = process;
      Thread reader = new Thread(this::listen, "service");
      reader.setDaemon(true);
      reader.start();
    }

    private void listen() {
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          said.append(line).append('\n');
          Matcher address = ADDRESS.matcher(line);
          if (address.find()) {
            port.complete(Integer.valueOf(address.group(1)));
          }
          Matcher link = FIRST_LINK.matcher(line);
          if (link.find()) {
            firstLink.complete(link.group(1));
          }
        }
        port.completeExceptionally(new IOException("it ended"));
        firstLink.completeExceptionally(new IOException("it ended"));
      } catch (IOException e) {
        port.completeExceptionally(e);
        firstLink.completeExceptionally(e);
      }
    }

    /** Waits until it says where it is. */
    public Running started() {
      try {
        port.get(LONGEST_MINUTES, TimeUnit.MINUTES);
        return this;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
        throw new IllegalStateException(e);
      } catch (ExecutionException | TimeoutException e) {
        process.destroyForcibly();
        throw new AssertionError("the service did not start: " + said(), e);
      }
    }

    /** Where it listens. */
    public int port() {
      return port.join();
    }

    /** The secret of the link by which one becomes the first administrator. */
    public String firstLink() {
      return firstLink.orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** All that it said so far. */
    public String said() {
      return said.toString();
    }

    /** Asks it to stop, and sees that it does and complains of nothing. */
    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError("it does not stop: " + said);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
      if (said.indexOf("level=ERROR") >= 0) {
        throw new AssertionError("it met errors: " + said);
      }
    }
  }
}
