package kr.maeul;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Timer;
import java.util.concurrent.ScheduledExecutorService;

/** Arrows point one way: cli, web → exchange, people, … → store → db, feature → layer, geo. */
@AnalyzeClasses(packages = "kr.maeul", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CORE_KNOWS_NEITHER_SQL_NOR_HTTP =
      noClasses()
          .that()
          .resideInAnyPackage(
              "kr.maeul.layer..", "kr.maeul.geo..", "kr.maeul.feature..", "kr.maeul.tile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "io.javalin..", "jakarta.servlet..", "java.net.http..");

  @ArchTest
  static final ArchRule CORE_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAnyPackage(
              "kr.maeul.layer..", "kr.maeul.geo..", "kr.maeul.feature..", "kr.maeul.tile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kr.maeul.db..",
              "kr.maeul.store..",
              "kr.maeul.exchange..",
              "kr.maeul.web..",
              "kr.maeul.cli..");

  @ArchTest
  static final ArchRule STORE_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("kr.maeul.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kr.maeul.exchange..", "kr.maeul.web..", "kr.maeul.cli..");

  @ArchTest
  static final ArchRule GEOMETRIES_ARE_READ_IN_ONE_WAY =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("kr.maeul.geo.Wkb")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.locationtech.jts.io.WKBReader");

  @ArchTest
  static final ArchRule ONLY_THE_DATABASE_AND_THE_STORE_SPEAK_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackages("kr.maeul.db..", "kr.maeul.store.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "org.h2..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

  /** A database knows its settings and how tables of layers are called, and nothing above it. */
  @ArchTest
  static final ArchRule THE_DATABASE_KNOWS_NO_FEATURES =
      noClasses()
          .that()
          .resideInAPackage("kr.maeul.db..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("kr.maeul..")
                  .and(
                      resideOutsideOfPackages(
                          "kr.maeul.db..", "kr.maeul.config..", "kr.maeul.layer.file..")));

  /** Whoever needs features has the port; only the wiring knows what is behind it. */
  @ArchTest
  static final ArchRule ONLY_THE_WIRING_KNOWS_THE_SQL_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackages("kr.maeul", "kr.maeul.app..", "kr.maeul.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("kr.maeul.store.sql..");

  /** What is kept beside features says its SQL where it belongs, through the same database. */
  @ArchTest
  static final ArchRule ROWS_BESIDE_FEATURES_HAVE_FEW_HOMES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "kr.maeul.db..",
              "kr.maeul.store.sql..",
              "kr.maeul.people..",
              "kr.maeul.limit..",
              "kr.maeul.review..",
              "kr.maeul.houses.ledger..",
              "kr.maeul.media..",
              "kr.maeul.backup..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jdbi..");

  @ArchTest
  static final ArchRule WHAT_WEB_USES_KNOWS_NO_WEB =
      noClasses()
          .that()
          .resideInAnyPackage(
              "kr.maeul.people..",
              "kr.maeul.limit..",
              "kr.maeul.review..",
              "kr.maeul.houses.ledger..",
              "kr.maeul.media..",
              "kr.maeul.backup..",
              "kr.maeul.publishing..",
              "kr.maeul.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kr.maeul.web..", "kr.maeul.cli..", "io.javalin..");

  @ArchTest
  static final ArchRule THERE_IS_ONE_SCHEDULER =
      noClasses()
          .that()
          .resideOutsideOfPackage("kr.maeul.app..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ScheduledExecutorService.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Timer.class);

  /** So that a test, or a day in another year, is one clock put in the place of another. */
  @ArchTest
  static final ArchRule THERE_IS_ONE_CLOCK =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("kr.maeul.db.Database")
          .and()
          .doNotHaveFullyQualifiedName("kr.maeul.app.Services")
          .and()
          .doNotHaveFullyQualifiedName("kr.maeul.media.storage.FolderStorage")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now", ZoneId.class)
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule THERE_IS_ONE_ZONE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("kr.maeul.layer.TownZone")
          .should()
          .callMethod(ZoneId.class, "of", String.class);

  /** The finder ranks; it says no SQL and answers no request. */
  @ArchTest
  static final ArchRule THE_FINDER_KNOWS_NEITHER_SQL_NOR_HTTP =
      noClasses()
          .that()
          .resideInAPackage("kr.maeul.houses.finder..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kr.maeul.web..",
              "kr.maeul.cli..",
              "kr.maeul.db..",
              "kr.maeul.app..",
              "kr.maeul.store.sql..",
              "org.jdbi..",
              "java.sql..",
              "io.javalin..");

  @ArchTest
  static final ArchRule EXCHANGE_AND_WEB_STAND_SIDE_BY_SIDE =
      noClasses()
          .that()
          .resideInAPackage("kr.maeul.exchange..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kr.maeul.web..", "kr.maeul.cli..");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("kr.maeul.(*)..").should().beFreeOfCycles();

  /** Each room by itself, so that none needs a room within it that needs it. */
  @ArchTest
  static final ArchRule NO_CYCLES_WITHIN =
      slices().matching("kr.maeul.(**)").should().beFreeOfCycles();
}
