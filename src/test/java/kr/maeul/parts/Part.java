package kr.maeul.parts;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of the tests' machine that not every machine has. A test or class that needs one says so
 * by the tag that the part is named by, as in {@code @Tag("postgis")}, and does nothing else about
 * it: {@link MissingParts} skips it where the part is missing, with one line a part and run, and
 * fails it where {@code MAEUL_TEST_REQUIRED=true}.
 */
public enum Part {
  POSTGIS(
      "PostGIS is", "set MAEUL_TEST_DB_URL, _USER and _PASSWORD (install postgresql-15-postgis-3)"),
  POSTGRES_PROGRAMS(
      "Fail-over is",
      "install postgresql-15-postgis-3, or set MAEUL_TEST_PG_BIN to the folder of another version's initdb"),
  BROWSER("The page is", "install chromium, or set MAEUL_TEST_CHROMIUM"),
  GDAL("GDAL is", "install gdal-bin"),
  PROJ("PROJ's order of axes is", "install proj-bin"),
  OWSLIB("OWSLib is", "install python3-owslib"),
  CQL_EXAMPLES("Every example filter of the CQL2 standard is", "set MAEUL_TEST_SHARED"),
  NATURAL_EARTH("Every predicate of the CQL2 standard's tests is", "set MAEUL_TEST_SHARED"),
  MUNICIPAL_FILES("Real files of municipalities are", "set MAEUL_TEST_SHARED");

  private static final Set<Part> SAID = EnumSet.noneOf(Part.class);

  private final String what;
  private final String how;
  private Boolean isThere;

  Part(String what, String how) {
    this.what = what;
    this.how = how;
  }

  /** What a test that needs it is tagged by. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether this machine has it. */
  public synchronized boolean isThere() {
    if (isThere == null) {
      isThere = look();
    }
    return isThere;
  }

  private boolean look() {
    return switch (this) {
      case POSTGIS -> env("MAEUL_TEST_DB_URL") != null;
      case POSTGRES_PROGRAMS -> hasPostgresPrograms();
      case BROWSER -> chromium().isPresent();
      case GDAL -> program("ogrinfo").isPresent() && program("ogr2ogr").isPresent();
      case PROJ -> program("cs2cs").isPresent();
      case OWSLIB -> python().isPresent();
      case CQL_EXAMPLES -> Files.isDirectory(shared().resolve("data/cql2"));
      case NATURAL_EARTH -> Files.isDirectory(shared().resolve("data/natural-earth"));
      case MUNICIPAL_FILES -> Files.isDirectory(shared().resolve("data/tables"));
    };
  }

  /**
   * Whether a machine without it fails. Files that are nobody's to pass on are asked for only where
   * somebody said where they are, and the tables of Natural Earth, which few have, never.
   */
  public boolean isRequired() {
    return "true".equals(env("MAEUL_TEST_REQUIRED"))
        && switch (this) {
          case CQL_EXAMPLES, MUNICIPAL_FILES -> env("MAEUL_TEST_SHARED") != null;
          case NATURAL_EARTH -> false;
          default -> true;
        };
  }

  /** What is not tested where it is missing, and what to do about it. */
  public String missing() {
    return what + " not tested: " + how;
  }

  /** Goes on only where the part is there; skips or fails the test elsewhere. */
  public void need() {
    if (isThere()) {
      return;
    }
    if (isRequired()) {
      fail(missing());
    }
    say();
    abort(missing());
  }

  /** Says once a run that it is missing, whichever of the run's processes hears of it first. */
  void say() {
    synchronized (SAID) {
      if (!SAID.add(this)) {
        return;
      }
    }
    String run = System.getProperty("maeul.test.run");
    if (run != null) {
      try {
        Path folder = Files.createDirectories(Path.of("target", "missing-parts", run));
        Files.createFile(folder.resolve(tag()));
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (IOException e) {
        // Said twice rather than never.
      }
    }
    System.err.println("SKIPPED: " + missing());
  }

  /** Where the programs of a PostgreSQL server are; they need not be there. */
  public static Path postgresPrograms() {
    return Path.of(
        Optional.ofNullable(env("MAEUL_TEST_PG_BIN")).orElse("/usr/lib/postgresql/15/bin"));
  }

  /** PostgreSQL refuses to run as root: then it runs as {@link #postgresUser}. */
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Whom Debian's package makes for it. */
  public static String postgresUser() {
    return "postgres";
  }

  private static boolean hasPostgresPrograms() {
    try {
      Process asked =
          new ProcessBuilder(postgresPrograms().resolve("pg_config").toString(), "--sharedir")
              .start();
      String shared =
          new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return Files.exists(Path.of(shared, "extension", "postgis.control"))
          && Stream.of("initdb", "pg_basebackup", "pg_ctl")
              .allMatch(name -> Files.isExecutable(postgresPrograms().resolve(name)))
          && (!isRoot() || program("runuser").isPresent());
    } catch (IOException e) {
      return false;
    }
  }

  /** The browser's program. */
  public static Optional<Path> chromium() {
    String named = env("MAEUL_TEST_CHROMIUM");
    return named == null
        ? Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> program(name).stream())
            .findFirst()
        : Optional.of(Path.of(named)).filter(Files::isExecutable);
  }

  /** A Python that has OWSLib. */
  public static Optional<Path> python() {
    return programs("python3")
        .filter(
            python -> {
              try {
                return new ProcessBuilder(python.toString(), "-c", "import owslib")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                    == 0;
              } catch (IOException e) {
                return false;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
              }
            })
        .findFirst();
  }

  /** Files that stand beside the repository; the folder need not be there. */
  public static Path shared() {
    return Path.of(Optional.ofNullable(env("MAEUL_TEST_SHARED")).orElse("../shared"));
  }

  private static Optional<Path> program(String name) {
    return programs(name).findFirst();
  }

  private static Stream<Path> programs(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  private static String env(String name) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? null : value;
  }
}
