package kr.maeul.exchange.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes tables that are there as a whole: as a workbook, and as CSV. Stateless. */
final class TableFiles {
  private TableFiles() {}

  /**
   * Writes a workbook of one sheet a table.
   *
   * @param application that made it, as the file's properties name it
   */
  public static void xlsx(OutputStream out, String application, List<Table> tables)
      throws IOException {
    try (WorkbookFile book = new WorkbookFile(out, application)) {
      for (Table table : tables) {
        try (WorkbookFile.Sheet sheet = book.sheet(table.title(), table.headers())) {
          for (List<Object> row : table.rows()) {
            sheet.row(row);
          }
        }
      }
    }
  }

  /** The table as CSV in UTF-8. */
  public static byte[] csv(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvFile csv = CsvFile.utf8(out, table.headers())) {
      table.rows().forEach(csv::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * The table as CSV in CP949.
   *
   * @param replaced how many characters CP949 does not have; a question mark stands for each
   */
  public record Cp949(byte[] bytes, int replaced) {}

  /** The table as CSV in CP949, for spreadsheets that know nothing else. */
  public static Cp949 cp949(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvFile csv = CsvFile.cp949(out, table.headers());
    try (csv) {
      table.rows().forEach(csv::row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Cp949(out.toByteArray(), csv.replaced());
  }
}
