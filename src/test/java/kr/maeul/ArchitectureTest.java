package kr.maeul;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows point one way: cli, web → exchange → store → feature → layer, geo. */
@AnalyzeClasses(packages = "kr.maeul", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule CORE_KNOWS_NEITHER_SQL_NOR_HTTP =
      noClasses()
          .that()
          .resideInAnyPackage("kr.maeul.layer..", "kr.maeul.geo..", "kr.maeul.feature..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "io.javalin..", "jakarta.servlet..", "java.net.http..");

  @ArchTest
  static final ArchRule CORE_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAnyPackage("kr.maeul.layer..", "kr.maeul.geo..", "kr.maeul.feature..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kr.maeul.store..", "kr.maeul.exchange..", "kr.maeul.web..", "kr.maeul.cli..");

  @ArchTest
  static final ArchRule STORE_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("kr.maeul.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kr.maeul.exchange..", "kr.maeul.web..", "kr.maeul.cli..");

  @ArchTest
  static final ArchRule ONLY_THE_STORE_SPEAKS_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackage("kr.maeul.store.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "org.h2..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

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
}
