package kr.maeul.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import kr.maeul.db.table.DataTable;
import kr.maeul.db.table.ValueKind;

/**
 * What stands in a backup: its entry {@code manifest.json}, which is written last.
 *
 * @param format of the file; a program reads its own and older ones
 * @param program version that wrote it
 * @param schema version of the core tables
 * @param database that it is from: {@code embedded} or {@code postgis}
 * @param created the moment whose content it holds, in ISO 8601
 * @param keyCheck by which the key to what is sealed is known, or null where nothing ever was
 * @param tables by name
 * @param files other entries but photos and sound, which are named by their own hash
 * @param media number of stored contents
 * @param lost contents that rows name and that were not in the store
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
    int format,
    String program,
    String schema,
    String database,
    String created,
    String keyCheck,
    Map<String, Table> tables,
    Map<String, Entry> files,
    long media,
    List<String> lost) {
  /** What this program writes, and the newest that it reads. */
  static final int FORMAT = 1;

  static final String NAME = "manifest.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * An entry of the file.
   *
   * @param sha256 of its content, in hex
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(long bytes, String sha256) {}

  /**
   * A table.
   *
   * @param columns in the order of the values in its rows
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Table(long rows, List<Column> columns, Entry entry) {
    public List<DataTable.Column> dataColumns() {
      return columns.stream()
          .map(c -> new DataTable.Column(c.name(), ValueKind.ofWord(c.kind())))
          .toList();
    }
  }

  /** A column, with the word of its {@link ValueKind}. */
  public record Column(String name, String kind) {}

  /** Rows of all tables together. */
  public long rows() {
    return tables.values().stream().mapToLong(Table::rows).sum();
  }

  static String entryOf(String table) {
    return "tables/" + table + ".jsonl";
  }

  byte[] toJson() throws JsonProcessingException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /** Which format a manifest has, whatever else stands in it. */
  static int formatOf(byte[] json) throws IOException {
    return MAPPER.readTree(json).path("format").asInt(0);
  }

  static Manifest read(byte[] json) throws IOException {
    return MAPPER.readValue(json, Manifest.class);
  }
}
