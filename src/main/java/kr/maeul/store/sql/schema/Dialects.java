package kr.maeul.store.sql.schema;

import kr.maeul.db.Database;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.h2.H2Gis;
import kr.maeul.store.sql.dialect.postgis.PostGis;

/** Which dialect a database speaks. Stateless. */
public final class Dialects {
  private Dialects() {}

  /** The dialect; each one made remembers for itself which search indexes are missing. */
  public static Dialect of(Database database) {
    return database.isPostGis()
        ? new PostGis(database.engine(), database.clock())
        : new H2Gis(database.engine(), database.clock());
  }
}
