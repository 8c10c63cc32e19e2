package kr.maeul.store.sql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.layer.Layer;

/** What a changed layer file would lose of its table, and so is refused. Stateless. */
final class Loss {
  private static final String WHAT_TO_DO_KO =
      " 아무것도 바꾸지 않았습니다. 레이어 파일을 되돌려 놓거나 자료를 손으로 옮기세요(docs/layer-files.md). 더 새로운 프로그램이 쓰던"
          + " 데이터베이스라면 그 프로그램으로 시작하세요.";
  private static final String WHAT_TO_DO_EN =
      " Nothing was changed: put the layer file back as it was, or move the data by hand (see docs/layer-files.md). If a"
          + " newer version of the program made it, start that one.";

  private Loss() {}

  /**
   * A sentence for each change that would lose what a column holds.
   *
   * @param recorded of the table
   * @param wanted of the layer file
   * @param there the table's columns: one that was dropped by hand is wanted gone
   */
  static List<String> refusals(
      Layer layer, TableShape recorded, TableShape wanted, Set<String> there) {
    List<String> refusals = new ArrayList<>();
    String where = "레이어 / Layer " + layer.id() + ": ";
    if (!recorded.geometryColumn().equals(wanted.geometryColumn())
        || !recorded.geometryType().equals(wanted.geometryType())) {
      refusals.add(
          where
              + "위치 속성이 바뀌었습니다."
              + WHAT_TO_DO_KO
              + " / the geometry was "
              + recorded.geometryColumn()
              + " ("
              + recorded.geometryType()
              + ") and is now "
              + wanted.geometryColumn()
              + " ("
              + wanted.geometryType()
              + ")."
              + WHAT_TO_DO_EN);
    }
    for (Map.Entry<String, TableShape.Column> e : recorded.columns().entrySet()) {
      String name = e.getKey();
      TableShape.Column is = wanted.columns().get(name);
      if (is == null && !LayerTables.retired(layer).contains(name) && there.contains(name)) {
        refusals.add(
            where
                + "열 "
                + name
                + "의 속성이 없어졌습니다."
                + WHAT_TO_DO_KO
                + " / the property of column "
                + name
                + " has gone."
                + WHAT_TO_DO_EN);
      } else if (is != null && !is.type().equals(e.getValue().type())) {
        refusals.add(
            where
                + "속성의 종류가 바뀌었습니다."
                + WHAT_TO_DO_KO
                + " / column "
                + name
                + " holds "
                + e.getValue().type()
                + " and the file now says "
                + is.type()
                + "."
                + WHAT_TO_DO_EN);
      }
    }
    return refusals;
  }
}
