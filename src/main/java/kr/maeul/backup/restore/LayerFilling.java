package kr.maeul.backup.restore;

import java.util.Map;
import java.util.function.Consumer;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import org.jdbi.v3.core.Handle;

/** How the layers' tables of a database in which nobody has worked are made and filled. */
public interface LayerFilling {
  /**
   * Makes them and has them filled, together with whatever else is done by the handle.
   *
   * @param clears done before, where tables are there already
   * @param layers those that have a file
   * @param unserved definitions of the others, by id
   * @throws kr.maeul.db.request.DatabaseException if anything fails; on PostGIS nothing has changed
   *     then
   */
  void run(
      Database target,
      Consumer<Handle> clears,
      LayerCatalog layers,
      Map<String, String> unserved,
      Consumer<Handle> fills);
}
