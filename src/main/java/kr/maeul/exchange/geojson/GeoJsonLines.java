package kr.maeul.exchange.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import kr.maeul.exchange.row.BoundedRecords;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.Limits;
import kr.maeul.exchange.row.Row;
import kr.maeul.layer.text.Text;

/**
 * GeoJSON features one a line, or each after a record separator (RFC 8142). An invalid line spoils
 * no other.
 */
public final class GeoJsonLines implements FeatureSource {
  private final JsonFactory json = JsonText.factory();
  private final BoundedRecords records;
  private final GeoJsonRows rows;
  private final boolean separated;

  public GeoJsonLines(InputStream in, GeoJsonRows rows, boolean separated) {
    this.records =
        new BoundedRecords(
            in, separated ? BoundedRecords.RECORD_SEPARATOR : '\n', Limits.FEATURE_BYTES);
    this.rows = rows;
    this.separated = separated;
  }

  @Override
  public Row next() throws IOException, InvalidFileException {
    while (records.next()) {
      long line = records.line();
      if (records.isTooLong()) {
        return rows.tooLong(line);
      }
      if (!records.isBlank()) {
        return row(line);
      }
    }
    return null;
  }

  private Row row(long line) throws IOException, InvalidFileException {
    try (JsonParser parser =
        json.createParser(records.bytes(), records.start(), records.length())) {
      parser.nextToken();
      JsonNode value = new JsonText(parser, () -> 0).read();
      if (parser.nextToken() != null) {
        return rows.unreadable(line, new Text("한 줄에 둘 이상이 있습니다.", "has more than one value"));
      }
      rows.checkCrs(value.path("crs"));
      return rows.row(line, value);
    } catch (JsonProcessingException e) {
      return rows.unreadable(
          line,
          new Text(
              "JSON을 읽을 수 없습니다: " + e.getOriginalMessage(),
              "is not JSON: " + e.getOriginalMessage()));
    } catch (JsonText.TooLongException e) {
      return rows.tooLong(line);
    }
  }

  @Override
  public String format() {
    return separated ? "GeoJSON text sequence (RFC 8142)" : "newline-delimited GeoJSON";
  }

  @Override
  public boolean placesAreLines() {
    return true;
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  @Override
  public String columnOf(String pointer) {
    return rows.columnOf(pointer);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
