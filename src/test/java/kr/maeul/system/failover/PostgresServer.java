package kr.maeul.system.failover;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import kr.maeul.parts.Part;

/**
 * A PostgreSQL server of the test's own, on a free port and in a folder of its own: a primary, or a
 * standby of another one. PostgreSQL refuses to run as root, so there it runs as another user.
 */
final class PostgresServer implements AutoCloseable {
  static final String DATABASE = "maeul";
  static final String SUPERUSER = "postgres";
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Path folder;
  private final String password;
  private final int port;

  /** As it was started last; the file that names it outlives it, and others may get its number. */
  private ProcessHandle postmaster;

  /**
   * @param folder one that whoever runs PostgreSQL may come to; what it makes there is its own
   */
  PostgresServer(Path folder, String password) throws IOException {
    this.folder = folder;
    this.password = password;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      this.port = free.getLocalPort();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill)); // where the tests are broken off
    Files.createDirectories(folder);
    if (Part.isRoot()) {
      run(List.of("chown", Part.postgresUser() + ":", folder.toString()));
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  /** Makes an empty server and starts it, with the database and its extension. */
  void begin() throws IOException, SQLException {
    Path file = folder.resolve("password");
    Files.writeString(file, password);
    if (Part.isRoot()) {
      run(List.of("chown", Part.postgresUser() + ":", file.toString()));
    }
    program(
        "initdb",
        "--pgdata=" + data(),
        "--username=" + SUPERUSER,
        "--pwfile=" + file,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync");
    start();
    try (Connection c = connect("postgres");
        Statement s = c.createStatement()) {
      s.execute("CREATE DATABASE " + DATABASE);
    }
    say("CREATE EXTENSION postgis");
  }

  /**
   * Makes it, anew if need be, a standby of a primary, and waits until it hears of all writes.
   *
   * @param by where it reaches the primary
   */
  void follow(PostgresServer primary, String by) throws IOException, SQLException {
    run(asPostgres(List.of("rm", "-rf", data().toString())));
    String[] way = by.split(":");
    program(
        "pg_basebackup",
        "--pgdata=" + data(),
        "--host=" + way[0],
        "--port=" + way[1],
        "--username=" + SUPERUSER,
        "--write-recovery-conf",
        "--checkpoint=fast",
        "--no-sync");
    start();
    primary.await(
        "a standby hears of all writes",
        "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'");
  }

  /** Starts what has stopped; its last start may have ended anyhow. */
  void start() throws IOException {
    program(
        "pg_ctl",
        "--pgdata=" + data(),
        "--log=" + folder.resolve("log"),
        "--wait",
        "--silent",
        // A process that is killed leaves what it wrote with the system, so nothing is to be
        // synced.
        "--options=-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + folder
            + " -c fsync=off -c wal_keep_size=256MB -c max_connections=120",
        "start");
    long pid = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
    postmaster = ProcessHandle.of(pid).orElseThrow(() -> new IOException("it ended at once"));
  }

  /** As when its machine loses power: all of its processes at once. */
  void kill() {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    waitFor("its processes end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** All of its processes stand still, those with connections too. */
  void freeze() throws IOException {
    signal("STOP");
  }

  void thaw() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    for (ProcessHandle process : processes()) {
      try {
        run(List.of("kill", "-" + name, String.valueOf(process.pid())));
      } catch (IOException e) {
        if (process.isAlive()) {
          throw e;
        }
      }
    }
  }

  /** The first one is the parent of all. */
  private List<ProcessHandle> processes() {
    return Stream.ofNullable(postmaster)
        .filter(ProcessHandle::isAlive)
        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
        .toList();
  }

  /** From a standby to a primary; what it had to wait for before is not waited for any more. */
  void promote() throws IOException, SQLException {
    isReplicated(false);
    program("pg_ctl", "--pgdata=" + data(), "--wait", "--silent", "promote");
  }

  /** Whether a write is acknowledged only when a standby has it too. */
  void isReplicated(boolean isSo) throws SQLException {
    say("ALTER SYSTEM SET synchronous_standby_names = '" + (isSo ? "*" : "") + "'");
    say("SELECT pg_reload_conf()");
    await(
        "it goes by its settings",
        "SELECT setting = '"
            + (isSo ? "*" : "")
            + "' FROM pg_settings WHERE name = 'synchronous_standby_names'");
    if (isSo) {
      await(
          "a standby counts",
          "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'");
    }
  }

  Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  private Connection connect(String database) throws SQLException {
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + port
            + "/"
            + database
            + "?connectTimeout=5&socketTimeout=60";
    return DriverManager.getConnection(url, SUPERUSER, password);
  }

  void say(String sql) throws SQLException {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  /** Waits until a question is answered by true. */
  void await(String what, String question) throws SQLException {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      waitFor(
          what,
          () -> {
            try (ResultSet r = s.executeQuery(question)) {
              return r.next() && r.getBoolean(1);
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  static void waitFor(String what, BooleanSupplier isSo) {
    long begun = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - begun > LONGEST_NANOS) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void program(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Part.postgresPrograms().resolve(name).toString()));
    command.addAll(Arrays.asList(arguments));
    run(asPostgres(command));
  }

  private static List<String> asPostgres(List<String> command) {
    if (!Part.isRoot()) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of("runuser", "-u", Part.postgresUser(), "--"));
    all.addAll(command);
    return all;
  }

  private void run(List<String> command) throws IOException {
    Path said = Files.createTempFile("postgres", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile()); // a pipe would stay open as long as the server runs
      builder.environment().put("PGPASSWORD", password);
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + Files.readString(said, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(said);
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    run(asPostgres(List.of("rm", "-rf", data().toString())));
  }
}
