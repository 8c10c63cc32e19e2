package kr.maeul.db;

import javax.sql.DataSource;
import kr.maeul.db.engine.Engine;
import kr.maeul.db.request.DatabaseException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The tables that every database has, by numbered migrations. */
final class CoreTables {
  static final String NEWEST = "latest";
  private static final String[] NONE = {};

  private final DataSource source;
  private final Engine engine;

  CoreTables(DataSource source, Engine engine) {
    this.source = source;
    this.engine = engine;
  }

  /**
   * Migrates them to a version; newer ones stay as they are.
   *
   * @param version as {@link #version} gave it, or {@link #NEWEST}
   * @throws DatabaseException if that cannot be done
   */
  void migrate(String version) {
    try {
      // The two databases need not have all versions in common; a missing one is no mistake.
      flyway(version.equals(NEWEST) ? version : version + "?").migrate();
    } catch (FlywayException e) {
      String there = version();
      if (isNewerThanProgram(there)) {
        throw madeByNewer(there);
      }
      throw new DatabaseException(
          "기본 표를 만들 수 없습니다. / The core tables cannot be made: " + e.getMessage(), e);
    }
  }

  private static DatabaseException madeByNewer(String version) {
    return new DatabaseException(
        "더 새로운 프로그램이 쓰던 데이터베이스입니다(표 "
            + version
            + "). 이 프로그램으로는 열지 않습니다. 새 프로그램으로 다시 시작하거나, 새 프로그램으로 바꾸기 전에 만든 백업을 빈 데이터베이스에 복원하세요."
            + " 아무것도 바꾸지 않았습니다. / The database was made by a newer version of the program (tables "
            + version
            + "), so this one does not open it. Start the newer program, or restore a backup from before the upgrade into an"
            + " empty database. Nothing was changed.");
  }

  private Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/common", "classpath:db/" + engine.migrations())
        .table("maeul_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(target)
        .ignoreMigrationPatterns(NONE) // what a newer program did is not passed over
        .load();
  }

  /** Their version. */
  String version() {
    MigrationInfo current = flyway(NEWEST).info().current();
    return current == null ? "0" : current.getVersion().getVersion();
  }

  /** Whether core tables of that version are newer than this program. */
  boolean isNewerThanProgram(String version) {
    MigrationVersion newest = MigrationVersion.fromVersion("0");
    for (MigrationInfo each : flyway(NEWEST).info().all()) {
      // Of what newer programs did to the table there is no script here.
      boolean isOurs = each.getScript() != null && !each.getState().name().startsWith("FUTURE");
      if (isOurs && each.getVersion() != null && each.getVersion().isNewerThan(newest)) {
        newest = each.getVersion();
      }
    }
    return MigrationVersion.fromVersion(version).isNewerThan(newest);
  }
}
