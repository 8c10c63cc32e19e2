package kr.maeul.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.exchange.row.BadRowsFile;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.layer.text.Text;

/**
 * All that was found while a file was read, by row and column, as a CSV file that Excel opens. For
 * one thread.
 */
final class ReportFile implements Closeable {
  private static final Text REFUSED = new Text("넣지 않음", "refused");

  private final CsvWriter csv;
  private final Writer out;

  ReportFile(Path path) throws IOException {
    // One that replaces what is no character, such as half of one: another refuses it.
    out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8));
    out.write('\uFEFF');
    csv = CsvWriter.builder().build(out);
    csv.writeRecord("줄", "열", "결과", "까닭", "result", "reason");
  }

  void add(RowNote note) {
    Text detail = note.detail();
    Text reason =
        detail.en().isEmpty()
            ? note.reason()
            : new Text(
                note.reason().ko() + " " + detail.ko(), note.reason().en() + " " + detail.en());
    write(note.place(), note.column(), note.kind().title(), reason);
  }

  void add(RowProblem problem) {
    write(problem.place(), problem.column(), REFUSED, problem.reason());
  }

  /** A column of which nothing is kept. */
  void add(ImportReport.LostColumn column) {
    csv.writeRecord(
        "",
        BadRowsFile.harmless(column.header()),
        "열을 넣지 않음 (값 " + column.valuesLost() + "개)",
        column.reason().ko(),
        "column not kept (" + column.valuesLost() + " values)",
        column.reason().en());
  }

  private void write(long place, String column, Text result, Text reason) {
    csv.writeRecord(
        List.of(
            place == 0 ? "" : Long.toString(place),
            BadRowsFile.harmless(column),
            result.ko(),
            BadRowsFile.harmless(reason.ko()),
            result.en(),
            BadRowsFile.harmless(reason.en())));
  }

  @Override
  public void close() throws IOException {
    csv.close();
    out.close();
  }
}
