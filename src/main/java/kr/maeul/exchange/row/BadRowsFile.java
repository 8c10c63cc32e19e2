package kr.maeul.exchange.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.maeul.exchange.read.CellText;
import kr.maeul.layer.text.Text;

/**
 * The invalid rows of a file, to be corrected and imported again: a CSV file becomes a CSV file
 * that Excel opens, with the line and the reasons behind; GeoJSON becomes newline-delimited GeoJSON
 * with a member {@code errors}. For one thread.
 */
public final class BadRowsFile implements Closeable {
  /** Columns that are no part of what was refused. */
  public static final List<String> ADDED = List.of("줄", "오류", "error");

  private final Path path;
  private final List<String> header;
  private final ObjectMapper json = new ObjectMapper();
  private Writer out;
  private CsvWriter csv;

  /**
   * @param header of the CSV file, or empty for GeoJSON
   */
  public BadRowsFile(Path path, List<String> header) {
    this.path = path;
    this.header = header;
  }

  /** Adds a row; the file is made with the first one. */
  public void add(Row row, List<RowProblem> problems) throws IOException {
    if (out == null) {
      open();
    }
    if (header.isEmpty()) {
      out.write(json.writeValueAsString(feature(row, problems)));
      out.write('\n');
    } else {
      csv.writeRecord(cells(row, problems));
    }
  }

  private void open() throws IOException {
    // One that replaces what is no character, such as half of one: another refuses it.
    out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8));
    if (!header.isEmpty()) {
      out.write('\uFEFF');
      csv = CsvWriter.builder().build(out);
      List<String> names = new ArrayList<>(header.stream().map(BadRowsFile::harmless).toList());
      names.addAll(ADDED);
      csv.writeRecord(names);
    }
  }

  private List<String> cells(Row row, List<RowProblem> problems) {
    List<String> cells = new ArrayList<>();
    int given = row.cells().size();
    for (int i = 0; i < header.size(); i++) {
      cells.add(i < given ? harmless(row.cells().get(i)) : "");
    }
    if (given > header.size()) {
      int last = header.size() - 1;
      cells.set(last, harmless(String.join(",", row.cells().subList(last, given))));
    }
    cells.add(Long.toString(row.place()));
    cells.add(harmless(reasons(problems, Text::ko)));
    cells.add(harmless(reasons(problems, Text::en)));
    return cells;
  }

  private static String reasons(List<RowProblem> problems, Function<Text, String> language) {
    return problems.stream()
        .map(p -> (p.column().isEmpty() ? "" : p.column() + ": ") + language.apply(p.reason()))
        .collect(Collectors.joining(" | "));
  }

  private ObjectNode feature(Row row, List<RowProblem> problems) {
    ObjectNode feature =
        row.original() instanceof ObjectNode given ? given.deepCopy() : json.createObjectNode();
    var errors = feature.put("line", row.place()).putArray("errors");
    for (RowProblem p : problems) {
      errors
          .addObject()
          .put("column", p.column())
          .put("ko", p.reason().ko())
          .put("en", p.reason().en());
    }
    return feature;
  }

  /** Whether a table with these columns was written here. */
  public static boolean isHeader(List<String> names) {
    return names.containsAll(ADDED);
  }

  /**
   * A cell that a spreadsheet would take for a formula gets an apostrophe in front; a plain number
   * does not. It is taken off where the file comes back.
   */
  public static String harmless(String cell) {
    return CellText.guarded(cell);
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    } else if (out != null) {
      out.close();
    }
  }
}
