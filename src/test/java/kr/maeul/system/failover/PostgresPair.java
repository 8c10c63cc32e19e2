package kr.maeul.system.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.system.Wire;

/** A primary and its standby, each on wires that can be cut and frozen. */
final class PostgresPair implements AutoCloseable {
  private final String password = UUID.randomUUID().toString();
  private Host primary;
  private Host standby;

  /** A server, how the service reaches it, and how its standby does. */
  record Host(PostgresServer server, Wire wire, Wire replication) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      wire.close();
      replication.close();
      server.close();
    }
  }

  /** Both, not begun yet. */
  PostgresPair(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    primary = host(folder.resolve("one"));
    standby = host(folder.resolve("two"));
  }

  private Host host(Path folder) throws IOException {
    PostgresServer server = new PostgresServer(folder, password);
    return new Host(server, new Wire(server.address()), new Wire(server.address()));
  }

  void begin() throws IOException, SQLException {
    primary.server.begin();
    standby.server.follow(primary.server, primary.replication.address());
  }

  /** The one that is written to. */
  Host primary() {
    return primary;
  }

  /** Both by their wires, the way the service is told. */
  Settings.Database settings() {
    return settings(primary.wire.address() + "," + standby.wire.address());
  }

  /** The database as it is, without the service and its wires. */
  Database open() {
    return Database.open(settings("127.0.0.1:" + primary.server.address().getPort()), null);
  }

  private Settings.Database settings(String hosts) {
    String url = "jdbc:postgresql://" + hosts + "/" + PostgresServer.DATABASE;
    return new Settings.Database(url, PostgresServer.SUPERUSER, password, 4);
  }

  /** The standby is the primary from now on; the other one has been killed. */
  void takeOver() throws IOException, SQLException {
    standby.server.promote();
    Host before = primary;
    primary = standby;
    standby = before;
  }

  /** Sees to it that both run, one of them as the standby of the other. */
  void mend(boolean isReplicated) throws IOException, SQLException {
    if (!hasStandby()) {
      standby.server.kill();
      standby.server.follow(primary.server, primary.replication.address());
    }
    primary.server.isReplicated(isReplicated);
  }

  private boolean hasStandby() throws SQLException {
    try (Connection c = primary.server.connect();
        Statement s = c.createStatement();
        ResultSet r =
            s.executeQuery(
                "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'")) {
      r.next();
      return r.getBoolean(1);
    }
  }

  @Override
  public void close() throws IOException {
    try (Host one = primary;
        Host other = standby) {
      // Both, whatever becomes of the first.
    }
  }
}
