package kr.maeul.exchange.read.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Text;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Which sheet of a workbook is read: the one that was asked for, or the one of which most columns
 * are known, so that a cover before it is passed over.
 *
 * @param sheet null where the one that was asked for does not exist, or none can be seen
 * @param missing why there is none
 * @param alike says which other sheets would do as well
 * @param passedOver says which sheets were not read, and why
 */
public record SheetChoice(Sheet sheet, Text missing, List<Text> alike, List<Text> passedOver) {
  /** Sheets are looked into as far as this. */
  private static final int MOST_LOOKED_AT = 50;

  private static final int FEWEST_COLUMNS = 2;

  /** Counts the columns of a sheet that are known. */
  @FunctionalInterface
  public interface Known {
    long of(Sheet sheet) throws IOException;
  }

  /**
   * @param wanted name or number (of those that can be seen, from 1) of a sheet, or null
   */
  public static SheetChoice of(ReadableWorkbook book, String wanted, Known known)
      throws IOException {
    List<Sheet> all = book.getSheets().toList();
    List<Sheet> shown =
        all.stream().filter(s -> s.getVisibility() == SheetVisibility.VISIBLE).toList();
    if (wanted != null) {
      return asked(all, shown, wanted.strip());
    }
    if (shown.isEmpty()) {
      return none(
          "보이는 시트가 없습니다. 숨긴 시트를 읽으려면 --sheet 로 알려 주세요: " + names(all),
          "no sheet is visible; name a hidden one with --sheet: " + names(all));
    }
    SheetChoice choice =
        shown.size() == 1
            ? new SheetChoice(shown.get(0), null, List.of(), new ArrayList<>())
            : best(shown, known);
    List<Sheet> hidden = all.stream().filter(s -> !shown.contains(s)).toList();
    if (!hidden.isEmpty()) {
      choice
          .passedOver()
          .add(
              new Text(
                  "숨긴 시트는 읽지 않았습니다: " + names(hidden),
                  "hidden sheets were not read: " + names(hidden)));
    }
    return choice;
  }

  private static SheetChoice none(String ko, String en) {
    return new SheetChoice(null, new Text(ko, en), List.of(), List.of());
  }

  private static SheetChoice asked(List<Sheet> all, List<Sheet> shown, String wanted) {
    int number = wanted.matches("[0-9]{1,4}") ? Integer.parseInt(wanted) : 0;
    Sheet numbered = number >= 1 && number <= shown.size() ? shown.get(number - 1) : null;
    Sheet found =
        all.stream()
            .filter(s -> s.getName().strip().equalsIgnoreCase(wanted))
            .findFirst()
            .orElse(numbered);
    return found == null
        ? none(
            "--sheet: \"" + wanted + "\" 시트가 없습니다. 시트: " + names(all),
            "--sheet: there is no sheet \"" + wanted + "\". Sheets: " + names(all))
        : new SheetChoice(found, null, List.of(), List.of());
  }

  private static SheetChoice best(List<Sheet> shown, Known known) throws IOException {
    List<Sheet> looked = shown.subList(0, Math.min(MOST_LOOKED_AT, shown.size()));
    long[] counts = new long[shown.size()];
    int best = 0;
    for (int i = 0; i < looked.size(); i++) {
      counts[i] = known.of(looked.get(i));
      best = counts[i] > counts[best] ? i : best;
    }
    List<Sheet> alike = new ArrayList<>();
    List<Sheet> others = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      boolean isAlike = counts[i] >= FEWEST_COLUMNS && counts[i] * 2 >= counts[best];
      if (i != best) {
        (isAlike ? alike : others).add(shown.get(i));
      }
    }
    String taken = "\"" + shown.get(best).getName() + "\"";
    List<Text> fits = new ArrayList<>();
    if (!alike.isEmpty()) {
      fits.add(
          new Text(
              "시트 "
                  + taken
                  + "만 읽었습니다. 열이 맞는 시트가 더 있습니다: "
                  + names(alike)
                  + ". --sheet 로 하나씩 넣으세요.",
              "only the sheet "
                  + taken
                  + " was read; others fit too: "
                  + names(alike)
                  + ". Import them with --sheet"));
    }
    List<Text> passedOver = new ArrayList<>();
    if (!others.isEmpty()) {
      passedOver.add(
          new Text(
              "시트 " + taken + "만 읽었습니다. 아는 열이 없거나 적은 시트: " + names(others),
              "only the sheet "
                  + taken
                  + " was read; none or few columns are known of "
                  + names(others)));
    }
    return new SheetChoice(shown.get(best), null, fits, passedOver);
  }

  private static String names(List<Sheet> sheets) {
    String more = sheets.size() > 8 ? " … (" + sheets.size() + ")" : "";
    return sheets.stream()
            .limit(8)
            .map(s -> "\"" + s.getName() + "\"")
            .collect(Collectors.joining(", "))
        + more;
  }
}
