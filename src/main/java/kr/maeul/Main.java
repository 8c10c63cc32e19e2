package kr.maeul;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import kr.maeul.app.Desk;
import kr.maeul.app.Services;
import kr.maeul.backup.BackupDoor;
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
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.store.sql.schema.Filling;
import kr.maeul.web.MaeulServer;

/** The program: which parts there are and what each of them is given. */
public final class Main {
  private static final String MOST_KEPT = "jdk.nio.maxCachedBufferSize";

  private Main() {}

  public static void main(String[] args) {
    keepBuffersSmall();
    Console console =
        new Console(
            new PrintWriter(System.out, true, terminalCharset()),
            new PrintWriter(System.err, true, terminalCharset()),
            System.console() != null);
    System.exit(new Cli(System.getenv(), console, new Parts(), version()).run(args));
  }

  /**
   * Each thread keeps a buffer outside of the heap for files and sockets, as large as the largest
   * that it ever needed, unless that is more than this. Before anything is read.
   */
  private static void keepBuffersSmall() {
    if (System.getProperty(MOST_KEPT) == null) {
      System.setProperty(MOST_KEPT, Integer.toString(256 * 1024));
    }
  }

  private static final class Parts implements Wiring {
    @Override
    public OpenStore openStore(Settings settings, LayerCatalog layers) {
      Database database = openDatabase(settings);
      try {
        return new Opened(database, SqlFeatureStore.over(database, layers));
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    }

    @Override
    public FeatureLoads loads(Database database, LayerCatalog layers) {
      return SqlLoads.alone(database, layers);
    }

    @Override
    public LayerFilling filling() {
      return Filling::run;
    }

    @Override
    public RunningServer startServer(
        Settings settings, LayerCatalog layers, OpenStore open, String version) {
      Database database = open.database();
      People people = People.over(database, settings.people());
      Services services =
          Services.of(settings, layers, open.store(), database, people, version, database.clock());
      MaeulServer server = new MaeulServer(services, MaeulServer.credentials(people, settings));
      server.start();
      return new Running(server, door(settings, database, services.desk().orElseThrow()));
    }

    /** Beside PostGIS the command makes its backup itself. */
    private static Optional<BackupDoor> door(Settings settings, Database database, Desk desk) {
      return database.isPostGis()
          ? Optional.empty()
          : BackupDoor.open(
              settings.dataDirectory(),
              out -> {
                desk.people()
                    .accessLog()
                    .write(Actor.MACHINE, AccessLog.Action.EXPORT, "maeul backup");
                desk.backups().write(out);
              });
    }
  }

  private record Opened(Database database, SqlFeatureStore store) implements Wiring.OpenStore {
    @Override
    public void alone(Runnable work) {
      database.alone(work);
    }

    @Override
    public void indexInBackground() {
      store.indexInBackground();
    }

    @Override
    public boolean needsDemo() {
      return store.needsDemo();
    }

    @Override
    public void demoLoaded() {
      store.demoLoaded();
    }

    @Override
    public void close() {
      store.close();
      database.close();
    }
  }

  private record Running(MaeulServer server, Optional<BackupDoor> door)
      implements Wiring.RunningServer {
    @Override
    public int port() {
      return server.port();
    }

    @Override
    public void close() {
      door.ifPresent(BackupDoor::close);
      server.close();
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
