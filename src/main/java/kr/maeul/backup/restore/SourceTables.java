package kr.maeul.backup.restore;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import kr.maeul.db.table.DataTable.Column;
import kr.maeul.db.table.Rows;

/** Tables that are to be put into another database. For one thread. */
interface SourceTables {
  /** Their columns, by name. */
  Map<String, List<Column>> tables();

  /** Reads all rows of one of them. */
  void rows(String table, Rows.Taker<RuntimeException> taker) throws IOException;
}
