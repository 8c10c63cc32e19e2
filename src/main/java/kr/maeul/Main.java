package kr.maeul;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import kr.maeul.backup.BackupDoor;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.DailyBackups;
import kr.maeul.backup.restore.LayerFilling;
import kr.maeul.cli.Cli;
import kr.maeul.cli.Wiring;
import kr.maeul.cli.console.Console;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.store.sql.schema.Filling;
import kr.maeul.web.MaeulServer;

/** The program: which parts there are and what each of them is given. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Console console =
        new Console(
            new PrintWriter(System.out, true, terminalCharset()),
            new PrintWriter(System.err, true, terminalCharset()),
            System.console() != null);
    System.exit(new Cli(System.getenv(), console, new Parts(), version()).run(args));
  }

  private static final class Parts implements Wiring {
    @Override
    public OpenStore openStore(Settings settings, LayerCatalog layers) {
      Database database = Database.open(settings.database(), settings.dataDirectory());
      SqlFeatureStore store = openOver(database, layers);
      return new OpenStore() {
        @Override
        public Database database() {
          return database;
        }

        @Override
        public void close() {
          store.close();
          database.close();
        }

        @Override
        public FeatureStore store() {
          return store;
        }

        @Override
        public void indexInBackground() {
          store.indexInBackground();
        }

        @Override
        public void alone(Runnable work) {
          database.alone(work);
        }

        @Override
        public boolean needsDemo() {
          return store.needsDemo();
        }

        @Override
        public void demoLoaded() {
          store.demoLoaded();
        }
      };
    }

    @Override
    public FeatureLoads loads(Database database, LayerCatalog layers) {
      return SqlLoads.alone(database, layers);
    }

    @Override
    public LayerFilling filling() {
      return Filling::run;
    }

    private static SqlFeatureStore openOver(Database database, LayerCatalog layers) {
      try {
        return SqlFeatureStore.over(database, layers);
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    }

    @Override
    public RunningServer startServer(
        Settings settings, LayerCatalog layers, OpenStore open, String version) {
      MaeulServer server =
          new MaeulServer(settings, layers, open.store(), open.database(), version);
      server.start();
      Optional<BackupDoor> door = door(settings, open.database(), version);
      Optional<DailyBackups> daily = daily(settings, open.database(), version);
      return new RunningServer() {
        @Override
        public int port() {
          return server.port();
        }

        @Override
        public void close() {
          daily.ifPresent(DailyBackups::close);
          door.ifPresent(BackupDoor::close);
          server.close();
        }
      };
    }

    /** PostGIS has ways of its own. */
    private static Optional<DailyBackups> daily(
        Settings settings, Database database, String version) {
      if (settings.database().url() != null) {
        return Optional.empty();
      }
      Clock clock = Clock.systemUTC();
      DailyBackups daily =
          new DailyBackups(
              new BackupWriter(database, settings, version, clock),
              settings.dataDirectory(),
              clock);
      daily.start();
      return Optional.of(daily);
    }

    /** Beside PostGIS the command makes its backup itself. */
    private static Optional<BackupDoor> door(Settings settings, Database database, String version) {
      return settings.database().url() != null
          ? Optional.empty()
          : BackupDoor.open(
              settings.dataDirectory(),
              out -> {
                People.over(database, settings.people())
                    .accessLog()
                    .write(Actor.MACHINE, AccessLog.Action.EXPORT, "maeul backup");
                new BackupWriter(database, settings, version, Clock.systemUTC()).write(out);
              });
    }
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = Main.class.getResourceAsStream("/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /**
   * A terminal may want CP949; anywhere else, and where a locale knows nothing but ASCII, UTF-8 is
   * meant.
   */
  private static Charset terminalCharset() {
    String name = System.getProperty("sun.stdout.encoding");
    Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }
}
