package kr.maeul.web.ogc.query;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;

/** What is looked for in all layers, while it is read. */
public final class SearchRequest {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  public static final ParameterTable<SearchRequest> TABLE = table();

  public String text = "";
  public int limit = DEFAULT_LIMIT;

  private static ParameterTable<SearchRequest> table() {
    List<Parameter<SearchRequest>> all = new ArrayList<>();
    all.add(
        new Parameter<>(
            "q",
            new Text("찾을 말. 초성도 됩니다.", "words to look for; 초성 too"),
            Schemas.string(),
            true,
            (v, r) -> r.text = ItemsParameters.readText(v).orElse("")));
    all.add(
        Parameter.optional(
            "limit",
            "한 번에 받을 개수. 더 크게 적어도 " + MAX_LIMIT + "개까지 옵니다.",
            "how many at once; a greater number gets " + MAX_LIMIT,
            Schemas.integer(1, (long) MAX_LIMIT, (long) DEFAULT_LIMIT),
            (v, r) -> r.limit = (int) Math.min(ItemsParameters.wholeNumber(v, 1), MAX_LIMIT)));
    all.addAll(Parameter.formatAndLanguage());
    return new ParameterTable<>(all);
  }
}
