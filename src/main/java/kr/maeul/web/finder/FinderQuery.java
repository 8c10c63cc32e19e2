package kr.maeul.web.finder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;

/**
 * A question to the finder as query parameters, on its way to be one as a body. What is no number
 * or flag stays text, and is refused as such. For one thread.
 */
final class FinderQuery {
  private static final String WEIGHTS = "weights";

  static final ParameterTable<FinderQuery> PARAMETERS =
      ParameterTable.of(
          Parameter.optional(
              WEIGHTS,
              "기준:수, 쉼표로 나누어 (structure:25,consent:20)",
              "criterion:number, separated by commas (structure:25,consent:20)",
              Schemas.string(),
              (v, asked) -> asked.weights(v)),
          Parameter.optional(
              "filter",
              "CQL2 조건",
              "a CQL2 filter",
              Schemas.string(),
              (v, asked) -> asked.body.put("filter", v)),
          Parameter.optional(
              "filter-lang",
              "조건을 적은 말",
              "the language of the filter",
              Schemas.oneOf(Stream.of(CqlLanguage.values()).map(CqlLanguage::word).toList()),
              (v, asked) -> asked.language(v)),
          Parameter.optional(
              "within",
              "레이어/항목: 그 안의 집만",
              "layer/id: only houses in that feature",
              Schemas.string(),
              (v, asked) -> asked.body.put("within", v)),
          list(
              "ids",
              "이 집들만, 쉼표로 나누어 200개까지",
              "only these houses, separated by commas, at most 200"),
          list(
              "also",
              "순위에 들지 못해도 이 집들은 함께, 쉼표로 나누어 200개까지",
              "these houses too, wherever they rank, separated by commas, at most 200"),
          number(
              "limit",
              "순위에 든 집을 몇 채까지",
              "how many of the ranked houses",
              Schemas.integer(
                  1, (long) FinderQuestion.MOST_ASKED, (long) QuestionReader.USUAL_LIMIT)),
          number(
              "offset",
              "몇 채를 건너뛸지",
              "after so many",
              Schemas.integer(0, (long) QuestionReader.FURTHEST_OFFSET, 0L)),
          number(
              "walkMetres",
              "묶어서 볼 걸음 거리(m)",
              "within how many metres houses are one project",
              Schemas.integer(0, (long) FinderQuestion.LONGEST_WALK_METRES, null)),
          Parameter.optional(
              "order", QuestionReader.orders(), (v, asked) -> asked.body.put("order", v)),
          Parameter.optional("examples", Schemas.bool(), (v, asked) -> asked.examples(v)));

  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private CqlLanguage language = CqlLanguage.TEXT;

  ObjectNode body() {
    return body;
  }

  /** Of the filter. */
  CqlLanguage language() {
    return language;
  }

  private static Parameter<FinderQuery> list(String name, String ko, String en) {
    return Parameter.optional(
        name,
        ko,
        en,
        Schemas.listOf(Schemas.string(), 1, FinderQuestion.MOST_IDS),
        (v, asked) -> {
          ArrayNode ids = asked.body.putArray(name);
          Stream.of(v.split(",", -1)).forEach(ids::add);
        });
  }

  private static Parameter<FinderQuery> number(
      String name, String ko, String en, ObjectNode schema) {
    return Parameter.optional(
        name,
        ko,
        en,
        schema,
        (v, asked) -> {
          if (v.matches("-?[0-9]{1,18}")) {
            asked.body.put(name, Long.parseLong(v));
          } else {
            asked.body.put(name, v);
          }
        });
  }

  private void examples(String value) {
    if (value.equals("true") || value.equals("false")) {
      body.put("examples", value.equals("true"));
    } else {
      body.put("examples", value);
    }
  }

  private void language(String word) throws InvalidParameterException {
    Parameter.check(word, Stream.of(CqlLanguage.values()).map(CqlLanguage::word).toList());
    language = CqlLanguage.ofWord(word).orElseThrow();
  }

  private void weights(String text) throws InvalidParameterException {
    ObjectNode weights = body.putObject(WEIGHTS);
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      try {
        if (colon > 0 && pair.length() < 100) {
          weights.put(pair.substring(0, colon), Double.parseDouble(pair.substring(colon + 1)));
          continue;
        }
      } catch (NumberFormatException notOne) {
        // reported below
      }
      throw new InvalidParameterException(
          "기준:수 꼴로, 쉼표로 나누어 적으세요 (예: structure:25,consent:20).",
          "write criterion:number, separated by commas (structure:25,consent:20)");
    }
  }
}
