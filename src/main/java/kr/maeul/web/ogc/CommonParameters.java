package kr.maeul.web.ogc;

import java.util.List;
import java.util.stream.Stream;
import kr.maeul.layer.Lang;
import kr.maeul.web.request.Format;

/**
 * Parameters that every resource has. The exchange acts on them; here they are described and
 * checked.
 */
final class CommonParameters {
  static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

  private CommonParameters() {}

  static <R> List<Parameter<R>> formatAndLanguage() {
    return formatAndLanguage(Stream.of(Format.values()).map(Format::word).toList());
  }

  /** The same where there are other formats. */
  static <R> List<Parameter<R>> formatAndLanguage(List<String> formats) {
    List<String> languages = Stream.of(Lang.values()).map(Lang::tag).toList();
    return List.of(
        Parameter.optional(
            "f",
            "답의 형식. 없으면 Accept 헤더를 따릅니다.",
            "format of the answer; goes by the Accept header where absent",
            Schemas.oneOf(formats),
            (value, r) -> check(value, formats)),
        Parameter.optional(
            "lang",
            "답의 언어. 없으면 Accept-Language 헤더를 따릅니다.",
            "language of the answer; goes by the Accept-Language header where absent",
            Schemas.oneOf(languages),
            (value, r) -> check(value, languages)));
  }

  static <R> Parameter<R> crs(String name) {
    return Parameter.optional(
        name,
        "좌표계: 경도, 위도(CRS84)만 됩니다.",
        "coordinate reference system: longitude, latitude (CRS84) only",
        Schemas.oneOf(List.of(CRS84)).put("default", CRS84),
        (value, r) -> check(value, List.of(CRS84)));
  }

  private static void check(String value, List<String> allowed) throws BadValueException {
    if (!allowed.contains(value)) {
      String given = BadValueException.quote(value);
      String list = String.join(", ", allowed);
      throw new BadValueException(
          given + "는 쓸 수 없습니다. 쓸 수 있는 값: " + list, given + " is not one of: " + list);
    }
  }
}
