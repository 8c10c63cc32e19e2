package kr.maeul.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;

/** Layers that exist only in tests. */
public final class TestLayers {
  static final String PLACES =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "places", "title": "시설",
        "x-maeul-en": "Places", "type": "object", "required": ["location", "name"],
        "properties": {
          "id": { "type": "string", "x-ogc-role": "id", "readOnly": true, "x-maeul-import": ["관리번호"] },
          "location": { "format": "geometry-point", "x-ogc-role": "primary-geometry" },
          "name": { "type": "string", "title": "이름", "x-maeul-en": "Name", "maxLength": 40,
                    "x-maeul-import": ["쉼터명", "업소명", "시설명"] },
          "kind": { "title": "종류", "x-maeul-en": "Kind", "oneOf": [
                    { "const": "school", "title": "학교", "x-maeul-en": "School" },
                    { "const": "clinic", "title": "의원", "x-maeul-en": "Clinic" },
                    { "const": "shelter", "title": "무더위쉼터", "x-maeul-en": "Heat shelter" },
                    { "const": "meal", "title": "집단급식소" } ] },
          "address": { "type": "string", "title": "주소",
                       "x-maeul-import": ["소재지도로명주소", "소재지주소", "소재지지번주소"] },
          "area": { "type": "number", "minimum": 0, "title": "면적", "x-ogc-unit": "m2",
                    "x-maeul-import": ["시설면적"] },
          "people": { "type": "integer", "title": "이용인원", "x-maeul-import": ["이용가능인원수"] },
          "open": { "type": "boolean", "title": "운영" },
          "since": { "type": "string", "format": "date", "title": "개소일" },
          "seen": { "type": "string", "format": "date-time", "title": "확인시각" },
          "tags": { "type": "array", "items": { "type": "string" }, "title": "꼬리표" },
          "code": { "type": "string", "title": "코드", "pattern": "^[A-Z][0-9]+$" },
          "asOf": { "type": "string", "format": "date", "title": "기준일", "x-maeul-import": ["데이터기준일자"] } } }
      """;

  static final String AREAS =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "areas", "title": "행정동", "type": "object",
        "required": ["outline"],
        "properties": {
          "outline": { "format": "geometry-multipolygon", "x-ogc-role": "primary-geometry" },
          "name": { "type": "string", "title": "이름", "x-maeul-import": ["adm_nm"] },
          "code": { "type": "string", "title": "행정동코드", "x-maeul-import": ["adm_cd2"] } } }
      """;

  private TestLayers() {}

  public static Layer places(Path folder) throws IOException {
    return catalog(folder).layer("places").orElseThrow();
  }

  static LayerCatalog catalog(Path folder) throws IOException {
    Path layers = Files.createDirectories(folder.resolve("layers"));
    Files.writeString(layers.resolve("places.schema.json"), PLACES);
    Files.writeString(layers.resolve("areas.schema.json"), AREAS);
    return new LayerFiles().read(layers).catalog();
  }
}
