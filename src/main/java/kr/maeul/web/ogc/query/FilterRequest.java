package kr.maeul.web.ogc.query;

import java.util.List;
import java.util.stream.Stream;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.CrsTransform;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.refusal.BadRequestException;

/**
 * The CQL2 filter of a request, while it is read: {@code filter}, {@code filter-lang}, {@code
 * filter-crs}.
 */
final class FilterRequest {
  private View view;
  private String text;
  private CqlLanguage language = CqlLanguage.TEXT;
  private Crs crs = Crs.CRS84;

  /**
   * The three parameters.
   *
   * @param view what the filter may name
   */
  static List<Parameter<ItemsRequest>> parameters(View view) {
    List<String> languages = Stream.of(CqlLanguage.values()).map(CqlLanguage::word).toList();
    return List.of(
        Parameter.optional(
            "filter",
            "CQL2 조건. 쓸 수 있는 속성은 queryables에 있습니다.",
            "a CQL2 filter over the queryables",
            Schemas.string(),
            (v, r) -> {
              r.filter.view = view;
              r.filter.text = v;
            }),
        Parameter.optional(
            "filter-lang",
            "조건을 적은 말. cql-text는 CQL2를 모르는 프로그램을 위한 것입니다.",
            "the language of the filter; cql-text is for clients that do not know CQL2",
            Schemas.oneOf(languages).put("default", CqlLanguage.TEXT.word()),
            (v, r) -> {
              Parameter.check(v, languages);
              r.filter.language = CqlLanguage.ofWord(v).orElseThrow();
            }),
        CrsParameters.crs("filter-crs", (r, crs) -> r.filter.crs = crs));
  }

  /**
   * Adds the filter, if there is one, to the others.
   *
   * @throws BadRequestException that says where its mistake is
   */
  void resolve(List<Filter> filters, CrsRegistry registry) {
    if (text == null) {
      return;
    }
    CrsTransform toLonLat =
        geometry -> {
          try {
            return registry.projection(crs).toLonLat(geometry);
          } catch (CrsRegistry.TransformFailedException e) {
            throw new CrsTransform.OutsideException(e);
          }
        };
    try {
      filters.add(CqlFilters.parse(view, text, language, toLonLat));
    } catch (CqlException e) {
      Text message = e.message();
      throw new BadRequestException(
          "filter", new Text("filter: " + message.ko(), "filter: " + message.en()));
    }
  }
}
