package kr.maeul.exchange.write;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class TableFilesTest {
  private static final List<String> FORMULAS =
      List.of(
          "=1+1",
          "+82 10",
          "-2+3",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          "\n=1",
          "  =cmd|' /C calc'!A0",
          "＝1",
          "＋1",
          "－1",
          "＠x",
          "=HYPERLINK(\"http://x\",\"y\")");

  private static byte[] xlsx(Table... tables) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TableFiles.xlsx(out, "Maeul", List.of(tables));
    return out.toByteArray();
  }

  private static List<CsvRecord> read(String csv) {
    return CsvReader.builder().ofCsvRecord(csv).stream().toList();
  }

  @Test
  void aWorkbookHoldsWhatWasPutIntoIt() throws IOException {
    Table houses =
        new Table(
            "순위/표",
            List.of("순위", "이름", "면적 (㎡)", "날", "맞음", "비고"),
            List.of(
                Arrays.asList(1, "감나무집 <예시> & \"큰\"", 52.25, LocalDate.of(2025, 2, 4), true, null),
                Arrays.asList(2L, "여러\n줄", -3, null, false, "𠮷 😀")));
    Table more = new Table("순위/표", List.of("무엇"), List.of(List.of("값")));
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(xlsx(houses, more)))) {
      assertThat(book.getNumberOfSheets()).isEqualTo(2);
      assertThat(book.getSheetName(0)).isEqualTo("순위 표");
      assertThat(book.getSheetName(1)).isEqualTo("순위 표 2");
      Sheet sheet = book.getSheetAt(0);
      assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
      assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 1);
      Row header = sheet.getRow(0);
      assertThat(header.getCell(2).getStringCellValue()).isEqualTo("면적 (㎡)");
      Row first = sheet.getRow(1);
      assertThat(first.getCell(0).getNumericCellValue()).isEqualTo(1);
      assertThat(first.getCell(1).getStringCellValue()).isEqualTo("감나무집 <예시> & \"큰\"");
      assertThat(first.getCell(2).getNumericCellValue()).isEqualTo(52.25);
      assertThat(DateUtil.isCellDateFormatted(first.getCell(3))).isTrue();
      assertThat(first.getCell(3).getLocalDateTimeCellValue().toLocalDate())
          .isEqualTo(LocalDate.of(2025, 2, 4));
      assertThat(first.getCell(4).getBooleanCellValue()).isTrue();
      assertThat(first.getCell(5)).isNull();
      Row second = sheet.getRow(2);
      assertThat(second.getCell(1).getStringCellValue()).isEqualTo("여러\n줄");
      assertThat(second.getCell(2).getNumericCellValue()).isEqualTo(-3);
      assertThat(second.getCell(5).getStringCellValue()).isEqualTo("𠮷 😀");
    }
  }

  /** Programs that go by it read no further. */
  @Test
  void aSheetSaysHowFarItGoes() throws IOException {
    List<String> headers = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      headers.add("열 " + i);
      row.add(i);
    }
    List<List<Object>> rows = Collections.nCopies(1_000, row);
    byte[] bytes = xlsx(new Table("큼", headers, rows), new Table("빔", List.of("x"), List.of()));
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      assertThat(book.getSheetAt(0).getCTWorksheet().getDimension().getRef())
          .isEqualTo("A1:BH1001");
      assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(1_000);
      assertThat(book.getSheetAt(0).getRow(1_000).getCell(59).getNumericCellValue()).isEqualTo(59);
      assertThat(book.getSheetAt(1).getCTWorksheet().getDimension().getRef()).isEqualTo("A1:A1");
    }
  }

  @Test
  void aTextStaysAsItWasWritten() throws IOException {
    List<Object> texts = List.of("_x000D_", "a\r\nb", " blanks ", "&amp; <b>", "1900-01-01");
    List<Object> days = List.of(LocalDate.of(1900, 3, 1), LocalDate.of(1899, 12, 31), 1e21, 0.1);
    byte[] bytes = xlsx(new Table("x", List.of("a"), List.of(texts, days)));
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      for (int i = 0; i < texts.size(); i++) {
        assertThat(book.getSheetAt(0).getRow(1).getCell(i).getStringCellValue())
            .isEqualTo(texts.get(i));
      }
      Row second = book.getSheetAt(0).getRow(2);
      assertThat(second.getCell(0).getLocalDateTimeCellValue().toLocalDate())
          .isEqualTo(days.get(0));
      assertThat(second.getCell(1).getStringCellValue()).isEqualTo("1899-12-31");
      assertThat(second.getCell(2).getNumericCellValue()).isEqualTo(1e21);
      assertThat(second.getCell(3).getNumericCellValue()).isEqualTo(0.1);
    }
  }

  @Test
  void nothingInAWorkbookIsAFormula() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    FORMULAS.forEach(f -> rows.add(List.of(f)));
    try (XSSFWorkbook book =
        new XSSFWorkbook(new ByteArrayInputStream(xlsx(new Table("=x", List.of("=1+1"), rows))))) {
      int seen = 0;
      for (Row row : book.getSheetAt(0)) {
        for (Cell cell : row) {
          assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
          seen++;
        }
      }
      assertThat(seen).isEqualTo(FORMULAS.size() + 1);
      assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue()).isEqualTo("=1+1");
    }
  }

  @Test
  void whatXmlCannotHoldIsLeftOut() throws IOException {
    String odd = "a\u0000b\u0007c\ud800d\uffffe";
    Table table =
        new Table("\u0001", List.of(odd), List.of(List.of(odd), List.of("x".repeat(40_000))));
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(xlsx(table)))) {
      assertThat(book.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()).isEqualTo("abcde");
      assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue()).isEqualTo("abcde");
      assertThat(book.getSheetAt(0).getRow(2).getCell(0).getStringCellValue()).hasSize(32_767);
    }
  }

  @Test
  void csvSaysThatItIsUtf8AndDefusesFormulas() {
    List<List<Object>> rows = new ArrayList<>();
    FORMULAS.forEach(f -> rows.add(Arrays.asList(f, -2, 1.5, null, "쉼표, \"따옴표\"\n줄")));
    byte[] bytes = TableFiles.csv(new Table("x", List.of("=머리", "b", "c", "d", "e"), rows));
    assertThat(bytes).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
    String text = new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    assertThat(text).contains("\r\n");
    List<CsvRecord> records = read(text);
    assertThat(records).hasSize(FORMULAS.size() + 1);
    assertThat(records.get(0).getField(0)).isEqualTo("'=머리");
    for (int i = 0; i < FORMULAS.size(); i++) {
      CsvRecord record = records.get(i + 1);
      assertThat(record.getField(0)).isEqualTo("'" + FORMULAS.get(i));
      assertThat(record.getField(1)).as("a number is no formula").isEqualTo("-2");
      assertThat(record.getField(2)).isEqualTo("1.5");
      assertThat(record.getField(3)).isEmpty();
      assertThat(record.getField(4)).isEqualTo("쉼표, \"따옴표\"\n줄");
    }
  }

  @Test
  void whatCp949DoesNotHaveIsCounted() {
    Table table =
        new Table(
            "x", List.of("이름", "뷁"), List.of(List.of("가나㎡·–", "😀𠮷é"), List.of("똠방각하", "漢字")));
    TableFiles.Cp949 file = TableFiles.cp949(table);
    String text = new String(file.bytes(), Charset.forName("x-windows-949"));
    List<CsvRecord> records = read(text);
    assertThat(records.get(0).getFields()).containsExactly("이름", "뷁");
    assertThat(records.get(2).getFields()).containsExactly("똠방각하", "漢字");
    int questions = (int) text.chars().filter(c -> c == '?').count();
    assertThat(file.replaced()).isEqualTo(questions);
    assertThat(records.get(1).getField(1)).isEqualTo("???");
    assertThat(records.get(1).getField(0)).startsWith("가나㎡·");
  }
}
